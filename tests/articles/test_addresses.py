import pytest
from django.core.exceptions import ValidationError

from articles import addresses
from articles.models import Redirect
from tests.factories import (
    AuthorFactory,
    PageFactory,
    SectionFactory,
    TagFactory,
    make_article,
)

pytestmark = pytest.mark.django_db

ADDRESSED = [
    (SectionFactory, "/category/{}/"),
    (TagFactory, "/tag/{}/"),
    (AuthorFactory, "/author/{}/"),
    (PageFactory, "/{}/"),
]


def redirects():
    return {redirect.path: redirect.target for redirect in Redirect.objects.all()}


@pytest.mark.parametrize(("factory", "path"), ADDRESSED)
def test_an_address_that_is_left_leads_to_the_new_one(client, factory, path):
    thing = factory(slug="old")
    thing.slug = "new"
    addresses.keep(thing)
    assert redirects() == {path.format("old"): thing}
    response = client.get(path.format("old"))
    assert (response.status_code, response.url) == (301, path.format("new"))


def test_moves_add_up_and_a_return_leaves_no_loop(client):
    tag = TagFactory(slug="one")
    for slug in ("two", "three", "one"):
        tag.slug = slug
        addresses.keep(tag)
    assert redirects() == {"/tag/two/": tag, "/tag/three/": tag}
    assert client.get("/tag/one/").status_code == 200


def test_an_address_is_kept_in_letters(client):
    tag = TagFactory(slug="שבת")
    tag.slug = "shabbat"
    addresses.keep(tag)
    assert redirects() == {"/tag/שבת/": tag}
    assert client.get("/tag/שבת/").url == "/tag/shabbat/"


@pytest.mark.parametrize("change", [{}, {"description": "Of bread."}])
def test_what_stays_where_it_is_leaves_nothing(change):
    tag = TagFactory()
    for name, value in change.items():
        setattr(tag, name, value)
    addresses.keep(tag)
    assert redirects() == {}


@pytest.mark.parametrize(("factory", "path"), ADDRESSED)
@pytest.mark.parametrize("new", [True, False])
def test_an_address_that_was_anothers_is_refused(factory, path, new):
    first = factory(slug="old")
    first.slug = "moved"
    addresses.keep(first)
    second = factory.build(slug="old") if new else factory(slug="else")
    second.slug = "old"
    with pytest.raises(ValidationError) as refused:
        addresses.refuse_taken(second)
    assert refused.value.message_dict == {
        "slug": [f"{path.format('old')} already leads to something else."]
    }


def test_also_where_it_leads_to_another_kind_of_thing():
    Redirect.objects.create(path="/about/", article=make_article())
    with pytest.raises(ValidationError, match="already leads to something else"):
        addresses.refuse_taken(PageFactory.build(slug="about"))


def test_its_own_old_address_is_free_to_it():
    tag = TagFactory(slug="old")
    tag.slug = "new"
    addresses.keep(tag)
    tag.slug = "old"
    addresses.refuse_taken(tag)
    assert redirects() == {"/tag/old/": tag}


@pytest.mark.parametrize("slug", ["search", "contact", "join", "feed", "admin", "2026"])
def test_a_page_does_not_hide_behind_the_site(slug):
    with pytest.raises(ValidationError, match=f"The site itself has something at /{slug}/"):
        addresses.refuse_taken(PageFactory.build(slug=slug))


def test_an_address_that_was_handed_over_leads_on_and_is_nobody_else_s(client):
    gone, stays = TagFactory(slug="old"), TagFactory(slug="new")
    addresses.hand_over(gone, stays)
    gone.delete()
    assert client.get("/tag/old/?page=2").url == "/tag/new/?page=2"
    with pytest.raises(ValidationError, match="/tag/old/ already leads to something else"):
        addresses.refuse_taken(TagFactory.build(slug="old"))


def test_an_address_that_is_gone_may_come_back(client):
    tag = TagFactory(slug="flood")
    addresses.give_up(tag)
    tag.delete()
    assert client.get("/tag/flood/").status_code == 410
    again = TagFactory.build(slug="flood")
    addresses.refuse_taken(again)
    addresses.keep(again)
    assert (client.get("/tag/flood/").status_code, redirects()) == (200, {})


def test_what_is_gone_a_second_time_is_gone_once(client):
    for _ in range(2):
        tag = TagFactory(slug="flood")
        addresses.give_up(tag)
        tag.delete()
    assert redirects() == {"/tag/flood/": None}
