"""One log-in a role for the demo newsroom, with passwords of this installation's own."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from algemeiner.policy import Role
from authors.models import Author, Contributor, Standing, User

NAMES = {
    Role.MANAGING_EDITOR: "Ruth Lowenthal",
    Role.EDITOR: "Daniel Kestenbaum",
    Role.PHOTO_EDITOR: "Ida Roth",
    Role.REPORTER: "Miriam Adler",
    Role.CONTRIBUTOR: "Gideon Pressler",
}


def ensure(path: Path) -> list[dict[str, Any]]:
    """
    The log-ins, made or given new passwords where `path` does not have them.

    The file holds `[{"role", "email", "password", "totp_secret"}]` and only its owner reads it.
    """
    if path.exists() and are_all_here():
        logins: list[dict[str, Any]] = json.loads(path.read_text())
        return logins
    logins = [_login(role) for role in NAMES]
    with transaction.atomic():
        for login in logins:
            _make_user(login)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(logins, indent=2) + "\n")
    return logins


def are_all_here() -> bool:
    """Whether this is the demo newsroom: every demo person has an account."""
    return User.objects.filter(email__in=[_email(role) for role in NAMES]).count() == len(NAMES)


def person(role: Role) -> User:
    """The demo person of a role."""
    return User.objects.get(email=_email(role))


def _email(role: Role) -> str:
    return f"{role.value.replace('_', '-')}@example.org"


def _login(role: Role) -> dict[str, Any]:
    return {
        "role": role.value,
        "email": _email(role),
        "password": secrets.token_urlsafe(9),
        "totp_secret": None,
    }


def _make_user(login: dict[str, Any]) -> None:
    role = Role(login["role"])
    user, _ = User.objects.update_or_create(
        email=login["email"], defaults={"name": NAMES[role], "role": role}
    )
    user.set_password(login["password"])
    user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if role == Role.CONTRIBUTOR:
        Contributor.objects.get_or_create(
            user=user, defaults={"name": user.name, "standing": Standing.APPROVED}
        )
        Author.objects.filter(name=user.name, user=None).update(user=user)
