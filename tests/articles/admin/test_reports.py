"""From a report of an error to a correction, and to the mail that tells its reporter."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.models import Change
from authors import inbox
from authors.models import Answer, ContactMessage
from tests.articles.admin.forms import filled_in, messages
from tests.factories import UserFactory, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(headline="Rain", body="<p>It rained on Monday.</p>")


@pytest.fixture
def editor(client):
    person = UserFactory(name="Ida Roth")
    client.force_login(person)
    return person


def report(article, **fields):
    words = {
        "topic": "correction",
        "name": "Sarah Levin",
        "email": "sarah@example.org",
        "passage": "on <b>Monday",
        "message": "It was Tuesday.",
        "screening": "passed",
        "article_id": article.pk,
        "revision": article.live_revision,
    }
    return ContactMessage.objects.create(**words | fields)


def page(message):
    return f"/admin/authors/contactmessage/{message.pk}/change/"


def link(client, message):
    links = [link.attrs["href"] for link in elements(client.get(page(message)), "a")]
    return [link for link in links if "?report=" in link]


def form_of(article, message=None):
    return f"/admin/articles/article/{article.pk}/change/" + (
        f"?report={message.pk}" if message else ""
    )


def press(client, address, button="_publish", **typed):
    data = filled_in(client.get(address)) | typed | {button: "1"}
    return client.post(address, data, follow=True)


def told():
    return list(Answer.objects.values_list("message__email", "text"))


def test_a_report_leads_to_a_correction_that_names_it(client, editor, article):
    message = report(article)
    (address,) = link(client, message)
    assert address == form_of(article, message)
    form = client.get(address)
    assert texts(form, ".reported") == [
        "Sarah Levin reports an error: on <b>Monday It was Tuesday."
    ]
    assert element(form, "[name=change_kind][checked]").attrs["value"] == "correction"
    assert element(form, "[name=report_answer]").text.startswith(
        "Dear Sarah Levin, You told us of an error in “Rain”. You were right"
    )


def test_publishing_it_tells_the_reporter_in_the_words_that_were_edited(client, editor, article):
    message = report(article)
    said = {"change_text": "It rained on Tuesday.", "report_answer": "Dear Sarah, thank you."}
    response = press(client, form_of(article, message), body="<p>On Tuesday.</p>", **said)
    assert "Sarah Levin, who reported it, is told by mail." in messages(response)
    assert [(change.kind, change.text) for change in Change.objects.all()] == [
        ("correction", "It rained on Tuesday.")
    ]
    assert told() == [("sarah@example.org", "Dear Sarah, thank you.")]
    message.refresh_from_db()
    assert message.status == "answered"
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send_answer")
    assert jobs.count() == 1
    assert elements(client.get(form_of(article)), ".reported") == []


def test_what_is_refused_or_only_saved_tells_nobody_and_is_not_lost(client, editor, article):
    message = report(article)
    press(client, form_of(article, message), report_answer="Mine.", change_text="")
    assert (told(), Change.objects.count()) == ([], 0)
    press(client, form_of(article, message), "_continue", report_answer="Mine.", change_text="T.")
    assert told() == []
    again = client.get(form_of(article))
    assert element(again, "[name=report_answer]").text == "Mine."
    press(client, form_of(article))
    assert told() == [("sarah@example.org", "Mine.")]


@pytest.mark.parametrize(
    "typed",
    [{"report_answer": "  "}, {"change_kind": "update"}, {"change_kind": "minor"}],
)
def test_nothing_is_mailed_without_words_or_a_correction(client, editor, article, typed):
    press(client, form_of(article, report(article)), **{"change_text": "Tuesday."} | typed)
    assert told() == []


def test_who_was_answered_meanwhile_gets_no_second_mail(client, editor, article):
    message = report(article)
    data = filled_in(client.get(form_of(article, message))) | {"change_text": "T.", "_publish": "1"}
    inbox.answer(message, "You are right.", seen=0, by=None)
    response = client.post(form_of(article, message), data, follow=True)
    assert told() == [("sarah@example.org", "You are right.")]
    assert Change.objects.get().kind == "correction"
    assert "Somebody has answered this meanwhile." in " ".join(messages(response))


@pytest.mark.parametrize(
    "fields", [{"screening": "held"}, {"status": "spam"}, {"article_id": None}]
)
def test_what_is_held_spam_or_of_no_article_leads_to_none(client, editor, article, fields):
    message = report(article, **fields)
    assert link(client, message) == []
    assert elements(client.get(form_of(article, message)), ".reported") == []


def test_a_report_of_another_article_or_junk_is_not_named(client, editor, article):
    other = report(make_article())
    for number in (other.pk, 0, "junk", "9" * 30):
        form = client.get(f"{form_of(article)}?report={number}")
        assert (form.status_code, elements(form, ".reported")) == (200, [])


def test_of_what_no_reader_has_nothing_is_corrected(client, editor):
    draft = make_draft()
    assert link(client, report(draft, revision=None)) == []


def test_who_reads_no_messages_is_shown_none(client, article):
    client.force_login(UserFactory(role=Role.REPORTER))
    assert "Sarah" not in client.get(form_of(article, report(article))).content.decode()
