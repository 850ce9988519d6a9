"""
What changed between two texts, word by word. Pure: strings in, pieces out.

Texts are compared paragraph by paragraph, and words only within paragraphs that face each other,
so a piece of ten thousand words is compared in a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import zip_longest
from typing import Literal

Kind = Literal["same", "removed", "added"]

_BLOCK = re.compile(r"</?(?:p|h2|h3|li|ul|ol|blockquote|hr|figure|figcaption|table|tr)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
# Above this many pieces on a side difflib's own short cut for frequent ones is worth its errors:
# twenty thousand paragraphs that are all the same took 52 seconds without it.
LONG = 1_000


@dataclass(frozen=True)
class Piece:
    """A run of words, with single spaces, that is on both sides or on one only."""

    kind: Kind
    text: str


Paragraph = tuple[Piece, ...]


def paragraphs(html: str) -> list[str]:
    """The paragraphs, headings and list items of a body, as plain text; empty ones left out."""
    parts = (unescape(_TAG.sub("", part)) for part in _BLOCK.split(html.replace("<br>", " ")))
    return [text for part in parts if (text := " ".join(part.split()))]


def compare(before: Sequence[str], after: Sequence[str]) -> list[Paragraph]:
    """Both texts, paragraph by paragraph, as the pieces that are the same, removed and added."""
    return list(_compared(before, after))


def has_changed(paragraphs: Sequence[Paragraph]) -> bool:
    return any(piece.kind != "same" for paragraph in paragraphs for piece in paragraph)


def words(before: str, after: str) -> Paragraph:
    """One text against another, word by word."""
    old, new = before.split(), after.split()
    return tuple(_pieces(matching(old, new), old, new))


def matching(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    """How two sequences match; exact unless one of them is long."""
    return SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    for operation, i, j, m, n in matching(before, after).get_opcodes():
        if operation == "equal":
            yield from ((Piece("same", text),) for text in after[m:n])
        else:
            for old, new in zip_longest(before[i:j], after[m:n], fillvalue=""):
                yield words(old, new)


def _pieces(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:
    for operation, i, j, m, n in matcher.get_opcodes():
        if operation == "equal":
            yield Piece("same", " ".join(new[m:n]))
            continue
        if i < j:
            yield Piece("removed", " ".join(old[i:j]))
        if m < n:
            yield Piece("added", " ".join(new[m:n]))
