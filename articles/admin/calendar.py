"""What is coming, by week and by month: publications, updates, embargoes, expiries, deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from algemeiner.dateline import NEWSROOM_ZONE, published
from articles.models import Article, PlannedUpdate, Status
from articles.models.article_lists import ArticleQuerySet
from articles.models.days import newsroom_day, next_month

MOST = 500  # entries of one kind on a page


@dataclass(frozen=True)
class Entry:
    """Something that happens to an article at a moment; `what` is also its CSS class."""

    at: datetime
    what: str
    label: str
    article: Article
    overdue: bool = False

    @property
    def hour(self) -> str:
        """In New York, as the paper writes it: "3:47 am"."""
        return " ".join(published(self.at).split()[-2:])

    @property
    def headline(self) -> str:
        return str(self.article.working_copy or self.article)


@dataclass(frozen=True)
class Sort:
    """One sort of entry: which articles have one between two moments, and what it says."""

    what: str
    among: Callable[[ArticleQuerySet, datetime, datetime], ArticleQuerySet]
    moment: str  # the attribute that holds it
    label: Callable[[Article], str]
    is_late: Callable[[Article], bool] = lambda _: False

    def entry(self, article: Article) -> Entry:
        at, late = attrgetter(self.moment)(article), self.is_late(article)
        return Entry(at, self.what, self.label(article), article, late and at < timezone.now())


SORTS = [
    Sort(
        "publication",
        ArticleQuerySet.coming_out,
        "publish_at",
        lambda article: "Scheduled" if article.is_scheduled else "Published",
    ),
    Sort(
        "meant",
        ArticleQuerySet.meant_for,
        "working_copy.publish_at",
        lambda article: f"{article.get_status_display()}, meant for",
        is_late=lambda _: True,
    ),
    Sort("expiry", ArticleQuerySet.leaving, "expires_at", lambda _: "Expires"),
    Sort(
        "due",
        ArticleQuerySet.due_between,
        "due_at",
        lambda article: f"Due from {article.assigned_to}" if article.assigned_to else "Due",
        is_late=lambda article: article.status in (Status.DRAFT, Status.SUBMITTED),
    ),
    Sort(
        "embargo",
        ArticleQuerySet.freed_between,
        "working_copy.embargo_until",
        lambda _: "Embargo ends",
    ),
]


@dataclass(frozen=True)
class Day:
    date: date
    entries: list[Entry]
    within: bool  # the month that is shown, not its neighbour

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()


@require_safe
def calendar(request: Any) -> HttpResponse:
    """`?view=week` (the default) or `month`; `?on=2026-03-05` lies in it, today unless given."""
    by_month, on = request.GET.get("view") == "month", _day(request.GET.get("on", ""))
    first, after, earlier, later = _month(on) if by_month else _week(on)
    entries = defaultdict(list)
    for entry in sorted(_entries(request.user, first, after), key=lambda entry: entry.at):
        entries[entry.at.astimezone(NEWSROOM_ZONE).date()].append(entry)
    days = [first + timedelta(days=number) for number in range((after - first).days)]
    context = admin.site.each_context(request) | {
        "title": "Calendar",
        "opts": Article._meta,
        "days": [Day(day, entries[day], not by_month or day.month == on.month) for day in days],
        "by_month": by_month,
        "on": on,
        "last": after - timedelta(days=1),
        "first": first,
        "earlier": earlier,
        "later": later,
        "overdue": PlannedUpdate.objects.overdue().not_secret_from(request.user)[:MOST],
        "view": "month" if by_month else "week",
        "today": timezone.localdate(),
        "address": reverse("admin:articles_article_calendar"),
    }
    return render(request, "admin/articles/article/calendar.html", context)


def _day(text: str) -> date:
    """The day that an address names; today for none, or for one that no newspaper has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return day if 1901 <= day.year <= 2198 else timezone.localdate()


def _week(on: date) -> tuple[date, date, date, date]:
    """Its first day, the day after its last, and a day of the week before and the one after."""
    first = on - timedelta(days=on.isoweekday() % 7)
    week = timedelta(days=7)
    return first, first + week, on - week, on + week


def _month(on: date) -> tuple[date, date, date, date]:
    """As _week, for the whole weeks that a month touches."""
    first, after = on.replace(day=1), next_month(on)
    start, _, _, _ = _week(first)
    _, end, _, _ = _week(after - timedelta(days=1))
    return start, end, (first - timedelta(days=1)).replace(day=1), after


def _entries(user: Any, first: date, after: date) -> Iterator[Entry]:
    """What comes, and what came today; what came before is the archive's."""
    start = newsroom_day(max(first, timezone.localdate()))[0]
    end = newsroom_day(after)[0]
    articles = Article.objects.not_secret_from(user).for_calendar()
    for sort in SORTS:
        yield from map(sort.entry, sort.among(articles, start, end)[:MOST])
    for update in PlannedUpdate.objects.waiting().not_secret_from(user).between(start, end)[:MOST]:
        label = f"{update.get_kind_display()} goes live"
        yield Entry(update.at, "update", label, update.article, update.is_overdue)
