import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from algemeiner.pagecache.dependencies import depends_on
from algemeiner.pagecache.rendering import BRIEFLY
from tests.reading import Reader

ADDRESS = "/about/"  # a view that is marked; what answers is the press below


class Press:
    """In place of Django: pages that say which print they are."""

    def __init__(self, status="200 OK", headers=(), tags=("page-1",), before_it_ends=lambda: None):
        self.status, self.headers, self.tags = status, list(headers), tags
        self.before_it_ends, self.printed, self.closed = before_it_ends, 0, 0

    def __call__(self, environ, start_response):
        self.printed += 1
        number = self.printed
        depends_on(*self.tags)
        start_response(self.status, [("Content-Type", "text/plain"), *self.headers])
        self.before_it_ends()
        return Printed(f"print {number}", self)


class Printed(list):
    def __init__(self, text, press):
        super().__init__([text.encode()])
        self.press = press

    def close(self):
        self.press.closed += 1


@pytest.fixture(autouse=True)
def nothing_to_come(settings):
    settings.PAGE_CACHE_COMING = "tests.reading.nothing"


def reader_of(press):
    reader = Reader(django=press)
    reader.cache.store.begin_to_hear()
    reader.cache.store.hear(until=float("inf"))
    return reader


def test_it_is_printed_once_however_many_ask():
    everybody = Barrier(8, timeout=10)
    press = Press(before_it_ends=lambda: time.sleep(0.2))
    reader = reader_of(press)

    def ask(_):
        everybody.wait()
        return reader.ask(ADDRESS)

    with ThreadPoolExecutor(8) as threads:
        bodies = {answer.body for answer in threads.map(ask, range(8))}
    assert bodies == {b"print 1"}
    assert (press.printed, press.closed) == (1, 1)


def test_what_is_overtaken_by_news_is_printed_again_and_only_that_is_kept():
    reader = reader_of(press := Press())
    news = iter([["page-1"]])
    press.before_it_ends = lambda: reader.cache.store.turn_over(next(news, []))
    assert reader.ask(ADDRESS).body == b"print 2"
    assert reader.ask(ADDRESS).body == b"print 2"
    assert reader.ask(ADDRESS).cached == "hit"


def test_what_is_overtaken_each_time_is_not_kept():
    reader = reader_of(press := Press())
    press.before_it_ends = lambda: reader.cache.store.turn_over(["site"])
    assert [reader.ask(ADDRESS).body for _ in range(2)] == [b"print 2", b"print 4"]
    assert reader.cache.store.pages == {}


def test_whoever_waited_for_a_page_that_was_overtaken_does_not_get_that():
    reader = reader_of(press := Press())
    first_is_printing, go_on = Event(), Event()

    def hold():
        first_is_printing.set()
        go_on.wait(10)
        reader.cache.store.turn_over(["page-1"] if press.printed < 3 else [])

    press.before_it_ends = hold
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(reader.ask, ADDRESS)
        first_is_printing.wait(10)
        second = threads.submit(reader.ask, ADDRESS)
        go_on.set()
        assert first.result().body == b"print 2"
        assert second.result().body in (b"print 3", b"print 4")


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        ("200 OK", [], True),
        ("301 Moved Permanently", [("Location", "/there/")], True),
        ("410 Gone", [], True),
        ("404 Not Found", [], False),
        ("302 Found", [("Location", "/there/")], False),
        ("500 Internal Server Error", [], False),
        ("503 Service Unavailable", [], False),
        ("200 OK", [("Set-Cookie", "csrftoken=secret")], False),
        ("200 OK", [("Vary", "Cookie")], False),
        ("200 OK", [("Cache-Control", "no-store")], False),
        ("200 OK", [("Content-Security-Policy", "script-src 'nonce-abc'")], False),
        ("200 OK", [("Content-Security-Policy", "script-src 'self'")], True),
    ],
)
def test_only_what_is_for_everybody_is_kept(status, headers, kept):
    reader = reader_of(press := Press(status, headers))
    answers = [reader.ask(ADDRESS) for _ in range(2)]
    assert press.printed == (1 if kept else 2)
    assert [answer.cached for answer in answers] == ["miss", "hit" if kept else "miss"]
    assert {answer.status for answer in answers} == {int(status[:3])}


def test_what_moved_or_is_gone_is_kept_for_a_moment():
    for status in BRIEFLY:
        reader = reader_of(Press(f"{status.value} {status.phrase}"))
        reader.ask(ADDRESS)
        (page,) = reader.cache.store.pages.values()
        assert 50 < page.fresh_until - time.time() <= 60


def test_edited_templates_are_not_hidden(settings):
    settings.DEBUG = True
    reader = reader_of(Press())
    reader.ask(ADDRESS)
    (page,) = reader.cache.store.pages.values()
    assert page.fresh_until - time.time() <= 2


def test_a_flight_that_crashes_lands():
    reader = reader_of(press := Press())

    def crash():
        raise RuntimeError("out of paper")

    press.before_it_ends = crash
    for _ in range(2):
        with pytest.raises(RuntimeError):
            reader.ask(ADDRESS)
    press.before_it_ends = lambda: None
    assert reader.ask(ADDRESS).body == b"print 3"
