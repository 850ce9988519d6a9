"""
What an article's page leads on to: the other parts of its series, its neighbours in the section,
what is related to it, and more by its authors.

All of it comes in one query: the ids out of indexes, a few of each list, and the articles of those.
What is related to what is decided among them (articles.relating), so the page costs the same
however many articles a tag or an author has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from articles import relating
from articles.models import Article, Byline, Series, TaggedArticle
from articles.models.search import SharedWords
from articles.paging import Key
from articles.relating import Candidate

NEAR = 8  # articles looked at of each list: of the newest, and about the time of this one
MOST_TAGS, MOST_AUTHORS = 6, 3  # whose lists are looked at
MORE = 3  # shown of each sort


@dataclass(frozen=True)
class Parts:
    """A series as the readers of one part have it: the parts that are out, and this one."""

    series: Series
    articles: list[Article]
    here: Article

    @property
    def number(self) -> int:
        return self.articles.index(self.here) + 1

    @property
    def previous(self) -> Article | None:
        return self.articles[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Article | None:
        return next(iter(self.articles[self.number : self.number + 1]), None)


@dataclass(frozen=True)
class Further:
    parts: Parts | None
    previous: Article | None
    next: Article | None
    related: list[Article]
    by_authors: list[Article]


def further(article: Article) -> Further:
    """Public articles that a reader of `article` may go on to. One query."""
    found = {other.pk: other for other in _found(article)}
    newest = sorted(found.values(), key=_place, reverse=True)
    others = [other for other in newest if not _are_parts(other, article)]
    related = relating.related([_candidate(other, article) for other in others], MORE)
    by_authors = [other for other in others if other.shared_authors and other.pk not in related]
    section = [other for other in newest if other.section_id == article.section_id]
    here = _place(article)
    return Further(
        parts=_parts(article, newest),
        previous=next((other for other in section if _place(other) < here), None),
        next=next((other for other in reversed(section) if _place(other) > here), None),
        related=[found[pk] for pk in related],
        by_authors=by_authors[:MORE],
    )


def _parts(article: Article, found: Iterable[Article]) -> Parts | None:
    """None of a series that goes on for longer than is read of it."""
    if article.series is None:
        return None
    parts = [other for other in found if _are_parts(other, article)]
    if len(parts) >= Series.MOST_PARTS:
        return None
    last = float("inf")

    def order(part: Article) -> tuple[float, datetime, int]:
        """As `parts_of` has them."""
        return (last if part.part is None else part.part, *_place(part))

    return Parts(article.series, sorted([article, *parts], key=order), article)


def _are_parts(other: Article, article: Article) -> bool:
    return article.series_id is not None and other.series_id == article.series_id


def _found(article: Article) -> Any:
    """A few of each list that the article is on, and what they share with it."""
    at = timezone.now()
    first, *others = _lists(article, at)
    lists = first.union(*others, all=True)
    tags = [tag.pk for tag in article.tags_in_order]
    authors = [byline.author_id for byline in article.bylines_in_order]
    tagged = TaggedArticle.objects.filter(content_object=OuterRef("pk"), tag__in=tags)
    written = Byline.objects.filter(article=OuterRef("pk"), author__in=authors)
    return (
        Article.objects.published(at)
        .filter(pk__in=lists)
        .on_list(*lists.lists)
        .exclude(pk=article.pk)
        .for_further()
        .annotate(
            shared_tags=ArraySubquery(tagged.values("tag_id")),
            shared_words=SharedWords(article),
            # Not Exists: a plan that expects many rows would read every byline for that.
            shared_authors=ArraySubquery(written.values("author_id")),
        )
    )


def _lists(article: Article, at: datetime) -> Iterator[Any]:
    """The ids of a few articles of each list, out of the list's index."""
    here = Key(*_place(article))
    public = Article.objects.published(at)
    of_these_days = public.about_the_time_of(here.at)
    yield of_these_days.newer_than(here).oldest_first().values("pk")[:NEAR]
    yield of_these_days.older_than(here).newest_first().values("pk")[:NEAR]
    if article.section is not None:
        section = public.in_section(article.section)
        yield section.newer_than(here).oldest_first().values("pk")[:1]
        yield section.older_than(here).newest_first().values("pk")[:NEAR]
        yield section.newest_first().values("pk")[:NEAR]
    if article.series is not None:
        yield public.parts_of(article.series).values("pk")[: Series.MOST_PARTS]
    for tag in article.tags_in_order[:MOST_TAGS]:
        tagged = TaggedArticle.objects.on_list(f"under-tag-{tag.pk}").filter(tag=tag)
        tagged = tagged.out_by(at).newest_first()
        yield tagged.values("content_object")[:NEAR]
        yield tagged.older_than(here).values("content_object")[:NEAR]
    for byline in article.bylines_in_order[:MOST_AUTHORS]:
        author = byline.author_id
        written = Byline.objects.on_list(f"by-author-{author}").filter(author=author)
        written = written.out_by(at).newest_first()
        yield written.values("article")[:NEAR]


def _candidate(other: Any, article: Article) -> Candidate:
    return Candidate(
        other.pk,
        other.publish_at,
        other.kind,
        tags=frozenset(other.shared_tags or ()),
        words=frozenset(other.shared_words),
        of_author=bool(other.shared_authors),
        of_section=other.section_id == article.section_id,
    )


def _place(article: Any) -> tuple[datetime, int]:
    return article.publish_at, article.pk
