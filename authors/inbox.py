"""
What strangers send in, on its way to the newsroom and back. Each verb of the desk runs in one
transaction, asks the policy on behalf of `by`, and leaves a line in the record.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from algemeiner import policy
from authors import mail, notices, record, tasks
from authors.forms import VisitorForm
from authors.models import Answer, ContactMessage, User
from authors.models.contact import MessageStatus, Screening

ACT = "authors.answer_contactmessage"


class AnsweredMeanwhile(Exception):
    """Somebody has answered since the message was read; `theirs` is that answer."""

    def __init__(self, theirs: Answer) -> None:
        super().__init__(f"{theirs.by or 'Somebody'} has answered this meanwhile.")
        self.theirs = theirs


@transaction.atomic
def receive(form: VisitorForm) -> Any:
    """
    Keep what a valid form brings and tell the newsroom by mail, both or neither.

    What was held waits at the desk and sends no mail.
    """
    sent = form.save()
    if sent.screening == Screening.PASSED:
        _tell_newsroom(sent)
    return sent


@transaction.atomic
def take(message: ContactMessage) -> ContactMessage:
    """Keep a message of somebody whom we know, which no captcha has to let in, and tell of it."""
    message.screening = Screening.PASSED
    message.save()
    _tell_newsroom(message)
    return message


@transaction.atomic
def release(message: ContactMessage, *, by: User | None) -> None:
    """Say that what was held, or taken for spam, is none: it comes into the inbox as new."""
    message = _held(message, by=by)
    was_held = message.screening == Screening.HELD
    message.screening = Screening.PASSED
    _stand(message, MessageStatus.NEW, "release", by=by)
    if was_held:
        _tell_newsroom(message)


@transaction.atomic
def assign(message: ContactMessage, *, to: User, by: User | None) -> None:
    """Give a message to somebody who may answer it."""
    message = _held(message, by=by)
    if not policy.may(to, ACT):
        raise ValidationError(f"{to} does not answer messages.")
    message.assigned_to = to
    _stand(message, MessageStatus.ASSIGNED, "assign", by=by, to=str(to))
    if to != by:
        _tell_holder(to, message, by=by)


@transaction.atomic
def answer(message: ContactMessage, text: str, *, seen: int, by: User | None) -> Answer:
    """
    Mail `text` to the sender and keep it with the message.

    `seen` is how many answers the writer had before them; AnsweredMeanwhile where there are more.
    """
    message = _held(message, by=by)
    if message.answers.count() > seen:
        raise AnsweredMeanwhile(message.answers.select_related("by").latest("pk"))
    if not text.strip():
        raise ValidationError("Write something to the sender.")
    written = Answer.objects.create(message=message, text=text.strip(), by=by)
    _stand(message, MessageStatus.ANSWERED, "answer", by=by)
    tasks.send_answer.defer(pk=written.pk)
    return written


@transaction.atomic
def close(message: ContactMessage, *, by: User | None) -> None:
    """Say that nothing more is to be done about a message."""
    _stand(_held(message, by=by), MessageStatus.CLOSED, "close", by=by)


@transaction.atomic
def mark_spam(message: ContactMessage, *, by: User | None) -> None:
    """Take a message out of everybody's sight; `release` brings it back."""
    _stand(_held(message, by=by), MessageStatus.SPAM, "mark_spam", by=by)


def _held(message: ContactMessage, *, by: User | None) -> ContactMessage:
    """The message as it stands now, locked, once the policy has nothing against `by`."""
    if by is not None and not policy.may(by, ACT, message):
        raise PermissionDenied(f"{by} may not answer messages.")
    return ContactMessage.objects.select_for_update().get(pk=message.pk)


def _stand(
    message: ContactMessage, status: str, verb: str, *, by: User | None, **details: str
) -> None:
    message.status = status
    message.save(update_fields=["status", "screening", "assigned_to"])
    record.of_thing(verb, message, by=by, **details)


def _tell_holder(person: User, message: ContactMessage, *, by: User | None) -> None:
    link = reverse("admin:authors_contactmessage_change", args=[message.pk])
    words = {"message": message, "by": by, "link": settings.SITE_URL + link}
    body = mail.text("message_assigned", person=person, **words)
    notices.tell(person, "message", "For you", body, name=str(message), link=link)


def _tell_newsroom(sent: Any) -> None:
    tasks.tell_newsroom.defer(model=sent._meta.model_name, pk=sent.pk)
