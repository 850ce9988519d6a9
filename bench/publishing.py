"""
How soon a publication is before readers, on every web process, and whether anybody gets an old page
after that. `python -m bench.publishing ADDRESS PUBLICATIONS` in the environment of its database.

One connection to each process asks for the page again and again; other readers read it meanwhile.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import django

from bench import servers
from bench.archives import Archive, run
from bench.load import Effort, Figures, Visitor, percentile
from bench.servers import WORKERS

READERS = 4
READERS_PAUSE = 0.01  # seconds from one page to the next
SETTLED = 0.25  # seconds after a publication from which on no page may be old
PAUSE = 0.1  # seconds to the next publication, in which that is watched
HEADLINE = re.compile(rb"<h1[^>]*>\s*Edition (\d+)")


def edition_in(page: bytes) -> int:
    found = HEADLINE.search(page)
    return int(found[1]) if found else 0


class Reader:
    """Reads one page over one connection and remembers what was old when it was asked for."""

    def __init__(self, address: str, path: str) -> None:
        self.visitor, self.path = Visitor(address, encoding="identity"), path
        self.pages, self.stale = 0, 0

    @property
    def process(self) -> str:
        response, _ = self.visitor.get(self.path)
        return response.headers["X-Served-By"]

    def read_until(self, stopped: Event, settled: list[int]) -> None:
        while not stopped.is_set():
            due = settled[-1]
            if self.read() < due:
                self.stale += 1
            time.sleep(READERS_PAUSE)

    def read(self) -> int:
        _, page = self.visitor.get(self.path)
        self.pages += 1
        return edition_in(page)

    def wait_for(self, edition: int, since: float) -> float:
        """How long after `since` the page was there, in milliseconds."""
        while self.read() < edition:
            if time.perf_counter() - since > 10:
                break
        return (time.perf_counter() - since) * 1000


def one_of_each_process(address: str, path: str) -> list[Reader]:
    """A reader whose connection is held by each web process."""
    found: dict[str, Reader] = {}
    for _ in range(200):
        reader = Reader(address, path)
        found.setdefault(reader.process, reader)
        if len(found) == WORKERS:
            return list(found.values())
    raise SystemExit(f"Only {len(found)} of {WORKERS} web processes answered.")


def publish_over(article: Any, number: int) -> float:
    """Publish the article with another headline; when that was done."""
    from articles import workflow
    from articles.changes import TypedChange

    article.refresh_from_db()
    copy = workflow.copy_of(article.working_copy)
    content = copy.content | {"headline": f"Edition {number}"}
    changed = workflow.Copy(content, copy.authors, copy.tags)
    workflow.save(article, changed, based_on=article.working_copy_id, by=None)
    workflow.publish(article, by=None, change=TypedChange("minor"))
    return time.perf_counter()


@contextmanager
def reading(readers: list[Reader], settled: list[int]) -> Iterator[None]:
    stopped = Event()
    with ThreadPoolExecutor(len(readers)) as threads:
        done = [threads.submit(reader.read_until, stopped, settled) for reader in readers]
        yield
        stopped.set()
        for one in done:
            one.result()


def measure(archive: Archive, effort: Effort) -> Figures:
    with servers.newspaper(archive.url, cached=True) as newspaper:
        asked = ("-m", "bench.publishing", newspaper, str(effort.publications))
        return json.loads(run(archive.url, *asked, shown=False))


def publish_again_and_again(address: str, publications: int) -> Figures:
    from articles.models import Article

    article = Article.objects.published().newest_first()[0]
    path = article.get_absolute_url()
    publish_over(article, 0)
    watchers = one_of_each_process(address, path)
    readers = [Reader(address, path) for _ in range(READERS)]
    settled: list[int] = [0]
    seen: list[float] = []
    with reading(readers, settled), ThreadPoolExecutor(WORKERS) as threads:
        for number in range(1, publications + 1):
            at = publish_over(article, number)
            waited = threads.map(lambda watcher: watcher.wait_for(number, at), watchers)  # noqa: B023
            seen += waited
            time.sleep(SETTLED)
            settled.append(number)
            time.sleep(PAUSE)
    return {
        "publish_to_visible_ms": {"p50": percentile(seen, 50), "p99": percentile(seen, 99)},
        "stale_pages_served_after_publish": sum(reader.stale for reader in readers),
        "pages_read_while_publishing": sum(reader.pages for reader in [*readers, *watchers]),
    }


if __name__ == "__main__":
    os.environ.setdefault("ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")
    django.setup()
    json.dump(publish_again_and_again(sys.argv[1], int(sys.argv[2])), sys.stdout)
