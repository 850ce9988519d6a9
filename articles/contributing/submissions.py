"""
A piece's way from its sender to the editors and back, one function a verb.

Each is keyword-only and runs in one transaction. `by` is who acts: an editor, whom the policy is
asked about, or the sender, whose piece it must be; None is who came by a guest's own link, or the
clock. Each that moves a piece or says something leaves a SubmissionAct and a line in the record,
and tells by mail whoever waits for it. Nothing but these and `guests` writes a submission.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from algemeiner import policy
from articles import gate, photos, verbs, workflow
from articles.contributing import letters, requirements
from articles.models import (
    Article,
    Kind,
    Manuscript,
    Section,
    Submission,
    SubmissionAct,
    SubmissionStatus,
)
from articles.models.pieces import Piece
from articles.models.submission_statuses import MOVES_OF_DESK, MOVES_OF_SENDER, SUBMISSION_MOVES
from articles.proofs import Proof
from articles.sanitize import clean_submission
from authors.models import Author, User

REVIEW = "articles.review_submission"
MOST_DRAFTS = 30  # of one person that nobody has seen


class NotNow(ValidationError):
    """Where the piece stands, or for want of words, this cannot be done to it."""


class NotReady(ValidationError):
    """The piece lacks something before it can be sent; a dict of fields and what to do."""


class StaleSubmission(Exception):
    """It was saved or moved in between; `theirs` is the submission as it stands."""

    def __init__(self, theirs: Submission) -> None:
        super().__init__("This piece was changed in another window meanwhile.")
        self.theirs = theirs


# What its sender does


@transaction.atomic
def start(*, headline: str, by: User) -> Submission:
    """A new draft, which nobody but `by` sees."""
    if not requirements.may_send(by):
        raise NotNow(requirements.NOT_NOW)
    if Submission.objects.of(by).never_sent().count() >= MOST_DRAFTS:
        raise NotNow(f"You have {MOST_DRAFTS} drafts already. Send one of them, or discard it.")
    return Submission.objects.create(sender=by, headline=headline.strip())


@transaction.atomic
def save(
    submission: Submission, typed: Mapping[str, Any], *, seen: int, by: User | None
) -> Submission:
    """
    Keep what was typed, by the names of the fields. What editors have does not change.

    `seen` is the version that it was typed over; StaleSubmission where another one stands.
    """
    there = held_for_sender(submission, seen=seen, by=by)
    for name, value in typed.items():
        setattr(there, name, value)
    there.body = clean_submission(there.body)
    return keep(there)


@transaction.atomic
def confirm(submission: Submission, *, by: User | None = None) -> Submission:
    """A guest's address is theirs: the piece goes to the desk."""
    return _send(submission, "confirm", seen=None, by=by)


@transaction.atomic
def submit(submission: Submission, *, seen: int, by: User | None) -> Submission:
    """Send a draft to the editors, who get it as it is now. NotReady where it lacks something."""
    return _send(submission, "submit", seen=seen, by=by)


@transaction.atomic
def publish(submission: Submission, *, seen: int, by: User) -> Article:
    """
    Give a draft to readers at once, as opinion of whom the paper trusts; an editor reads it after.

    Raises NotReady where it lacks something, or what is required before publishing.
    """
    section = requirements.own_section(by)
    if section is None:
        raise NotNow("An editor reads your pieces before readers do. Send it to the editors.")
    there = ready_for(submission, "publish", by=by, seen=seen)
    copy = _copy(_keep_manuscript(there), Author.objects.get(user=by), section=section)
    note = f"Published by its sender, {there.sender_name}."
    article = there.article = workflow.create(copy, by=None, note=note)
    _refuse_unfit(article)
    go(there, "publish", by=by)
    letters.tell_newsroom_of_publication(there)
    return workflow.publish(article, by=None)


@transaction.atomic
def resubmit(submission: Submission, *, seen: int, by: User | None, text: str = "") -> Submission:
    """Send it again after changes were asked for; `text` answers the editor."""
    return _send(submission, "resubmit", seen=seen, by=by, text=text)


@transaction.atomic
def withdraw(submission: Submission, *, by: User | None, text: str = "") -> Submission:
    """Take a piece back from the editors."""
    return _act(submission, "withdraw", by=by, text=text)


