from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from articles.arranging import Candidate, Moved, Place, Zones, filled, moves, zones

N, O, R = "news", "opinion", "review"  # noqa: E741
S, P = "sponsored", "press_release"
LEAD = Place("lead", None, 1)


def top(position):
    return Place("top", None, position)


def opinion(position):
    return Place("opinion", None, position)


def candidates(*rows):
    """Newest first, with ids from 1; a kind, or a kind and whether there is a picture."""
    return [
        Candidate(pk, *(row if isinstance(row, tuple) else (row, False)))
        for pk, row in enumerate(rows, start=1)
    ]


def numbers(first, count):
    return list(range(first, first + count))


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        ([], Zones([], [], [], [])),
        ([N], Zones([1], [], [], [])),
        # The newest with a picture leads, else the newest.
        ([N, (R, True), (N, True)], Zones([2], [1, 3], [], [])),
        ([N, R], Zones([1], [2], [], [])),
        # Paid pieces and opinion never lead by themselves, pictured or not.
        ([(S, True), (P, True), (O, True), N], Zones([4], [1, 2], [], [3])),
        ([(S, True)], Zones([], [1], [], [])),
        ([(O, True), (O, True)], Zones([], [], [], [1, 2])),
        # Opinion has its column, and beyond it stands among the others.
        ([O] * 6 + [N], Zones([7], [6], [], numbers(1, 5))),
        ([N] * 15, Zones([1], numbers(2, 4), numbers(6, 9), [])),
    ],
)
def test_what_fills_itself(newest, expected):
    assert zones(candidates(*newest), {}) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({LEAD: 90}, Zones([90], numbers(1, 4), numbers(5, 9), [])),
        ({top(3): 90}, Zones([1], [2, 3, 90, 4], numbers(5, 9), [])),
        ({top(1): 90, top(4): 91, LEAD: 92}, Zones([92], [90, 1, 2, 91], numbers(3, 9), [])),
        ({opinion(2): 90}, Zones([1], numbers(2, 4), numbers(6, 9), [90])),
        ({Place("strip", 7, 1): 90}, Zones([1], numbers(2, 4), numbers(6, 9), [])),
    ],
    ids=["lead", "a hole in the top", "around", "opinion closes up", "a strip takes nothing here"],
)
def test_what_is_put_there_holds_its_place(held, expected):
    assert zones(candidates(*[N] * 15), held) == expected


def test_opinion_gives_up_as_many_as_are_held():
    held = {opinion(1): 90, opinion(3): 91}
    found = zones(candidates(*[O] * 6), held)
    assert found == Zones([], [4, 5, 6], [], [90, 1, 91, 2, 3])


def test_a_strip_is_filled_around_what_is_held_in_it():
    held = {Place("strip", 7, 2): 90, Place("strip", 8, 1): 91}
    assert filled("strip", held, [1, 2, 3, 4, 5], section=7) == [1, 90, 2, 3]
    assert filled("strip", held, [], section=8) == [91]


def slot(article, place, *, headline="", dek="", photo_id=None, until=None):
    return SimpleNamespace(
        article_id=article, place=place, headline=headline, dek=dek, photo_id=photo_id, until=until
    )


NOON = datetime(2026, 11, 25, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [], []),
        ([slot(1, LEAD)], [slot(1, LEAD)], []),
        ([], [slot(1, LEAD)], [Moved(1, None, LEAD, [])]),
        ([slot(1, LEAD)], [], [Moved(1, LEAD, None, [])]),
        (
            [slot(1, LEAD), slot(2, top(1))],
            [slot(2, LEAD), slot(1, top(1))],
            [Moved(2, top(1), LEAD, []), Moved(1, LEAD, top(1), [])],
        ),
        (
            [slot(1, LEAD, headline="Old")],
            [slot(1, LEAD, headline="New", dek="And why", photo_id=4, until=NOON)],
            [Moved(1, LEAD, LEAD, ["headline", "dek", "photo", "until"])],
        ),
        ([], [slot(1, LEAD, headline="New")], [Moved(1, None, LEAD, ["headline"])]),
        ([slot(1, LEAD, dek="Why")], [slot(1, LEAD)], [Moved(1, LEAD, LEAD, ["dek"])]),
    ],
)
def test_what_moved(before, after, expected):
    assert moves(before, after) == expected
