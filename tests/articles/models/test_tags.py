import pytest

from articles.models import Tag

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
