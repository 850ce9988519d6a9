"""
Pictures that came with a form that has to be sent once more: a browser does not fill in a file
again. Each is kept under a key that only its sender's form carries, for a day, and only so many.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER = "kept-pictures"
KEPT = timedelta(days=1)
MOST = 200  # at once: what strangers send must not fill the disk

_SALT = "articles.contributing.kept_pictures"


def keep(name: str, data: bytes) -> str:
    """The token of a picture that is kept now; "" where there is no room for another."""
    key = secrets.token_urlsafe(16)
    try:
        if len(_files()) >= MOST:
            return ""
        default_storage.save(f"{FOLDER}/{key}", ContentFile(data))
    except OSError:
        return ""
    return signing.dumps([key, name[-100:]], salt=_SALT)


def name_of(token: str) -> str:
    """The file name of the picture of a token; "" for no token of ours."""
    return _said(token)[1]


def kept(token: str) -> tuple[str, bytes] | None:
    """The name and the picture of a token, as long as it is there."""
    key, name = _said(token)
    if not key or not default_storage.exists(f"{FOLDER}/{key}"):
        return None
    with default_storage.open(f"{FOLDER}/{key}", "rb") as file:
        return name, file.read()


def let_go(token: str) -> None:
    """Its picture has been taken in, or is not wanted any more."""
    key, _ = _said(token)
    if key:
        default_storage.delete(f"{FOLDER}/{key}")


def _said(token: str) -> tuple[str, str]:
    try:
        key, name = signing.loads(token, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return "", ""
    return key, name


def forget_old() -> None:
    for name in _files():
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - KEPT:
            default_storage.delete(path)


def _files() -> list[str]:
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
