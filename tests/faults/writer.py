"""
`python -m tests.faults.writer NAME HAND…`: a process that writes until LEDGERS has a file "stop".

Each hand is a thread: "verbs" calls the verbs of articles.workflow, "desk" fills in the desk's
forms over HTTP. What they try and what they are told stands in LEDGERS/NAME-HAND.jsonl.
"""

from __future__ import annotations

import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Protocol

import django

from tests.faults.ledger import Pen
from tests.faults.newsroom import Newsroom
from tests.faults.story import Story

STOP = Path(os.environ["LEDGERS"], "stop")
LONGEST = 1800  # seconds, should nobody be left who says when to stop
ACTS = {"save": 30, "save_and_publish": 30, "publish": 20, "withdraw": 15, "stale": 5}


class Hand(Protocol):
    """Each verb notes its try before and its answer after."""

    pen: Pen

    def save(self, article: int, story: Story, *, stale: bool = False) -> None: ...
    def save_and_publish(self, article: int, story: Story) -> None: ...
    def publish(self, article: int) -> None: ...
    def withdraw(self, article: int) -> None: ...


def write(hand: Hand, newsroom: Newsroom) -> None:
    numbers = count()
    begun = time.monotonic()
    while not STOP.exists() and time.monotonic() < begun + LONGEST:
        article = random.choice(random.choice([newsroom.articles, newsroom.hot]))
        story = Story(f"t{hand.pen.writer}{next(numbers)}")
        (act,) = random.choices(list(ACTS), list(ACTS.values()))
        if act == "stale":
            hand.save(article, story, stale=True)
        elif act in ("publish", "withdraw"):
            getattr(hand, act)(article)
        else:
            getattr(hand, act)(article, story)


def main(name: str, kinds: list[str]) -> None:
    django.setup()
    from tests.faults.by_desk import ByDesk
    from tests.faults.by_verbs import ByVerbs

    newsroom = Newsroom.read(Path(os.environ["NEWSROOM"]))
    emails = newsroom.emails[:2] if name == "one" else newsroom.emails[2:]
    hands: list[Hand] = []
    for kind, email in zip(kinds, emails, strict=False):
        pen = Pen(STOP.with_name(f"{name}-{kind}.jsonl"), name + kind)
        make = ByDesk if kind == "desk" else ByVerbs
        hands.append(make(pen, newsroom, email, int(os.environ["PORT"])))
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(write, hand, newsroom) for hand in hands]:
            done.result()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
