"""
The front page as readers see it: what the desk has arranged, and the newest in every slot that it
left to fill itself.

Ids come from indexes, what goes where is decided on those, and only the articles that are shown
are fetched: the page costs the same whatever the archive's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Value
from django.utils import timezone

from articles import arranging
from articles.arranging import NEWEST, OPINION, SLOTS, STRIP, Candidate, Place, Zones
from articles.models import Article, Kind, LineUp, Photo, Section, Slot, Stretch
from articles.models.article_lists import ArticleQuerySet
from authors.models import User

MOST_READ = 5


@dataclass(frozen=True)
class Arrangement:
    """What the desk puts where: slots, which need not be saved, and the strips' sections by id."""

    slots: Sequence[Slot] = field(default_factory=list)
    strips: Sequence[int] | None = None


@dataclass(frozen=True)
class Strip:
    section: Section
    articles: list[Article]


@dataclass(frozen=True)
class Front:
    lead: Article | None
    top: list[Article]
    latest: list[Article]
    opinion: list[Article]
    strips: list[Strip]
    most_read: list[Article]

    @property
    def articles(self) -> list[Article]:
        """Everything that has a place on it, each article once."""
        strips = [article for strip in self.strips for article in strip.articles]
        lead = [self.lead] if self.lead else []
        return [*lead, *self.top, *self.latest, *self.opinion, *strips]


def front_now() -> Front:
    """What readers see. Five queries."""
    at = timezone.now()
    public = Article.objects.published(at)
    line_up = LineUp.objects.begun(at).with_places(at).first()
    if line_up is None:
        return _front(public, {}, None)
    return _front(public, line_up.places, line_up.strips, line_up=line_up)


def front_of(arrangement: Arrangement, *, at: datetime, user: User) -> Front:
    """What readers would see of an arrangement at a moment, as far as `user` may know it."""
    public = Article.objects.published(at).not_secret_from(user)
    pinned = [slot for slot in arrangement.slots if slot.until is None or slot.until > at]
    shown = public.filter(pk__in=[slot.article_id for slot in pinned])
    there = set(shown.values_list("pk", flat=True))
    hidden = _photos_secret_from(user, pinned)
    slots = {
        slot.article_id: _without_photo(slot) if slot.photo_id in hidden else slot
        for slot in pinned
        if slot.article_id in there
    }
    strips = {section.pk for section in _sections(arrangement.strips, public.none())}
    places = {
        slot.place: pk
        for pk, slot in slots.items()
        if slot.section_id is None or slot.section_id in strips
    }
    return _front(public, places, arrangement.strips, slots=slots)


def _photos_secret_from(user: User, slots: Iterable[Slot]) -> set[int]:
    placed = Photo.objects.filter(pk__in=[slot.photo_id for slot in slots if slot.photo_id])
    return set(placed.secret_from(user).values_list("pk", flat=True))


def _without_photo(slot: Slot) -> Slot:
    bare = copy(slot)
    bare.photo = None
    return bare


def stands_on_it(article: Article) -> bool:
    """Whether readers find a public article on the front page now."""
    return article in front_now().articles


def _front(
    public: ArticleQuerySet,
    places: Mapping[Place, int],
    strips: Sequence[int] | None,
    *,
    line_up: LineUp | None = None,
    slots: Mapping[int, Slot] | None = None,
) -> Front:
    """A front of `public` articles; the words over them are those of `slots`, or of `line_up`."""
    waiting = public.exclude(pk__in=places.values()).newest_first()
    candidates, most_read = _candidates(waiting, public.ranked(Stretch.DAY))
    zones = arranging.zones(candidates, places)
    sections = _sections(strips, waiting)
    rows = {section: _strip(section, places, zones) for section in sections}
    listed = public.for_lists().filter(pk__in=zones.used.union(*rows.values(), most_read))
    found = {article.pk: article for article in (listed.placed_in(line_up) if line_up else listed)}
    for pk in found.keys() & {*places.values()}:
        slot = slots[pk] if slots else getattr(found[pk], "placed", None)
        if slot is not None:
            slot.dress(found[pk])

    def fetched(pks: Iterable[int]) -> list[Article]:
        # What was withdrawn between the queries is simply not there.
        return [found[pk] for pk in pks if pk in found]

    return Front(
        lead=next(iter(fetched(zones.lead)), None),
        top=fetched(zones.top),
        latest=fetched(zones.latest),
        opinion=fetched(zones.opinion),
        strips=[Strip(section, fetched(pks)) for section, pks in rows.items() if pks],
        most_read=fetched(most_read),
    )


def _candidates(
    waiting: ArticleQuerySet, ranked: ArticleQuerySet
) -> tuple[list[Candidate], list[int]]:
    """
    The newest of all, and enough of opinion for its column however little there has been; and the
    ids of the most read. One query.
    """
    columns = ("publish_at", "pk", "kind", "pictured", "place")
    waiting = waiting.with_pictured().annotate(place=Value(0))
    newest = waiting.values_list(*columns)[:NEWEST]
    opinion = waiting.of_kind(Kind.OPINION).values_list(*columns)[: SLOTS[OPINION]]
    placed = ranked.with_pictured().annotate(place=F("ranks__position"))
    most_read = placed.values_list(*columns)[:MOST_READ]
    rows = sorted(set(newest.union(opinion, most_read, all=True)), reverse=True)
    candidates = [Candidate(pk, kind, pictured) for _, pk, kind, pictured, at in rows if not at]
    return candidates, [pk for at, pk in sorted((row[4], row[1]) for row in rows) if at]


def _sections(strips: Sequence[int] | None, waiting: ArticleQuerySet) -> list[Section]:
    """The sections that have a strip, in order, each with the ids of its `newest`."""
    newest = waiting.filter(section=OuterRef("pk")).values("pk")
    chosen = Q(in_navigation=True) if strips is None else Q(pk__in=strips)
    sections = Section.objects.filter(chosen).annotate(
        newest=ArraySubquery(newest[: NEWEST + SLOTS[OPINION] + SLOTS[STRIP]])
    )
    return sorted(sections, key=lambda section: strips.index(section.pk) if strips else 0)


def _strip(section: Any, places: Mapping[Place, int], zones: Zones) -> list[int]:
    fillers = [pk for pk in section.newest if pk not in zones.used]
    return arranging.filled(STRIP, places, fillers, section.pk)
