import pytest

from articles.arranging import Place
from articles.rearranging import Rebased, above, below, put, rebased, take_off

LEAD = Place("lead", None, 1)
CITY = Place("strip", 7, 1)


def top(*names):
    """Top slots by the letters in them, "" for one that fills itself."""
    return {Place("top", None, n): name for n, name in enumerate(names, start=1) if name}


@pytest.mark.parametrize(
    ("before", "what", "at", "after"),
    [
        (top(), "x", 2, top("", "x")),
        (top("a", "b"), "x", 1, top("x", "a", "b")),
        (top("a", "", "c"), "x", 1, top("x", "a", "c")),
        (top("a", "b", "c", "d"), "x", 2, top("a", "x", "b", "c")),
        (top("a", "b", "c", "d"), "x", 4, top("a", "b", "c", "x")),
        (top("a", "b", "c", "d"), "d", 1, top("d", "a", "b", "c")),
        (top("a", "b", "c", "d"), "a", 3, top("b", "c", "a", "d")),
        (top("a", "", "c"), "a", 2, top("", "a", "c")),
        (top("a", "b"), "a", 1, top("a", "b")),
    ],
    ids=[
        "into a free slot",
        "what is there gives way",
        "as far as the next free slot",
        "the last falls off",
        "on the last",
        "up its own zone",
        "down its own zone",
        "into a free slot of its own zone",
        "where it is",
    ],
)
def test_putting_something_into_a_zone(before, what, at, after):
    assert put(before, what, Place("top", None, at)) == after


def test_a_lead_that_gives_way_leads_the_top():
    before = {LEAD: "old", **top("a", "b", "c", "d")}
    assert put(before, "new", LEAD) == {LEAD: "new", **top("old", "a", "b", "c")}
    assert put(before, "b", LEAD) == {LEAD: "b", **top("old", "a", "c", "d")}


def test_from_zone_to_zone_the_old_slot_fills_itself():
    before = {LEAD: "old", CITY: "c", **top("a", "b")}
    assert put(before, "a", CITY) == {
        LEAD: "old",
        CITY: "a",
        CITY._replace(position=2): "c",
        **top("", "b"),
    }


def test_taking_off_moves_nothing_else():
    assert take_off(top("a", "b", "c"), Place("top", None, 2)) == top("a", "", "c")


def test_up_and_down_lead_through_the_top_to_the_lead():
    first, last = Place("top", None, 1), Place("top", None, 4)
    assert (above(first), below(LEAD)) == (LEAD, first)
    assert (above(last), below(last)) == (last._replace(position=3), None)
    assert (above(LEAD), above(CITY)) == (None, None)
    assert below(CITY) == CITY._replace(position=2)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "result"),
    [
        (top("a"), top("b"), top("a"), Rebased(top("b"), [])),
        (top("a"), top("a"), top("b"), Rebased(top("b"), [])),
        (top("a"), top("a", "b"), top("a", "", "c"), Rebased(top("a", "b", "c"), [])),
        (top("a"), top("a", "b"), top("a", "c"), Rebased(top("a", "b"), ["c"])),
        (top("a"), top("", "a"), top("", "", "a"), Rebased(top("", "a"), ["a"])),
        (top("a"), top("", "a"), top("", "a"), Rebased(top("", "a"), [])),
        (top("a"), top("", "a"), top(), Rebased(top("", "a"), ["a"])),
        (top("a", "b"), top("a", "b"), top("b", "a"), Rebased(top("b", "a"), [])),
        (top("a", "b"), top("x", "b"), top("b", "a"), Rebased(top("x", "b"), ["a", "b"])),
        (top("a", "b"), top("a", "b", "x"), top("a", "", "b"), Rebased(top("a", "b", "x"), ["b"])),
    ],
    ids=[
        "only they moved",
        "only I moved",
        "into two places",
        "into one place",
        "the same thing, elsewhere",
        "the same thing, alike",
        "I took off what they moved",
        "I changed two about",
        "and one of them is not there any more",
        "my place is taken, so it stays",
    ],
)
def test_moves_over_somebody_else_s(base, theirs, mine, result):
    found = rebased(base, theirs, mine)
    assert (found.held, sorted(found.collided)) == (result.held, result.collided)
