"""The front as the desk shows it: every slot with what stands there, by hand or by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.admin.arrangement_form import ArrangementForm, SlotForm, key_of
from articles.admin.front_words import Names
from articles.arranging import LEAD, OPINION, STRIP, TOP, Place
from articles.front import Front, front_of
from articles.models import Article, Photo, Section
from articles.rearranging import above, below, zone_of


@dataclass(frozen=True)
class Cell:
    """
    A slot on the board. `article` was put there by hand, `filler` stands there by itself at the
    moment that the board shows: instead, or for the time that the article does not hold the slot.
    """

    place: Place
    label: str
    form: SlotForm
    article: Article | None = None
    filler: Article | None = None
    photo: Photo | None = None
    is_sealed: bool = False
    holds: bool = False

    @property
    def key(self) -> str:
        return key_of(self.place)

    @property
    def article_id(self) -> int | str | None:
        """What is taken hold of here; the number alone of what is sealed."""
        if self.is_sealed:
            typed: str = self.form["article"].value()
            return typed
        return self.shown.pk if self.shown else None

    @property
    def is_by_hand(self) -> bool:
        return self.article is not None or self.is_sealed

    @property
    def shown(self) -> Article | None:
        return self.article if self.article is not None else self.filler

    @property
    def headline(self) -> str:
        """As it will appear; of a slot that is sealed, what may be said of it."""
        if self.is_sealed:
            return "Under embargo"
        own = self.form.cleaned_data.get("headline") if self.article else ""
        return own or (str(self.shown) if self.shown else "")

    @property
    def dek(self) -> str:
        own = self.form.cleaned_data.get("dek") if self.article else ""
        return own or (self.shown.dek if self.shown else "")

    @property
    def until(self) -> datetime | None:
        until: datetime | None = self.form.cleaned_data.get("until")
        return until if self.article is not None else None

    @property
    def why_not(self) -> str:
        """Why an article put by hand does not hold its slot at the moment."""
        if self.article is None or self.holds:
            return ""
        if self.until is not None and self.until <= timezone.now():
            return "Its time here is over"
        if self.article.is_scheduled:
            return "Not published yet"
        return "" if self.article.is_public() else "Readers do not have it"

    @property
    def may_go_up(self) -> bool:
        return above(self.place) is not None

    @property
    def may_go_down(self) -> bool:
        return below(self.place) is not None


@dataclass(frozen=True)
class StripOfCells:
    section: Section
    order: Any  # the bound field of its place
    cells: list[Cell]
    is_shown: bool


@dataclass(frozen=True)
class Board:
    lead: Cell
    top: list[Cell]
    opinion: list[Cell]
    latest: list[Article]
    strips: list[StripOfCells]

    @property
    def shown_strips(self) -> list[StripOfCells]:
        return [strip for strip in self.strips if strip.is_shown]

    @property
    def other_strips(self) -> list[StripOfCells]:
        return [strip for strip in self.strips if not strip.is_shown]


def board_of(form: ArrangementForm) -> Board:
    """What is typed, laid out as a page at the form's moment."""
    moment = form.moment()
    front = front_of(form.arrangement(), at=moment, user=form.user)
    names = Names({}, {section.pk: section.name for section in form.sections})
    cells = {place: _cell(place, form, names, moment) for place in form.slots}
    for zone, articles in _zones(front):
        cells |= _with_fillers([cells[place] for place in zone_of(zone)], articles)

    def row(zone: str, section: int | None = None) -> list[Cell]:
        return [cells[place] for place in zone_of(Place(zone, section, 1))]

    shown = form.strip_sections()
    others = [section for section in form.sections if section not in shown]
    return Board(
        lead=row(LEAD)[0],
        top=row(TOP),
        opinion=row(OPINION),
        latest=front.latest,
        strips=[
            StripOfCells(
                section, form[f"strip-{section.pk}"], row(STRIP, section.pk), section in shown
            )
            for section in [*shown, *others]
        ],
    )


def _cell(place: Place, form: ArrangementForm, names: Names, moment: datetime) -> Cell:
    slot_form = form.slots[place]
    pk = form.article_ids.get(place)
    article = form.articles.get(pk) if pk else None
    said = slot_form.cleaned_data
    until = said.get("until")
    return Cell(
        place=place,
        label=names.place(place),
        form=slot_form,
        article=article,
        photo=_photo(article, said.get("photo"), form),
        is_sealed=article is None and pk is not None and pk in form.sealed,
        holds=article is not None
        and article.is_public(moment)
        and (until is None or until > moment),
    )


def _photo(article: Article | None, own: int | None, form: ArrangementForm) -> Photo | None:
    """What readers see of the slot's own photo or of the article's; none of what is secret."""
    if article is None or own is None:
        return article.shown_photo if article else None
    photo = form.photos.get(own)
    return photo.shown_in(article.section) if photo else None


def _zones(front: Front) -> Iterable[tuple[Place, list[Article]]]:
    yield Place(LEAD, None, 1), [front.lead] if front.lead else []
    yield Place(TOP, None, 1), front.top
    yield Place(OPINION, None, 1), front.opinion
    for strip in front.strips:
        yield Place(STRIP, strip.section.pk, 1), strip.articles


def _with_fillers(cells: list[Cell], articles: list[Article]) -> dict[Place, Cell]:
    held = {cell.article.pk for cell in cells if cell.article is not None and cell.holds}
    waiting = iter(article for article in articles if article.pk not in held)
    return {
        cell.place: cell if cell.holds else _filled(cell, next(waiting, None)) for cell in cells
    }


def _filled(cell: Cell, filler: Article | None) -> Cell:
    photo = cell.photo if cell.is_by_hand or filler is None else filler.shown_photo
    return replace(cell, filler=filler, photo=photo)
