"""What the paper holds of one person from outside: all of it, as a file, for them to have."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

from articles.models import AuditEntry, Autosave, Manuscript, Photo, Submission
from articles.models.pieces import Piece
from articles.models.submissions import SubmissionQuerySet
from authors.models import ContactMessage, Contributor, JoinRequest, User
from authors.models.contact import ContactMessageQuerySet

AS_DOWNLOAD = {
    "Content-Type": "application/zip",
    "Content-Disposition": 'attachment; filename="algemeiner-personal-data.zip"',
}
AT_ONCE = 1024 * 1024  # bytes
PIECE = [field.name for field in Piece._meta.local_fields]
OF_A_VISITOR = ["name", "email", "sent_at", "screening", "screening_detail"]


def stream(person: User) -> Iterator[bytes]:
    """The zip in pieces; nothing is made before the first is asked for."""
    with TemporaryFile() as file:
        write(person, file)
        file.seek(0)
        while piece := file.read(AT_ONCE):
            yield piece


def write(person: User, to: IO[bytes]) -> None:
    """A zip: `personal-data.json` and the pictures as they were sent."""
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        held = json.dumps(held_of(person), cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        archive.writestr("personal-data.json", held)
        for photo in photos_of(person):
            _add_picture(archive, photo)


def held_of(person: User) -> dict[str, Any]:
    """Everything but the pictures, by what it is; the newest first where time tells."""
    contributor = Contributor.objects.filter(user=person).first()
    requests = JoinRequest.objects.filter(_by(person))
    return {
        "account": _words(person, ["email", "name", "role", "date_joined", "last_login"])
        | {"addresses": addresses_of(person)},
        "profile": _profile(contributor) if contributor else None,
        "requests to join": _each(requests, [*OF_A_VISITOR, "pitch"]),
        "messages": [_message(message) for message in messages_of(person)],
        "pieces": [_piece(submission) for submission in pieces_of(person)],
        "typed and not saved": _each(Autosave.objects.filter(user=person), ["saved_at", "fields"]),
        "log-ins": _each(
            UserSession.objects.filter(user=person).order_by("-pk"),
            ["ip", "user_agent", "created_at", "last_seen_at"],
        ),
        "on the record": _each(
            AuditEntry.objects.filter(_on_record(person, contributor)), ["at", "verb", "about_name"]
        ),
    }


def addresses_of(person: User) -> list[str]:
    """Those that are theirs for certain."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    return sorted({person.email, *confirmed.values_list("email", flat=True)})


def pieces_of(person: User) -> SubmissionQuerySet:
    """What they sent in or are writing, with an account or as a guest."""
    mine = Q(sender=person) | Q(sender=None) & _by(person)
    return Submission.objects.filter(mine).select_related("photo", "article").order_by("-pk")


def messages_of(person: User) -> ContactMessageQuerySet:
    return ContactMessage.objects.filter(_by(person)).prefetch_related("answers").order_by("-pk")


def photos_of(person: User) -> list[Photo]:
    """Pictures of their pieces, in whatever state they were sent, and their portrait."""
    pieces = pieces_of(person).order_by()
    theirs = (
        Q(submissions__in=pieces)
        | Q(manuscripts__submission__in=pieces)
        | Q(contributor__user=person)
    )
    return list(Photo.objects.filter(theirs).distinct().order_by("pk"))


def _by(person: User) -> Q:
    """Sent from an address of theirs by somebody who was not logged in."""
    theirs = Q()
    for address in addresses_of(person):
        theirs |= Q(email__iexact=address)
    return theirs


def _on_record(person: User, contributor: Contributor | None) -> Q:
    about = Q(person=person) | Q(by=person)
    if contributor is None:
        return about
    return about | Q(about_noun="contributor", about_id=contributor.pk)


def _profile(contributor: Contributor) -> dict[str, Any]:
    said = ["name", "pitch", "bio", "links", "disclosure", "portrait"]
    stands = ["standing", "standing_since", "told", "trust", "frozen_at"]
    terms = {"terms": str(contributor.terms or ""), "agreed at": contributor.terms_accepted_at}
    return _words(contributor, [*said, *stands]) | terms


def _message(message: ContactMessage) -> dict[str, Any]:
    answers = _each(message.answers.all(), ["at", "text"])
    said = _words(message, [*OF_A_VISITOR, "topic", "article", "passage", "message", "status"])
    return said | {"answers": answers}


def _piece(submission: Submission) -> dict[str, Any]:
    manuscripts: QuerySet[Manuscript] = submission.manuscripts.all()
    said = submission.acts.for_sender().order_by("pk")
    return _words(submission, [*OF_A_VISITOR, *PIECE, "bio", "message", "status", "saved_at"]) | {
        "article": submission.article and submission.article.get_absolute_url(),
        "as it was sent": _each(manuscripts, ["number", "at", *PIECE]),
        "what was done and said": _each(said, ["at", "verb", "text"]),
    }


def _each(things: Iterable[Model], names: list[str]) -> list[dict[str, Any]]:
    return [_words(thing, names) for thing in things]


def _words(thing: Model, names: list[str]) -> dict[str, Any]:
    return {name.replace("_", " "): _plain(getattr(thing, name)) for name in names}


def _plain(value: Any) -> Any:
    """Another thing by its number, the name of its file in the archive."""
    return value.pk if isinstance(value, Model) else value


def _add_picture(archive: ZipFile, photo: Photo) -> None:
    suffix = PurePath(photo.original.name or "").suffix
    try:
        original = photo.original.open("rb")
    except (FileNotFoundError, ValueError):
        archive.writestr(f"photos/{photo.pk}.txt", "The file is lost.\n")
        return
    with original, archive.open(f"photos/{photo.pk}{suffix}", "w") as place:
        shutil.copyfileobj(original, place)
