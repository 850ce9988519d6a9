"""The strip of breaking news over every page: one line at a time, for a day at the longest."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import verbs
from articles.models import Article, BreakingNews
from authors.models import User

# What is longer on the page than that is no longer breaking, or has been forgotten.
LONGEST = timedelta(days=1)


class NotAnnounced(ValidationError):
    """The line cannot be shown; the messages say why."""


@transaction.atomic
def announce(
    text: str, *, until: datetime, article: Article | None = None, by: User | None
) -> BreakingNews:
    """
    Show a line over every page until a moment to come, in place of the one that stands there.

    With an article it leads there, and goes when readers may not see that any more.
    """
    verbs.require(by, "articles.arrange_front")
    verbs.take_turns(BreakingNews)
    now = timezone.now()
    problems = [] if text.strip() else ["Say what has happened."]
    if not now < until <= now + LONGEST:
        problems.append("It needs an end: a moment to come, within a day.")
    if article is not None and not article.is_public(now):
        problems.append("Readers cannot see that article now.")
    if problems:
        raise NotAnnounced(problems)
    _end_at(now)
    news = BreakingNews.objects.create(
        text=text.strip(), article=article, ends_at=until, created_at=now, created_by=by
    )
    verbs.record_act("announce", news, by=by, until=until.isoformat())
    return news


@transaction.atomic
def end(*, by: User | None) -> None:
    """Take the strip down before its time."""
    verbs.require(by, "articles.arrange_front")
    verbs.take_turns(BreakingNews)
    news = BreakingNews.objects.showing().first()
    if news is not None:
        _end_at(timezone.now())
        verbs.record_act("end_announcement", news, by=by)


def _end_at(moment: datetime) -> None:
    BreakingNews.objects.filter(ends_at__gt=moment).update(ends_at=moment)
