"""Having pages rendered by Django: once however many ask, for a stranger, kept if they may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from algemeiner.dateline import next_turn
from algemeiner.pagecache.coming import Coming, Moments, first_of
from algemeiner.pagecache.dependencies import A_DAY, Render, Rule, collecting
from algemeiner.pagecache.pages import Headers, Shared, StoredPage
from algemeiner.pagecache.requests import SCHEMES, Environ, Key, of_a_stranger, parameters
from algemeiner.pagecache.store import UNHEARD, Store

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Besides pages, for so many seconds: what is moved or gone.
BRIEFLY = {HTTPStatus.MOVED_PERMANENTLY: 60.0, HTTPStatus.GONE: 60.0}
PATIENCE = 10.0  # seconds that a request waits for the page that another is having rendered


class Rendered(NamedTuple):
    """What Django answered; `page` is made of it where that is for everybody."""

    status: str
    headers: Headers
    body: bytes
    page: StoredPage | None = None
    is_kept: bool = False

    @property
    def has_failed(self) -> bool:
        return self.status.startswith("5")


class Renderer:
    def __init__(self, django: Application, store: Store) -> None:
        self._django, self._store, self._coming = django, store, Coming(store)
        self._shared = Shared(
            settings.CDN_SECONDS, settings.CDN_SECONDS_WHEN_WE_FAIL, settings.CDN_TAGS
        )
        self._lock = Lock()
        self._flights: dict[Key, Future[Rendered | None]] = {}

    def once(self, key: Key, rule: Rule, environ: Environ) -> Rendered:
        """The page; who asks while it is rendered already waits for that, if it can be kept."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is None:
                own = self._flights[key] = Future[Rendered | None]()
        if flight is not None:
            return _landed(flight) or self._render(key, rule, environ)
        rendered = None
        try:
            rendered = self._render(key, rule, environ)
            return rendered
        finally:
            with self._lock:
                del self._flights[key]
            own.set_result(rendered if rendered and rendered.is_kept else None)

    def _render(self, key: Key, rule: Rule, environ: Environ) -> Rendered:
        """Once more where something on it changed meanwhile: the first may be of before that."""
        rendered = self._try(key, rule, environ)
        if rendered.page is not None and not rendered.is_kept:
            rendered = self._try(key, rule, environ)
        return rendered

    def _try(self, key: Key, rule: Rule, environ: Environ) -> Rendered:
        render = self._store.begin()
        try:
            moments, began = self._ahead(), time.time()
            with collecting(render):
                rendered = self._ask(of_a_stranger(environ, key))
            if moments is None or not _may_be_kept(rendered, key, rule):
                return rendered
            page = self._page(rendered, render, rule, moments, began)
            is_kept = self._store.keep(key, page, render)
            return Rendered(rendered.status, rendered.headers, rendered.body, page, is_kept)
        finally:
            self._store.end(render)

    def _ahead(self) -> Moments | None:
        """Before the page is rendered, so that what is planned meanwhile turns the page over."""
        try:
            return self._coming.moments()
        except (DatabaseError, InterfaceError):
            return None

    def _ask(self, environ: Environ) -> Rendered:
        answered: list[Any] = []

        def start_response(status: str, headers: Headers, *error: Any) -> None:
            answered[:] = status, headers

        parts = self._django(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", bool)()
        status, headers = answered
        return Rendered(status, headers, body)

    def _page(
        self, rendered: Rendered, render: Render, rule: Rule, moments: Moments, began: float
    ) -> StoredPage:
        seconds = min(rule.seconds, BRIEFLY.get(_status(rendered), A_DAY))
        if settings.DEBUG:  # or edited templates would be hidden
            seconds = min(seconds, UNHEARD)
        ends = min(first_of(moments, render.tags, began), began + A_DAY)
        turns = next_turn(datetime.fromtimestamp(began, UTC)).timestamp()
        return StoredPage(
            rendered.status,
            rendered.headers,
            rendered.body,
            tags=sorted(render.tags),
            generation=render.generation,
            stored_at=time.time(),
            fresh_until=min(ends, turns, began + seconds),
            expires_at=ends,
            shared=self._shared,
        )


def _landed(flight: Future[Rendered | None]) -> Rendered | None:
    try:
        return flight.result(PATIENCE)
    except TimeoutError:
        return None


def _may_be_kept(rendered: Rendered, key: Key, rule: Rule) -> bool:
    """Whether it is for everybody. A view that is marked and a page that is not: not kept."""
    headers = {name.lower(): value for name, value in rendered.headers}
    is_personal = (
        "set-cookie" in headers
        or "vary" in headers
        or "cache-control" in headers
        or "nonce-" in headers.get("content-security-policy", "")
    )
    return (
        not is_personal
        and (_status(rendered) == HTTPStatus.OK or _status(rendered) in BRIEFLY)
        and key[1] in SCHEMES
        and parameters(key[-1]) <= rule.parameters
    )


def _status(rendered: Rendered) -> HTTPStatus:
    return HTTPStatus(int(rendered.status[:3]))
