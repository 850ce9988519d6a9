"""
What goes where on the front, and who would see what moved. Pure: ids and places in, ids and places
out.

A zone has as many slots as the page has room for. What the desk put into a slot holds it; the rest
fill themselves, newest first, and no article stands on the front twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

LEAD, TOP, OPINION, STRIP = "lead", "top", "opinion", "strip"
# How many slots the desk can fill; a strip has so many for each section.
SLOTS = {LEAD: 1, TOP: 4, OPINION: 5, STRIP: 4}
LATEST = 9  # of the list that is always newest first, and that nobody arranges
# As many of the newest as the zones before the strips can take.
NEWEST = SLOTS[LEAD] + SLOTS[TOP] + LATEST + SLOTS[OPINION]
# A lead says “this matters”: nobody buys their way there. Opinion does not go there by itself, for
# it has a column of its own.
BOUGHT = {"sponsored", "press_release"}
NEVER_LEAD = {*BOUGHT, OPINION}


class Place(NamedTuple):
    """A slot's place: its zone, the id of its section where that is a strip, and from 1 on."""

    zone: str
    section: int | None
    position: int


@dataclass(frozen=True)
class Candidate:
    """An article that may fill a slot by itself."""

    pk: int
    kind: str
    has_picture: bool = False  # nothing leads with a placeholder while something else could


@dataclass(frozen=True)
class Zones:
    """The ids in each zone but the strips, in order."""

    lead: list[int]
    top: list[int]
    latest: list[int]
    opinion: list[int]

    @property
    def used(self) -> set[int]:
        return {*self.lead, *self.top, *self.latest, *self.opinion}


def zones(newest: Iterable[Candidate], held: Mapping[Place, int]) -> Zones:
    """
    The zones before the strips. `newest` is newest first and has nothing that is held anywhere.

    A lead of its own is the newest with a picture that may lead, else the newest that may.
    """
    waiting = list(newest)
    opinion = [c.pk for c in waiting if c.kind == OPINION][: _free(OPINION, held)]
    rest = [c for c in waiting if c.pk not in opinion]
    may_lead = [c for c in rest if c.kind not in NEVER_LEAD]
    pictured = [c for c in may_lead if c.has_picture]
    leading = [c.pk for c in pictured or may_lead][: _free(LEAD, held)]
    others = [c.pk for c in rest if c.pk not in leading]
    beside, below = others[: (free := _free(TOP, held))], others[free : free + LATEST]
    return Zones(
        lead=filled(LEAD, held, leading),
        top=filled(TOP, held, beside),
        latest=below,
        opinion=filled(OPINION, held, opinion),
    )


def filled(
    zone: str, held: Mapping[Place, int], fillers: Iterable[int], section: int | None = None
) -> list[int]:
    """A zone's ids in order: what is held in its place, and in the others what fills them."""
    waiting = iter(fillers)
    slots = (
        held.get(Place(zone, section, position)) or next(waiting, None)
        for position in range(1, SLOTS[zone] + 1)
    )
    return [pk for pk in slots if pk is not None]


def _free(zone: str, held: Mapping[Place, int]) -> int:
    return SLOTS[zone] - sum(place.zone == zone for place in held)


class Slot(Protocol):
    """What is compared: articles.models.Slot."""

    article_id: int
    headline: str
    dek: str
    photo_id: int | None
    until: datetime | None

    @property
    def place(self) -> Place: ...


@dataclass(frozen=True)
class Moved:
    """What became of one article: where it was (None: nowhere) and is, and what else is new."""

    article: int
    before: Place | None
    after: Place | None
    words: list[str]  # of "headline", "dek", "photo", "until"


def moves(before: Iterable[Slot], after: Iterable[Slot]) -> list[Moved]:
    """What was placed, moved, taken off or worded anew between two arrangements."""
    old, new = ({slot.article_id: slot for slot in slots} for slots in (before, after))
    changes = [_moved(pk, old.get(pk), new.get(pk)) for pk in [*new, *(old.keys() - new.keys())]]
    return [moved for moved in changes if moved.before != moved.after or moved.words]


WORDS = {"headline": "headline", "dek": "dek", "photo_id": "photo", "until": "until"}


def _moved(article: int, old: Slot | None, new: Slot | None) -> Moved:
    changed = [
        word
        for name, word in WORDS.items()
        if new is not None and (getattr(old, name, None) or None) != (getattr(new, name) or None)
    ]
    before, after = (slot.place if slot is not None else None for slot in (old, new))
    return Moved(article, before, after, changed)
