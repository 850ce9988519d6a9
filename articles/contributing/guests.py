"""
Pieces of people without an account: from the form to the desk by way of their mailbox, and the link
by which they come back. Once the address is confirmed, the verbs of `submissions` do the rest.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles import photos, verbs
from articles.contributing import letters, links, submissions
from articles.contributing.links import Named
from articles.models import Photo, Submission
from articles.models.submission_statuses import SubmissionStatus
from articles.renditions import Picture, UnusablePicture
from authors import limits
from authors.forms import VisitorForm
from authors.letters import tell_of_ceiling
from authors.models import User
from authors.models.contact import Screening
from authors.spam import fingerprint

KEPT_UNCONFIRMED = timedelta(days=14)
NO_ROOM = "The paper has no room for the photo now. Send the piece without it."


@transaction.atomic
def receive(
    form: VisitorForm, photo: Photo | None = None, picture: Picture | None = None
) -> Submission:
    """
    Keep what a valid form brings, and ask its sender by mail whether the address is theirs.

    What the captcha could not judge is asked, too, and held when it is confirmed; what speaks
    against itself is held at once, and nobody is written to. The same text sent again before it is
    confirmed takes the place of the first. `photo` has the words to `picture`; UnusablePicture,
    and nothing is kept, where there is no room for it.
    """
    piece: Submission = form.instance
    piece.status = SubmissionStatus.UNCONFIRMED
    same = fingerprint(form.cleaned_data[form.words])
    for earlier in Submission.objects.unconfirmed().filter(email=piece.email, fingerprint=same):
        _delete(earlier)
    form.save()
    if photo is not None and picture is not None:
        _illustrate(piece, photo, picture)
    if piece.screening == Screening.PASSED or form.is_unjudged:
        ask_to_confirm(piece)
    return piece


def _illustrate(piece: Submission, photo: Photo, picture: Picture) -> None:
    photo.source = photo.source or piece.name
    try:
        piece.photo = photos.take_in(picture, photo.original_name, by=None, photo=photo).photo
    except OSError as full:
        raise UnusablePicture(NO_ROOM) from full
    piece.save(update_fields=["photo"])


@transaction.atomic
def ask_to_confirm(piece: Submission) -> None:
    """Mail the link, unless the day's mail to strangers is used up: then the worker does."""
    if limits.may_mail_a_stranger(_alarm):
        letters.ask_to_confirm(piece)
        piece.mailed_at = timezone.now()
        piece.save(update_fields=["mailed_at"])


@transaction.atomic
def renew_link(piece: Submission) -> Submission:
    """Mail a guest a new link to the page of their piece; all older ones open nothing any more."""
    there = Submission.objects.select_for_update().get(pk=piece.pk)
    there.link_key = links.new_key()
    there.save(update_fields=["link_key"])
    verbs.record_act("renew_link", there, by=None)
    letters.to_sender(there, of="new_link", subject="Your new link")
    return there


@transaction.atomic
def release(piece: Submission, *, by: User | None) -> None:
    """Say that what was held is no spam: it goes on from where it stands."""
    verbs.require(by, submissions.REVIEW, piece)
    there = Submission.objects.select_for_update().get(pk=piece.pk)
    if not there.is_held:
        return
    there.screening = Screening.PASSED
    there.save(update_fields=["screening"])
    verbs.record_act("release", there, by=by)
    if there.status == SubmissionStatus.UNCONFIRMED:
        ask_to_confirm(there)


@transaction.atomic
def throw_away(piece: Submission, *, by: User | None) -> None:
    """
    Say that what was held is spam. Nobody is written to; what was not confirmed is deleted, and
    what was is declined, which its sender sees on its page.
    """
    verbs.require(by, submissions.REVIEW, piece)
    there = Submission.objects.select_for_update().get(pk=piece.pk)
    if there.status == SubmissionStatus.UNCONFIRMED and there.is_held:
        verbs.record_act("throw_away", there, by=by)
        _delete(there)
    else:
        there = submissions.ready_for(there, "throw_away", by=by)
        submissions.go(there, "throw_away", by=by, is_private=True)


def named(found: Named | None) -> Submission | None:
    """The piece that a link names, if its key is still the piece's."""
    pieces = Submission.objects.by_guests().for_sender()
    return pieces.filter(pk=found.pk, link_key=found.key).first() if found else None


def send_waiting() -> None:
    """Ask those for whom an earlier day had no mail left."""
    for piece in Submission.objects.waiting_for_mail().order_by("pk"):
        ask_to_confirm(piece)
        if piece.mailed_at is None:
            break


def forget_unconfirmed() -> None:
    """Delete what was not confirmed in two weeks, with its picture."""
    for piece in Submission.objects.never_confirmed_since(timezone.now() - KEPT_UNCONFIRMED):
        _delete(piece)


@transaction.atomic
def _delete(piece: Submission) -> None:
    piece.delete()
    if piece.photo is not None:
        photos.delete(piece.photo)


def _alarm() -> None:
    tell_of_ceiling(Submission.objects.waiting_for_mail().count() + 1)
