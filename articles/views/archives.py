"""The archive by year, month and day of the newsroom's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from algemeiner.policy import public
from articles.models import Article
from articles.models.articles import newsroom_day
from articles.paging import page_of


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar, `first` to the day before `after`, and its neighbourhood."""

    title: str
    first: date
    after: date
    parents: list[tuple[str, str]]
    children: list[tuple[str, str]]


@public
@require_safe
def year(request: HttpRequest, year: date) -> HttpResponse:
    return _archive(
        request,
        Period(
            title=f"{year:%Y}",
            first=year,
            after=date(year.year + 1, 1, 1),
            parents=[],
            children=[_month_link(date(year.year, number, 1), "%B") for number in range(1, 13)],
        ),
    )


@public
@require_safe
def month(request: HttpRequest, month: date) -> HttpResponse:
    after = (month + timedelta(days=31)).replace(day=1)
    days = [month + timedelta(days=number) for number in range((after - month).days)]
    return _archive(
        request,
        Period(
            title=f"{month:%B %Y}",
            first=month,
            after=after,
            parents=[_year_link(month)],
            children=[(str(day.day), reverse("articles:archive_day", args=[day])) for day in days],
        ),
    )


@public
@require_safe
def day(request: HttpRequest, day: date) -> HttpResponse:
    return _archive(
        request,
        Period(
            title=f"{day:%A, %B} {day.day}, {day:%Y}",
            first=day,
            after=day + timedelta(days=1),
            parents=[_year_link(day), _month_link(day.replace(day=1), "%B %Y")],
            children=[],
        ),
    )


def _archive(request: HttpRequest, period: Period) -> HttpResponse:
    start, end = newsroom_day(period.first)[0], newsroom_day(period.after)[0]
    page = page_of(Article.objects.published().between(start, end).for_lists(), request)
    if not page.articles:
        raise Http404("Nothing was published in this period.")
    return render(request, "articles/archive.html", {"period": period, "page": page})


def _year_link(day: date) -> tuple[str, str]:
    return f"{day:%Y}", reverse("articles:archive_year", args=[day])


def _month_link(day: date, form: str) -> tuple[str, str]:
    return f"{day:{form}}", reverse("articles:archive_month", args=[day])
