"""
What an article's page leads on to: its neighbours in the section, what is related to it, and more
by its authors.

All of it comes in one query: the ids out of indexes, a few of each list, and the articles of those.
What is related to what is decided among them (articles.relating), so the page costs the same
however many articles a tag or an author has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from articles import relating
from articles.models import Article, Byline, TaggedArticle
from articles.models.search import SharedWords
from articles.paging import Key
from articles.relating import Candidate

NEAR = 8  # articles looked at of each list: of the newest, and about the time of this one
MOST_TAGS, MOST_AUTHORS = 6, 3  # whose lists are looked at
MORE = 3  # shown of each sort


@dataclass(frozen=True)
class Further:
    previous: Article | None
    next: Article | None
    related: list[Article]
    by_authors: list[Article]


def further(article: Article) -> Further:
    """Public articles that a reader of `article` may go on to. One query."""
    found = {other.pk: other for other in _found(article)}
    newest = sorted(found.values(), key=_place, reverse=True)
    section = [other for other in newest if other.section_id == article.section_id]
    related = relating.related([_candidate(other, article) for other in newest], MORE)
    by_authors = [other for other in newest if other.shared_authors and other.pk not in related]
    here = _place(article)
    return Further(
        previous=next((other for other in section if _place(other) < here), None),
        next=next((other for other in reversed(section) if _place(other) > here), None),
        related=[found[pk] for pk in related],
        by_authors=by_authors[:MORE],
    )


def _found(article: Article) -> Any:
    """A few of each list that the article is on, and what they share with it."""
    at = timezone.now()
    first, *others = _lists(article, at)
    tags = [tag.pk for tag in article.tags_in_order]
    authors = [byline.author_id for byline in article.bylines_in_order]
    tagged = TaggedArticle.objects.filter(content_object=OuterRef("pk"), tag__in=tags)
    written = Byline.objects.filter(article=OuterRef("pk"), author__in=authors)
    return (
        Article.objects.published(at)
        .filter(pk__in=first.union(*others, all=True))
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
    yield public.newer_than(here).oldest_first().values("pk")[:NEAR]
    yield public.older_than(here).newest_first().values("pk")[:NEAR]
    if article.section is not None:
        section = public.in_section(article.section)
        yield section.newer_than(here).oldest_first().values("pk")[:1]
        yield section.older_than(here).newest_first().values("pk")[:NEAR]
        yield section.newest_first().values("pk")[:NEAR]
    for tag in article.tags_in_order[:MOST_TAGS]:
        tagged = TaggedArticle.objects.filter(tag=tag).out_by(at).newest_first()
        yield tagged.values("content_object")[:NEAR]
        yield tagged.older_than(here).values("content_object")[:NEAR]
    for byline in article.bylines_in_order[:MOST_AUTHORS]:
        written = Byline.objects.filter(author=byline.author_id).out_by(at).newest_first()
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
