"""Mail to and about people who want to write for the paper: enqueued with the act it tells of."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from procrastinate.contrib.django import app

from authors import mail
from authors.models import Contributor, JoinRequest, User


def ask_to_confirm(request: JoinRequest, link: str) -> None:
    _send("join_confirm", "Confirm your address", request.email, request=request, link=link)


def tell_known(request: JoinRequest) -> None:
    """To who has an account already: nobody else learns that there is one."""
    link = settings.SITE_URL + reverse("account_login")
    _send("join_known", "You have an account with us", request.email, request=request, link=link)


def tell_approved(contributor: Contributor) -> None:
    _tell("contributor_approved", "You can write for us", contributor)


def tell_asked(contributor: Contributor) -> None:
    _tell("contributor_asked", "A question about your profile", contributor)


def tell_declined(contributor: Contributor) -> None:
    _tell("contributor_declined", "About your wish to write for us", contributor)


def tell_trust(contributor: Contributor) -> None:
    _tell("contributor_trust", "How your pieces are reviewed", contributor)


def tell_frozen(contributor: Contributor) -> None:
    _tell("contributor_frozen", "Your account is stopped", contributor)


def tell_unfrozen(contributor: Contributor) -> None:
    _tell("contributor_unfrozen", "Your account is open again", contributor)


def tell_erased(address: str) -> None:
    """The last word to who asked to be forgotten."""
    _send("erased", "Your data is erased", address)


def tell_desk_of(contributor: Contributor) -> None:
    """To the newsroom's own address, if it has one: somebody waits for an editor."""
    # By name: this app does not import the one that keeps the site's settings.
    site = apps.get_model("articles", "Site").objects.first()
    if site and site.newsroom_email:
        line = f"{contributor} would like to write for us"
        _send("contributor_waits", line, site.newsroom_email, contributor=contributor)


def tell_of_ceiling(waiting: int) -> None:
    """To those who run the newsroom, once a day: no more mail to strangers goes out today."""
    for person in User.objects.managing():
        _send("mail_ceiling", "Sign-up mail is held until tomorrow", person.email, waiting=waiting)


def _tell(of: str, subject: str, contributor: Contributor) -> None:
    _send(of, subject, contributor.user.email, contributor=contributor)


def _send(of: str, subject: str, to: str, **words: Any) -> None:
    body = mail.text(of, **words)
    # By its name: authors.tasks imports who imports this.
    app.configure_task("authors.tasks.send").defer(
        subject=mail.one_line(subject), body=body, to=[to]
    )
