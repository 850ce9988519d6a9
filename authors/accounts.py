"""How django-allauth behaves here."""

import time
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from authors import tasks
from authors.mail import PAPER
from authors.models import User

# By what people show once more that it is they, by allauth's names.
WAYS = {
    "reauthenticate": "Your password",
    "mfa_reauthenticate": "A code",
    "mfa_reauthenticate:webauthn": "Your passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the newsroom; strangers ask for one at /join/."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a log-in may lead to `url`; one that is no address at all breaks nothing."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _on_this_site(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return _on_this_site(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render now, send by the worker: a mail server that is away must not break a page."""
        context |= {"current_site": {"name": PAPER, "domain": urlsplit(settings.SITE_URL).netloc}}
        message = self.render_mail(template_prefix, email, context)
        tasks.send.defer(subject=message.subject, body=message.body, to=message.to)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user: Any = request.user
        return reverse("admin:index" if user.is_staff else "articles:pieces")

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A limit that is reached is a page of its own and a 429, not one more mistake."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """
        One account is one key. allauth's own contains the request's host, whose port is the
        sender's to choose, and letters that PostgreSQL's UPPER takes for the same.
        """
        return unicodedata.normalize("NFKC", credentials["email"]).casefold()

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in need not give the same password once more."""
        records = get_authentication_records(self.request, self.request.user)
        since = time.time() - max((record["at"] for record in records), default=0)
        return since > app_settings.REAUTHENTICATION_TIMEOUT and (
            super().is_reauthentication_required(app=app, **kwargs)
        )


def _on_this_site(url: str) -> str:
    """The same address at SITE_URL: the request's own host is the sender's to choose."""
    return settings.SITE_URL + urlsplit(url).path


def display_name(user: User) -> str:
    return str(user)
