"""
What who sent an accepted piece says to what was edited, before readers have it and after. The verbs
are told which version was seen, so that nobody agrees to words that they have not read.
"""

from __future__ import annotations

from django.db import transaction

from articles.contributing.submissions import NotNow, ready_for, record
from articles.models import Submission
from articles.workflow import StaleCopy
from authors import inbox
from authors.models import ContactMessage, User


@transaction.atomic
def agree(submission: Submission, *, seen: int, by: User | None) -> None:
    """Say that the version `seen` (a revision's id) may be published; StaleCopy if it is not it."""
    _answer(submission, "agree", seen=seen, by=by)


@transaction.atomic
def object_to(submission: Submission, *, seen: int, text: str, by: User | None) -> None:
    """Say what of the version `seen` must not be published so; the editor is told."""
    _answer(submission, "object", seen=seen, by=by, text=text)


@transaction.atomic
def ask_correction(submission: Submission, *, text: str, by: User | None) -> ContactMessage:
    """Say what is wrong in what readers have: it comes to the newsroom's inbox as a correction."""
    there = ready_for(submission, "ask_correction", by=by, text=text)
    article = there.article
    assert article is not None  # its move asks for it
    record(there, "ask_correction", from_status=there.status, by=by, text=text.strip())
    return inbox.take(
        ContactMessage(
            topic=ContactMessage.Topic.CORRECTION,
            name=there.sender_name,
            email=there.sender_email,
            article=article,
            revision=article.live_revision,
            message=text.strip(),
        )
    )


def _answer(
    submission: Submission, verb: str, *, seen: int, by: User | None, text: str = ""
) -> None:
    there = ready_for(submission, verb, by=by, text=text)
    copy = there.article.working_copy if there.article else None
    if copy is None:
        raise NotNow("There is no text to answer to.")
    if copy.pk != seen:
        raise StaleCopy(copy)
    record(there, verb, from_status=there.status, by=by, text=text.strip(), revision=copy)
