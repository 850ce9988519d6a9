"""
What is done about people's log-ins and rights, one function a verb.

Each verb runs in one transaction, asks the policy on behalf of `by` (None is the operator at the
command line), and leaves a line in the record that nobody can change.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest

from algemeiner import policy
from authors import record, tasks
from authors.mail import text
from authors.models import User


@transaction.atomic
def reset_second_factor(person: User, *, by: User | None, reason: str) -> None:
    """
    Forget every passkey, app and recovery code of `person`, for a phone that is lost.

    They are logged out everywhere and told by mail. Nobody resets their own: whoever sits down at
    an open desk could.
    """
    _require(by, person)
    if by == person:
        raise PermissionDenied("One's own second factor is changed under “Your account”.")
    if not reason.strip():
        raise ValidationError("Say why.")
    Authenticator.objects.filter(user=person).delete()
    _end(UserSession.objects.filter(user=person))
    record.of_person("reset_second_factor", person, by=by, reason=reason.strip())
    tasks.send.defer(
        subject="Your second factor was reset",
        body=text("second_factor_reset", person=person, by=by),
        to=[person.email],
    )


@transaction.atomic
def end_sessions(person: User, *, by: User | None) -> None:
    """Log `person` out everywhere."""
    _require(by, person)
    _end(UserSession.objects.filter(user=person))
    record.of_person("end_sessions", person, by=by)


@transaction.atomic
def note_rights(person: User, *, by: User | None) -> None:
    """Put on the record what `person`, whose rights `by` has just changed, may do from now on."""
    _require(by, person)
    record.of_person(
        "change_rights",
        person,
        by=by,
        role=person.role,
        sections=[str(section) for section in person.sections.all()],
        active=person.is_active,
    )


@transaction.atomic
def note_password(person: User, *, by: User | None) -> None:
    """Put on the record that `by` has given `person` another password, or none; they are told."""
    _require(by, person)
    record.of_person("change_password", person, by=by)
    _tell_of_log_in(person.email, person, by=by, changed="password")


@transaction.atomic
def note_email(person: User, *, before: str, by: User | None) -> None:
    """The same for the address that `person` logs in with; who has the old one is told."""
    _require(by, person)
    record.of_person("change_email", person, by=by, before=before, after=person.email)
    _tell_of_log_in(before, person, by=by, changed="e-mail address")


def end_other_sessions(request: HttpRequest, user: Any, **signal: Any) -> None:
    """On allauth's signal that a factor was added: what began without one ends."""
    sessions = UserSession.objects.filter(user=user)
    _end(sessions.exclude(session_key=request.session.session_key))


def _tell_of_log_in(address: str, person: User, *, by: User | None, changed: str) -> None:
    if by != person:
        tasks.send.defer(
            subject=f"Your {changed} was changed",
            body=text("log_in_changed", person=person, by=by, changed=changed),
            to=[address],
        )


def _require(by: User | None, person: User) -> None:
    if by is not None and not policy.may(by, "authors.change_user", person):
        raise PermissionDenied(f"{by} may not change {person}.")


def _end(sessions: Any) -> None:
    for session in sessions:
        session.end()
