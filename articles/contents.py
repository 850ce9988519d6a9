"""
The headings of a body: an anchor for each, and the contents of a long piece. Pure.

Anchors are made when a body is shown, out of a heading's own words in whatever script: a link to
one holds as long as the heading does. They begin with "text-", so that none is that of something
else on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from algemeiner.slugs import slugify
from articles.figures import plain

HEADINGS, WORDS = 3, 800  # from so many on a piece has contents

_HEADING = re.compile(r"<h(?P<level>[23])>(?P<words>.*?)</h(?P=level)>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    level: int
    anchor: str
    text: str


def headings(body: str) -> list[Heading]:
    return [heading for heading, _ in _found(body)]


def contents(body: str, words: int) -> list[Heading]:
    """The headings of a piece that is long enough to need them listed; else none."""
    found = headings(body) if words >= WORDS else []
    return found if len(found) >= HEADINGS else []


def anchored(body: str) -> str:
    """A body whose headings can be linked to."""
    pieces, end = [], 0
    for heading, match in _found(body):
        tag = f"h{heading.level}"
        pieces += [
            body[end : match.start()],
            f'<{tag} id="{heading.anchor}">{match["words"]}</{tag}>',
        ]
        end = match.end()
    return "".join([*pieces, body[end:]])


def _found(body: str) -> Iterator[tuple[Heading, re.Match[str]]]:
    """Each heading with words in it; of those with the same words the later ones are numbered."""
    taken: set[str] = set()
    for match in _HEADING.finditer(body):
        text = plain(match["words"])
        if text:
            anchor = _free(f"text-{slugify(text) or 'heading'}", taken)
            taken.add(anchor)
            yield Heading(int(match["level"]), anchor, text), match


def _free(anchor: str, taken: set[str]) -> str:
    number, free = 1, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free
