"""The archive by year, month and day of the newsroom's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article
from articles.models.article_lists import ArticleQuerySet
from articles.models.days import newsroom_day, next_month
from articles.paging import page_of


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar: from `first` to the day before `after`."""

    name: str
    first: date
    after: date
    url: str

    def articles(self) -> ArticleQuerySet:
        start, end = newsroom_day(self.first)[0], newsroom_day(self.after)[0]
        return Article.objects.published().between(start, end)


@public
@cached("before", "after")
@require_safe
@of_one_moment
def year(request: HttpRequest, year: date) -> HttpResponse:
    months = [month_of(date(year.year, number, 1), "%B") for number in range(1, 13)]
    return _archive(request, year_of(year), within=[], parts=months)


@public
@cached("before", "after")
@require_safe
@of_one_moment
def month(request: HttpRequest, month: date) -> HttpResponse:
    period = month_of(month, "%B %Y")
    length = (period.after - month).days
    days = [day_of(month + timedelta(days=number), str(number + 1)) for number in range(length)]
    return _archive(request, period, within=[year_of(month)], parts=days)


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
    request: HttpRequest, period: Period, *, within: list[Period], parts: list[Period]
) -> HttpResponse:
    page = page_of(period.articles().for_lists(), request)
    if not page.rows:
        raise Http404("Nothing was published in this period.")
    context = {"period": period, "within": within, "parts": _with_articles(parts), "page": page}
    return render(request, "articles/archive.html", context)


def _with_articles(parts: list[Period]) -> list[Period]:
    """Those in which something was published: one query, one look into the index for each."""
    if not parts:
        return []
    first, *others = [
        part.articles().newest_first().values_list("publish_at", flat=True)[:1] for part in parts
    ]
    times = first.union(*others, all=True)
    days = [time.astimezone(NEWSROOM_ZONE).date() for time in times if time]
    return [part for part in parts if any(part.first <= day < part.after for day in days)]
