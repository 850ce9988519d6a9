"""
The front as a form: every slot a handful of fields, named by its place ("top-2-article").

What is typed is a flat table of texts. A page that opens a line-up, one that comes back with
errors and one after a move are all made of such a table, so nothing that was typed is lost on
the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.keys import is_key
from articles import lineups
from articles.admin.fields import MomentField
from articles.arranging import LEAD, OPINION, SLOTS, STRIP, TOP, Place
from articles.finding import article_at
from articles.front import Arrangement
from articles.models import Article, LineUp, Photo, Section, Slot
from authors.models import User

Typed = dict[str, str]

FIELDS = ("article", "headline", "dek", "photo", "until")
AS_TYPED = "%Y-%m-%dT%H:%M"
NO_ARTICLE = "There is no such article."
NO_PHOTO = "The library has no such photo."


class SlotForm(forms.Form):
    article = forms.CharField(
        required=False, max_length=400, label="Article, by its number or address"
    )
    headline = forms.CharField(
        required=False, max_length=250, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )
    dek = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    photo = forms.IntegerField(
        required=False,
        label="Photo, by its number",
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    until = MomentField(required=False, label="Until, in New York")

    def __init__(self, place: Place, typed: Typed) -> None:
        super().__init__(typed, prefix=key_of(place), use_required_attribute=False)
        self.place = place

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_dek(self) -> str:
        return " ".join(self.cleaned_data["dek"].split())

    def clean_photo(self) -> int | None:
        pk: int | None = self.cleaned_data["photo"]
        if pk is not None and not is_key(pk):
            raise ValidationError(NO_PHOTO)
        return pk


class ArrangementForm(forms.Form):
    """
    A line-up in work. `base` is the one that it is made from, `seen` the id of what readers had.

    What is under an embargo that does not name the person stays where it is or moves, and shows
    nothing of itself; articles and photos that it did not have must be theirs to see.
    """

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=80, label="Name of the draft or line-up")
    starts_at = MomentField(required=False, label="Begins at, in New York")
    shown_at = MomentField(required=False, label="Preview for, in New York")
    as_in_navigation = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: Typed, *, base: LineUp | None, user: User) -> None:
        super().__init__(typed, use_required_attribute=False)
        self.typed, self.base, self.user = typed, base, user
        self.sections = list(Section.objects.all())
        for section in self.sections:
            self.fields[f"strip-{section.pk}"] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.HiddenInput,
            )
        self.slots = {place: SlotForm(place, typed) for place in places(self.sections)}

    def is_valid(self) -> bool:
        # Every part is asked, so that every error is told.
        return all([super().is_valid(), *(slot.is_valid() for slot in self.slots.values())])

    def full_clean(self) -> None:
        super().full_clean()
        for place, slot in self.slots.items():
            slot.full_clean()
            for field, problem in self._problems(place, slot):
                slot.add_error(field, problem)

    @cached_property
    def known(self) -> Arrangement:
        """What it is made from."""
        return lineups.arrangement_of(self.base)

    @cached_property
    def article_ids(self) -> dict[Place, int]:
        """Of the slots that name an article; by its number whether it is there or not."""
        found = {
            place: article_named(self.typed.get(f"{key_of(place)}-article", ""), self.user)
            for place in self.slots
        }
        return {place: pk for place, pk in found.items() if pk is not None}

    @cached_property
    def articles(self) -> dict[int, Article]:
        """Those that the slots name and the person may know, by id."""
        named = Article.objects.filter(pk__in=self.article_ids.values())
        found = named.not_secret_from(self.user).for_lists()
        return {article.pk: article for article in found}

    @cached_property
    def sealed(self) -> set[int]:
        """The ids of those that are there, and of which the person may know no more."""
        return {slot.article_id for slot in self.known.slots} - self.articles.keys()

    @cached_property
    def photos(self) -> dict[int, Photo]:
        """Those that the slots name and the person may see."""
        named = {self.typed.get(f"{key_of(place)}-photo", "") for place in self.slots}
        return Photo.objects.not_secret_from(self.user).in_bulk(
            {int(pk) for pk in named if is_key(pk)}
        )

    def _problems(self, place: Place, slot: SlotForm) -> Iterator[tuple[str, str]]:
        pk, photo = self.article_ids.get(place), slot.cleaned_data.get("photo")
        said = slot.cleaned_data.get("article")
        if said and (pk is None or pk not in self.articles.keys() | self.sealed):
            yield "article", NO_ARTICLE
        if not said and any(slot.cleaned_data.get(name) for name in FIELDS):
            yield "article", "Which article do these words belong to?"
        if photo and photo not in self.photos and (pk, photo) not in self._known_photos:
            yield "photo", NO_PHOTO

    @cached_property
    def _known_photos(self) -> set[tuple[int, int | None]]:
        """Each with its article: over another one a photo under embargo would be told."""
        return {(slot.article_id, slot.photo_id) for slot in self.known.slots}

    def strips(self) -> list[int] | None:
        """The ids of the sections with a strip, in order; None for those of the navigation."""
        if self.cleaned_data.get("as_in_navigation"):
            return None
        orders = {
            section.pk: self.cleaned_data.get(f"strip-{section.pk}") for section in self.sections
        }
        chosen = [(order, pk) for pk, order in orders.items() if order]
        return [pk for _, pk in sorted(chosen, key=lambda row: row[0])]

    def strip_sections(self) -> list[Section]:
        strips = self.strips()
        if strips is None:
            return [section for section in self.sections if section.in_navigation]
        by_id = {section.pk: section for section in self.sections}
        return [by_id[pk] for pk in strips]

    def arrangement(self) -> Arrangement:
        """What is typed, as far as it can be read."""
        shown = {section.pk for section in self.strip_sections()}
        slots = [
            self._slot(place, pk)
            for place, pk in self.article_ids.items()
            if pk in self.articles.keys() | self.sealed
            and (place.section is None or place.section in shown)
        ]
        return Arrangement(slots, self.strips())

    def _slot(self, place: Place, pk: int) -> Slot:
        slot = Slot(zone=place.zone, section_id=place.section, position=place.position)
        slot.article_id = pk
        if pk in self.sealed:
            lineups.word_as(slot, next(old for old in self.known.slots if old.article_id == pk))
            return slot
        said = self.slots[place].cleaned_data
        slot.headline, slot.dek = said.get("headline") or "", said.get("dek") or ""
        slot.until, slot.photo_id = said.get("until"), said.get("photo")
        if slot.photo_id in self.photos:
            slot.photo = self.photos[slot.photo_id]
        return slot

    @property
    def begins(self) -> datetime | None:
        """Its beginning, where that is to come."""
        at: datetime | None = self.cleaned_data.get("starts_at")
        return at if at is not None and at > timezone.now() else None

    def moment(self) -> datetime:
        """The one that the board is for."""
        return self.begins or timezone.now()


def key_of(place: Place) -> str:
    """What the names of a slot's fields begin with: "top-2", "strip-7-3"."""
    return "-".join(str(part) for part in place if part is not None)