@transaction.atomic
def reopen(submission: Submission, *, by: User | None) -> Submission:
    """Make what was withdrawn or has expired a draft again."""
    return _act(submission, "reopen", by=by)


@transaction.atomic
def discard(submission: Submission, *, seen: int, by: User | None) -> None:
    """Delete a draft that was never sent."""
    there = held_for_sender(submission, seen=seen, by=by)
    if there.was_sent:
        raise NotNow("The editors have had this piece: withdraw it instead.")
    photo = there.photo
    there.delete()
    if photo is not None:
        photos.delete(photo)


@transaction.atomic
def reply(submission: Submission, *, text: str, by: User | None) -> Submission:
    """Write to the editors about it."""
    return _act(submission, "reply", by=by, text=text)


# What an editor does. Where `seen` is given, it is the version that was read: StaleSubmission if
# its sender, or a colleague, has done or said something since.


@transaction.atomic
def take_up(submission: Submission, *, by: User) -> Submission:
    """Begin to review a piece, also one that another editor has; its sender is told who has it."""
    if submission.held_by == by and submission.status == SubmissionStatus.IN_REVIEW:
        raise NotNow("You have it already.")
    return _act(submission, "take_up", by=by, held_by=by)


@transaction.atomic
def hand_over(submission: Submission, *, to: User, by: User | None) -> Submission:
    """Give a piece to another editor, with its place in the work as it is."""
    if not policy.may(to, REVIEW, submission):
        raise ValidationError(f"{to} does not review pieces.")
    return _act(submission, "hand_over", by=by, held_by=to, is_private=True)


@transaction.atomic
def request_changes(
    submission: Submission, *, text: str, by: User | None, seen: int | None = None
) -> Submission:
    """Give it back to its sender, saying what is asked."""
    return _act(submission, "request_changes", by=by, text=text, seen=seen)


@transaction.atomic
def accept(
    submission: Submission,
    *,
    by: User | None,
    text: str = "",
    author: Author | None = None,
    seen: int | None = None,
) -> Article:
    """
    Make an article of what its sender sent last: opinion, in draft, under their name.

    `author` is the byline of a guest, and of a contributor another than their own. `text` goes to
    the sender.
    """
    there = ready_for(submission, "accept", by=by, text=text, seen=seen)
    if author is None and there.sender is not None:
        author = Author.objects.filter(user=there.sender).first()
    if author is None:
        raise ValidationError("Say whose byline it has.")
    manuscript = there.manuscript
    if manuscript is None:
        raise NotNow("Nothing was sent.")
    note = f"As {there.sender_name} sent it."
    there.article = workflow.create(_copy(manuscript, author), by=by, note=note)
    return go(there, "accept", by=by, text=text).article  # type: ignore[return-value]


@transaction.atomic
def decline(
    submission: Submission, *, text: str, by: User | None, seen: int | None = None
) -> Submission:
    """Say that it will not be published, and why."""
    return _act(submission, "decline", by=by, text=text, seen=seen)


@transaction.atomic
def look_over(submission: Submission, *, by: User) -> Submission:
    """Say that one has read what its sender has published unread."""
    return _act(submission, "look_over", by=by, held_by=by)


@transaction.atomic
def remark(submission: Submission, *, text: str, by: User | None) -> Submission:
    """Write to its sender."""
    return _act(submission, "remark", by=by, text=text)


@transaction.atomic
def note(submission: Submission, *, text: str, by: User) -> Submission:
    """Write to other editors; its sender never sees it."""
    return _act(submission, "note", by=by, text=text, is_private=True)


# What they have in common


def record(
    submission: Submission, verb: str, *, from_status: str, by: User | None, **details: Any
) -> SubmissionAct:
    """Leave an act, its line in the record, and the mail that it causes."""
    act = SubmissionAct.objects.create(
        submission=submission,
        verb=verb,
        from_status=from_status,
        to_status=submission.status,
        by=by if verb in MOVES_OF_DESK else None,
        **details,
    )
    verbs.record_act(verb, submission, by=by)
    letters.tell(act, by=by)
    return act


