"""Sections, tags, authors and pages: their addresses at the desk."""

import pytest

from algemeiner.policy import Role
from articles.models import KeptVersion, Page, Redirect, Section, Tag
from authors.models import Author
from tests.articles.admin.forms import errors, filled_in
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
)
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

ADDRESSED = [
    (Section, SectionFactory, "name", "/category/"),
    (Tag, TagFactory, "name", "/tag/"),
    (Author, AuthorFactory, "name", "/author/"),
    (Page, PageFactory, "title", "/"),
]
every = pytest.mark.parametrize(("model", "factory", "name", "prefix"), ADDRESSED)


def screen(thing, view="change"):
    options = thing._meta
    base = f"/admin/{options.app_label}/{options.model_name}/"
    return f"{base}add/" if view == "add" else f"{base}{thing.pk}/change/"


def send(client, path, **fields):
    return client.post(path, filled_in(client.get(path)) | fields | {"_save": "Save"})


@every
@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ({"name": "Café Life", "slug": ""}, "cafe-life"),
        ({"name": "חלה ודבש", "slug": ""}, "חלה-ודבש"),
        ({"name": "Café Life", "slug": "coffee"}, "coffee"),
    ],
)
def test_the_name_makes_the_address_that_is_left_empty(
    desk, model, factory, name, prefix, typed, slug
):
    send(desk, screen(model, "add"), **{name: typed["name"], "slug": typed["slug"]})
    made = model.objects.get()
    assert (getattr(made, name), made.slug) == (typed["name"], slug)
    assert desk.get(made.get_absolute_url()).status_code == 200


@every
def test_a_name_without_letters_needs_one_typed(desk, model, factory, name, prefix):
    response = send(desk, screen(model, "add"), **{name: "!!!"})
    assert errors(response) == ["Type one: no address can be made of the name."]


@every
def test_no_name_is_one_complaint_and_not_two(desk, model, factory, name, prefix):
    response = send(desk, screen(model, "add"))
    assert errors(response) == ["This field is required."]


@every
def test_a_changed_address_goes_on_leading_here(desk, model, factory, name, prefix):
    thing = factory(slug="old")
    send(desk, screen(thing), slug="new")
    assert desk.get(f"{prefix}old/").url == f"{prefix}new/"
    links = elements(desk.get(screen(thing)), "a.viewsitelink")
    assert [link.attrs["href"] for link in links] == [f"{prefix}new/"]


@every
def test_an_address_that_was_anothers_is_refused_at_its_field(desk, model, factory, name, prefix):
    send(desk, screen(factory(slug="old")), slug="moved")
    thing = factory(slug="else")
    response = send(desk, screen(thing), slug="old")
    assert errors(response) == [f"{prefix}old/ already leads to something else."]
    assert filled_in(response)["slug"] == "old"
    thing.refresh_from_db()
    assert thing.slug == "else"


@every
def test_an_address_that_is_in_use_is_refused(desk, model, factory, name, prefix):
    factory(slug="here")
    (error,) = errors(send(desk, screen(model, "add"), **{name: "Other", "slug": "here"}))
    assert error.endswith("with this Slug already exists.")


@every
def test_who_may_only_read_reads(enter, model, factory, name, prefix):
    thing = factory(slug="here")
    client = enter(Role.PHOTO_EDITOR)
    response = client.get(screen(thing))
    assert texts(response, ".field-slug") == ["Slug: here"]
    assert elements(response, "input[type=submit]") == []
    assert client.post(screen(thing), {"slug": "mine"}).status_code == 403


def test_a_pages_body_passes_the_sanitizer(desk):
    page = PageFactory()
    send(desk, screen(page), body='<p onclick="x()">About <em>us</em>.</p><iframe></iframe>')
    page.refresh_from_db()
    assert page.body == "<p>About <em>us</em>.</p>"


def test_a_tag_is_added_from_a_popup(enter):
    client = enter(Role.EDITOR)
    path = f"{screen(Tag, 'add')}?_popup=1"
    response = send(client, path, name="Bridges")
    tag = Tag.objects.get()
    assert f"&quot;value&quot;: &quot;{tag.pk}&quot;" in response.content.decode()
    assert (tag.slug, Redirect.objects.count()) == ("bridges", 0)


def test_whose_account_an_author_has_is_for_the_managing_editor(enter):
    author = AuthorFactory(user=UserFactory(name="Ida's Account"))
    assert texts(enter(Role.EDITOR).get(screen(author)), ".field-user .readonly") == []
    response = enter(Role.EDITOR).get(screen(author))
    assert texts(response, ".field-user") == ["User: Ida's Account"]
    assert filled_in(enter().get(screen(author)))["user"] == str(author.user.pk)


def test_a_section_s_default_photo_is_chosen_and_kept(enter):
    client, section = enter(Role.MANAGING_EDITOR), SectionFactory(slug="books")
    path = f"/admin/articles/section/{section.pk}/change/"
    shelf = PhotoFactory(caption="A shelf.")
    client.post(path, filled_in(client.get(path)) | {"default_photo": shelf.pk})
    section.refresh_from_db()
    assert section.default_photo == shelf
    versions = KeptVersion.objects.of(section).values_list("words__default_photo", flat=True)
    assert list(versions) == [shelf.pk, None]
