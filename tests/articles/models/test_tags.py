import pytest

from articles.models import Tag
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [("The Bronx", "the-bronx"), ("ירושלים", "ירושלים"), ("Café", "cafe"), ("!?", "tag")],
)
def test_a_tag_gets_its_address_from_its_name(name, slug):
    assert Tag.objects.create(name=name).slug == slug


def test_two_names_that_make_one_slug_get_two():
    slugs = [Tag.objects.create(name=name).slug for name in ("Cafe", "Café", "cafe!")]
    assert slugs[0] == "cafe"
    assert len(set(slugs)) == 3
    assert all(slug.startswith("cafe") for slug in slugs)


@pytest.mark.parametrize(
    ("there", "typed", "is_near"),
    [
        ("Settlements", "Settlement", True),
        ("Settlements", "settlements", True),
        ("City", "Cities", True),
        ("Story", "Stories", True),
        ("U.S. Elections", "US elections", True),
        ("Netanyahu", "Netanyaho", True),
        ("United Nations", "United Nation", True),
        ("שָׁלוֹם", "שלום", True),
        ("שלום", "שָׁלוֹם", True),
        ("התנחלות", "התנחלויות", True),
        ("גשר", "גשרים", True),
        ("ספר", "ספר־תורה", False),
        ("Iran", "Iraq", False),
        ("Gaza", "Gaza Strip", False),
        ("Books", "Bombs", False),
        ("Settlements", "Settlements", False),
        ("!!!", "???", False),
    ],
)
def test_a_name_that_is_nearly_another_s_is_known(there, typed, is_near):
    TagFactory(name=there)
    TagFactory(name="Something Else")
    near = [tag.name for tag in Tag.objects.nearly_called(typed)]
    assert near == ([there] if is_near else [])


def test_the_nearest_comes_first():
    for name in ("Settler", "Settlements", "Settlement"):
        TagFactory(name=name)
    near = [tag.name for tag in Tag.objects.nearly_called("settlement")]
    assert near == ["Settlement", "Settlements"]


def test_a_name_that_is_nearly_another_name_of_a_tag_is_known():
    tag = TagFactory(name="Settlements")
    tag.other_names = ["Outposts"]
    tag.save_other_names()
    TagFactory(name="Something Else")
    assert list(Tag.objects.nearly_called("Outpost")) == [tag]
    assert list(Tag.objects.nearly_called("OUTPOSTS")) == [tag]
    assert list(Tag.objects.exclude(pk=tag.pk).nearly_called("Outpost")) == []


def test_tags_that_stand_are_themselves_and_cost_one_query(django_assert_num_queries):
    tags = [TagFactory(), TagFactory()]
    with django_assert_num_queries(1):
        assert Tag.objects.standing(tags) == tags
    with django_assert_num_queries(0):
        assert Tag.objects.standing([]) == []
