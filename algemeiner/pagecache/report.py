"""How the page cache of this process stands, for those who run the paper."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from algemeiner.pagecache.application import PageCache
from algemeiner.pagecache.store import TurnOver

MIB = 2**20


@dataclass(frozen=True)
class Report:
    process: str
    counts: dict[str, int]  # of answers, by the words of X-Cache
    pages: int
    mib: float
    most_mib: int
    is_hearing: bool
    problem: str  # why it does not hear
    turn_overs: Sequence[TurnOver]  # the newest first

    @property
    def hit_rate(self) -> float | None:
        """In percent of what may be kept; None where nobody has asked for any."""
        asked = sum(count for word, count in self.counts.items() if word != "bypass")
        return 100 * self.counts["hit"] / asked if asked else None


def report_of(cache: PageCache) -> Report:
    return Report(
        process=f"{socket.gethostname()}-{os.getpid()}",
        counts=dict(cache.counts),
        pages=len(cache.store.pages),
        mib=cache.store.bytes / MIB,
        most_mib=cache.store.most_bytes // MIB,
        is_hearing=cache.store.is_hearing,
        problem=cache.listener.problem,
        turn_overs=list(cache.store.turn_overs)[::-1],
    )
