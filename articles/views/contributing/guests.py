"""Pages of people without an account: the form, the link that confirms, and the page of a piece."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from math import ceil
from typing import Any

import js_asset
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_editor, allow_recaptcha
from articles.contributing import guests, links, submissions
from articles.forms.guests import GuestForm
from articles.models import Site, Submission
from articles.models.submission_statuses import SubmissionStatus
from articles.renditions import UnusablePicture
from articles.views.contributing import acting, comparing, writing
from articles.views.contributing.visits import Visit
from authors import limits

PAGES = ("compare", "photo", "renew")
ACTS = ("reply", "withdraw", "reopen", "discard", "agree", "object", "correct")


@public
@never_cache
@allow_recaptcha
@allow_editor
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """The form. Whatever is wrong, it comes back with all that was typed and attached."""
    address = request.META["REMOTE_ADDR"]
    if request.method != "POST":
        return _form(request, GuestForm())
    wait = limits.wait_before("submit-try", address, limits.TRYING)
    if wait is not None:
        return _form(request, GuestForm(initial=request.POST.dict()), wait=wait)
    form = GuestForm(request.POST, request.FILES, address=address)
    if form.is_valid():
        wait = limits.wait_before("submit", address)
        if wait is None and _receive(form):
            return redirect("articles:guest_sent")
    form.keep_picture()
    return _form(request, form, wait=wait)


def _receive(form: GuestForm) -> bool:
    try:
        guests.receive(form, form.photo, form.picture_itself)
    except UnusablePicture as problem:
        form.add_error("picture", str(problem))
        return False
    form.let_go_of_picture()
    return True


def _form(request: Any, form: GuestForm, *, wait: timedelta | None = None) -> HttpResponse:
    context = {
        "form": form,
        "minutes": ceil(wait.total_seconds() / 60) if wait else None,
        "files_again": bool(wait and request.FILES and not form.is_bound),
        "limits": Site.objects.first() or Site(),
        "media": js_asset.Media.from_media(form.media, nonce=str(request.csp_nonce)),
    }
    return render(request, "contributing/submit.html", context, status=429 if wait else 200)


@public
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "contributing/sent.html")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """
    A mail program that looks at links must not confirm: only the button does. A link that comes
    too late has a button to send another.
    """
    found = links.named_by_confirming(token)
    submission = guests.named(found)
    if found is None or submission is None:
        return _nothing(request)
    if submission.status != SubmissionStatus.UNCONFIRMED:
        return _to_page_of(submission)
    if request.method != "POST":
        return _private(render(request, "contributing/confirm.html", {"is_late": found.is_late}))
    if found.is_late:
        if limits.wait_before("confirm-again", request.META["REMOTE_ADDR"]) is None:
            guests.ask_to_confirm(submission)
        return redirect("articles:guest_sent")
    try:
        submissions.confirm(submission)
    except submissions.NotReady as problem:
        context = {"problems": problem.messages}
        return _private(render(request, "contributing/confirm.html", context))
    return _to_page_of(submission)


def _to_page_of(submission: Submission) -> HttpResponse:
    return redirect("articles:guest_piece", links.own(submission.pk, submission.link_key))


def of_guest(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """A view of a visit as one by a guest's own link: whoever has it is taken for the sender."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        submission = guests.named(links.named_by_own(token))
        if submission is None or submission.status == SubmissionStatus.UNCONFIRMED:
            return _nothing(request)
        return _private(view(request, Visit(submission, None, _ways(token)), **more))

    return public(found)


@require_POST
def _renew(request: HttpRequest, visit: Visit) -> HttpResponse:
    if limits.wait_before("renew-link", request.META["REMOTE_ADDR"]) is None:
        guests.renew_link(visit.submission)
    return render(request, "contributing/renewed.html")


piece = of_guest(writing.page)
compare = of_guest(comparing.page)
photo = of_guest(writing.photo)
act = of_guest(acting.act)
renew = of_guest(_renew)


def _ways(token: str) -> dict[str, str]:
    """The addresses of a guest's pages; what is typed is not kept for who has no account."""
    pages = {name: reverse(f"articles:guest_{name}", args=[token]) for name in PAGES}
    acts = {name: reverse("articles:guest_act", args=[token, name]) for name in ACTS}
    return pages | acts | {"page": reverse("articles:guest_piece", args=[token])}


def _nothing(request: HttpRequest) -> HttpResponseBase:
    return _private(render(request, "contributing/no_piece.html", status=404))


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    # Without any referrer a browser would not say where a form on the page comes from, either.
    response["Referrer-Policy"] = "same-origin"
    return response
