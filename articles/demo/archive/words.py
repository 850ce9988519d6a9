"""
Texts without end, out of the words of the hand-made articles. Pure.

They are drawn in short runs of words that stand together there, so that words and phrases are as
frequent as in those texts. Surnames that nobody has are the rare words: of 70,000, most stand in
some ten articles of a million.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from django.utils.html import strip_tags

from articles.demo.files import entries

MEDIAN_WORDS, SPREAD, MOST_WORDS = 300, 0.5, 3_000  # of a body: log-normal about a median
RUN = (3, 6)  # words that are taken together
SENTENCE, PARAGRAPH = (8, 24), (2, 5)  # words; sentences
NAMES_EVERY = 90  # words, on average

GIVEN = [
    *("Abigail", "Adam", "Aviva", "Benny", "Chana", "Daniel", "Dina", "Eli", "Esther", "Gabriel"),
    *("Hannah", "Ida", "Jacob", "Judith", "Leah", "Leon", "Mira", "Nathan", "Ora", "Ruth"),
]
_SYLLABLES = """
    B Br Ch D Dr F Fr G Gl Gr H K Kl Kr L M N P Pr R S Sch Schl Sh Sp St T Tr V W Z
    a e i o u au ei ie
    b ck d f g l ll m mm n nd ng r rk s sh t tz v z
    ansky berg baum ein enko er ern ewicz feld lin man off ovsky sohn stein
"""
_PARTS = [line.split() for line in _SYLLABLES.strip().splitlines()]
SURNAMES = math.prod(map(len, _PARTS))


def surname(number: int) -> str:
    """One of SURNAMES, each another."""
    parts = []
    for syllables in reversed(_PARTS):
        number, which = divmod(number, len(syllables))
        parts.append(syllables[which])
    return "".join(reversed(parts))


def skewed(rng: Random, many: int, head: int = 1) -> int:
    """
    One of `many` numbers, the first the likeliest: the chance of the r-th falls as 1 / (head + r).

    With a larger `head` the first few are less far above the others.
    """
    return int(head * ((many + head) / head) ** rng.random()) - head


@dataclass(frozen=True)
class Vocabulary:
    """The running words of the hand-made articles in one language."""

    words: list[str]

    def run(self, rng: Random, count: int) -> list[str]:
        """`count` words, some of them as they stand together in a text."""
        drawn: list[str] = []
        while len(drawn) < count:
            start = rng.randrange(len(self.words) - RUN[1])
            drawn += self.words[start : start + rng.randint(*RUN)]
        return drawn[:count]

    def sentence(self, rng: Random, count: int) -> str:
        words = self.run(rng, count)
        if rng.random() < count / NAMES_EVERY:
            words[0] = surname(skewed(rng, SURNAMES))
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def headline(self, rng: Random) -> str:
        return " ".join(word[0].upper() + word[1:] for word in self.run(rng, rng.randint(5, 10)))

    def body(self, rng: Random, median: int = MEDIAN_WORDS) -> str:
        """Paragraphs of HTML, as the sanitizer leaves them."""
        length = min(round(rng.lognormvariate(math.log(median), SPREAD)), MOST_WORDS)
        sentences = list(self._sentences(rng, length))
        paragraphs = []
        while sentences:
            size = rng.randint(*PARAGRAPH)
            paragraphs.append(f"<p>{' '.join(sentences[:size])}</p>")
            sentences = sentences[size:]
        return "".join(paragraphs)

    def _sentences(self, rng: Random, length: int) -> Iterator[str]:
        while length > 0:
            count = min(rng.randint(*SENTENCE), length)
            yield self.sentence(rng, count)
            length -= count


@cache
def vocabulary(lang: str) -> Vocabulary:
    stories = (story for story in entries("articles") if story.settings["lang"] == lang)
    words = (word for story in stories for word in _words(story.body))
    return Vocabulary(list(words))


def _words(body: str) -> list[str]:
    text = html.unescape(strip_tags(body.replace("</", " </"))).lower()
    return re.findall(r"[^\W_]+(?:[’'׳״-][^\W_]+)*", text)
