"""
What a guest, who has no account, is known by: links that only their mailbox has. Pure.

Each is signed, and names the piece and its key: with a new key every older link opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.utils.crypto import get_random_string

CONFIRM_WITHIN = timedelta(days=7)

_own = Signer(salt="articles.contributing.own", sep=".")
_confirming = TimestampSigner(salt="articles.contributing.confirming", sep=".")


@dataclass(frozen=True)
class Named:
    """What a link says: a piece by its number and key, and whether it comes too late."""

    pk: int
    key: str
    is_late: bool = False


def new_key() -> str:
    return get_random_string(22)


def own(pk: int, key: str) -> str:
    """The token of the guest's own page of a piece."""
    return _own.sign(f"{pk}-{key}")


def confirming(pk: int, key: str) -> str:
    """The token with which a guest says that the address is theirs."""
    return _confirming.sign(f"{pk}-{key}")


def named_by_own(token: str) -> Named | None:
    try:
        return _named(_own.unsign(token))
    except BadSignature:
        return None


def named_by_confirming(token: str) -> Named | None:
    try:
        return _named(_confirming.unsign(token, max_age=CONFIRM_WITHIN))
    except SignatureExpired:
        return _named(_confirming.unsign(token), is_late=True)
    except BadSignature:
        return None


def _named(said: str, *, is_late: bool = False) -> Named:
    pk, _, key = said.partition("-")
    return Named(int(pk), key, is_late)