def place_of(key: str, among: Mapping[Place, Any]) -> Place | None:
    return next((place for place in among if key_of(place) == key), None)


def places(sections: list[Section]) -> list[Place]:
    """Every place of the page, in its order."""
    front = [
        Place(zone, None, n) for zone in (LEAD, TOP, OPINION) for n in range(1, SLOTS[zone] + 1)
    ]
    strips = [
        Place(STRIP, section.pk, n) for section in sections for n in range(1, SLOTS[STRIP] + 1)
    ]
    return [*front, *strips]


def typed_of(arrangement: Arrangement, *, sections: list[Section], user: User) -> Typed:
    """The fields as a page shows them that opens an arrangement."""
    pks = [slot.article_id for slot in arrangement.slots]
    secret = set(Article.objects.filter(pk__in=pks).secret_from(user).values_list("pk", flat=True))
    typed: Typed = {}
    for slot in arrangement.slots:
        row = {"article": str(slot.article_id)} if slot.article_id in secret else _row_of(slot)
        typed |= named(slot.place, row)
    return typed | strips_typed(arrangement.strips, sections)


def _row_of(slot: Slot) -> Typed:
    until = slot.until and slot.until.astimezone(NEWSROOM_ZONE).strftime(AS_TYPED)
    row = {
        "article": slot.article_id,
        "headline": slot.headline,
        "dek": slot.dek,
        "photo": slot.photo_id,
        "until": until,
    }
    return {name: str(value) for name, value in row.items() if value}


def strips_typed(strips: Sequence[int] | None, sections: list[Section]) -> Typed:
    """The fields that say the order of the strips."""
    navigation = [section.pk for section in sections if section.in_navigation]
    none = {f"strip-{section.pk}": "" for section in sections}
    orders = enumerate(navigation if strips is None else strips, start=1)
    chosen = {f"strip-{pk}": str(order) for order, pk in orders}
    return none | chosen | {"as_in_navigation": "on" if strips is None else ""}


def article_named(text: str, user: User) -> int | None:
    """
    The id of the article that a number or an address, the paper's or the desk's, names. An address
    that leads to what `user` may not know leads nowhere.
    """
    text = text.strip()
    if is_key(text):
        return int(text)
    pk = article_at(text) if text else None
    if pk is None or not Article.objects.not_secret_from(user).filter(pk=pk).exists():
        return None
    return pk


def moved(typed: Typed, held: Mapping[Place, int], after: Mapping[Place, int]) -> Typed:
    """What is typed once the articles that were `held` stand elsewhere, each with its words."""
    rows = {pk: row_in(typed, place) for place, pk in held.items()}
    left = {f"{key_of(place)}-{name}" for place in {*held, *after} for name in FIELDS}
    typed = {name: text for name, text in typed.items() if name not in left}
    for place, pk in after.items():
        typed |= named(place, rows.get(pk, {}) | {"article": str(pk)})
    return typed


def row_in(typed: Typed, place: Place) -> Typed:
    """What is typed of one slot."""
    return {name: typed.get(f"{key_of(place)}-{name}", "") for name in FIELDS}


def named(place: Place, row: Typed) -> Typed:
    return {f"{key_of(place)}-{name}": text for name, text in row.items()}
