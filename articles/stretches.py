"""
The stretches of time in which search looks one after the other. Pure.

Each is some times as long as the one before: a word of every second article fills a page out of the
first, and a word of a few articles is looked for six times at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

MONTHS_AT_FIRST = 2  # each a stretch: of the first there may be no more than a day
# Years of the next ones; the first of them has the months that are left of its year as well.
YEARS = (1, 4, 16)

Facts = list[tuple[str, str]]


def between(start: date, end: date) -> Iterator[Facts]:
    """
    From the month of `start` to that of `end`, which may be the earlier one: of each stretch the
    facts (articles.models.search) of which an article in it has one.
    """
    step = 1 if end >= start else -1
    months = range(_number(start), _number(end) + step, step)
    for month in months[:MONTHS_AT_FIRST]:
        yield _months([month])
    left = months[MONTHS_AT_FIRST:]
    if left:
        near = months[MONTHS_AT_FIRST - 1] // 12
        years = range(near + step, left[-1] // 12 + step, step)
        yield from _of_years(_months(month for month in left if month // 12 == near), years)


def _of_years(first: Facts, years: range) -> Iterator[Facts]:
    for length in (*YEARS, len(years)):
        stretch = first + [("year", f"{year}") for year in years[:length]]
        if stretch:
            yield stretch
        first, years = [], years[length:]


def _months(numbers: Iterable[int]) -> Facts:
    return [("month", f"{number // 12}-{number % 12 + 1}") for number in numbers]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
