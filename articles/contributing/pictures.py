"""The one picture of a piece, while its sender may change it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from articles import photos
from articles.contributing.submissions import held_for_sender, keep
from articles.models import Manuscript, Photo, Submission
from articles.renditions import Picture, UnusablePicture
from authors.models import User

# By what right a sender says that the paper may print it, as the photo's licence has it.
RIGHTS = {
    "own": "The sender’s own picture",
    "permission": "With permission, as the sender says",
}


NO_ROOM = "The paper has no room to keep this file now. The text is saved; send the photo later."


@transaction.atomic
def attach(
    submission: Submission,
    picture: Picture,
    name: str,
    *,
    words: Mapping[str, str],
    seen: int,
    by: User | None,
) -> Submission:
    """
    Make `picture` (renditions.inspect) the one of a piece, with `words` by the photo's fields; what
    is empty in them the file may say. Raises what `submissions.save` does, and UnusablePicture.
    """
    there = held_for_sender(submission, seen=seen, by=by)
    photo = there.photo if there.photo and not _was_sent(there.photo) else Photo()
    _describe(photo, words)
    photo.source = photo.source or there.sender_name
    try:
        there.photo = photos.take_in(picture, name, by=None, photo=photo).photo
    except OSError as full:
        raise UnusablePicture(NO_ROOM) from full
    return keep(there)


@transaction.atomic
def describe(
    submission: Submission, words: Mapping[str, str], *, seen: int, by: User | None
) -> Submission:
    """Keep what its sender says of the picture."""
    there = held_for_sender(submission, seen=seen, by=by)
    if there.photo is not None and _describe(there.photo, words):
        there.photo.save(update_fields=list(words))
        keep(there)
    return there


@transaction.atomic
def remove(submission: Submission, *, seen: int, by: User | None) -> Submission:
    """Take the picture off a piece; one that no editor has had is deleted."""
    there = held_for_sender(submission, seen=seen, by=by)
    photo, there.photo = there.photo, None
    keep(there)
    if photo is not None and not _was_sent(photo):
        photos.delete(photo)
    return there


def _describe(photo: Photo, words: Mapping[str, str]) -> bool:
    """Whether that changed anything."""
    before = {name: getattr(photo, name) for name in words}
    for name, value in words.items():
        setattr(photo, name, value)
    return before != dict(words)


def _was_sent(photo: Photo) -> bool:
    return Manuscript.objects.filter(photo=photo).exists()
