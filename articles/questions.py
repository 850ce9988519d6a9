"""
What a reader looks for, out of what was typed: words, "a phrase", -without, this or that. Pure.

A Question gives tsqueries in PostgreSQL's notation. Each part stands there in quotation marks: so
nothing typed is an operator, and PostgreSQL makes words of it by the rules of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from articles import hebrew

MOST_PARTS = 12  # each is a look into the index; nobody remembers more words than that

_PART = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Part:
    """A word or a phrase, in the letters that are searched for."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False

    @classmethod
    def of(cls, match: re.Match[str]) -> Part:
        phrase, word = match["phrase"], match["word"]
        text = " ".join((phrase if word is None else word).split())
        is_phrase = word is None and " " in text
        # "--" and what follows it is no word left out; a dash is typed so.
        return cls(text, is_phrase, is_excluded=match["minus"] == "-")

    @property
    def says_something(self) -> bool:
        return any(map(str.isalnum, self.text))

    @property
    def exact(self) -> str:
        """What answers it, as it stands."""
        return _quoted(self.text) if self.is_phrase else _any(hebrew.forms(self.text))

    @property
    def rough(self) -> str:
        """What every answer has; asked of the index alone, which knows no order of words."""
        return _all(map(_quoted, self.text.split())) if self.is_phrase else self.exact


@dataclass(frozen=True)
class Question:
    asked: tuple[tuple[Part, ...], ...] = ()  # one of each group must be there
    excluded: tuple[Part, ...] = ()
    is_cut: bool = False  # whether more was typed than is looked for

    @classmethod
    def parse(cls, typed: str) -> Question:
        groups: list[list[Part]] = []
        excluded: list[Part] = []
        joins, count = False, 0
        for match in _PART.finditer(hebrew.bare(typed)):
            part = Part.of(match)
            if part == Part("or") or part == Part("OR"):
                joins = bool(groups)
            elif part.says_something:
                count += 1
                if count > MOST_PARTS:
                    break
                if part.is_excluded:
                    excluded.append(part)
                elif joins:
                    groups[-1].append(part)
                else:
                    groups.append([part])
                joins = False
        return cls(tuple(map(tuple, groups)), tuple(excluded), is_cut=count > MOST_PARTS)

    @cached_property
    def exact(self) -> str:
        """The whole question as a tsquery; "" where nothing is asked for."""
        wanted = [_any_of(part.exact for part in group) for group in self.asked]
        return _all([*wanted, *(f"!{part.exact}" for part in self.excluded)]) if wanted else ""

    @cached_property
    def rough(self) -> str:
        """A tsquery of the words alone, to which at least what answers `exact` answers."""
        return _all(_any_of(part.rough for part in group) for group in self.asked)

    @property
    def needs_a_second_look(self) -> bool:
        """Whether what answers `rough` need not answer `exact`."""
        return bool(self.excluded) or self.has_phrase

    @property
    def has_phrase(self) -> bool:
        return any(part.is_phrase or "-" in part.text for part in self.parts)

    @property
    def parts(self) -> list[Part]:
        """What is asked for, without what is left out."""
        return [part for group in self.asked for part in group]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _any(words: Iterable[str]) -> str:
    return _any_of(map(_quoted, words))


def _any_of(queries: Iterable[str]) -> str:
    return f"({' | '.join(queries)})"


def _all(queries: Iterable[str]) -> str:
    return " & ".join(queries)
