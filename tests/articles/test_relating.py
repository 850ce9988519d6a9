from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from articles.relating import Candidate, related

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
RAIN, BRIDGES, CITY = 1, 2, 3


def candidate(pk, *tags, words="", **fields):
    """The higher its id, the newer it is."""
    at = NOON + timedelta(hours=pk)
    return Candidate(pk, at, tags=frozenset(tags), words=frozenset(words.split()), **fields)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], []),
        # What shares nothing but its place is not related; one word alone is chance.
        ([candidate(1), candidate(2, of_section=True, of_author=True)], []),
        ([candidate(1, words="rain"), candidate(2, words="rain umbrella")], [2]),
        ([candidate(1, RAIN), candidate(2, words="rain umbrella")], [1, 2]),
        # Two shared tags before one, and a rare one before one that most have.
        ([candidate(1, RAIN, BRIDGES), candidate(2, RAIN), candidate(3, BRIDGES)], [1, 3, 2]),
        ([candidate(1, BRIDGES), *(candidate(pk, CITY) for pk in (2, 3, 4))], [1, 4, 3]),
        # A word in every headline says nothing beside one that only two have.
        (
            [
                candidate(1, RAIN, words="umbrella"),
                *(candidate(pk, RAIN, words="york") for pk in (2, 3, 4)),
            ],
            [1, 4, 3],
        ),
        # Of equals: by the same author, in the same section, and then the newest.
        ([candidate(1, RAIN, of_author=True), candidate(2, RAIN)], [1, 2]),
        ([candidate(1, RAIN, of_section=True), candidate(2, RAIN)], [1, 2]),
        ([candidate(pk, RAIN) for pk in (1, 2, 3, 4)], [4, 3, 2]),
        # Nobody buys their way in.
        ([candidate(1, RAIN, kind="sponsored"), candidate(2, RAIN, kind="press_release")], []),
        ([candidate(1, RAIN, kind="opinion")], [1]),
    ],
)
def test_related(candidates, expected):
    assert related(candidates, 3) == expected


def test_in_whatever_order_they_come_they_are_related_alike():
    candidates = [
        candidate(pk, *range(pk % 4), words=" ".join("abcdefg"[: pk % 7]), of_section=pk % 2 == 0)
        for pk in range(1, 40)
    ]
    expected = related(candidates, 40)
    for seed in range(10):
        Random(seed).shuffle(candidates)
        assert related(candidates, 40) == expected
    same_moment = [replace(one, publish_at=NOON) for one in candidates]
    assert related(same_moment, 40) == related(same_moment[::-1], 40)
