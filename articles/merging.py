"""
What two people made of one body, part by part. Pure: HTML in, parts out.

A part is a stretch of the body's blocks that nobody changed, that one of the two changed, or both.
Two changes meet only where they touch the same block, or put something in at the same place: who
writes the next paragraph is in nobody's way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from articles.comparing import matching

Who = Literal["nobody", "theirs", "yours", "alike", "both"]

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_EMPTY = {"br", "hr", "img", "col", "wbr"}


@dataclass(frozen=True)
class Part:
    base: str
    theirs: str
    yours: str

    @property
    def who(self) -> Who:
        return who_changed(self.base, self.theirs, self.yours)

    @property
    def merged(self) -> str:
        """Theirs where only they changed it; wherever you did, it is yours."""
        return self.theirs if self.who == "theirs" else self.yours


class _Edit(NamedTuple):
    start: int
    end: int
    side: str  # "theirs" or "yours"
    blocks: Sequence[str]


def who_changed(base: object, theirs: object, yours: object) -> Who:
    if theirs == yours:
        return "nobody" if theirs == base else "alike"
    if yours == base:
        return "theirs"
    return "yours" if theirs == base else "both"


def parts(base: str, theirs: str, yours: str) -> list[Part]:
    """The three bodies cut where they can be set beside each other."""
    blocks = list(_blocks(base))
    changes = [(theirs, "theirs"), (yours, "yours")]
    edits = [edit for body, side in changes for edit in _edits(blocks, list(_blocks(body)), side)]
    return list(_parts(blocks, sorted(edits)))


def _blocks(body: str) -> Iterator[str]:
    """The outermost elements of a body, and any text between them."""
    depth = start = 0
    for tag in _TAG.finditer(body):
        closes, name = tag[1], tag[2].lower()
        if name not in _EMPTY:
            depth += -1 if closes else 1
        if depth <= 0 and (closes or name in _EMPTY):
            depth = 0
            yield body[start : tag.end()].strip()
            start = tag.end()
    if rest := body[start:].strip():
        yield rest


def _edits(base: Sequence[str], new: Sequence[str], side: str) -> Iterator[_Edit]:
    for operation, i, j, m, n in matching(base, new).get_opcodes():
        if operation == "replace" and j - i == n - m:
            for place in range(j - i):
                yield _Edit(i + place, i + place + 1, side, new[m + place : m + place + 1])
        elif operation != "equal":
            yield _Edit(i, j, side, new[m:n])


def _parts(base: Sequence[str], edits: Sequence[_Edit]) -> Iterator[Part]:
    at = 0
    for group in _groups(edits):
        start, end = group[0].start, max(edit.end for edit in group)
        if at < start:
            yield _unchanged(base[at:start])
        sides = (_made_of(base, start, end, group, side) for side in ("theirs", "yours"))
        yield Part("".join(base[start:end]), *sides)
        at = end
    if at < len(base):
        yield _unchanged(base[at:])


def _groups(edits: Sequence[_Edit]) -> Iterator[list[_Edit]]:
    """Edits that meet, together; those of one side never do."""
    group: list[_Edit] = []
    end = -1
    for edit in edits:
        at_one_place = group and group[-1][:2] == edit[:2]
        if group and not at_one_place and edit.start >= end:
            yield group
            group = []
            end = -1
        group.append(edit)
        end = max(end, edit.end)
    if group:
        yield group


def _made_of(base: Sequence[str], start: int, end: int, edits: Sequence[_Edit], side: str) -> str:
    """What one side made of a stretch of the base."""
    made: list[str] = []
    at = start
    for edit in edits:
        if edit.side == side:
            made += [*base[at : edit.start], *edit.blocks]
            at = edit.end
    return "".join([*made, *base[at:end]])


def _unchanged(blocks: Sequence[str]) -> Part:
    body = "".join(blocks)
    return Part(body, body, body)
