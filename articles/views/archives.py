"""The archive by year, month and day of the newsroom's calendar."""

from __future__ import annotations

from calendar import SUNDAY, Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from algemeiner.dateline import NEWSROOM_ZONE, WEEKDAYS
from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article
from articles.models.article_lists import ArticleQuerySet
from articles.models.days import newsroom_day, next_month
from articles.paging import page_of

WEEK = [WEEKDAYS[SUNDAY], *WEEKDAYS[:SUNDAY]]


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar: from `first` to the day before `after`."""

    name: str
    first: date
    after: date
    url: str

    def articles(self) -> ArticleQuerySet:
        return _published(self.first, self.after)


@public
@cached("before", "after")
@require_safe
@of_one_moment
def year(request: HttpRequest, year: date) -> HttpResponse:
    months = [month_of(date(year.year, number, 1), "%B") for number in range(1, 13)]
    days = _days(part.articles().newest_first() for part in months)
    return _archive(request, year_of(year), within=[], parts=_with_any(months, days))


@public
@cached("before", "after")
@require_safe
@of_one_moment
def month(request: HttpRequest, month: date) -> HttpResponse:
    period = month_of(month, "%B %Y")
    length = (period.after - month).days
    days = [day_of(month + timedelta(days=number), str(number + 1)) for number in range(length)]
    found = _days([*(day.articles().newest_first() for day in days), *_about(period)])
    parts = _with_any(days, found)
    earlier = max((day for day in found if day < period.first), default=None)
    later = min((day for day in found if day >= period.after), default=None)
    return _archive(
        request,
        period,
        within=[year_of(month)],
        parts=parts,
        week=WEEK,
        weeks=_weeks(month, parts),
        previous=earlier and month_of(earlier, "%B %Y"),
        next=later and month_of(later, "%B %Y"),
    )


@public
@cached("before", "after")
@require_safe
@of_one_moment
def day(request: HttpRequest, day: date) -> HttpResponse:
    period = day_of(day, f"{day:%A, %B} {day.day}, {day:%Y}")
    return _archive(request, period, within=[year_of(day), month_of(day, "%B %Y")], parts=[])


def year_of(day: date) -> Period:
    first = day.replace(month=1, day=1)
    after = first.replace(year=first.year + 1)
    return Period(f"{day:%Y}", first, after, reverse("articles:archive_year", args=[first]))


def month_of(day: date, form: str) -> Period:
    first = day.replace(day=1)
    return Period(
        f"{day:{form}}", first, next_month(day), reverse("articles:archive_month", args=[first])
    )


def day_of(day: date, name: str) -> Period:
    after = day + timedelta(days=1)
    return Period(name, day, after, reverse("articles:archive_day", args=[day]))


def _archive(
    request: HttpRequest, period: Period, *, within: list[Period], parts: list[Period], **more: Any
) -> HttpResponse:
    page = page_of(period.articles().for_lists(), request)
    if not page.rows:
        raise Http404("Nothing was published in this period.")
    context = {"period": period, "within": within, "parts": parts, "page": page, **more}
    return render(request, "articles/archive.html", context)


def _published(first: date, after: date) -> ArticleQuerySet:
    return Article.objects.published().between(newsroom_day(first)[0], newsroom_day(after)[0])


def _about(month: Period) -> Iterator[ArticleQuerySet]:
    """
    What came out before a month and after it, the nearest first. No further than in the years
    beside its own, and each year by itself: a page is not to turn over with all that is published.
    """
    first = month.first.replace(month=1, day=1)
    last_year, next_year, after = (first.replace(year=first.year + n) for n in (-1, 1, 2))
    for start, end in [(last_year, first), (first, month.first)]:
        if start < end:
            yield _published(start, end).newest_first()
    for start, end in [(month.after, next_year), (next_year, after)]:
        if start < end:
            yield _published(start, end).oldest_first()


def _days(lists: Iterable[ArticleQuerySet]) -> list[date]:
    """The days of the first of each list: one query, one look into the index for each."""
    first, *others = [found.values_list("publish_at", flat=True)[:1] for found in lists]
    times = first.union(*others, all=True)
    return [time.astimezone(NEWSROOM_ZONE).date() for time in times if time]


def _with_any(parts: list[Period], days: list[date]) -> list[Period]:
    return [part for part in parts if any(part.first <= day < part.after for day in days)]


def _weeks(month: date, days: list[Period]) -> list[list[tuple[int, Period | None]]]:
    """As a calendar has them: the number of each day, 0 outside the month, and where it leads."""
    leading = {day.first.day: day for day in days}
    weeks = Calendar(SUNDAY).monthdayscalendar(month.year, month.month)
    return [[(number, leading.get(number)) for number in week] for week in weeks]
