"""
From a form that a stranger filled in to an account. There is none before who owns the address has
said, by a link that was mailed there, that they want it.

How much mail goes to strangers in a day is limited: a form that can be made to mail anybody is a
way to get the whole paper's mail refused.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from algemeiner import policy
from algemeiner.policy import Role
from authors import letters, limits, record
from authors.forms import JoinForm
from authors.models import Contributor, JoinRequest, User
from authors.models.contact import Screening

LINK_GOOD_FOR = timedelta(days=3)
RELEASE = "authors.release_joinrequest"
_SALT = "authors.joining"


class AlreadyAnAccount(Exception):
    """The address was confirmed before, or has had an account all along."""


@transaction.atomic
def receive(form: JoinForm) -> JoinRequest:
    """
    Keep what a valid form brings, and mail its sender a link. What the captcha could not judge at
    all is confirmed by mail in its place; what speaks against itself waits for an editor, unmailed.
    """
    request: JoinRequest = form.save()
    if form.is_unjudged:
        request.screening = Screening.PASSED
        request.save(update_fields=["screening"])
    if request.screening == Screening.PASSED:
        _mail_link(request)
    return request


@transaction.atomic
def confirm(request: JoinRequest) -> User:
    """Make the account that was asked for. Raises AlreadyAnAccount."""
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if request.confirmed_at or _is_known(request):
        raise AlreadyAnAccount
    user = _make_account(request)
    Contributor.objects.create(user=user, name=request.name, pitch=request.pitch)
    request.confirmed_at = timezone.now()
    request.save(update_fields=["confirmed_at"])
    record.of_person("join", user, by=user)
    return user


def _make_account(request: JoinRequest) -> User:
    """Raises AlreadyAnAccount where another request for the address has come first."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(request.email, name=request.name, role=Role.CONTRIBUTOR)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError as error:
        raise AlreadyAnAccount from error
    return user


def asked_by(token: str, *, expired: bool = False) -> JoinRequest | None:
    """The request whose link this is; of one that is too old only where `expired` ones count."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=None if expired else LINK_GOOD_FOR)
    except signing.BadSignature:
        return None
    return JoinRequest.objects.filter(pk=pk).first()


@transaction.atomic
def send_again(request: JoinRequest) -> None:
    """Mail a new link in place of one that has expired."""
    if request.screening == Screening.PASSED and not request.confirmed_at:
        _mail_link(request)


@transaction.atomic
def release(request: JoinRequest, *, by: User | None) -> None:
    """
    Say that what was held is no spam, or that its mail need not wait for tomorrow: its sender gets
    the link, however many have gone out today.
    """
    if by is not None and not policy.may(by, RELEASE, request):
        raise PermissionDenied(f"{by} may not let anybody in.")
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if not request.has_no_link:
        return
    request.screening = Screening.PASSED
    request.save(update_fields=["screening"])
    record.of_thing("release", request, by=by)
    _send_link(request)


def send_waiting() -> int:
    """Mail the links that an earlier day had no room for; how many. For the worker, once a day."""
    sent = 0
    for request in JoinRequest.objects.waiting_for_mail().order_by("pk"):
        with transaction.atomic():
            _mail_link(request)
        if request.mailed_at is None:
            break
        sent += 1
    return sent


def forget_unconfirmed() -> int:
    """Throw away what was not confirmed in a month; how many. For the worker."""
    return JoinRequest.objects.never_confirmed(timezone.now()).delete()[0]


def _mail_link(request: JoinRequest) -> None:
    """Unless the day's mail is used up: then it waits for tomorrow, or for an editor's word."""
    if limits.may_mail_a_stranger(_alarm):
        _send_link(request)


def _send_link(request: JoinRequest) -> None:
    if _is_known(request):
        letters.tell_known(request)
    else:
        letters.ask_to_confirm(request, _link(request))
    request.mailed_at = timezone.now()
    request.save(update_fields=["mailed_at"])


def _link(request: JoinRequest) -> str:
    token: Any = signing.dumps(request.pk, salt=_SALT)
    return settings.SITE_URL + reverse("authors:join_confirm", args=[token])


def _is_known(request: JoinRequest) -> bool:
    address = request.email.lower()
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True)
    return User.objects.filter(email=address).exists() or confirmed.exists()


def _alarm() -> None:
    letters.tell_of_ceiling(JoinRequest.objects.waiting_for_mail().count() + 1)
