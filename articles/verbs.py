"""
What every verb does to an article besides its own work: ask the policy, hold the row, and leave
its line in the record.

A verb is a plain function of workflow, updates, embargoes, assignments …: keyword-only, in one
transaction, with the acting person as `by` (None is the system: an import, the worker, the demo).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from algemeiner import policy
from articles.models import Article, AuditEntry, PreviewLink, Revision
from authors.models import User


def require(by: User | None, act: str, thing: Article | PreviewLink | None = None) -> None:
    """PermissionDenied unless the policy lets `by` do `act`; the system may do everything."""
    if by is not None and not policy.may(by, act, thing):
        raise PermissionDenied(f"{by} may not do {act}.")


def lock(article: Article) -> Article:
    """The article as it stands now; nobody else changes it before the transaction ends."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


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
    Leave a line in the record. `revision` is the one that the act was about, the working copy
    unless told; `details` are words by name that belong to the act.
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
