"""
Which articles are related to one, by its tags and its words. Pure: what is shared in, ids out.

What few of the candidates share says more than what many do: a tag of half the paper, or a word in
every headline, weighs little. Nobody buys their way into this list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log

from articles.arranging import BOUGHT

# What is weighed is at most 1 each: a tag that no other candidate shares is worth three such words.
TAG, WORD, AUTHOR, SECTION = 3.0, 1.0, 0.5, 0.5
ENOUGH_WORDS = 2  # without a shared tag; one word alone is chance


@dataclass(frozen=True)
class Candidate:
    """An article, and what it shares with the one that a reader has before them."""

    pk: int
    publish_at: datetime
    kind: str = "news"
    tags: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()  # of headline and dek, as search knows them
    of_author: bool = False
    of_section: bool = False

    @property
    def is_related(self) -> bool:
        enough = self.tags or len(self.words) >= ENOUGH_WORDS
        return bool(enough) and self.kind not in BOUGHT


def related(candidates: Iterable[Candidate], count: int) -> list[int]:
    """The ids of the most related, the most related first; of equals the newest."""
    among = list(candidates)
    tags = _rarity([candidate.tags for candidate in among])
    words = _rarity([candidate.words for candidate in among])

    def weight(candidate: Candidate) -> float:
        return (
            TAG * sum(sorted(tags[tag] for tag in candidate.tags))
            + WORD * sum(sorted(words[word] for word in candidate.words))
            + AUTHOR * candidate.of_author
            + SECTION * candidate.of_section
        )

    ranked = sorted(
        (candidate for candidate in among if candidate.is_related),
        key=lambda candidate: (weight(candidate), candidate.publish_at, candidate.pk),
        reverse=True,
    )
    return [candidate.pk for candidate in ranked[:count]]


def _rarity(shared: Sequence[frozenset[Hashable]]) -> Mapping[Hashable, float]:
    """How much each thing that is shared says: 1 for what one candidate has, less for many."""
    counted = Counter(thing for things in shared for thing in things)
    most = log(1 + len(shared))
    return {thing: log(1 + len(shared) / count) / most for thing, count in counted.items()}
