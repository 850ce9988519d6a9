from datetime import UTC, datetime

import pytest

from algemeiner.policy import Role
from articles.models import Article
from tests.articles.admin.forms import messages
from tests.factories import UserFactory, make_draft

pytestmark = pytest.mark.django_db


def post(client, article, screen, **data):
    address = f"/admin/articles/article/{article.pk}/{screen}/"
    return client.post(address, data, follow=True)


def test_an_editor_gives_an_article_to_somebody_until_a_time_of_new_york(enter):
    client, article = enter(Role.EDITOR), make_draft()
    noa = UserFactory(name="Noa Levi", role=Role.REPORTER)
    page = post(client, article, "assign", to=noa.pk, due_at="2026-03-05T17:30")
    article.refresh_from_db()
    assert (article.assigned_to, article.due_at) == (noa, datetime(2026, 3, 5, 22, 30, tzinfo=UTC))
    assert page.redirect_chain == [(f"/admin/articles/article/{article.pk}/change/", 302)]
    told = "Noa Levi has it now, due March 5, 2026 5:30 pm, New York time."
    assert messages(page) == [told]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"to": "999999"}, "Who has it: Select a valid choice."),
        ({"due_at": "soon"}, "Due: Enter a valid date/time."),
        ({"due_at": "0001-01-01T00:00"}, "Due: The year cannot be right."),
        ({"due_at": "2026-11-01T01:30"}, "may be ambiguous"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(enter, data, message):
    article = make_draft()
    page = post(enter(Role.EDITOR), article, "assign", **data)
    assert message in messages(page)[0]
    article.refresh_from_db()
    assert (article.assigned_to, article.due_at) == (None, None)


def test_people_from_outside_are_not_offered(enter):
    client, article = enter(Role.EDITOR), make_draft()
    stranger = UserFactory(role=Role.CONTRIBUTOR)
    page = post(client, article, "assign", to=stranger.pk)
    assert "Select a valid choice" in messages(page)[0]


def test_notes_are_kept_in_order_and_escaped(enter):
    client, article = enter(Role.PHOTO_EDITOR, name="Ada Katz"), make_draft()
    post(client, article, "note", text="Call the harbor.")
    post(client, article, "note", text="<b>They called back.</b>")
    assert list(article.notes.values_list("by__name", "text")) == [
        ("Ada Katz", "Call the harbor."),
        ("Ada Katz", "<b>They called back.</b>"),
    ]
    assert "Leave a note: This field is required." in messages(post(client, article, "note"))


@pytest.mark.parametrize(("screen", "role"), [("assign", Role.REPORTER)])
def test_who_may_not_is_refused(enter, screen, role):
    article = make_draft()
    assert post(enter(role), article, screen).status_code == 403


def test_they_are_posted_and_never_only_opened(enter):
    client, article = enter(), make_draft()
    for screen in ("assign", "note"):
        assert client.get(f"/admin/articles/article/{article.pk}/{screen}/").status_code == 405
    assert post(client, Article(pk=article.pk + 1), "note", text="Hello").status_code == 404
