"""The WSGI application around Django's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from django.urls import Resolver404, resolve

from algemeiner.pagecache.dependencies import Rule
from algemeiner.pagecache.listener import Listener
from algemeiner.pagecache.pages import HIT, Headers, StoredPage, without_body
from algemeiner.pagecache.rendering import Application, Rendered, Renderer
from algemeiner.pagecache.requests import Environ, Key, encoding_for, has_it, key_of
from algemeiner.pagecache.store import Store

StartResponse = Callable[..., Any]

HERE = "algemeiner.pagecache"  # by which the desk finds the cache that handed its request on
NOT_MODIFIED = "304 Not Modified"
AWAY = 1.0  # seconds for which a database that is away is not asked for a page that is there
PATIENCE = 1.0  # seconds that a request waits for its turn to find out


class PageCache:
    """A hit is over after the first lines of `__call__`; nothing of Django is asked for it."""

    def __init__(self, django: Application, *, most_bytes: int) -> None:
        self.store = Store(most_bytes)
        self.listener = Listener(self.store)
        self.counts = dict.fromkeys(("hit", "miss", "stale", "bypass"), 0)
        self._django = django
        self._renderer = Renderer(django, self.store)
        self._away_until = 0.0
        self._turn = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ)
        page = self.store.pages.get(key) if key else None
        now = time.time()
        if page is not None and self.store.is_current(page, now):
            page.used_at = now
            return self._send(page, "hit", environ, start_response)
        rule = _rule_of(environ["PATH_INFO"]) if key else None
        if key is None or rule is None:
            return self._pass_by(environ, start_response)
        self.listener.start()
        return self._miss(key, rule, environ, start_response)

    def _miss(
        self, key: Key, rule: Rule, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        rendered = None
        if self._spare(key) is not None:
            rendered = self._in_turn(key, rule, environ)
            if rendered is None and (page := self._spare(key)) is not None:
                return self._send(page, "stale", environ, start_response)
        rendered = rendered or self._renderer.once(key, rule, environ)
        if rendered.page is not None:
            return self._send(rendered.page, "miss", environ, start_response)
        return self._pass_on(rendered, environ, start_response)

    def _spare(self, key: Key) -> StoredPage | None:
        """What there is where nothing better can be had, unless it would break an expiry."""
        page = self.store.pages.get(key)
        return page if page is not None and time.time() < page.expires_at else None

    def _in_turn(self, key: Key, rule: Rule, environ: Environ) -> Rendered | None:
        """
        Something better than what there is; None where it cannot be had. While nobody knows whether
        the database is away one request at a time finds out: one that hangs takes no other thread.
        """
        if time.monotonic() < self._away_until:
            return None
        is_known = self.store.is_hearing
        if not is_known and not self._turn.acquire(timeout=PATIENCE):
            self._away_until = time.monotonic() + AWAY
            return None
        try:
            rendered = self._renderer.once(key, rule, environ)
        finally:
            if not is_known:
                self._turn.release()
        if rendered.status.startswith("503"):
            self._away_until = time.monotonic() + AWAY
        return None if rendered.has_failed else rendered

    def _send(
        self, page: StoredPage, word: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        self.counts[word] += 1
        answer = page.answer(encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")), time.time())
        headers = answer.headers
        if word != "hit":
            headers = [("X-Cache", word) if pair is HIT else pair for pair in headers]
        if has_it(environ, answer.etag, answer.last_modified):
            start_response(NOT_MODIFIED, without_body(headers))
            return []
        start_response(answer.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _pass_by(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """What is no page: to Django, as it came."""
        self.counts["bypass"] += 1
        environ[HERE] = self

        def start(status: str, headers: Headers, *error: Any) -> Any:
            return start_response(status, [*headers, ("X-Cache", "bypass")], *error)

        return self._django(environ, start)

    def _pass_on(
        self, rendered: Rendered, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What may not be kept: an error, an address that nobody knows."""
        self.counts["miss"] += 1
        start_response(rendered.status, [*rendered.headers, ("X-Cache", "miss")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [rendered.body]


def _rule_of(path: str) -> Rule | None:
    """What its view says of a page; None where nothing of it may be kept."""
    try:
        view = resolve(path.encode("latin-1").decode()).func
    except (Resolver404, UnicodeDecodeError):
        return None
    return getattr(view, "cached", None)
