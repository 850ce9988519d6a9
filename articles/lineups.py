"""
Arranging the front, one function a verb (articles.verbs says what each of them does besides).

A line-up is never changed: each verb keeps another one. A form carries the line-up that it was
made from and the one that readers had then, so that nobody's work is laid over unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles import verbs
from articles.arranging import BOUGHT, SLOTS
from articles.front import Arrangement
from articles.models import Article, LineUp, Photo, Slot, Zone
from authors.models import User

ACT = "articles.arrange_front"


class StaleFront(Exception):
    """
    Somebody arranged the front in between: `theirs` is what stands in its place, None where what
    was being arranged has been discarded.
    """

    def __init__(self, theirs: LineUp | None) -> None:
        super().__init__("The front was arranged anew meanwhile.")
        self.theirs = theirs


class NotArranged(ValidationError):
    """The arrangement cannot be kept; the messages say why."""


@transaction.atomic
def save_draft(
    arrangement: Arrangement, *, based_on: LineUp | None, by: User | None, name: str = ""
) -> LineUp:
    """Keep an arrangement that readers do not see. It takes the place of the draft it is from."""
    base = _held(based_on, by=by)
    if base is not None and base.is_draft:
        _drop(base)
    return _keep("draft_front", arrangement, base=base, by=by, name=name)


@transaction.atomic
def schedule(
    arrangement: Arrangement,
    *,
    at: datetime,
    based_on: LineUp | None,
    by: User | None,
    name: str = "",
) -> LineUp:
    """
    Let readers see an arrangement from a moment to come, without anybody's doing then.

    It takes the place of the draft or of the line-up to come that it is from.
    """
    base = _held(based_on, by=by)
    if at <= timezone.now():
        raise NotArranged("That moment is over: choose one to come, or publish now.")
    _drop_unless_seen(base)
    return _keep("schedule_front", arrangement, base=base, by=by, name=name, starts_at=at)


@transaction.atomic
def publish(
    arrangement: Arrangement,
    *,
    based_on: LineUp | None,
    seen: int | None,
    by: User | None,
    name: str = "",
) -> LineUp:
    """
    Let readers see an arrangement now. `seen` is the id of the line-up that readers had when it
    was made (None: none); StaleFront where they have another one since.
    """
    base = _held(based_on, by=by)
    _refuse_unseen(seen)
    _drop_unless_seen(base)
    now = timezone.now()
    return _keep("publish_front", arrangement, base=base, by=by, name=name, starts_at=now)


@transaction.atomic
def restore(earlier: LineUp, *, seen: int | None, by: User | None) -> LineUp:
    """Give readers again what they had: an arrangement of before, whole. StaleFront as above."""
    _held(None, by=by)
    _refuse_unseen(seen)
    if not earlier.has_begun():
        raise NotArranged("Readers never had this arrangement.")
    origin = earlier.restored_from or earlier
    return _keep(
        "restore_front",
        arrangement_of(origin),
        base=LineUp.objects.begun().first(),
        by=by,
        name=origin.name,
        starts_at=timezone.now(),
        restored_from=origin,
    )


def undo(*, seen: int | None, by: User | None) -> LineUp:
    """
    Give readers what they had before the last change; a second time, before the one before that.
    StaleFront as above.
    """
    earlier = before_now()
    if earlier is None:
        raise NotArranged("There is no earlier arrangement.")
    return restore(earlier, seen=seen, by=by)


def before_now() -> LineUp | None:
    """The arrangement that `undo` would bring back."""
    now = LineUp.objects.begun().select_related("restored_from").first()
    return now and LineUp.objects.before(now.restored_from or now).first()


@transaction.atomic
def discard(line_up: LineUp, *, by: User | None) -> None:
    """Throw a draft away, or take a line-up to come off the schedule; its record stays."""
    held = _held(line_up, by=by)
    assert held is not None
    if held.has_begun():
        raise NotArranged("Readers have this arrangement already.")
    _drop(held)
    verbs.record_act("discard_front", held, by=by)


def arrangement_of(line_up: LineUp | None) -> Arrangement:
    """What a line-up puts where; nothing where there is none."""
    if line_up is None:
        return Arrangement()
    slots = line_up.slots.select_related("photo", "section", "article").in_order()
    return Arrangement(list(slots), line_up.strips)


def _held(based_on: LineUp | None, *, by: User | None) -> LineUp | None:
    """
    What the arrangement is from, as it stands now, once the policy lets `by` arrange; nobody else
    arranges before the transaction ends.
    """
    verbs.require(by, ACT)
    verbs.take_turns(LineUp)
    if based_on is None:
        return None
    base = LineUp.objects.get(pk=based_on.pk)
    if base.dropped_at is not None:
        raise StaleFront(base.followers.order_by("-pk").first())
    return base


def _refuse_unseen(seen: int | None) -> None:
    now = LineUp.objects.begun().first()
    if now is not None and now.pk != seen:
        raise StaleFront(now)


def _drop_unless_seen(line_up: LineUp | None) -> None:
    if line_up is not None and not line_up.has_begun():
        _drop(line_up)


def _drop(line_up: LineUp) -> None:
    line_up.dropped_at = timezone.now()
    line_up.save(update_fields=["dropped_at"])


def _keep(
    verb: str,
    arrangement: Arrangement,
    *,
    base: LineUp | None,
    by: User | None,
    name: str,
    **fields: Any,
) -> LineUp:
    slots = [_copied(slot) for slot in arrangement.slots]
    if by is not None:
        _refuse_secrets(slots, fields.get("restored_from") or base, by=by)
    _refuse_nonsense(slots)
    strips = None if arrangement.strips is None else list(arrangement.strips)
    line_up = LineUp.objects.create(
        name=name, strips=strips, based_on=base, created_by=by, **fields
    )
    for slot in slots:
        slot.line_up = line_up
    Slot.objects.bulk_create(slots)
    verbs.record_act(verb, line_up, by=by)
    return line_up


def _copied(slot: Slot) -> Slot:
    names = ("zone", "section_id", "position", "article_id", "headline", "dek", "photo_id", "until")
    return Slot(**{name: getattr(slot, name) for name in names})


def _refuse_nonsense(slots: list[Slot]) -> None:
    problems = [
        f"{slot}: the page has no such place." for slot in slots if not _is_on_the_page(slot)
    ]
    problems += [f"{slot} is filled twice." for slot in _twice(slots, "place")]
    problems += [
        f"{slot}: its article stands elsewhere, too." for slot in _twice(slots, "article_id")
    ]
    leading = Article.objects.filter(
        pk__in=[slot.article_id for slot in slots if slot.zone == Zone.LEAD]
    )
    problems += [
        f"“{article}” cannot lead: nobody buys their way there."
        for article in leading.filter(kind__in=BOUGHT)
    ]
    if problems:
        raise NotArranged(problems)


def _is_on_the_page(slot: Slot) -> bool:
    is_strip = slot.zone == Zone.STRIP
    return 1 <= slot.position <= SLOTS.get(slot.zone, 0) and is_strip == (
        slot.section_id is not None
    )


def _twice(slots: list[Slot], name: str) -> Iterable[Slot]:
    found = Counter(getattr(slot, name) for slot in slots)
    return [slot for slot in slots if found[getattr(slot, name)] > 1]


def _refuse_secrets(slots: list[Slot], base: LineUp | None, *, by: User) -> None:
    """
    What is under an embargo that does not name `by` keeps the words that it has on the front, and
    nobody else puts it, or a photo of it, there.
    """
    known = {slot.article_id: slot for slot in arrangement_of(base).slots}
    placed = Article.objects.filter(pk__in=[slot.article_id for slot in slots])
    secret = set(placed.secret_from(by).values_list("pk", flat=True))
    if secret - known.keys():
        raise PermissionDenied("An article is under an embargo that does not name you.")
    for slot in slots:
        if slot.article_id in secret:
            word_as(slot, known[slot.article_id])
    there = {(pk, slot.photo_id) for pk, slot in known.items()}
    new = [slot.photo_id for slot in slots if (slot.article_id, slot.photo_id) not in there]
    secret_photos = Photo.objects.secret_from(by)
    if secret_photos.filter(pk__in=[pk for pk in new if pk is not None]).exists():
        raise PermissionDenied("A photo is under an embargo that does not name you.")


def word_as(slot: Slot, other: Slot) -> None:
    """Give a slot the words, the photo and the end that another has."""
    slot.headline, slot.dek = other.headline, other.dek
    slot.photo, slot.until = other.photo, other.until
