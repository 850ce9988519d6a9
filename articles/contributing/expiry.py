"""
What becomes of changes that were asked for and never came: a word a week before, and an end. Both
may run twice, and at once: the piece is asked again when it is locked.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.contributing import letters
from articles.contributing.submissions import go
from articles.models import Submission
from articles.models.submission_statuses import EXPIRES_AFTER
from articles.models.submissions import SubmissionQuerySet

WARNED_BEFORE = timedelta(days=7)


def end_due() -> None:
    """Close every piece that has waited for its sender too long, and warn those who are next."""
    for piece in _waiting(EXPIRES_AFTER):
        expire(piece)
    for piece in _waiting(EXPIRES_AFTER - WARNED_BEFORE).not_warned():
        warn(piece)


@transaction.atomic
def expire(submission: Submission) -> None:
    """End the wait for changes that never came; its sender is told."""
    there = _waiting(EXPIRES_AFTER).select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if there is not None:
        go(there, "expire", by=None)


@transaction.atomic
def warn(submission: Submission) -> None:
    """Tell its sender that it will be closed, once."""
    waiting = _waiting(EXPIRES_AFTER - WARNED_BEFORE).not_warned()
    there = waiting.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if there is not None:
        there.warned_at = timezone.now()
        there.save(update_fields=["warned_at"])
        closes_on = there.moved_at + EXPIRES_AFTER
        letters.to_sender(there, of="expires", subject="Waiting for you", closes_on=closes_on)


def _waiting(how_long: timedelta) -> SubmissionQuerySet:
    return Submission.objects.unanswered_since(timezone.now() - how_long)
