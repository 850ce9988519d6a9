import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from algemeiner.recaptcha_standin import Answer, Token
from articles.models import AuditEntry
from authors import inbox
from authors.forms import ContactForm
from authors.models import ContactMessage
from tests.factories import UserFactory, begun

pytestmark = pytest.mark.django_db


def contact_form():
    form = ContactForm(
        {
            "topic": "tip",
            "name": "Sarah",
            "email": "sarah@example.org",
            "message": "Closed.",
            "captcha": str(Token(action="contact")),
            "begun": begun(),
        }
    )
    assert form.is_valid()
    return form


def jobs():
    return list(ProcrastinateJob.objects.values_list("queue_name", "task_name", "args", "status"))


def test_what_passed_is_kept_and_its_mail_is_on_its_way(standin):
    message = inbox.receive(contact_form())
    assert ContactMessage.objects.get() == message
    task = "authors.tasks.tell_newsroom"
    assert jobs() == [("mail", task, {"model": "contactmessage", "pk": message.pk}, "todo")]


@pytest.mark.parametrize("answer", [Answer.WRONG_ACTION, Answer.GARBAGE, Answer.DUPLICATE])
def test_what_did_not_pass_is_kept_and_sends_no_mail(standin, answer):
    standin.answer = answer
    message = inbox.receive(contact_form())
    assert ContactMessage.objects.get() == message
    assert jobs() == []


def test_both_or_neither(standin, monkeypatch):
    """What is undone with the message takes its mail with it; without its mail it is not kept."""
    form = contact_form()
    with transaction.atomic():
        inbox.receive(form)
        transaction.set_rollback(True)
    assert (ContactMessage.objects.count(), jobs()) == (0, [])

    def no_queue(**arguments):
        raise ConnectionError("the queue is away")

    monkeypatch.setattr("authors.tasks.tell_newsroom.defer", no_queue)
    with pytest.raises(ConnectionError):
        inbox.receive(contact_form())
    assert ContactMessage.objects.count() == 0


# At the desk


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
def editor():
    return UserFactory(role=Role.EDITOR)


def standing(sent):
    sent.refresh_from_db()
    return sent.screening, sent.status, sent.assigned_to


def told():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "about_name", "by__role"))


def test_a_message_is_given_to_somebody_answered_and_closed(editor):
    sent = message()
    assert list(ContactMessage.objects.to_do()) == [sent]
    inbox.assign(sent, to=editor, by=editor)
    assert standing(sent) == ("passed", "assigned", editor)
    assert list(ContactMessage.objects.to_do()) == [sent]
    answer = inbox.answer(sent, " Thank you. ", seen=0, by=editor)
    assert (answer.text, standing(sent)) == ("Thank you.", ("passed", "answered", editor))
    assert jobs() == [("mail", "authors.tasks.send_answer", {"pk": answer.pk}, "todo")]
    inbox.close(sent, by=editor)
    assert standing(sent) == ("passed", "closed", editor)
    assert list(ContactMessage.objects.to_do()) == []
    name = "News tip from Sarah Levin"
    assert told() == [(verb, name, "editor") for verb in ("assign", "answer", "close")]


def test_what_was_held_comes_into_the_inbox_by_a_person_s_word(editor):
    sent = message(screening="held")
    assert (list(ContactMessage.objects.held()), jobs()) == ([sent], [])
    inbox.release(sent, by=editor)
    assert standing(sent) == ("passed", "new", None)
    assert [task for _, task, _, _ in jobs()] == ["authors.tasks.tell_newsroom"]


def test_spam_is_out_of_sight_and_comes_back_without_a_second_mail(editor):
    sent = message()
    inbox.mark_spam(sent, by=editor)
    shown = ContactMessage.objects
    assert (list(shown.to_do()), list(shown.held())) == ([], [])
    inbox.release(sent, by=editor)
    assert (list(shown.to_do()), jobs()) == ([sent], [])


def test_two_do_not_answer_the_same_unseen(editor):
    sent = message()
    hers = inbox.answer(sent, "It is open again.", seen=0, by=editor)
    with pytest.raises(inbox.AnsweredMeanwhile) as meanwhile:
        inbox.answer(sent, "It is closed for good.", seen=0, by=editor)
    assert meanwhile.value.theirs == hers
    inbox.answer(sent, "It is closed for good.", seen=1, by=editor)
    assert sent.answers.count() == 2


def test_nothing_is_no_answer(editor):
    with pytest.raises(ValidationError, match="Write something"):
        inbox.answer(message(), "  \n ", seen=0, by=editor)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR, Role.CONTRIBUTOR])
def test_messages_are_for_editors(role, editor):
    sent, person = message(), UserFactory(role=role)
    acts = [
        lambda: inbox.release(sent, by=person),
        lambda: inbox.assign(sent, to=editor, by=person),
        lambda: inbox.answer(sent, "Hello.", seen=0, by=person),
        lambda: inbox.close(sent, by=person),
        lambda: inbox.mark_spam(sent, by=person),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(ValidationError, match="does not answer"):
        inbox.assign(sent, to=person, by=editor)
    assert (standing(sent), told()) == (("passed", "new", None), [])
