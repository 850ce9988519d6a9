"""The statuses of a submission, and every way from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from articles.models.submissions import Submission


class SubmissionStatus(models.TextChoices):
    """Where a piece from outside stands. What became of an accepted one its article says."""

    UNCONFIRMED = "unconfirmed", "Not confirmed"
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    RESUBMITTED = "resubmitted", "Resubmitted"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


EXPIRES_AFTER = timedelta(days=60)  # of waiting for changes that were asked for
S = SubmissionStatus
AT_THE_DESK = frozenset({S.SUBMITTED, S.IN_REVIEW, S.RESUBMITTED})  # an editor's turn
OPEN_TO_SENDER = frozenset({S.UNCONFIRMED, S.DRAFT, S.CHANGES_REQUESTED})  # the sender's turn
CLOSED = frozenset({S.DECLINED, S.WITHDRAWN, S.EXPIRED})
UNSENT = frozenset({S.UNCONFIRMED, S.DRAFT})
SENT = frozenset(S) - UNSENT


@dataclass(frozen=True)
class SubmissionMove:
    """
    From which statuses a verb leads, and to which (None: the piece stays where it is), whether it
    must say something, and when else it may.
    """

    sources: frozenset[SubmissionStatus]
    target: SubmissionStatus | None
    needs_words: bool = False
    when: Callable[[Submission], bool] = lambda _: True

    def allows(self, submission: Submission) -> bool:
        return submission.status in self.sources and self.when(submission)


def _is_before_readers(submission: Submission) -> bool:
    return submission.article is not None and submission.article.was_seen()


# What its sender does to a piece, by the verb in articles.contributing.submissions …
MOVES_OF_SENDER = {
    "confirm": SubmissionMove(frozenset({S.UNCONFIRMED}), S.SUBMITTED),
    "submit": SubmissionMove(frozenset({S.DRAFT}), S.SUBMITTED),
    "publish": SubmissionMove(frozenset({S.DRAFT}), S.ACCEPTED),
    "resubmit": SubmissionMove(frozenset({S.CHANGES_REQUESTED}), S.RESUBMITTED),
    "withdraw": SubmissionMove(AT_THE_DESK | {S.CHANGES_REQUESTED}, S.WITHDRAWN),
    "reopen": SubmissionMove(frozenset({S.WITHDRAWN, S.EXPIRED}), S.DRAFT),
    "reply": SubmissionMove(SENT, None, needs_words=True),
    "agree": SubmissionMove(
        frozenset({S.ACCEPTED}), None, when=lambda piece: not _is_before_readers(piece)
    ),
    "object": SubmissionMove(
        frozenset({S.ACCEPTED}),
        None,
        needs_words=True,
        when=lambda piece: not _is_before_readers(piece),
    ),
    "ask_correction": SubmissionMove(
        frozenset({S.ACCEPTED}), None, needs_words=True, when=_is_before_readers
    ),
}
# … an editor …
MOVES_OF_DESK = {
    "take_up": SubmissionMove(AT_THE_DESK, S.IN_REVIEW),
    "hand_over": SubmissionMove(AT_THE_DESK | {S.CHANGES_REQUESTED, S.ACCEPTED}, None),
    "request_changes": SubmissionMove(AT_THE_DESK, S.CHANGES_REQUESTED, needs_words=True),
    "accept": SubmissionMove(AT_THE_DESK, S.ACCEPTED, when=lambda piece: not piece.is_stopped),
    "decline": SubmissionMove(AT_THE_DESK | {S.CHANGES_REQUESTED}, S.DECLINED, needs_words=True),
    "look_over": SubmissionMove(
        frozenset({S.ACCEPTED}), None, when=lambda piece: piece.held_by_id is None
    ),
    "remark": SubmissionMove(SENT, None, needs_words=True),
    "note": SubmissionMove(SENT, None, needs_words=True),
    "throw_away": SubmissionMove(AT_THE_DESK, S.DECLINED, when=lambda piece: piece.is_held),
}
# … and time.
MOVES_OF_TIME = {"expire": SubmissionMove(frozenset({S.CHANGES_REQUESTED}), S.EXPIRED)}

SUBMISSION_MOVES = MOVES_OF_SENDER | MOVES_OF_DESK | MOVES_OF_TIME
