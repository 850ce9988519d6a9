"""
People in the order of an index: under the first letter of their last name, each script in its own.
Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Protocol, TypeVar

from articles.hebrew import bare

OTHERS = "Others"  # whose last names begin with no letter
AFTER_A_NAME = {"jr", "sr", "ii", "iii", "iv"}


class Named(Protocol):
    name: str


Person = TypeVar("Person", bound=Named)


def by_letter(people: Iterable[Person]) -> list[tuple[str, list[Person]]]:
    """Letters in their order, Latin ones first, each with those whose last name begins with it."""
    in_order = sorted(people, key=lambda person: _place(person.name))
    grouped = groupby(in_order, key=lambda person: letter_of(person.name))
    return [(letter, list(named)) for letter, named in grouped]


def letter_of(name: str) -> str:
    first = _compared(last_name(name))[:1].upper()
    return first if first.isalpha() else OTHERS


def last_name(name: str) -> str:
    """The last word: “Adler” of “Miriam Adler”, and of “Miriam Adler, Jr.”."""
    words = name.split()
    names = [word for word in words if word.strip(".,").casefold() not in AFTER_A_NAME]
    return (names or words or [""])[-1].rstrip(",")


def _place(name: str) -> tuple[bool, str, str, str]:
    last = _compared(last_name(name))
    return letter_of(name) == OTHERS, last, _compared(name), name


def _compared(name: str) -> str:
    """Without accents and points, case, and what is no letter or figure at the beginning."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return bare(letters).lstrip("\"'’‘“”„(-.,")
