"""
What is typed before anybody saves it: kept every few seconds, and offered to who typed it.

A form has a key of its own and keeps itself under it, so two windows of one person never overwrite
each other. Keeping makes no revision and leaves no line in the record; saving the form ends it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Autosave, Submission
from articles.models.autosaves import place_of
from articles.verbs import require
from authors.models import User

Fields = dict[str, list[str]]  # a form's, by name, as its browser sends them
About = Article | Submission | None  # None for an article that is not there yet

LARGEST = 1_000_000  # characters, twice the longest body that can be saved
MOST = 50  # forms of one person that wait to be taken up
KEPT_FOR = timedelta(days=30)


class NotKept(ValidationError):
    """What was typed cannot be kept; the message says why."""


@transaction.atomic
def keep(
    about: About,
    *,
    by: User,
    key: UUID,
    fields: Fields,
    sequence: int,
    in_place_of: Iterable[UUID] = (),
) -> None:
    """
    Keep what `by` has typed into the form with that key; `about` is None for a new article's.

    An earlier state that arrives late changes nothing. With the first keeping of a form, those of
    the forms that it took up are forgotten. Raises NotKept.
    """
    _require(by, about)
    if len(json.dumps(fields, ensure_ascii=False)) > LARGEST:
        raise NotKept("This is too long to be kept while you type. Save a part of it.")
    now = {"fields": fields, "sequence": sequence, "saved_at": timezone.now()}
    kept, is_new = Autosave.objects.defer("fields").get_or_create(
        key=key, defaults=now | {"user": by} | place_of(about)
    )
    place = {name: getattr(kept, name) for name in place_of(about)}
    if kept.user != by or place != place_of(about):
        raise NotKept("This form is somebody else’s.")
    if is_new:
        forget(in_place_of, by=by)
        _refuse_hoards(by)
    else:
        Autosave.objects.filter(key=key, sequence__lt=sequence).update(**now)


def forget(keys: Iterable[UUID], *, by: User) -> None:
    """Throw away what `by` typed into those forms: it was saved, taken up or is not wanted."""
    Autosave.objects.filter(key__in=list(keys), user=by).delete()


def forget_old() -> int:
    """Throw away what nobody has come back for in a month; how many. For the worker."""
    old = Autosave.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _require(by: User, about: About) -> None:
    if not isinstance(about, Submission):
        require(by, "articles.change_article" if about else "articles.add_article", about)
    elif about.sender != by or not about.may_be_changed:
        raise PermissionDenied(f"{by} may not write in this piece now.")


def _refuse_hoards(by: User) -> None:
    if Autosave.objects.filter(user=by).count() > MOST:
        raise NotKept(
            f"You have {MOST} unsaved texts already. Save this one, or discard one of them."
        )
