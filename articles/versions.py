"""
Saving what is no article (tags, sections, authors, pages, photos, the site's settings): over the
version that it was changed from, and keeping what each save made of it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles import addresses, verbs
from articles.models import KeptVersion, Tag
from articles.models.versions import words_of
from authors.models import User

AS_IT_STOOD = "As it stood before."


class StaleVersion(Exception):
    """Somebody saved in between; `theirs` is the version that stands."""

    def __init__(self, theirs: KeptVersion) -> None:
        super().__init__(f"{theirs.by or 'Somebody'} has saved this meanwhile.")
        self.theirs = theirs


def number_of(thing: Any) -> int:
    """The number of its newest version; 0 where nothing was kept of it yet."""
    numbers = KeptVersion.objects.of(thing).values_list("number", flat=True)
    return numbers.first() or 0 if thing.pk else 0


def hold(thing: Any) -> Any:
    """The thing as it stands, locked until the transaction ends; None for one that is new."""
    stored = type(thing).objects.select_for_update()
    return stored.filter(pk=thing.pk).first() if thing.pk else None


@transaction.atomic
def keep(
    thing: Any, *, by: User | None, based_on: int | None = None, note: str = ""
) -> KeptVersion:
    """
    Save `thing` and return the version that it is now.

    `based_on` is the number of the version that it was changed from, 0 where there was none;
    StaleVersion is raised when another has come since. None saves over whatever stands. What was
    changed past this verb since the last version is kept as one, too: nothing goes unrecorded.
    """
    stood = hold(thing)
    options = thing._meta
    act = f"{options.app_label}.{'add' if stood is None else 'change'}_{options.model_name}"
    verbs.require(by, act, stood)
    last = KeptVersion.objects.of(thing).first() if stood is not None else None
    if last is not None and based_on is not None and last.number != based_on:
        raise StaleVersion(last)
    if stood is not None and (last is None or last.words != words_of(stood)):
        last = _keep_words(stood, last, by=None, note=AS_IT_STOOD)
    _save(thing)
    if last is not None and last.words == words_of(thing):
        return last
    version = _keep_words(thing, last, by=by, note=note)
    verb = "create" if stood is None else "save"
    verbs.record_act(verb, thing, by=by, reason=note, version=version.number)
    return version


def _save(thing: Any) -> None:
    if isinstance(thing, addresses.Addressed):
        addresses.keep(thing)
    else:
        thing.save()
    if isinstance(thing, Tag):
        thing.save_other_names()


def _keep_words(thing: Any, last: KeptVersion | None, *, by: User | None, note: str) -> KeptVersion:
    return KeptVersion.objects.create(
        noun=thing._meta.model_name,
        thing_id=thing.pk,
        number=last.number + 1 if last else 1,
        words=words_of(thing),
        by=by,
        note=note,
    )
