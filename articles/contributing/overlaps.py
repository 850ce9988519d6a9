"""
What two texts have in common, word for word. Pure.

Texts are compared by runs of words, whatever their letter case and signs: eight in a row that stand
in both are hardly chance. A stretch goes on as long as its runs do, and is given in the words of
the text that was sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.figures import plain

RUN = 8  # words in a row that count as the same
PHRASE = 6  # words in a row by which the archive is asked
MOST_PHRASES = 16  # more, and PostgreSQL thinks it quicker to read a million articles
MOST_PASSAGES = 8

_WORD = re.compile(r"[^\W_]+(?:['’׳״][^\W_]+)*")


@dataclass(frozen=True)
class Text:
    """A body as a reader hears it: each word as it compares, and where it stands in `plain`."""

    plain: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.words)

    def between(self, first: int, last: int) -> str:
        return self.plain[self.places[first][0] : self.places[last][1]]


@dataclass(frozen=True)
class Overlap:
    """How much of a text stands in another, and the longest passages of what does."""

    words: int
    share: float
    passages: list[str]

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def text_of(body: str) -> Text:
    text = unicodedata.normalize("NFC", plain(body))
    found = list(_WORD.finditer(text))
    words = tuple(match.group().casefold() for match in found)
    return Text(text, words, tuple(match.span() for match in found))


def overlap(sent: Text, other: Text) -> Overlap:
    """What of `sent` stands in `other`."""
    known = set(_runs(other.words, RUN))
    stretches = list(_stretches(run in known for run in _runs(sent.words, RUN)))
    words = sum(last - first + 1 for first, last in stretches)
    longest = sorted(stretches, key=lambda ends: ends[0] - ends[1])[:MOST_PASSAGES]
    passages = [sent.between(first, last) for first, last in sorted(longest)]
    return Overlap(words, words / max(len(sent), 1), passages)


def phrases(text: Text) -> list[str]:
    """By what an archive is asked: the run of the longest words from each part of the text."""
    runs = [text.words[start : start + PHRASE] for start in range(len(text) - PHRASE + 1)]
    if not runs:
        return []
    each = max(1, -(-len(runs) // MOST_PHRASES))
    parts = [runs[start : start + each] for start in range(0, len(runs), each)]
    return list(dict.fromkeys(" ".join(max(part, key=_weight)) for part in parts))


def _weight(run: Iterable[str]) -> int:
    return sum(len(word) for word in run)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _stretches(same: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last word of each stretch whose runs are all the same, end to end."""
    first = last = None
    for place, is_same in enumerate(same):
        if not is_same:
            continue
        if last is not None and first is not None and place > last + 1:
            yield first, last
            first = None
        first, last = place if first is None else first, place + RUN - 1
    if first is not None and last is not None:
        yield first, last
