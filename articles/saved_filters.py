"""The questions to the list of articles that somebody keeps under names of their own."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import SavedFilter
from articles.verbs import require
from authors.models import User


def keep(*, name: str, query: str, by: User) -> SavedFilter:
    """Keep a question, in place of another that had this name. ValidationError for an empty one."""
    require(by, "articles.view_article")
    if not query:
        raise ValidationError("Choose what the list shows first: there is nothing to keep.")
    kept, _ = SavedFilter.objects.update_or_create(
        owner=by, name=_name(name), defaults={"query": query}
    )
    return kept


@transaction.atomic
def change(
    kept: SavedFilter, *, name: str, is_default: bool, is_shared: bool, by: User
) -> SavedFilter:
    """Another name; whether the list opens with it; whether it stands above everybody's."""
    _require_own(kept, by)
    if is_shared != kept.is_shared:
        require(by, "articles.share_savedfilter")
    kept.name, kept.is_default, kept.is_shared = _name(name), is_default, is_shared
    kept.validate_constraints(exclude={"is_default"})
    if is_default:
        others = SavedFilter.objects.filter(owner=by).exclude(pk=kept.pk)
        others.update(is_default=False)
    kept.save()
    return kept


def forget(kept: SavedFilter, *, by: User) -> None:
    _require_own(kept, by)
    kept.delete()


def _name(typed: str) -> str:
    name = " ".join(typed.split())[:60]
    if not name:
        raise ValidationError("Give the filter a name.")
    return name


def _require_own(kept: SavedFilter, by: User) -> None:
    require(by, "articles.view_article")
    if kept.owner_id != by.pk:
        raise ValidationError("This filter is somebody else’s.")
