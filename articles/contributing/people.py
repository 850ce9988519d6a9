"""
Contributors and the authors that they are to readers. Each verb runs in one transaction, asks the
policy on behalf of `by`, and leaves a line in the record.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from algemeiner.slugs import slugify
from articles import addresses, photos, versions
from articles.contributing import submissions
from articles.models import Article, Photo, Submission
from articles.renditions import Picture
from articles.tasks import refocus_photo, renew_entries
from authors import contributors, letters, record
from authors.contributors import REVIEW, NotNow
from authors.models import Author, Contributor, Standing, User

OWN = "The contributor’s own"
FROM_THE_PROFILE = "From the contributor’s profile."


@transaction.atomic
def approve(contributor: Contributor, *, by: User | None, author: Author | None = None) -> Author:
    """
    Let somebody write for the paper: as `author`, where that is who they are in its pages already,
    or as a new one. Raises NotNow, and ValidationError where `author` is somebody else.
    """
    contributor = contributors.ready_for("approve", contributor, by)
    author = author or author_of(contributor) or Author()
    if author.user_id not in (None, contributor.user_id):
        raise ValidationError(f"{author} is somebody else’s name here.")
    author.user = contributor.user
    _show(contributor, author, by=by)
    contributors.stand(contributor, Standing.APPROVED)
    record.of_thing("approve", contributor, by=by)
    letters.tell_approved(contributor)
    return author


@transaction.atomic
def take_over_profile(contributor: Contributor, *, by: User | None) -> Author:
    """Show readers what an approved contributor has changed in the profile. Raises NotNow."""
    contributors.require(by, REVIEW, contributor)
    contributor = contributors.locked(contributor)
    author = author_of(contributor)
    if author is None or not contributor.is_approved:
        raise NotNow("There is no author’s page for this profile yet.")
    _show(contributor, author, by=by)
    record.of_thing("take_over_profile", contributor, by=by)
    return author


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
    As `submissions.accept`; a guest whose `author` nobody names gets one of the name and the bio
    that were sent.
    """
    if author is None and submission.sender is None:
        submissions.ready_for(submission, "accept", by=by, text=text, seen=seen)
        author = _of_guest(submission, by=by)
    return submissions.accept(submission, by=by, text=text, author=author, seen=seen)


def _of_guest(submission: Submission, *, by: User | None) -> Author:
    author = Author(name=submission.name, bio=submission.bio, slug=_free_slug(submission.name))
    versions.keep(author, by=by, note="From what a guest sent.")
    return author


@transaction.atomic
def take_portrait(contributor: Contributor, picture: Picture, name: str) -> None:
    """Make `picture` (renditions.inspect) the portrait; saved with the profile."""
    photo = Photo(alt=f"Portrait of {contributor.name}", credit=contributor.name, licence=OWN)
    contributor.portrait = photos.take_in(picture, name, by=None, photo=photo).photo


@transaction.atomic
def aim_portrait(contributor: Contributor, focus: tuple[float, float]) -> None:
    """Say what of the portrait stays in the square, in shares of its width and height."""
    photo = contributor.portrait
    if photo is None or focus == (photo.focal_x, photo.focal_y):
        return
    photo.focal_x, photo.focal_y = focus
    photo.save(update_fields=["focal_x", "focal_y"])
    refocus_photo.defer(pk=photo.pk)


def author_of(contributor: Contributor) -> Author | None:
    """Who they are to readers; None before they were approved."""
    return Author.objects.filter(user=contributor.user_id).first()


def namesakes(contributor: Contributor) -> list[Author]:
    """Authors of that name who may be the same person: they have no account yet."""
    return list(Author.objects.filter(name__iexact=contributor.name, user=None)[:5])


def _show(contributor: Contributor, author: Author, *, by: User | None) -> None:
    """Tell readers what the profile says; an address that the author has stays."""
    is_renamed = author.pk is not None and author.name != contributor.name
    author.name, author.bio = contributor.name, contributor.bio
    author.portrait = contributor.portrait
    author.website = contributor.website
    author.slug = author.slug or _free_slug(contributor.name)
    versions.keep(author, by=by, note=FROM_THE_PROFILE)
    if is_renamed:
        renew_entries.defer(author=author.pk)
    contributor.changed_at = None
    contributor.save(update_fields=["changed_at"])


def _free_slug(name: str) -> str:
    """The name's own word for an address, with a number where others had it first."""
    word = slugify(name) or "author"
    slug, number = word, 1
    while _is_taken(slug):
        number += 1
        slug = f"{word}-{number}"
    return slug


def _is_taken(slug: str) -> bool:
    thing = Author(slug=slug)
    taken = Author.objects.filter(slug=slug).exists()
    return taken or addresses.is_anothers(addresses.path_of(thing), thing)
