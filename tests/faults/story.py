"""
A text that can be told from every other. Each of its parts follows from one token, so that half of
one version under half of another is found wherever the two are shown together.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

AUTHORS, TAGS, SECTIONS, PARAGRAPHS = 7, 8, 3, 12
TOKEN = re.compile(r"\bt[a-z]+[0-9]+\b")
CREATOR, CONTENT = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
)


class Torn(AssertionError):
    """Parts of different versions, or of none, stand together."""


@dataclass(frozen=True)
class Story:
    token: str

    @classmethod
    def told_by(cls, headline: str) -> Story:
        found = TOKEN.findall(headline)
        if len(found) != 1:
            raise Torn(f"no single token in the headline {headline!r}")
        return cls(found[0])

    @property
    def headline(self) -> str:
        return f"Story {self.token} is told"

    @property
    def dek(self) -> str:
        return f"What {self.token} says."

    @property
    def kicker(self) -> str:
        return f"Kicker {self.token}"

    @property
    def body(self) -> str:
        return "".join(
            f"<p>Paragraph {n} of {PARAGRAPHS} of {self.token}.</p>"
            for n in range(1, PARAGRAPHS + 1)
        )

    @property
    def section(self) -> int:
        return self._number % SECTIONS

    @property
    def authors(self) -> list[int]:
        """One to three of the authors, in an order of the token's own."""
        return self._some(1 + self._number % 3, AUTHORS, step=1 + self._number // 7 % 6)

    @property
    def tags(self) -> list[int]:
        return sorted(self._some(2 + self._number // 3 % 3, TAGS, step=3))

    @property
    def _number(self) -> int:
        return crc32(self.token.encode())

    def _some(self, count: int, of: int, step: int) -> list[int]:
        return [(self._number // 11 + n * step) % of for n in range(count)]

    def parts(self) -> dict[str, Any]:
        """As readers are shown them."""
        return {
            "headline": self.headline,
            "dek": self.dek,
            "kicker": self.kicker,
            "body": self.body,
            "section": section_name(self.section),
            "authors": [author_name(n) for n in self.authors],
            "tags": [tag_name(n) for n in self.tags],
        }


def author_name(number: int) -> str:
    return f"Author {number}"


def tag_name(number: int) -> str:
    return f"Tag {number}"


def section_name(number: int) -> str:
    return f"Section {number}"


def check(parts: dict[str, Any]) -> str:
    """The token that all of the parts come from; Torn where they do not."""
    story = Story.told_by(parts["headline"])
    expected = {name: part for name, part in story.parts().items() if name in parts}
    if parts != expected:
        wrong = {name: part for name, part in parts.items() if part != expected[name]}
        raise Torn(f"{story.token} is shown with {wrong}, expected {expected}")
    return story.token


def on_article_page(html: str) -> str:
    """The one token of an article's page, but for what it leads on to."""
    html = re.sub(r"</article>.*?(?=<footer)", "", html, flags=re.DOTALL)
    parts = {
        "headline": _one(r'<h1 class="headline">([^<]*)</h1>', html),
        "dek": _one(r'<p class="dek">([^<]*)</p>', html),
        "kicker": _one(r'<span class="kicker">([^<]*)</span>', html),
        "body": _one(r'<div class="body">((?:(?!</div>)[\s\S])*)</div>', html),
        "section": _one(r'<p class="eyebrow"[^>]*><a [^>]*>([^<]*)</a>', html),
        "authors": re.findall(r'<a rel="author"[^>]*>([^<]*)</a>', html),
        "tags": re.findall(r'<a rel="tag"[^>]*>([^<]*)</a>', html),
    }
    token = check(parts)
    if set(TOKEN.findall(html)) != {token}:
        raise Torn(f"the page of {token} also has {set(TOKEN.findall(html)) - {token}}")
    return token


def on_front(html: str) -> Iterator[str]:
    """The token of every teaser of a list."""
    for teaser in re.findall(r'<article class="teaser.*?</article>', html, re.DOTALL):
        parts = {"headline": _one(r'<a class="teaser-link"[^>]*>([^<]*)</a>', teaser)}
        for name, pattern in [
            ("dek", r'<p class="dek">([^<]*)</p>'),
            ("kicker", r'<p class="eyebrow">([^<]*)</p>'),
        ]:
            if re.search(pattern, teaser):
                parts[name] = _one(pattern, teaser)
        if 'class="teaser-byline"' in teaser:
            byline = _one(r'<p class="teaser-byline">\s*by ([^<]*)</p>', teaser)
            parts["authors"] = re.split(r", | and ", byline.strip())
        yield check(parts)


def in_feed(xml: str) -> Iterator[str]:
    for item in ET.fromstring(xml).iter("item"):
        yield check(
            {
                "headline": item.findtext("title"),
                "dek": item.findtext("description"),
                "body": item.findtext(CONTENT),
                "section": item.findtext("category"),
                "authors": [creator.text for creator in item.findall(CREATOR)],
            }
        )


def _one(pattern: str, html: str) -> str:
    found = re.findall(pattern, html)
    if len(found) != 1:
        raise Torn(f"{len(found)} × {pattern} in {html}")
    return found[0].strip()
