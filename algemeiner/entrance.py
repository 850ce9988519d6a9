"""
Who is let in where: what the desk asks of a log-in beyond its password, of those who can publish,
and whom the contributors' own pages are for.

A session counts as having shown a second factor when one was used in it, or added: a person who has
one but whose session has not shown it (it began before there was one) is not let in either.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from algemeiner import policy

# Recovery codes stand in for a factor; alone they are none.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SHOWN_BY = "second_factor_shown_by"  # in the session: whose factor it was
NOTED_AT = "activity_noted_at"  # in the session: when its owner's list of sessions was last told
NOTE_EVERY = 10 * 60  # seconds


def is_required(user: Any) -> bool:
    """Whether `user` must have a second factor."""
    return settings.REQUIRE_SECOND_FACTOR and policy.needs_second_factor(user)


def is_let_in(request: HttpRequest) -> bool:
    """Whether this session may see what only the desk may see."""
    user: Any = request.user
    return user.is_authenticated and user.is_staff and has_shown_enough(request)


def has_shown_enough(request: HttpRequest) -> bool:
    return not is_required(request.user) or (
        has_shown_factor(request) and is_mfa_enabled(request.user, FACTORS)
    )


def has_shown_factor(request: HttpRequest) -> bool:
    return request.session.get(SHOWN_BY) == request.user.pk


def remember_factor(request: HttpRequest, user: Any, **signal: Any) -> None:
    """On allauth's signals that a factor was used or added."""
    request.session[SHOWN_BY] = user.pk


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """To where what is missing can be had; back to this page after that."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("admin:index")
    if is_mfa_enabled(request.user, FACTORS):
        logout(request)
        return redirect_to_login(back)
    return redirect(f"{reverse('authors:second_factor')}?{urlencode({'next': back})}")


def for_contributors(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """
    A view for who has an account and is of no newsroom. Who is writes at the desk, and is told so;
    whose page it is, the view itself has to ask.
    """

    @wraps(view)
    def let_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if user.is_staff:
            return render(request, "contributing/at_the_desk.html", status=403)
        return view(request, *args, **kwargs)

    return policy.access("contributor")(never_cache(login_required(let_in)))


def begin_activity(request: HttpRequest, **signal: Any) -> None:
    """On Django's signal that somebody has logged in."""
    request.session[NOTED_AT] = time.time()


def note_activity(request: HttpRequest) -> None:
    """Tell the person's list of sessions that this one is in use: rarely, as it is a write."""
    if time.time() - request.session.get(NOTED_AT, 0) >= NOTE_EVERY:
        request.session[NOTED_AT] = time.time()
        UserSession.objects.create_from_request(request)
