"""What can be put on the front: articles that readers have or will have, by words and section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from algemeiner.keys import is_key
from articles import finding
from articles.admin.arrangement_form import ArrangementForm, key_of
from articles.admin.front_words import Names
from articles.arranging import Place
from articles.finding import Wanted
from articles.models import Article
from articles.models.article_lists import ArticleQuerySet
from articles.search import LONGEST_QUERY

FOUND_AT_ONCE = 20
SCHEDULED_AT_ONCE = 8


@dataclass(frozen=True)
class Find:
    """An article, and where on the front it stands already."""

    article: Article
    place: str


class Finder:
    """By the form's `q` and `in`; the newest public ones first, then what is scheduled."""

    def __init__(self, form: ArrangementForm) -> None:
        self.form = form
        self.words = form.typed.get("q", "").strip()[:LONGEST_QUERY]
        self.section = form.typed.get("in", "")
        self.where = form.typed.get("where", "")
        self.names = Names({}, {section.pk: section.name for section in form.sections})

    @cached_property
    def public(self) -> list[Find]:
        pks = finding.newest(self._wanted("published"), self.form.user, FOUND_AT_ONCE)
        return self._finds(Article.objects.filter(pk__in=pks).newest_first())

    @cached_property
    def scheduled(self) -> list[Find]:
        """The soonest first."""
        wanted = self._wanted("scheduled")
        coming = finding.entries(wanted, self.form.user).filter(at__gt=timezone.now())
        found = finding.take(coming.oldest_first(), SCHEDULED_AT_ONCE, asked=wanted.asked())
        pks = [entry.pk for entry in found]
        return self._finds(Article.objects.filter(pk__in=pks).oldest_first())

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """Every slot by its key and its name, for those who choose it from a list."""
        shown = self.form.strip_sections()
        ids = {section.pk for section in shown}
        for place in self.form.slots:
            if place.section is None or place.section in ids:
                yield key_of(place), self.names.place(place)

    def _wanted(self, standing: str) -> Wanted:
        facets: dict[str, int | str] = {}
        if is_key(self.section):
            facets["section"] = int(self.section)
        return Wanted(self.words, standing, facets)

    def _finds(self, articles: ArticleQuerySet) -> list[Find]:
        return [self._find(article) for article in articles.for_lists()]

    def _find(self, article: Article) -> Find:
        place = self._places.get(article.pk)
        return Find(article, self.names.place(place) if place else "")

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {pk: place for place, pk in self.form.article_ids.items()}
