"""
The sitemap: an index of months, and the articles of one month each.

The months are counted from the first public article to now, so neither page asks the archive how
large it is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.pagecache import cached
from algemeiner.policy import public
from articles.models import Article, Page, Section, Series, Site
from articles.models.days import newsroom_day, next_month

XML = "application/xml; charset=utf-8"
MOST_ADDRESSES = 50_000  # in one file, by the protocol
NEWS_IS_NEW, MOST_NEWS = timedelta(days=2), 1_000  # by Google's


@public
@cached()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    first = Article.objects.published().oldest_first().values_list("publish_at", flat=True).first()
    context = {"site_url": settings.SITE_URL, "months": _months_since(first) if first else []}
    return render(request, "articles/sitemap_index.xml", context, content_type=XML)


@public
@cached()
@require_safe
def month(request: HttpRequest, month: date) -> HttpResponse:
    articles = (
        Article.objects.published()
        .between(newsroom_day(month)[0], newsroom_day(next_month(month))[0])
        .newest_first()
        .for_sitemaps()[:MOST_ADDRESSES]
    )
    context = {"site_url": settings.SITE_URL, "articles": articles}
    return render(request, "articles/sitemap.xml", context, content_type=XML)


@public
@cached(seconds=300)
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What the paper has reported within two days, for Google News: nothing that was paid for."""
    since = timezone.now() - NEWS_IS_NEW
    articles = Article.objects.published().reported_since(since).newest_first().for_sitemaps()
    context = {
        "site_url": settings.SITE_URL,
        "articles": articles[:MOST_NEWS],
        "name": Site.objects.values_list("name", flat=True).first() or Site().name,
    }
    return render(request, "articles/sitemap_news.xml", context, content_type=XML)


@public
@cached()
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    context = {
        "site_url": settings.SITE_URL,
        "sections": Section.objects.all(),
        "series": Series.objects.begun(),
        "pages": Page.objects.published(),
    }
    return render(request, "articles/sitemap_pages.xml", context, content_type=XML)


def _months_since(first: datetime) -> list[date]:
    month = first.astimezone(NEWSROOM_ZONE).date().replace(day=1)
    today = timezone.now().astimezone(NEWSROOM_ZONE).date()
    months = []
    while month <= today:
        months.append(month)
        month = next_month(month)
    return months
