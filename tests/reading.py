"""A page cache around the site, asked as a server asks it; nobody listens but who is told to."""

import math
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from algemeiner.pagecache.application import PageCache
from algemeiner.pagecache.listener import connect, hear, listen

ROOM = 8 * 2**20


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cached(self):
        return self.headers["X-Cache"]


class Reader:
    def __init__(self, most_bytes=ROOM, django=None):
        self.django = django or WSGIHandler()
        self.cache = PageCache(self.django, most_bytes=most_bytes)
        self.cache.listener.start = lambda: None

    def ask(self, address, method="GET", application=None, **headers):
        """With Accept_Encoding="br" and the like; `application` is the cache unless told."""
        environ = environ_of(address, method, **headers)
        heard = []
        with nobody_leaves():
            parts = (application or self.cache)(environ, lambda *told: heard.append(told))
            body = b"".join(parts)
            getattr(parts, "close", bool)()
        ((status, pairs),) = heard
        names = [name for name, _ in pairs if name != "Set-Cookie"]
        assert len(names) == len(set(names)), names
        return Answer(int(status[:3]), dict(pairs), body)

    def truth(self, address, **headers):
        """What Django answers by itself."""
        return self.ask(address, application=self.django, **headers)


@contextmanager
def nobody_leaves():
    """Requests end without closing the test's connection, as Django's own test client does it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def environ_of(address, method="GET", **headers):
    parts = urlsplit(address)
    headers = {"Host": "localhost:8000"} | headers
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


class Ear:
    """Hears what a cache's listener would, when it is told to, and is believed until then."""

    def __init__(self, cache):
        self.store, self.connection = cache.store, connect()
        listen(self.connection, self.store)
        self.hear()

    def hear(self):
        hear(self.connection, self.store)
        self.store.hear(until=math.inf)

    def close(self):
        self.connection.close()


def whole(answer):
    """The body as it was before it was compressed."""
    return brotli.decompress(answer.body) if answer.body else b""


def nothing(start, end):
    """What is to come where nothing is."""
    return []
