"""Where who sent a piece stands on what was made of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from articles.models.content import Content
from articles.models.submissions import Manuscript

if TYPE_CHECKING:
    from articles.models.submissions import Submission

SAID = ("headline", "dek", "body")  # what a sender is asked about
ANSWERS = ("agree", "object")


class Consent(StrEnum):
    AS_SENT = "as_sent"  # nothing was edited
    UNSEEN = "unseen"  # its sender has said nothing to the words as they are now
    AGREED = "agreed"
    OBJECTED = "objected"


def consent_to(submission: Submission, copy: Content) -> Consent:
    """Where its sender stands on a text of the article that their piece became. Two queries."""
    newest = submission.acts.filter(verb__in=ANSWERS).select_related("revision").last()
    if newest and newest.revision and _words(newest.revision) == _words(copy):
        return Consent.AGREED if newest.verb == "agree" else Consent.OBJECTED
    manuscript = submission.manuscript
    is_as_sent = manuscript is not None and _words(manuscript) == _words(copy)
    return Consent.AS_SENT if is_as_sent else Consent.UNSEEN


def _words(text: Content | Manuscript) -> tuple[str, ...]:
    return tuple(getattr(text, name) for name in SAID)
