"""Mail that did not go out: why, and what the desk can do about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext

from algemeiner import policy
from authors import record
from authors.mail import trouble_in_words
from authors.models import MailTrouble, OutgoingMail, User

ACT = "authors.resend_outgoingmail"
MOST = 99  # that are counted


@dataclass(frozen=True)
class Alarm:
    """What is wrong with the paper's mail."""

    dead: int  # one more than MOST where there are more
    waiting_since: datetime | None


def alarm() -> Alarm | None:
    found = Alarm(
        dead=OutgoingMail.objects.dead()[: MOST + 1].count(),
        waiting_since=OutgoingMail.objects.waiting_too_long(timezone.now()),
    )
    return found if found.dead or found.waiting_since else None


@transaction.atomic
def send_again(mail: OutgoingMail, *, by: User | None) -> None:
    """Let the next free worker try a mail, and begin its tries anew."""
    _require(by)
    found = OutgoingMail.objects.in_nobodys_hands().filter(pk=mail.pk)
    if not found.update(status="todo", attempts=0, scheduled_at=None):
        raise ValidationError(f"“{mail}” has gone out meanwhile, or is being sent.")
    record.of_thing("send_again", mail, by=by)


@transaction.atomic
def give_up(mail: OutgoingMail, *, by: User | None) -> None:
    """Throw a mail away that nobody is to get any more."""
    _require(by)
    found = OutgoingMail.objects.in_nobodys_hands().filter(pk=mail.pk)
    if not found.select_for_update().exists():
        raise ValidationError(f"“{mail}” has gone out meanwhile, or is being sent.")
    found.delete()
    MailTrouble.objects.filter(job=mail.pk).delete()
    record.of_thing("give_up", mail, by=by)


def keep_trouble(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """Around a task that mails: what went wrong is kept in words until it goes right."""
    with _Kept(context.job):
        return call_next()


class _Kept(AbstractContextManager[None]):
    def __init__(self, job: Any) -> None:
        self.job = job

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if error is not None:
            what = {"what": trouble_in_words(error)}
            MailTrouble.objects.update_or_create(job_id=self.job.id, defaults=what)
        elif self.job.attempts:
            MailTrouble.objects.filter(job=self.job.id).delete()


def _require(by: User | None) -> None:
    if by is not None and not policy.may(by, ACT):
        raise PermissionDenied(f"{by} may not send mail again.")
