"""A reader who asks for every article, the front and the feed without pause."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.faults import story
from tests.faults.browser import BROKEN, Browser
from tests.faults.newsroom import Newsroom, path_of

MOST_FAULTS = 20


class Reader(threading.Thread):
    """`statuses` counts what it was answered, `faults` says what it should never have seen."""

    def __init__(self, newsroom: Newsroom, port: int, also: set[int] = frozenset()) -> None:
        super().__init__()
        self.newsroom, self.browser, self.also = newsroom, Browser(port), also
        self.statuses: Counter[int] = Counter()
        self.pages: Counter[str] = Counter()
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set() and len(self.faults) < MOST_FAULTS:
            choice = random.random()
            if choice < 0.1:
                self.ask("/")
            elif choice < 0.15:
                self.ask("/feed/")
            else:
                lot = random.choice([self.newsroom.articles, self.newsroom.hot])
                self.ask_article(random.choice(lot))
        self.browser.close()

    def end(self) -> None:
        self.ended.set()
        self.join()

    def ask(self, path: str) -> int:
        """The status; 0 where nobody answered."""
        try:
            answer = self.browser.get(path)
        except BROKEN as error:
            if not self.also:
                self.faults.append(f"{path}: {error!r}")
            self.ended.wait(0.05)
            return 0
        self.statuses[answer.status] += 1
        if answer.status == 200:
            self.look_at(path, answer.text)
        elif answer.status not in {404, 410} | self.also:
            self.faults.append(f"{path}: {answer.status} {answer.text[:2000]}")
        return answer.status

    def look_at(self, path: str, text: str) -> None:
        try:
            if path == "/":
                self.pages["teasers"] += len(list(story.on_front(text)))
            elif path == "/feed/":
                self.pages["items"] += len(list(story.in_feed(text)))
            else:
                story.on_article_page(text)
                self.pages["articles"] += 1
        except story.Torn as torn:
            self.faults.append(f"{path}: {torn}")

    def ask_article(self, article: int) -> None:
        slug, now = self.newsroom.slug(article), datetime.now(UTC)
        if self.newsroom.lot(article) == "soon":
            # In its day's last seconds it may have been given the next one.
            day = now + timedelta(seconds=random.choice([0, 4]))
        else:
            day = self.newsroom.time(article, None)
        path = path_of(slug, day)
        status = self.ask(path)
        if self.newsroom.lot(article) == "far" and status in (200, 410):
            self.faults.append(f"{path}: {status}, a year before its time")
        if status == 404 and path in self.seen:
            self.faults.append(f"{path}: 404 after readers had it")
        if status in (200, 410):
            self.seen.add(path)
