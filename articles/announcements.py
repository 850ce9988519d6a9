"""
Telling search engines (IndexNow) and hubs of feeds (WebSub) that readers have something else now.

What is to be told is a job of the transaction that made it so, told to whom the operator has named
and to nobody else. A job looks at what is true when it runs, so doing it twice does no harm.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from algemeiner import outside
from articles.addresses import path_of
from articles.linked_data import absolute
from articles.models import Article

log = logging.getLogger(__name__)
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


class NotTold(Exception):
    """Somebody could not be told just now; the worker tries again."""


def tell_later(article: Article, *, old_path: str = "") -> None:
    """
    Let everybody be told of an article when this transaction has succeeded: now, when it is to
    appear, and when it is to expire. `old_path` is the address that it had before.
    """
    now = timezone.now()
    times = [article.publish_at, article.expires_at]
    ahead = [time for time in times if time is not None and time > now]
    for at in [None, *ahead] if article.was_seen() else ahead:
        if settings.INDEXNOW_KEY:
            left = old_path if at is None and old_path != path_of(article) else ""
            _defer("tell_search_engines", article, at, old_path=left)
        for hub in settings.WEBSUB_HUBS:
            _defer("tell_hub", article, at, hub=hub)


def tell_search_engines(pk: int, old_path: str) -> None:
    """That the article's address, and the one it had before, is to be looked at again."""
    article = _seen(pk)
    if article is None or not settings.INDEXNOW_KEY:
        return
    addresses = [absolute(article.get_absolute_url())]
    addresses += [absolute(old_path)] if old_path else []
    said = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": absolute(reverse("articles:indexnow_key")),
        "urlList": addresses,
    }
    _post(settings.INDEXNOW_URL, json.dumps(said), "application/json; charset=utf-8")


def tell_hub(hub: str, pk: int) -> None:
    """That the feeds which have the article, or had it, are to be fetched again."""
    article = _seen(pk)
    if article is None or hub not in settings.WEBSUB_HUBS:
        return
    said = [("hub.mode", "publish"), *(("hub.url", address) for address in _feeds(article))]
    _post(hub, urlencode(said), "application/x-www-form-urlencoded")


def _defer(task: str, article: Article, at: datetime | None, **told: str) -> None:
    # By its name: articles.tasks imports this module.
    lock = f"{task} {article.pk} {at or 'now'} {' '.join(told.values())}"
    job = app.configure_task(f"articles.tasks.{task}", queueing_lock=lock, schedule_at=at)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(pk=article.pk, **told)


def _seen(pk: int) -> Article | None:
    article = Article.objects.for_announcements().filter(pk=pk).first()
    return article if article is not None and article.was_seen() else None


def _feeds(article: Article) -> list[str]:
    """The addresses of the feeds that have an article like this, in every form."""
    lists = [reverse("articles:home"), reverse("articles:kind", args=[article.kind])]
    if article.section is not None:
        lists.append(article.section.get_absolute_url())
    lists += [byline.author.get_absolute_url() for byline in article.bylines_in_order]
    lists += [tag.get_absolute_url() for tag in article.tags_in_order]
    return [absolute(f"{place}feed/{form}") for place in lists for form in ("", "atom/", "json/")]


def _post(address: str, body: str, content_type: str) -> None:
    """Raises NotTold where another try may do better; what is refused for good is logged."""
    try:
        status = outside.post(address, body.encode(), content_type)
    except outside.Unreachable as problem:
        raise NotTold(f"{address}: {problem}") from problem
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == TOO_MANY:
        raise NotTold(f"{address} answers {status}")
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        log.warning("%s will not be told: it answers %s", address, status)
