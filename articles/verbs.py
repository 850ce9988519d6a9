"""
What every verb does to an article or another thing besides its own work: ask the policy, hold the
row, leave its line in the record and, of an article, its place in the desk's list.

A verb is a plain function of workflow, updates, embargoes, assignments …: keyword-only, in one
transaction, with the acting person as `by` (None is the system: an import, the worker, the demo).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model

from algemeiner import policy
from articles.models import Article, AuditEntry, DeskEntry, Revision
from authors.models import User


def require(by: User | None, act: str, thing: Model | None = None) -> None:
    """PermissionDenied unless the policy lets `by` do `act`; the system may do everything."""
    if by is not None and not policy.may(by, act, thing):
        raise PermissionDenied(f"{by} may not do {act}.")


def lock(article: Article) -> Article:
    """The article as it stands now; nobody else changes it before the transaction ends."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def take_turns(model: type[Model]) -> None:
    """
    Let nobody else write rows of `model` before the transaction ends, where what is there decides
    what may come. Readers go on reading.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def record(
    verb: str,
    article: Article,
    *,
    by: User | None,
    from_status: str = "",
    reason: str = "",
    revision: Revision | None = None,
    **details: Any,
) -> None:
    """
    Leave a line in the record, and the article in the desk's list as it is now.

    `revision` is the one that the act was about, the working copy unless told; `details` are words
    by name that belong to the act.
    """
    AuditEntry.objects.create(
        by=by,
        verb=verb,
        article=article,
        revision=revision or article.working_copy,
        from_status=from_status,
        to_status=article.status,
        reason=reason,
        details=details,
    )
    DeskEntry.objects.keep([article.pk])


def record_act(
    verb: str, thing: Model, *, by: User | None, reason: str = "", **details: Any
) -> None:
    """
    Leave a line about a thing that is no article: a tag, the front, a photo, the site's settings.

    Its noun, number and name go into the line, which stands when the thing does not any more;
    `details` are what has to be known then, as JSON can hold it.
    """
    AuditEntry.objects.create(
        by=by,
        verb=verb,
        about_noun=str(thing._meta.model_name),
        about_id=thing.pk,
        about_name=str(thing)[:300],
        reason=reason,
        details=details,
    )
