"""In development: a mailbox in which all mail lands, whoever it is for. Production has none."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from algemeiner import policy
from authors import mailbox
from authors.mail import linked
from authors.models import OutgoingMail


@require_safe
def letters(request: Any) -> HttpResponse:
    """What has come, and one of it read."""
    _require_a_mailbox(request)
    open_one = _asked_for(request) if "letter" in request.GET else None
    shown = admin.site.each_context(request) | {
        "title": "Mailbox",
        "opts": OutgoingMail._meta,
        "letters": mailbox.newest(settings.MAILBOX),
        "open_one": open_one,
        "lines": [linked(line) for line in open_one.text.splitlines()] if open_one else [],
    }
    return render(request, "admin/authors/outgoingmail/mailbox.html", shown)


@require_safe
@xframe_options_sameorigin
def page(request: Any) -> HttpResponseBase:
    """A letter's HTML as it was sent, for a frame in which it can do nothing."""
    _require_a_mailbox(request)
    return HttpResponse(_asked_for(request).html)


page.content_security_policy = {  # type: ignore[attr-defined]
    "default-src": [NONE],
    "script-src": None,
    "img-src": None,
    "object-src": None,
    "style-src": [UNSAFE_INLINE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


def _require_a_mailbox(request: Any) -> None:
    if not settings.MAILBOX:
        raise Http404("Mail goes where EMAIL_URL says.")
    if not policy.may(request.user, "authors.view_outgoingmail"):
        raise PermissionDenied


def _asked_for(request: Any) -> mailbox.Received:
    if "letter" not in request.GET:
        raise BadRequest("Which letter?")
    letter = mailbox.one(settings.MAILBOX, request.GET["letter"])
    if letter is None:
        raise Http404("There is no such letter.")
    return letter
