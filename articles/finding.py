"""
The desk finds articles: any there are, drafts included, by what an editor knows of them.

Every question costs little at a million articles. What is common is found among the newest, in
their order; what is rare is found by the index of facets and words, and then put in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from urllib.parse import unquote, urlsplit

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    Q,
    Value,
    When,
)
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from algemeiner.keys import is_key
from articles.models import Article, DeskEntry, Redirect
from articles.models.days import newsroom_day
from articles.models.desk_entries import (
    DeskEntryQuerySet,
    facets,
    standing,
    with_words,
)
from articles.paging import Page, page_of
from authors.models import User

BATCH = 500  # entries that are written at once, so that no save has to wait for long
WINDOW = 5_000  # entries that are looked through in their order before all that answer are gathered
ADDRESS = re.compile(r"(https?:/)?/\S*", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """What articles are looked for; what is left empty is not asked."""

    words: str = ""
    standing: str = ""  # one of STANDINGS
    facets: dict[str, int | str] = field(default_factory=dict)  # {"section": 3, "kind": "news"}
    first: date | None = None  # days of the newsroom, by their place in the list
    last: date | None = None

    def asked(self) -> Q:
        asked = with_words(self.words) if self.words else Q()
        if is_key(self.words):
            asked |= Q(pk=int(self.words))
        elif ADDRESS.fullmatch(self.words):
            asked = Q(pk=article_at(self.words))
        if self.standing:
            asked &= standing(self.standing)
        return asked & facets(**self.facets) if self.facets else asked


def entries(wanted: Wanted, user: User) -> DeskEntryQuerySet:
    """Every entry of the days that are wanted, but of what is secret from `user`."""
    secret = Article.objects.secret_from(user).values("pk")
    found = DeskEntry.objects.exclude(article__in=secret)
    if wanted.first:
        found = found.filter(at__gte=newsroom_day(wanted.first)[0])
    if wanted.last:
        found = found.filter(at__lt=newsroom_day(wanted.last)[1])
    return found


def page(wanted: Wanted, request: HttpRequest, user: User, size: int) -> Page[DeskEntry]:
    """The page of what is wanted that the request's ?before= or ?after= asks for."""
    return page_of(entries(wanted, user), request, size, take=partial(take, asked=wanted.asked()))


def newest(wanted: Wanted, user: User, count: int) -> list[int]:
    """The ids of the newest articles that are wanted."""
    found = take(entries(wanted, user).newest_first(), count, asked=wanted.asked())
    return [entry.pk for entry in found]


def take(ordered: DeskEntryQuerySet, count: int, *, asked: Q) -> list[DeskEntry]:
    """
    The first `count` of these entries that are `asked` for.

    PostgreSQL, left alone, walks the whole list in its order for the sake of a few rows that are
    far apart, or gathers half of it to sort that. So the newest are looked through first, by a
    condition that no index has; and then all that answer are gathered, in an order that none has.
    """
    if not asked:
        return list(ordered[:count])
    edge = ordered.values_list("at", flat=True)[WINDOW : WINDOW + 1].first()
    near = ordered if edge is None else ordered.up_to(edge)
    answers = Case(When(asked, then=True), default=False, output_field=BooleanField())
    found = list(near.alias(answers=answers).filter(answers=True)[:count])
    if edge is None or len(found) == count:
        return found
    everywhere = ExpressionWrapper(F("at") + Value(timedelta()), output_field=DateTimeField())
    gathered = ordered.filter(asked).order_by(everywhere, "pk")
    return list(gathered[:count] if ordered.is_oldest_first else gathered.reverse()[:count])


def article_at(address: str) -> int | None:
    """The id of the article that an address leads to, the paper's or the desk's; None for none."""
    try:
        path = unquote(urlsplit(address).path).replace("\0", "")  # of which PostgreSQL keeps none
        match = resolve(path)
    except ValueError:
        return None  # what stands in the place of a host is none
    except Resolver404:
        match = None
    named = match.kwargs if match else {}
    if "object_id" in named and match and str(match.url_name).startswith("articles_article_"):
        return int(named["object_id"]) if is_key(named["object_id"]) else None
    if {"day", "slug"} <= named.keys():
        there = Article.objects.at_address(named["day"], named["slug"]).first()
        if there is not None:
            return there.pk
    moved = Redirect.objects.filter(path=path, article__isnull=False).first()
    return moved.article_id if moved else None


def renew(author: int) -> None:
    """Write the entries anew of an author whose name has changed; for the worker."""
    theirs = DeskEntry.objects.filter(facets(author=author)).order_by("pk")
    pks = list(theirs.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        DeskEntry.objects.keep(pks[start : start + BATCH])
