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

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Autosave
from articles.verbs import require
from authors.models import User

Fields = dict[str, list[str]]  # a form's, by name, as its browser sends them

LARGEST = 1_000_000  # characters, twice the longest body that can be saved
MOST = 50  # forms of one person that wait to be taken up
KEPT_FOR = timedelta(days=30)


class NotKept(ValidationError):
    """What was typed cannot be kept; the message says why."""


@transaction.atomic
def keep(
    article: Article | None,
    *,
    by: User,
    key: UUID,
    fields: Fields,
    sequence: int,
    in_place_of: Iterable[UUID] = (),
) -> None:
    """
    Keep what `by` has typed into the form with that key; `article` is None for a new one's.

    An earlier state that arrives late changes nothing. With the first keeping of a form, those of
    the forms that it took up are forgotten. Raises NotKept.
    """
    require(by, "articles.change_article" if article else "articles.add_article", article)
    if len(json.dumps(fields, ensure_ascii=False)) > LARGEST:
        raise NotKept("This is too long to be kept while you type. Save a part of it.")
    now = {"fields": fields, "sequence": sequence, "saved_at": timezone.now()}
    kept, is_new = Autosave.objects.defer("fields").get_or_create(
        key=key, defaults=now | {"user": by, "article": article}
    )
    if (kept.user, kept.article) != (by, article):
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


def _refuse_hoards(by: User) -> None:
    if Autosave.objects.filter(user=by).count() > MOST:
        raise NotKept(
            f"You have {MOST} unsaved texts already. Save this one, or discard one of them."
        )
