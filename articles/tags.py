"""What is done to tags as a whole: one becomes another, and what nothing has ever had goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from articles import addresses, verbs, versions
from articles.models import DeskEntry, MergedTag, Tag, TaggedArticle
from authors.models import User


@transaction.atomic
def merge(tags: Iterable[Tag], *, into: Tag, by: User | None, reason: str = "") -> Tag:
    """
    Make of `tags` the one tag `into`, with all that they are on and every address they ever had.

    Old versions of articles have it as well, so that restoring one brings a tag that there is.
    The names that go become other names of it. A few statements a tag, however many articles;
    what was moved stands in the record. ValidationError for a tag that is no more.
    """
    verbs.require(by, "articles.merge_tag")
    wanted = {tag.pk for tag in tags} - {into.pk}
    if not wanted:
        raise ValidationError("Choose a tag to merge into another one.")
    held = _hold(wanted | {into.pk})
    into = held.pop(into.pk)
    names = ", ".join(f"“{tag}”" for tag in held.values())
    others = [name for tag in held.values() for name in [tag.name, *tag.other_names]]
    merged = [_move(tag, into) for tag in held.values()]
    into.other_names = sorted([*into.other_names, *others])
    versions.keep(into, by=by, note=f"{names} merged into it."[:300])
    verbs.record_act("merge", into, by=by, reason=reason, merged=merged)
    return into


@transaction.atomic
def discard(tags: Iterable[Tag], *, by: User | None) -> list[str]:
    """
    Delete tags that nothing has ever had; the names of those that went.

    One that something has meanwhile stays. The addresses of the others answer “gone”.
    """
    verbs.require(by, "articles.discard_tag")
    held = Tag.objects.select_for_update().order_by("pk").filter(pk__in=[tag.pk for tag in tags])
    idle = Tag.objects.on_nothing().filter(pk__in=[tag.pk for tag in held])
    gone = []
    for tag in idle:
        verbs.record_act("discard", tag, by=by, address=tag.get_absolute_url())
        addresses.give_up(tag)
        tag.delete()
        gone.append(tag.name)
    return gone


def _hold(wanted: set[int]) -> dict[int, Tag]:
    """The tags by their ids, in the order in which everybody locks them."""
    found = Tag.objects.select_for_update().order_by("pk").filter(pk__in=wanted)
    held = {tag.pk: tag for tag in found}
    if len(held) < len(wanted):
        raise ValidationError("One of these tags is gone: somebody has merged or deleted it.")
    return held


def _move(tag: Tag, into: Tag) -> dict[str, Any]:
    """End `tag` in `into`; what the record says of it."""
    moved = {"id": tag.pk, "name": tag.name, "address": tag.get_absolute_url()} | {
        "articles": _repoint(TaggedArticle, "content_object", tag, into),
        "versions": _repoint(Tag.revisions.through, "revision", tag, into),
    }
    DeskEntry.objects.retag(tag.pk, into.pk)
    addresses.hand_over(tag, into)
    MergedTag.objects.filter(tag=tag).update(tag=into)
    MergedTag.objects.create(old_id=tag.pk, tag=into)
    tag.delete()
    return moved


def _repoint(through: type[models.Model], thing: str, tag: Tag, into: Tag) -> int:
    """Let the rows of `tag` name `into`, one for each thing; how many things those are."""
    rows: Any = through.objects  # type: ignore[attr-defined]
    have = rows.filter(tag=into).values(thing)
    doubled, _ = rows.filter(tag=tag, **{f"{thing}__in": have}).delete()
    moved: int = rows.filter(tag=tag).update(tag=into)
    return doubled + moved
