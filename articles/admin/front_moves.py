"""One move on the front's form: what a button, a key or the mouse asks for by name."""

from __future__ import annotations

from dataclasses import dataclass

from algemeiner.keys import is_key
from articles import rearranging
from articles.admin.arrangement_form import (
    NO_ARTICLE,
    ArrangementForm,
    Typed,
    key_of,
    moved,
    place_of,
    strips_typed,
)
from articles.admin.front_words import Names
from articles.arranging import BOUGHT, LEAD, Place
from articles.models import Article
from articles.rearranging import above, below
from authors.models import User


@dataclass(frozen=True)
class Moved:
    """What is typed then, and what was done, in words that stand for themselves."""

    typed: Typed
    words: str
    place: str = ""  # the key of the slot that the eye should go to


def move(typed: Typed, *, user: User) -> Moved:
    """
    `put` is "<article>" or "<article> <place>" (without one, `where` says it); `move` is
    "<place> up", "<place> down" or "<place> off"; `strip` is "<section> <its number among the
    strips>", "<section> on", "<section> off" or "navigation".
    """
    form = ArrangementForm(typed, base=None, user=user)
    if "strip" in typed:
        return _strip(form, *typed["strip"].split()[:2])
    held = form.article_ids
    if "put" in typed:
        pk, _, key = typed["put"].partition(" ")
        return _put(form, held, pk, key or typed.get("where", ""))
    key, _, how = typed["move"].partition(" ")
    place = place_of(key, form.slots)
    if place is None or place not in held:
        return Moved(typed, "There is nothing in that slot to move.")
    if how == "off":
        return _moved(form, held, rearranging.take_off(held, place), place)
    to = above(place) if how == "up" else below(place)
    return Moved(typed, "It cannot go further.", key) if to is None else _go(form, held, place, to)


def _put(form: ArrangementForm, held: dict[Place, int], pk: str, key: str) -> Moved:
    place = place_of(key, form.slots)
    if place is None:
        return Moved(form.typed, "Choose where it is to stand.")
    named = Article.objects.filter(pk=pk) if is_key(pk) else Article.objects.none()
    article = named.not_secret_from(form.user).first()
    if article is None and not (is_key(pk) and int(pk) in held.values()):
        return Moved(form.typed, NO_ARTICLE)
    if place.zone == LEAD and article is not None and article.kind in BOUGHT:
        return Moved(form.typed, f"“{article}” cannot lead: nobody buys their way there.")
    return _moved(form, held, rearranging.put(held, int(pk), place), place)


def _go(form: ArrangementForm, held: dict[Place, int], start: Place, to: Place) -> Moved:
    return _put(form, held, str(held[start]), key_of(to))


def _moved(
    form: ArrangementForm, held: dict[Place, int], after: dict[Place, int], place: Place
) -> Moved:
    names = Names.of({*held.values(), *after.values()}, user=form.user)
    was, now = ({pk: place for place, pk in side.items()} for side in (held, after))
    said = [
        _said(names, pk, now.get(pk))
        for pk in [*now, *(was.keys() - now.keys())]
        if was.get(pk) != now.get(pk)
    ]
    said.sort(key=lambda words: names.at(place) not in words)  # what was asked for comes first
    words = ". ".join(said) + "." if said else "It stands there already."
    return Moved(moved(form.typed, held, after), words, key_of(place))


def _said(names: Names, pk: int, place: Place | None) -> str:
    name = names.article(pk)
    name = name[0].upper() + name[1:]
    return f"{name} is off the front" if place is None else f"{name} is now in {names.at(place)}"


def _strip(form: ArrangementForm, which: str = "", how: str = "") -> Moved:
    if which == "navigation":
        return Moved(form.typed | strips_typed(None, form.sections), "Strips as in the navigation.")
    names = {str(section.pk): section.name for section in form.sections}
    if which not in names:
        return Moved(form.typed, "There is no such section.")
    form.is_valid()
    others = [section.pk for section in form.strip_sections() if str(section.pk) != which]
    to = max(int(how) - 1, 0) if is_key(how) else len(others)
    order = others if how == "off" else [*others[:to], int(which), *others[to:]]
    typed = form.typed | strips_typed(order, form.sections)
    done = "is off the front" if how == "off" else f"is number {order.index(int(which)) + 1}"
    return Moved(typed, f"The strip of {names[which]} {done}.")
