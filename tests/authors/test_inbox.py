import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.recaptcha_standin import Answer, Token
from authors import inbox
from authors.forms import ContactForm, JoinForm
from authors.models import ContactMessage, JoinRequest
from tests.factories import begun

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


def join_form():
    form = JoinForm(
        {
            "name": "Sarah",
            "email": "s@example.org",
            "captcha": str(Token(action="join")),
            "begun": begun(),
        }
    )
    assert form.is_valid()
    return form


def jobs():
    return list(ProcrastinateJob.objects.values_list("queue_name", "task_name", "args", "status"))


def test_what_passed_is_kept_and_its_mail_is_on_its_way(standin):
    message = inbox.receive(contact_form())
    request = inbox.receive(join_form())
    assert ContactMessage.objects.get() == message
    assert JoinRequest.objects.get() == request
    task = "authors.tasks.tell_newsroom"
    assert jobs() == [
        ("mail", task, {"model": "contactmessage", "pk": message.pk}, "todo"),
        ("mail", task, {"model": "joinrequest", "pk": request.pk}, "todo"),
    ]


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
