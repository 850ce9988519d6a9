"""The pages of one process, found by request and by tag, as many as there is room for."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from algemeiner.pagecache.dependencies import SITE, Render
from algemeiner.pagecache.pages import StoredPage
from algemeiner.pagecache.requests import Key

UNHEARD = 2.0  # seconds that pages live while nobody hears what changes
MADE_ROOM = 0.9  # of the room there is, when some is needed
REMEMBERED = 30
RECOUNTED = 100  # pages kept between two counts of all bytes


@dataclass(frozen=True)
class TurnOver:
    """What has changed, and how many pages that was."""

    at: datetime
    tags: Collection[str]
    pages: int


class Store:
    """
    Reading `pages` takes no lock; whoever adds or removes holds one.

    `generation` counts the times that the listener began to hear, 0 while it does not; a page that
    is of another may have missed something.
    """

    def __init__(self, most_bytes: int, clock: Callable[[], float] = time.time) -> None:
        self.pages: dict[Key, StoredPage] = {}
        self.bytes = 0
        self.most_bytes = most_bytes
        self.generation = 0
        self.heard_until = 0.0  # by time.monotonic()
        self.turn_overs: deque[TurnOver] = deque(maxlen=REMEMBERED)
        self.told = 0
        self._clock = clock
        self._begun = self._kept = 0
        self._lock = Lock()
        self._renders: set[Render] = set()
        self._keys: dict[str, set[Key]] = {}

    # Listening

    def begin_to_hear(self) -> None:
        with self._lock:
            self._begun += 1
            self.generation = self._begun

    def hear(self, until: float) -> None:
        """Nothing that was committed so far is unknown; that is good until a moment."""
        self.heard_until = until

    def hear_nothing(self) -> None:
        self.generation, self.heard_until = 0, 0.0

    @property
    def is_hearing(self) -> bool:
        return time.monotonic() < self.heard_until

    def is_current(self, page: StoredPage, now: float) -> bool:
        """Whether readers may have it without a look at the database."""
        if now >= page.fresh_until:
            return False
        if page.generation == self.generation and time.monotonic() < self.heard_until:
            return True
        return now < page.stored_at + UNHEARD

    # Keeping

    def begin(self) -> Render:
        """A render: it will know what turned over from now on until it is ended."""
        with self._lock:
            render = Render(self.generation)
            self._renders.add(render)
        return render

    def end(self, render: Render) -> None:
        with self._lock:
            self._renders.discard(render)

    def keep(self, key: Key, page: StoredPage, render: Render) -> bool:
        """Keep what was rendered, unless something that it shows has changed since it was begun."""
        with self._lock:
            if render.is_outdated:
                return False
            self._remove(key)
            self.pages[key] = page
            self.bytes += page.counted
            for tag in page.tags:
                self._keys.setdefault(tag, set()).add(key)
            self._kept += 1
            if self._kept % RECOUNTED == 0:
                self._recount()
            if self.bytes > self.most_bytes:
                self._make_room()
            return True

    def turn_over(self, tags: Collection[str]) -> None:
        """Throw away every page that shows what has changed, and those on their way as well."""
        with self._lock:
            self.told += 1
            for render in self._renders:
                render.turned_over.update(tags)
            keys = self._showing(tags)
            for key in keys:
                self._remove(key)
            self.turn_overs.append(TurnOver(datetime.now(UTC), tuple(tags), len(keys)))

    def _showing(self, tags: Collection[str]) -> set[Key]:
        if SITE in tags:
            return set(self.pages)
        return set().union(*(self._keys.get(tag, ()) for tag in tags))

    def _remove(self, key: Key) -> None:
        page = self.pages.pop(key, None)
        if page is None:
            return
        self.bytes -= page.counted
        for tag in page.tags:
            keys = self._keys[tag]
            keys.discard(key)
            if not keys:
                del self._keys[tag]

    def _recount(self) -> None:
        """A page grows when it is asked for in another encoding."""
        for page in self.pages.values():
            page.counted = page.size
        self.bytes = sum(page.counted for page in self.pages.values())

    def _make_room(self) -> None:
        """Throw away what nobody has asked for the longest."""
        for key in sorted(self.pages, key=lambda key: self.pages[key].used_at):
            if self.bytes <= self.most_bytes * MADE_ROOM:
                break
            self._remove(key)
