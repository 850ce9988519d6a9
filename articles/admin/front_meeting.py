"""Two editors at the front at once: what each did, and one's moves laid over the other's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404

from algemeiner.keys import is_key
from articles import lineups, rearranging
from articles.admin.arrangement_form import (
    FIELDS,
    ArrangementForm,
    Typed,
    named,
    places,
    row_in,
    typed_of,
)
from articles.admin.front_moves import Moved
from articles.admin.front_words import Names, articles_of, what_moved
from articles.arranging import Place
from articles.front import Arrangement
from articles.models import LineUp
from authors.models import User

STRIP_ORDER = re.compile(r"strip-[0-9]+")


@dataclass(frozen=True)
class Row:
    """A slot that one of the two changed: what stood there, what they put there, and what you."""

    label: str
    sides: list[str]


@dataclass(frozen=True)
class Meeting:
    """`anew` is what the form carries from now on: it has been shown what came between."""

    theirs: LineUp | None
    start: LineUp | None
    base: LineUp | None
    anew: Typed
    their_moves: list[str]
    my_moves: list[str]
    rows: list[Row]

    @property
    def rebase(self) -> str:
        return f"{self.start.pk if self.start else 0} {self.theirs.pk if self.theirs else 0}"


def meeting_of(form: ArrangementForm, theirs: LineUp | None) -> Meeting:
    """
    What both began with is the line-up that the form is from where that was replaced, and what
    readers had then where they have another one now.
    """
    stands = LineUp.objects.standing().filter(pk=form.base.pk if form.base else 0).exists()
    is_replaced = form.base is not None and not stands
    seen = LineUp.objects.filter(pk=form.cleaned_data["seen"] or 0).first()
    start = form.base if is_replaced else seen
    base = theirs if is_replaced else form.base
    now = LineUp.objects.begun().first()
    before, after, mine = (
        lineups.arrangement_of(start),
        lineups.arrangement_of(theirs),
        form.arrangement(),
    )
    names = Names.of(articles_of(before, after, mine), user=form.user)
    return Meeting(
        theirs=theirs,
        start=start,
        base=base,
        anew={"based_on": str(base.pk) if base else "", "seen": str(now.pk) if now else ""},
        their_moves=what_moved(before, after, names),
        my_moves=what_moved(before, mine, names),
        rows=_rows(form, [_held(each) for each in (before, after, mine)], names),
    )


def _rows(form: ArrangementForm, sides: list[dict[Place, int]], names: Names) -> list[Row]:
    found = []
    for place in places(form.sections):
        pks = [side.get(place) for side in sides]
        if len(set(pks)) > 1:
            found.append(Row(names.place(place), [names.article(pk) if pk else "" for pk in pks]))
    return found


def _held(arrangement: Arrangement) -> dict[Place, int]:
    return {slot.place: slot.article_id for slot in arrangement.slots}


def rebased_on(typed: Typed, *, user: User) -> Moved:
    """
    My moves laid over theirs on the form; nothing is kept by it. `rebase` is Meeting's. Where both
    of us moved a thing theirs stands; where both worded one, mine is on the board to be looked at.
    """
    start, theirs = _line_ups(typed["rebase"])
    form = ArrangementForm(typed, base=start, user=user)
    before, after = (_side(line_up, form) for line_up in (start, theirs))
    mine = _Side(typed, form.article_ids)
    result = rearranging.rebased(before.held, after.held, mine.held)
    was, they, i = before.rows, after.rows, mine.rows
    worded = {pk: row for pk, row in i.items() if row != was.get(pk)}
    both = [pk for pk in worded if they.get(pk, i[pk]) not in (was.get(pk), i[pk])]
    anew = {name: text for name, text in typed.items() if not _is_arrangement(name)}
    anew |= after.strips if mine.strips == before.strips else mine.strips
    for place, pk in result.held.items():
        anew |= named(place, (they | worded)[pk])
    names = Names.of([*result.collided, *both], user=user)
    words = _said(*([names.article(pk) for pk in pks] for pks in (result.collided, both)))
    return Moved(anew | _anew(typed, theirs), words)


@dataclass(frozen=True)
class _Side:
    typed: Typed
    held: dict[Place, int]

    @property
    def rows(self) -> dict[int, Typed]:
        """What is typed of each article."""
        return {pk: row_in(self.typed, place) for place, pk in self.held.items()}

    @property
    def strips(self) -> Typed:
        return {name: text for name, text in self.typed.items() if text and _is_strip(name)}


def _side(line_up: LineUp | None, form: ArrangementForm) -> _Side:
    arrangement = lineups.arrangement_of(line_up)
    typed = typed_of(arrangement, sections=form.sections, user=form.user)
    return _Side(typed, _held(arrangement))


def _line_ups(said: str) -> list[LineUp | None]:
    keys = said.split()
    if len(keys) != 2 or not all(map(is_key, keys)):
        raise BadRequest("rebase names two line-ups.")
    return [get_object_or_404(LineUp, pk=key) if int(key) else None for key in keys]


def _anew(typed: Typed, theirs: LineUp | None) -> Typed:
    pk = str(theirs.pk) if theirs else ""
    is_live = theirs is not None and theirs.has_begun()
    return {"based_on": pk, "seen": pk if is_live else typed.get("seen", "")}


def _is_strip(name: str) -> bool:
    return name == "as_in_navigation" or STRIP_ORDER.fullmatch(name) is not None


def _is_arrangement(name: str) -> bool:
    return _is_strip(name) or ("-" in name and name.rpartition("-")[2] in FIELDS)


def _said(collided: list[str], worded: list[str]) -> str:
    said = ["Your moves are laid over theirs. Nothing is published yet: look at it, and publish."]
    if collided:
        said.append(f"Theirs stands where you both moved something: {', '.join(collided)}.")
    if worded:
        said.append(f"Yours are the words that you both changed: {', '.join(worded)}.")
    return " ".join(said)
