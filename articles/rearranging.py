"""
Moving things on the front by hand, and laying one editor's moves over another's. Pure: what stands
in which place goes in, and comes out anew; nothing that is passed in is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.arranging import LEAD, SLOTS, TOP, Place

T = TypeVar("T")
Held = Mapping[Place, T]


def put(held: Held[T], what: T, at: Place) -> dict[Place, T]:
    """
    Everything in its place once `what`, from wherever it stood, stands at a place.

    Within its zone it goes past what lies between. In another one, what stands there gives way with
    all below it, down to the next free slot; where there is none, the last falls off. A lead that
    gives way leads the top.
    """
    start = next((place for place, other in held.items() if other == what), None)
    rest = {place: other for place, other in held.items() if place != start}
    zone = [rest.get(place) for place in zone_of(at)]
    index = at.position - 1
    if start is not None and start[:2] == at[:2]:
        others = [*zone[: start.position - 1], *zone[start.position :]]
        return _with_zone(rest, at, [*others[:index], what, *others[index:]])
    gives_way = rest.get(at) if at.zone == LEAD else None
    placed = _with_zone(rest, at, _inserted(zone, index, what))
    return placed if gives_way is None else put(placed, gives_way, Place(TOP, None, 1))


def take_off(held: Held[T], at: Place) -> dict[Place, T]:
    """Everything else stays where it is: the slot fills itself."""
    return {place: what for place, what in held.items() if place != at}


def above(at: Place) -> Place | None:
    """Where "Move up" leads: the lead is above the top."""
    if at.position > 1:
        return _at(at, at.position - 1)
    return Place(LEAD, None, 1) if at.zone == TOP else None


def below(at: Place) -> Place | None:
    if at.zone == LEAD:
        return Place(TOP, None, 1)
    return _at(at, at.position + 1) if at.position < SLOTS[at.zone] else None


def zone_of(at: Place) -> list[Place]:
    """The places of the zone, or of the section's strip, that a place is in."""
    return [_at(at, number) for number in range(1, SLOTS[at.zone] + 1)]


def _at(place: Place, position: int) -> Place:
    return Place(place.zone, place.section, position)


def _inserted(zone: Sequence[T | None], index: int, what: T) -> list[T | None]:
    free = next((place for place in range(index, len(zone)) if zone[place] is None), len(zone) - 1)
    return [*zone[:index], what, *zone[index:free], *zone[free + 1 :]]


def _with_zone(held: Held[T], at: Place, zone: Sequence[T | None]) -> dict[Place, T]:
    places = zone_of(at)
    outside = {place: what for place, what in held.items() if place not in places}
    inside = zip(places, zone, strict=True)
    return outside | {place: what for place, what in inside if what is not None}


@dataclass(frozen=True)
class Rebased(Generic[T]):
    """One editor's moves over another's, and those that found something else in their place."""

    held: dict[Place, T]
    collided: list[T]


def rebased(base: Held[T], theirs: Held[T], mine: Held[T]) -> Rebased[T]:
    """
    What both made of `base`, as far as it can be had: theirs, with my moves laid over it.

    A move of mine collides where they moved the same thing elsewhere, or put another one where I
    want mine; theirs stands then.
    """
    was, they, i = (_by_thing(held) for held in (base, theirs, mine))
    moved = [what for what in [*i, *(was.keys() - i.keys())] if was.get(what) != i.get(what)]
    moved_twice = [what for what in moved if they.get(what) not in (was.get(what), i.get(what))]
    free_to_move = [what for what in moved if what not in moved_twice]
    held = {place: what for place, what in theirs.items() if what not in free_to_move}
    collided = list(moved_twice)
    for what in free_to_move:
        place = i.get(what)
        if place is not None and place in held:
            collided.append(what)
            place = they.get(what)
        if place is not None and place not in held:
            held[place] = what
    return Rebased(held, collided)


def _by_thing(held: Held[T]) -> dict[T, Place]:
    return {what: place for place, what in held.items()}
