"""Who has an article's form open. A browser says so every fifteen seconds while it is in sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Presence
from articles.verbs import require
from authors.models import User

GONE_AFTER = timedelta(seconds=45)  # three beats that did not come


@transaction.atomic
def stay(article: Article, *, by: User, typed: bool = False) -> None:
    """`by` has the form open now, and has `typed` into it since they last said so."""
    require(by, "articles.change_article", article)
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=by, seen_at=now, typed_at=now if typed else None)],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at", "typed_at"] if typed else ["seen_at"],
    )


def leave(article: Article, *, by: User) -> None:
    Presence.objects.filter(article=article, user=by).delete()


def others(article: Article, *, than: User) -> list[Presence]:
    """Who else has the form open, by name."""
    return of([article], but=than)


def of(articles: Collection[Article], *, but: User) -> list[Presence]:
    """Who else has one of the articles' forms open, by name: one query."""
    here = Presence.objects.filter(article__in=articles, seen_at__gt=timezone.now() - GONE_AFTER)
    return list(here.exclude(user=but).select_related("user").order_by("user__name", "pk"))


def forget_old() -> int:
    """Throw away what says nothing any more; how many. For the worker."""
    return Presence.objects.filter(seen_at__lt=timezone.now() - GONE_AFTER).delete()[0]
