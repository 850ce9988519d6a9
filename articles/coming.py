"""What readers' pages will show by themselves, and when: the page cache knows it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.models import Article, BreakingNews, LineUp, Photo, Slot
from articles.models.days import newsroom_day

Turn = tuple[datetime, list[str]]


def moments(start: datetime, end: datetime) -> Iterator[Turn]:
    """Moments between two, each with the tags of the pages that turn over then. Five queries."""
    yield from _articles(start, end)
    for at in _times(LineUp.objects.turning(start, end), "starts_at"):
        yield at, ["front"]
    for at in _times(Slot.objects.turning(start, end), "until"):
        yield at, ["front"]
    for at in _times(BreakingNews.objects.turning(start, end), "ends_at"):
        yield at, ["site"]
    for photo in Photo.objects.losing_rights(start, end).only("rights_until"):
        assert photo.rights_until is not None
        yield newsroom_day(photo.rights_until)[1], [f"photo-{photo.pk}"]


def _articles(start: datetime, end: datetime) -> Iterator[Turn]:
    """Their publication, which is never before an embargo's end, and their expiry."""
    turning = Article.objects.turning(start, end).with_pages()
    for publish_at, expires_at, pages in turning.values_list("publish_at", "expires_at", "pages"):
        for at in (publish_at, expires_at):
            if at is not None and start < at <= end:
                yield at, pages.split()


def _times(rows: QuerySet[Any], clock: str) -> Iterator[datetime]:
    yield from rows.values_list(clock, flat=True)
