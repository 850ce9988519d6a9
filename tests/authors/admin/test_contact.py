"""The inbox of the contact form, at the desk."""

import pytest

from algemeiner.policy import Role
from authors.models import ContactMessage
from tests.factories import UserFactory, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/authors/contactmessage/"


def message(**fields):
    words = {
        "topic": "tip",
        "name": "Sarah Levin",
        "email": "sarah@example.org",
        "message": "The bridge is closed.",
        "screening": "passed",
    }
    return ContactMessage.objects.create(**words | fields)


@pytest.fixture
def editor(client):
    person = UserFactory(role=Role.EDITOR, name="Ruth")
    client.force_login(person)
    return person


def address(sent, act="change"):
    return f"{LIST}{sent.pk}/{act}/"


def test_the_list_begins_with_what_is_to_be_done_and_has_the_rest(client, editor):
    rows = {
        "": message(name="New"),
        "where=held": message(name="Held", screening="held"),
        "where=answered": message(name="Answered", status="answered"),
        "where=closed": message(name="Closed", status="closed"),
        "where=spam": message(name="Spam", status="spam", screening="held"),
    }
    for query, sent in rows.items():
        assert texts(client.get(f"{LIST}?{query}"), "td.field-name") == [sent.name]
    assert len(texts(client.get(f"{LIST}?where=all"), "td.field-name")) == 5


def test_a_message_is_read_whole_and_as_it_was_sent(client, editor):
    article = make_article(headline="Rain <b>Expected</b>")
    sent = message(
        topic="correction",
        article=article,
        revision=article.live_revision,
        passage="It <i>will</i> rain.",
        message="It did not.\n\nIt snowed.",
    )
    response = client.get(address(sent))
    (letter,) = texts(response, "article.letter")
    assert "Rain <b>Expected</b>, as it stood in version 1" in letter
    assert texts(response, "blockquote") == ["It <i>will</i> rain."]
    assert letter.endswith("It did not. It snowed.")
    assert elements(response, "input[name=_save]") == []


def test_an_answer_goes_out_and_stands_under_the_message(client, editor):
    sent = message()
    form = element(client.get(address(sent)), "input[name=seen]")
    response = client.post(
        address(sent, "answer"), {"text": "Thank you.", "seen": form.attrs["value"]}, follow=True
    )
    assert texts(response, ".messagelist li") == ["Your answer is on its way to sarah@example.org."]
    (answered,) = texts(response, ".letter-answer")
    assert (answered.startswith("Ruth answered"), answered.endswith("Thank you.")) == (True, True)
    assert sent.answers.get().by == editor


def test_who_was_slower_sees_the_other_answer_and_keeps_their_own(client, editor):
    sent = message()
    client.post(address(sent, "answer"), {"text": "It is open again.", "seen": "0"})
    response = client.post(address(sent, "answer"), {"text": "It is closed.", "seen": "0"})
    assert response.status_code == 200
    assert sent.answers.count() == 1
    assert "Ruth has answered this meanwhile." in texts(response, "ul.errorlist")[0]
    assert "It is open again." in texts(response, ".letter-answer")[0]
    assert element(response, "textarea[name=text]").text == "It is closed."
    seen = element(response, "input[name=seen]").attrs["value"]
    client.post(address(sent, "answer"), {"text": "It is closed.", "seen": seen})
    assert sent.answers.count() == 2


def test_an_answer_that_is_empty_or_endless_is_not_lost(client, editor):
    sent = message()
    for text, problem in [("", "This field is required."), ("x" * 10_001, "at most 10000")]:
        response = client.post(address(sent, "answer"), {"text": text, "seen": "0"})
        assert problem in texts(response, "ul.errorlist")[0]
        assert element(response, "textarea[name=text]").text == text
    assert sent.answers.count() == 0


def test_what_came_of_a_report_is_told_in_ready_words(client, editor):
    article = make_article(headline="Rain")
    sent = message(topic="correction", article=article)
    response = client.get(address(sent))
    assert texts(response, ".letter-outcomes") != []
    response = client.get(f"{address(sent)}?outcome=corrected")
    text = element(response, "textarea[name=text]").text
    assert text.startswith("Dear Sarah Levin, You told us of an error in “Rain”.")
    assert article.changes_url in text
    assert element(client.get(f"{address(sent)}?outcome=junk"), "textarea[name=text]").text == ""
    assert texts(client.get(address(message())), ".letter-outcomes") == []


@pytest.mark.parametrize(
    ("verb", "fields", "status"),
    [
        ("close", {}, "closed"),
        ("mark_spam", {}, "spam"),
        ("release", {"screening": "held"}, "new"),
    ],
)
def test_a_press_of_a_button(client, editor, verb, fields, status):
    sent = message(**fields)
    page = client.get(address(sent))
    assert [f for f in elements(page, "form") if f.attrs.get("action") == address(sent, verb)]
    assert client.get(address(sent, verb)).status_code == 405
    assert client.post(address(sent, verb)).headers["Location"] == address(sent)
    sent.refresh_from_db()
    assert sent.status == status


def test_it_is_given_to_an_editor_and_to_nobody_else(client, editor):
    sent, reporter = message(), UserFactory(role=Role.REPORTER)
    client.post(address(sent, "assign"), {"to": reporter.pk})
    sent.refresh_from_db()
    assert sent.assigned_to is None
    client.post(address(sent, "assign"), {"to": editor.pk})
    sent.refresh_from_db()
    assert (sent.assigned_to, sent.status) == (editor, "assigned")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    client, editor, django_assert_num_queries, count
):
    for _ in range(count):
        message(assigned_to=UserFactory())
    client.get(LIST)
    with django_assert_num_queries(4):
        assert len(texts(client.get(LIST), "td.field-name")) == count
