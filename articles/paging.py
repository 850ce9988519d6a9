"""
Lists page by key: the address names the row it continues from, never a page number.

`?before=<key>` shows what is older than the row with that key, `?after=<key>` what is newer.
A key is "<microseconds since 1970>-<id>". No OFFSET and no count, so the last page of the
archive costs what the first one does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Model
from django.http import HttpRequest

from articles.models.newest import NewestFirstQuerySet

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, order=True)
class Key:
    """Where a row stands in the order of newest first."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that `str(key)` wrote; BadRequest for anything else."""
        match = KEY.fullmatch(text)
        if match is None:
            raise BadRequest("Not a key of a list.")
        try:
            at = EPOCH + timedelta(microseconds=int(match[1]))
        except OverflowError as error:
            raise BadRequest("Not a key of a list.") from error
        return cls(at, int(match[2]))


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, newest first, and the addresses of its neighbours."""

    rows: list[Row]
    newer_url: str | None
    older_url: str | None


def first_of(ordered: NewestFirstQuerySet[Row], count: int) -> list[Row]:
    return list(ordered[:count])


def page_of(
    rows: NewestFirstQuerySet[Row],
    request: HttpRequest,
    size: int = PAGE_SIZE,
    take: Callable[[Any, int], list[Row]] = first_of,
) -> Page[Row]:
    """
    The page of `rows` that the request's ?before= or ?after= asks for.

    `take` fetches the first so many of rows that are in order, and may leave some of them out.
    """
    before, after = request.GET.get("before"), request.GET.get("after")
    if before and after:
        raise BadRequest("Either before or after.")
    if after:
        found = take(rows.newer_than(Key.parse(after)).oldest_first(), size + 1)
        has_newer, has_older = len(found) > size, True
        shown = found[:size][::-1]
    else:
        older = rows.older_than(Key.parse(before)) if before else rows
        found = take(older.newest_first(), size + 1)
        has_newer, has_older = bool(before), len(found) > size
        shown = found[:size]

    def url(direction: str, row: Row) -> str:
        key = Key(getattr(row, rows.clock), row.pk)
        return url_of(request, direction, key)

    return Page(
        shown,
        url("after", shown[0]) if shown and has_newer else None,
        url("before", shown[-1]) if shown and has_older else None,
    )


def url_of(request: HttpRequest, direction: str, key: Key, **other: str) -> str:
    """The address of the page `before` or `after` a key, whatever else the request asks for."""
    query = request.GET.copy()
    query.pop("before", None)
    query.pop("after", None)
    query[direction] = str(key)
    for name, value in other.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"
