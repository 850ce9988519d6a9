"""Forgetting a person from outside who asked for it, but for what readers have of theirs."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import ProtectedError, Q

from algemeiner import policy
from articles import photos, versions
from articles.contributing import links, personal_data
from articles.models import Autosave, Manuscript, Photo, Revision, Submission, SubmissionAct
from authors import letters, people, record
from authors.mail import NOBODYS
from authors.models import Author, Contributor, JoinRequest, User

ACT = "authors.erase_user"
ERASED = "Erased person"
NO_LONGER = "Their account was erased."


@transaction.atomic
def erase(person: User, *, by: User | None) -> None:
    """
    Delete what the paper holds of somebody who is of no newsroom: account, profile, messages, and
    every piece that no article was made of. Articles, their bylines and the record stay. Who it is
    about may do it.
    """
    if by is not None and by != person and not policy.may(by, ACT, person):
        raise PermissionDenied(f"{by} may not erase {person}.")
    if person.is_staff:
        raise PermissionDenied("Who is of the newsroom is part of its record.")
    pictures, address = personal_data.photos_of(person), person.email
    people.end_sessions(person, by=None)
    _erase_pieces(person)
    personal_data.messages_of(person).delete()
    for sent_from in personal_data.addresses_of(person):
        JoinRequest.objects.filter(email__iexact=sent_from).delete()
    Autosave.objects.filter(user=person).delete()
    Contributor.objects.filter(user=person).delete()
    _leave_author(person)
    _close_account(person)
    for picture in pictures:
        _erase_picture(picture)
    record.of_person("erase", person, by=by)
    letters.tell_erased(address)


def _erase_pieces(person: User) -> None:
    """Those that no article was made of; the others keep a name and lose the address."""
    pieces = personal_data.pieces_of(person).select_related(None).order_by()
    unused = list(pieces.filter(article=None).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL algemeiner.erasing = 'on'")
        SubmissionAct.objects.filter(submission__in=unused).delete()
        Manuscript.objects.filter(submission__in=unused).delete()
        Submission.objects.filter(pk__in=unused).delete()
        cursor.execute("SET LOCAL algemeiner.erasing = 'off'")
    pieces.update(message="")
    # With another key a guest's link opens nothing any more.
    pieces.filter(sender=None).update(email=_nobodys_address(person), link_key=links.new_key())


def _leave_author(person: User) -> None:
    """Who they are to readers stays, as an author without an account."""
    author = Author.objects.filter(user=person).first()
    if author is not None:
        author.user = None
        versions.keep(author, by=None, note=NO_LONGER)


def _close_account(person: User) -> None:
    """The row stays for the record’s sake, with nothing of theirs in it."""
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    person.email, person.name, person.is_active = _nobodys_address(person), ERASED, False
    person.last_login = None
    person.set_unusable_password()
    person.save()


def _erase_picture(photo: Photo) -> None:
    """Unless something else shows it: an article in any version, a byline, the front."""
    if Revision.objects.filter(Q(lead_photo=photo) | Q(body_photos=photo)).exists():
        return
    try:
        with transaction.atomic():
            photos.delete(photo)
    except ProtectedError:
        return


def _nobodys_address(person: User) -> str:
    return f"erased-{person.pk}{NOBODYS}"
