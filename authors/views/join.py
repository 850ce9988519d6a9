"""Asking for an account, and confirming the address that it was asked with."""

from math import ceil

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors import joining, limits
from authors.forms import JoinForm
from authors.joining import AlreadyAnAccount
from authors.views import visitors

CONFIRM_PAGE = "authors/join_confirm.html"


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form at the foot of an article comes here by GET, with what was typed, without script."""
    typed = {name: request.GET.get(name, "") for name in ("name", "email", "pitch")}
    return visitors.answer(request, JoinForm, act="join", initial=typed, receive=joining.receive)


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Look into your mail",
        "message": "Thank you. We are sending a link to the address you gave: follow it, and your "
        "account is there. Nothing after an hour? Look among the spam, or ask again.",
    }
    return render(request, "authors/thanks.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """
    The page behind the link in the mail. Only its button makes the account: programs that look
    through mail follow every link in it.
    """
    asked = joining.asked_by(token)
    if asked is None:
        is_late = joining.asked_by(token, expired=True) is not None
        return _page(request, token, "late" if is_late else "unknown", status=410)
    if request.method != "POST":
        return _page(request, token, "known" if asked.confirmed_at else "button", asked=asked)
    try:
        user = joining.confirm(asked)
    except AlreadyAnAccount:
        return _page(request, token, "known", asked=asked)
    answer: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=reverse("articles:profile")
    )
    return answer


@public
@require_POST
def send_again(request: HttpRequest, token: str) -> HttpResponse:
    """A new link in place of one that has expired; the answer is the same for any other."""
    wait = limits.wait_before("join", request.META["REMOTE_ADDR"])
    if wait is not None:
        minutes = ceil(wait.total_seconds() / 60)
        return _page(request, token, "late", status=429, minutes=minutes)
    asked = joining.asked_by(token, expired=True)
    if asked is not None:
        joining.send_again(asked)
    return redirect("authors:join_thanks")


def _page(
    request: HttpRequest, token: str, step: str, status: int = 200, **more: object
) -> HttpResponse:
    context = {"token": token, "step": step} | more
    response = render(request, CONFIRM_PAGE, context, status=status)
    # The address is a key; none at all and browsers would hide from which page the button was sent.
    response["Referrer-Policy"] = "same-origin"
    return response
