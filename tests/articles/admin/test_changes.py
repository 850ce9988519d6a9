"""Publishing a change to what readers have: it says what it is, and nothing said is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, Change
from tests.articles.admin.forms import errors, filled_in, messages
from tests.factories import change, copy, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def press(client, article, button="_publish", **typed):
    data = filled_in(client.get(form_of(article))) | typed | {button: "1"}
    return client.post(form_of(article), data, follow=True)


def recorded():
    return list(Change.objects.newest_first().values_list("kind", "text", "placement"))


@pytest.fixture
def article():
    return make_article(headline="Rain", publish_at=timezone.now() - HOUR)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"change_kind": "minor"}, ("minor", "", "foot")),
        ({"change_kind": "minor", "change_text": "Hidden."}, ("minor", "", "foot")),
        ({"change_kind": "update"}, ("update", "", "foot")),
        ({"change_kind": "update", "change_text": "The mayor."}, ("update", "The mayor.", "foot")),
        (
            {"change_kind": "correction", "change_text": "Monday.", "change_placement": "top"},
            ("correction", "Monday.", "top"),
        ),
    ],
)
def test_what_was_chosen_goes_on_the_record(enter, article, said, kept):
    client = enter(Role.EDITOR)
    press(client, article, dek="Wet.", **said)
    assert recorded() == [kept]
    assert Change.objects.get().by == client.person
    assert Article.objects.get().dek == "Wet."
    assert elements(client.get(form_of(article)), "input[name=change_kind][checked]") == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Readers have this article: say what this change is."),
        (
            {"change_kind": "correction", "change_text": " \n "},
            "Say what was wrong and what is right: a correction needs a text.",
        ),
        (
            {"change_kind": "everything"},
            "Select a valid choice. everything is not one of the available choices.",
        ),
    ],
)
def test_without_it_nothing_is_published_and_nothing_typed_is_lost(desk, article, said, message):
    typed = {"headline": "Snow", "body": "<p>White.</p>", "note": "A note."}
    response = press(desk, article, **typed, **said)
    assert message in errors(response)[0] + errors(response)[-1]
    data = filled_in(response)
    assert (data["headline"], data["note"]) == ("Snow", "A note.")
    assert (Article.objects.get().headline, recorded()) == ("Rain", [])
    data |= {"change_kind": "update", "_publish": "1"}
    desk.post(form_of(article), data)
    assert (Article.objects.get().headline, recorded()) == ("Snow", [("update", "", "foot")])


def test_publishing_all_the_same_asks_as_well(desk, article):
    over = {"headline": "x" * 240, "override": "It cannot wait."}
    response = press(desk, article, "_override", **over)
    assert errors(response)[-1] == "Readers have this article: say what this change is."
    press(desk, article, "_override", **over, change_kind="minor")
    assert recorded() == [("minor", "", "foot")]


def test_a_correction_may_tell_of_what_was_changed_before(desk, article):
    change(article, "minor", dek="It was Monday.")
    press(desk, article, change_kind="correction", change_text="It was not Tuesday.")
    newest = Change.objects.newest_first()[0]
    assert (newest.kind, newest.text, newest.before) == (
        "correction",
        "It was not Tuesday.",
        newest.after,
    )
    assert Article.objects.get().updated_at is not None


def test_what_was_said_with_a_save_is_there_when_it_is_published(desk, article):
    said = {"change_kind": "correction", "change_text": "Monday.", "change_placement": "top"}
    press(desk, article, "_continue", dek="Wet.", **said)
    assert recorded() == []
    data = filled_in(desk.get(form_of(article)))
    assert {name: data[name] for name in said} == said
    press(desk, article)
    assert recorded() == [("correction", "Monday.", "top")]


def test_what_the_gate_refuses_keeps_what_was_said(desk, article):
    said = {"change_kind": "correction", "change_text": "Monday."}
    response = press(desk, article, body="", **said)
    assert "Your text is saved. It is not published." in messages(response)
    data = filled_in(response)
    assert {name: data[name] for name in said} == said


@pytest.mark.parametrize(
    "article",
    [make_draft, lambda: make_article(publish_at=timezone.now() + HOUR)],
    ids=["a draft", "a scheduled article"],
)
def test_what_nobody_has_seen_is_not_asked_about(desk, article):
    article = article()
    response = desk.get(form_of(article))
    assert elements(response, "input[name=change_kind]") == []
    press(desk, article, dek="Wet.", change_kind="correction", change_text="Hm.")
    assert recorded() == []
    assert Article.objects.get().dek == "Wet."


def test_readers_got_it_while_the_form_was_open(desk, time_machine):
    time_machine.move_to(NOW, tick=False)
    article = make_article(publish_at=NOW + HOUR)
    data = filled_in(desk.get(form_of(article))) | {"dek": "Wet.", "_publish": "1"}
    time_machine.move_to(NOW + HOUR)
    response = desk.post(form_of(article), data)
    assert len(elements(response, "input[name=change_kind]")) == 3
    assert (Article.objects.get().dek, recorded()) == ("", [])


def test_it_is_asked_of_the_version_that_readers_have(desk, article):
    """A time to come in the working copy does not hide that readers have had it for long."""
    later = copy(headline="Later", publish_at=timezone.now() + 48 * HOUR)
    workflow.save(article, later, based_on=article.working_copy_id, by=None)
    response = desk.get(form_of(article))
    assert len(elements(response, "input[name=change_kind]")) == 3
    assert elements(response, "a.withdrawlink") != []


def test_who_may_not_publish_is_not_asked(enter, article):
    for role in (Role.REPORTER, Role.PHOTO_EDITOR):
        assert elements(enter(role).get(form_of(article)), "input[name=change_kind]") == []


def test_every_field_says_what_it_is_for(desk, article):
    response = desk.get(form_of(article))
    assert texts(response, "legend")[:2] == ["This change is", "Where the correction stands"]
    help_text = element(response, "[id=id_change_text_helptext]")
    assert (
        element(response, "textarea[name=change_text]").attrs["aria-describedby"]
        == (help_text.attrs["id"])
    )


def test_the_panel_tells_what_readers_were_told_in_one_query(enter, article):
    client, queries = enter(Role.EDITOR), []
    for number in range(3):
        change(article, "correction", f"Number {number}.", dek=f"{number}")
        client.get(form_of(article))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(form_of(article))
        queries.append(len(captured))
    assert queries == [queries[0]] * 3
    assert texts(response, "div.about") == ["Number 2.", "Number 1.", "Number 0."]