def ready_for(
    submission: Submission, verb: str, *, by: User | None, text: str = "", seen: int | None = None
) -> Submission:
    """
    The submission as it stands, locked, once nothing keeps `by` from doing `verb` to it.

    Raises PermissionDenied, NotNow or, where it is no longer the version `seen`, StaleSubmission.
    """
    there = _lock(submission)
    if verb in MOVES_OF_DESK:
        verbs.require(by, REVIEW, there)
    elif verb in MOVES_OF_SENDER:
        _require_sender(by, there)
    if seen is not None and seen != there.version:
        raise StaleSubmission(there)
    move = SUBMISSION_MOVES[verb]
    if not move.allows(there):
        raise NotNow(f"This cannot be done now: the piece is {there.stage.lower()}.")
    if move.needs_words and not text.strip():
        raise NotNow("Write what you have to say.")
    return there


def _act(
    submission: Submission,
    verb: str,
    *,
    by: User | None,
    text: str = "",
    held_by: User | None = None,
    is_private: bool = False,
    seen: int | None = None,
) -> Submission:
    there = ready_for(submission, verb, by=by, text=text, seen=seen)
    there.held_by = held_by or there.held_by
    return go(there, verb, by=by, text=text, is_private=is_private)


def go(there: Submission, verb: str, *, by: User | None, **details: Any) -> Submission:
    """Bring a piece that is ready for it where a verb leads."""
    from_status, target = there.status, SUBMISSION_MOVES[verb].target
    if target is not None:
        there.status, there.moved_at, there.warned_at = target, timezone.now(), None
    if verb in MOVES_OF_DESK and verb not in ("remark", "note"):
        there.held_by = there.held_by or by
    keep(there)
    details["text"] = details.get("text", "").strip()
    record(there, verb, from_status=from_status, by=by, **details)
    return there


def _send(
    submission: Submission, verb: str, *, seen: int | None, by: User | None, text: str = ""
) -> Submission:
    there = ready_for(submission, verb, by=by, seen=seen)
    _keep_manuscript(there)
    return go(there, verb, by=by, text=text)


def _keep_manuscript(there: Submission) -> Manuscript:
    """A piece as it is sent, once it lacks nothing."""
    if lacking := requirements.lacking(there):
        fields = dict.fromkeys(field for field, _ in lacking)
        raise NotReady({field: [words for at, words in lacking if at == field] for field in fields})
    number = there.manuscripts.count() + 1
    said = {name: getattr(there, name) for name in Piece.piece_fields()}
    return Manuscript.objects.create(submission=there, number=number, **said)


def _refuse_unfit(article: Article) -> None:
    """NotReady for what the gate would ask an editor to mend."""
    assert article.working_copy is not None
    report = gate.ask(Proof.of(article, article.working_copy, reader=None))
    if report.blocking:
        raise NotReady({NON_FIELD_ERRORS: [finding.message for finding in report.blocking]})


def _copy(manuscript: Manuscript, author: Author, section: Section | None = None) -> workflow.Copy:
    content = {
        "kind": Kind.OPINION,
        "headline": manuscript.headline,
        "dek": manuscript.dek,
        "body": manuscript.body,
        "lead_photo": manuscript.photo,
        "canonical_url": manuscript.canonical_url,
        "section": section,
    }
    return workflow.Copy(content, [author])


def held_for_sender(submission: Submission, *, seen: int, by: User | None) -> Submission:
    """The submission, locked, as long as its sender may change it and it is the version `seen`."""
    there = _lock(submission)
    _require_sender(by, there)
    if by is not None and not requirements.may_send(by):
        raise NotNow(requirements.NOT_NOW)
    if not there.may_be_changed:
        raise NotNow(f"It cannot be changed now: the piece is {there.stage.lower()}.")
    if seen != there.version:
        raise StaleSubmission(there)
    return there


def _lock(submission: Submission) -> Submission:
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def keep(there: Submission) -> Submission:
    """Save a submission that is locked, as another version."""
    there.version += 1
    there.save()
    return there


def _require_sender(by: User | None, submission: Submission) -> None:
    if by is not None and submission.sender != by:
        raise PermissionDenied(f"{by} has not sent this.")
