"""
Readings that this process has counted and not handed on yet.

Nothing here knows a reader. An address is told from others for some minutes, by a hash whose key is
in this process's memory only, so that one sender cannot make an article the most read.
"""

from __future__ import annotations

import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b
from threading import Lock

MOST_ARTICLES = 10_000  # of one batch: whoever invents ids fills no memory
MOST_SENDERS = 100_000  # that are told apart; when there are more, nobody is counted for a while
MINUTES = 10 * 60  # seconds that a sender is remembered for, at most
# In that time. A household, an office or a school has one address.
OF_ONE_ARTICLE, OF_ALL = 5, 100

MACHINES = re.compile(
    r"bot\b|bot[-/]|crawl|spider|slurp|preview|prerender|headless|lighthouse|monitor|fetch|python|curl"
    r"|wget|httpclient|facebookexternalhit|embedly|pingdom|uptime",
    re.IGNORECASE,
)


def is_a_machine(agent: str) -> bool:
    """Whether a browser's own name says that nobody looks at its pages."""
    return not agent or MACHINES.search(agent) is not None


class ReadingCounter:
    """Readings by article, until somebody takes them. Safe for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: Counter[int] = Counter()
        self._forget()

    def add(self, article: int, sender: str) -> None:
        """Count one reading, unless its sender has sent enough or there is no room."""
        with self._lock:
            if self._clock() - self._began > MINUTES:
                self._forget()
            has_room = article in self._counts or len(self._counts) < MOST_ARTICLES
            if has_room and self._may_count(article, sender):
                self._counts[article] += 1

    def take(self) -> dict[int, int]:
        """All that was counted since the last time; it is the caller's from now on."""
        with self._lock:
            taken, self._counts = dict(self._counts), Counter()
        return taken

    def put_back(self, counts: Mapping[int, int]) -> None:
        """What could not be handed on: as much of it as there is room for."""
        with self._lock:
            for article, count in counts.items():
                if article in self._counts or len(self._counts) < MOST_ARTICLES:
                    self._counts[article] += count

    def _forget(self) -> None:
        self._key = secrets.token_bytes(16)
        self._senders: Counter[bytes] = Counter()
        self._began = self._clock()

    def _may_count(self, article: int, sender: str) -> bool:
        everything, this = self._hashed(sender), self._hashed(f"{sender} {article}")
        if len(self._senders) >= MOST_SENDERS:
            return False
        if self._senders[everything] >= OF_ALL or self._senders[this] >= OF_ONE_ARTICLE:
            return False
        self._senders.update([everything, this])
        return True

    def _hashed(self, text: str) -> bytes:
        return blake2b(text.encode(), key=self._key, digest_size=12).digest()
