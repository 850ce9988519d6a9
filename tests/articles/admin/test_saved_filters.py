import pytest

from algemeiner.policy import Role
from articles.models import SavedFilter
from tests.factories import make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def keep(client, name="Drafts"):
    """What the list shows is kept as its form says it."""
    page = client.get(LIST, {"status": "draft", "before": "", "q": ""})
    [query] = elements(page, "input[name=query]")
    return client.post(f"{LIST}filters/keep/", {"name": name, "query": query.attrs["value"]})


def change(client, **asked):
    return client.post(f"{LIST}filters/", {"filter": SavedFilter.objects.get().pk, **asked})


def test_what_is_shown_is_kept_and_stands_above_the_list(desk):
    assert keep(desk)["Location"] == f"{LIST}?status=draft"
    page = desk.get(LIST, {"status": "draft"})
    [current] = elements(page, "a[aria-current]")
    assert (current.text, current.attrs["href"]) == ("Drafts", "?status=draft")
    assert elements(page, "input[name=query]") == []  # it is kept already


def test_the_list_opens_with_the_default_and_shows_all_when_asked(desk):
    make_draft(headline="Storm")
    keep(desk)
    change(desk, name="Mine", is_default="on")
    assert desk.get(LIST)["Location"] == f"{LIST}?status=draft"
    assert texts(desk.get(LIST, {"everything": "1"}), "th.field-headline_in_work") == ["Storm"]
    change(desk, forget="1")
    assert desk.get(LIST).status_code == 200
    assert not SavedFilter.objects.exists()


def test_what_the_database_cannot_keep_is_left_out(desk):
    desk.post(f"{LIST}filters/keep/", {"name": "Sto\0rms", "query": "q=sto\0rm"})
    change(desk, name="Ga\0les")
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query) == ("Gales", "q=storm")


def test_nothing_to_keep_and_no_name_are_said(desk):
    for asked in ({"name": "All", "query": ""}, {"name": "", "query": "q=a"}):
        response = desk.post(f"{LIST}filters/keep/", asked, follow=True)
        assert len(list(response.context["messages"])) == 1
    assert not SavedFilter.objects.exists()


def test_an_editor_s_is_not_shared_whatever_they_send(enter):
    client = enter(Role.EDITOR)
    keep(client)
    change(client, name="Drafts", is_shared="on")
    assert not SavedFilter.objects.get().is_shared


def test_another_s_is_not_there(enter):
    keep(enter())
    client = enter()
    assert change(client, forget="1").status_code == 404
    assert elements(client.get(f"{LIST}filters/"), "input[name=filter]") == []
    for junk in ("", "x", "9" * 30):
        assert client.post(f"{LIST}filters/", {"filter": junk}).status_code == 400
