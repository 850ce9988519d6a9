"""What readers' pages will show by themselves, without anybody's doing: known beforehand."""

from __future__ import annotations

import math
import time
from collections.abc import Collection
from datetime import timedelta
from operator import itemgetter

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from algemeiner.pagecache.dependencies import A_DAY, SITE
from algemeiner.pagecache.store import Store

KNOWN_FOR = 3600.0  # seconds; what is known reaches so much further than a page can live
Moments = list[tuple[float, Collection[str]]]


class Coming:
    """The moments ahead, fetched again after anything has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[tuple[int, int], float, Moments] = ((-1, -1), 0.0, [])

    def moments(self) -> Moments:
        """In order, each with the tags that turn over then."""
        told = (self._store.generation, self._store.told)
        known_of, until, moments = self._known
        if told != known_of or time.monotonic() > until or not self._store.is_hearing:
            moments = _fetch()
            self._known = (told, time.monotonic() + KNOWN_FOR, moments)
        return moments


def _fetch() -> Moments:
    ask = import_string(settings.PAGE_CACHE_COMING)
    now = timezone.now()
    ahead = ask(now, now + timedelta(seconds=A_DAY + KNOWN_FOR))
    return sorted(((at.timestamp(), set(tags)) for at, tags in ahead), key=itemgetter(0))


def first_of(moments: Moments, tags: Collection[str], since: float) -> float:
    """When the first comes, after `since`, that a page with these tags shows; infinity for none."""
    shown = {SITE, *tags}
    times = (at for at, turning in moments if at > since and not shown.isdisjoint(turning))
    return next(times, math.inf)
