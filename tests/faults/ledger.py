"""What the writers tried and what they were told: one line a try, one line an answer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Act:
    """
    `verb` is save, publish, withdraw, or saved over an old version on purpose: stale.

    `answer` is done, stale, refused or, where the answer never came, unknown. A save's `token`
    is that of its text, a publication's of what it made live, where the writer knows it.
    """

    writer: str
    number: int
    verb: str
    article: int
    token: str
    based_on: int | None
    at: float
    answer: str = "unknown"
    told: str = ""
    answered: float = float("inf")

    def __str__(self) -> str:
        return (
            f"{self.at:.3f}–{self.answered:.3f} {self.writer}: {self.verb} article {self.article}"
            f" {self.token} over {self.based_on} → {self.answer} {self.told}"
        )


class Pen:
    """Writes one writer's ledger."""

    def __init__(self, path: Path, writer: str) -> None:
        self.lines = path.open("a")
        self.writer, self.number = writer, 0

    def trying(self, verb: str, article: int, token: str = "", based_on: int | None = None) -> int:
        self.number += 1
        self._write(verb=verb, article=article, token=token, based_on=based_on)
        return self.number

    def was(self, answer: str, told: str = "", token: str = "", number: int = 0) -> None:
        self._write(answer=answer, told=told, learnt=token, number=number or self.number)

    def _write(self, **entry: Any) -> None:
        entry = {"number": self.number, "writer": self.writer, "at": time.monotonic()} | entry
        self.lines.write(json.dumps(entry) + "\n")
        self.lines.flush()


def acts(paths: Iterable[Path]) -> list[Act]:
    """Of all writers, in the order in which they were answered."""
    found: dict[tuple[str, int], Act] = {}
    for entry in _entries(paths):
        key = entry["writer"], entry["number"]
        if "verb" in entry:
            found[key] = Act(**entry)
        else:
            act = found[key]
            act.answer, act.told, act.answered = entry["answer"], entry["told"], entry["at"]
            act.token = entry["learnt"] or act.token
    return sorted(found.values(), key=lambda act: act.answered)


def _entries(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text().splitlines(keepends=True):
            if line.endswith("\n"):  # the last one may still be written
                yield json.loads(line)
