"""A page as it is kept: compressed, with everything that its answers are made of."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import NamedTuple, TypeAlias

import brotli

Headers: TypeAlias = list[tuple[str, str]]

BROTLI_QUALITY, GZIP_LEVEL = 5, 6
OBJECTS = 8_000  # bytes that a page takes beside its bodies, about
# Before a second has passed that others than this page may have been made in, it names no time.
SETTLED = 2.0
OURS = {"content-length", "content-encoding", "cache-control", "etag", "last-modified", "vary"}
OF_THE_BODY = {"content-type", "content-length", "content-encoding"}
MOST_GRACE = 10  # seconds
LONGEST_TAGS = 1_000  # characters of a header
MANY = "many"  # in place of more tags than a header should have
HIT = ("X-Cache", "hit")


@dataclass(frozen=True)
class Shared:
    """What caches in front are told: CDN_SECONDS and what goes with it."""

    seconds: int
    when_we_fail: int
    are_told_tags: bool = True

    @property
    def grace(self) -> int:
        """While they ask for it anew."""
        return min(self.seconds, MOST_GRACE)


class Answer(NamedTuple):
    status: str
    headers: Headers
    body: bytes
    etag: str
    last_modified: str


class StoredPage:
    """`expires_at` ends it in any case, `fresh_until` unless the database is away by then."""

    __slots__ = (
        *(
            "status",
            "tags",
            "stored_at",
            "counted",
            "fresh_until",
            "expires_at",
            "generation",
            "used_at",
        ),
        *("_headers", "_bodies", "_mark", "_modified", "_shared", "_answers", "_told_until"),
    )

    def __init__(
        self,
        status: str,
        headers: Headers,
        body: bytes,
        *,
        tags: Sequence[str],
        generation: int,
        stored_at: float,
        fresh_until: float,
        expires_at: float,
        shared: Shared,
    ) -> None:
        given = {name.lower(): value for name, value in headers}
        self.status, self.tags, self.generation = status, tuple(map(intern, tags)), generation
        self.stored_at = self.used_at = stored_at
        self.fresh_until, self.expires_at = fresh_until, expires_at
        self._headers = [_once(*pair) for pair in headers if pair[0].lower() not in OURS]
        self._bodies = {"br": brotli.compress(body, quality=BROTLI_QUALITY)}
        self._mark = given.get("etag") or f'"{blake2b(body, digest_size=12).hexdigest()}"'
        self._modified = given.get("last-modified", "")
        self._shared = shared
        self._answers: dict[str, Answer] = {}
        self._told_until = 0.0
        self.counted = self.size  # of its bytes, by the store

    @property
    def size(self) -> int:
        return OBJECTS + sum(map(len, self._bodies.values()))

    def answer(self, encoding: str, now: float) -> Answer:
        """Headers and body for those who take "br", "gzip" or ""."""
        if now >= self._told_until:
            self._answers = {}
            self._told_until = self._next_telling(now)
        answer = self._answers.get(encoding)
        if answer is None:
            answer = self._answer(encoding, now)
            if encoding:
                self._answers[encoding] = answer
        return answer

    def _answer(self, encoding: str, now: float) -> Answer:
        body, etag, modified = self._body(encoding), self._etag(encoding), self._modified_at(now)
        headers = [
            *self._headers,
            ("Content-Length", str(len(body))),
            ("Vary", "Accept-Encoding"),
            ("ETag", etag),
            ("Cache-Control", self._cache_control(now)),
            *self._named_tags(),
            *([("Content-Encoding", encoding)] if encoding else []),
            *([("Last-Modified", modified)] if modified else []),
            HIT,
        ]
        return Answer(self.status, headers, body, etag, modified)

    def _body(self, encoding: str) -> bytes:
        if encoding == "gzip" and "gzip" not in self._bodies:
            whole = brotli.decompress(self._bodies["br"])
            self._bodies["gzip"] = gzip.compress(whole, GZIP_LEVEL, mtime=0)
        return self._bodies.get(encoding) or brotli.decompress(self._bodies["br"])

    def _etag(self, encoding: str) -> str:
        if self._mark.startswith("W/") or not encoding:
            return self._mark
        return f'{self._mark[:-1]}-{encoding}"'

    def _modified_at(self, now: float) -> str:
        if self._modified or now < self.stored_at + SETTLED:
            return self._modified
        return formatdate(self.stored_at, usegmt=True)

    def _cache_control(self, now: float) -> str:
        """What is kept elsewhere ends no later than here, its grace included."""
        left, in_need = self.fresh_until - now, self.expires_at - now
        fresh = max(0, min(self._shared.seconds, math.floor(left)))
        grace = max(0, min(self._shared.grace, math.floor(left) - fresh))
        spare = max(0, min(self._shared.when_we_fail, math.floor(in_need) - fresh))
        return (
            f"public, max-age=0, s-maxage={fresh},"
            f" stale-while-revalidate={grace}, stale-if-error={spare}"
        )

    def _next_telling(self, now: float) -> float:
        """Until when the same headers are true: near an end they count down."""
        ends = min(
            self.fresh_until - self._shared.seconds - self._shared.grace,
            self.expires_at - self._shared.seconds - self._shared.when_we_fail,
        )
        settled = self.stored_at + SETTLED
        return min(ends if now < ends else now + 1, settled if now < settled else math.inf)

    def _named_tags(self) -> Headers:
        if not self._shared.are_told_tags:
            return []
        named = ["site", *self.tags]
        if sum(map(len, named)) + len(named) > LONGEST_TAGS:
            named = ["site", MANY]
        return [("Cache-Tag", ",".join(named)), ("Surrogate-Key", " ".join(named))]


@lru_cache(maxsize=1_000)
def _once(name: str, value: str) -> tuple[str, str]:
    """The same header of thousands of pages, in memory once."""
    return name, value


def without_body(headers: Headers) -> Headers:
    """What goes with “not modified”."""
    return [pair for pair in headers if pair[0].lower() not in OF_THE_BODY]
