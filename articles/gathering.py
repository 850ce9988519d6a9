"""
Gathering what answers a search, from one stretch of time after the other.

PostgreSQL would walk the dates for a rare word, and read half the archive for a frequent one: it
knows how often a word occurs, but not in which years. So each stretch is asked for by the index of
words alone, with the stretch as one word more, and the next one only while there is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.pagecache import depends_on
from articles import stretches
from articles.models import Article, Section
from articles.models.article_lists import ArticleQuerySet
from articles.models.content import EARLIEST
from articles.models.days import newsroom_day
from articles.models.search import CONFIGURATIONS, fact
from articles.paging import Key
from articles.questions import Question
from authors.models import Author

# `spoken` is the question in each language: under another's stemming an excluded word would be
# missed. Most words are the same in all, and then they are asked for once. A phrase of the rough
# question is asked for word by word: the index knows no order.
ASKED = r"""
WITH spoken AS MATERIALIZED (
    SELECT
        lang,
        to_tsquery(configuration, %s) AS exact,
        regexp_replace(to_tsquery(configuration, %s)::text, '<(-|\d+)>', '&', 'g') AS rough
    FROM unnest(%s::text[], %s::regconfig[]) AS languages (lang, configuration)
), asked AS MATERIALIZED (
    SELECT %s::tsquery && CASE
        WHEN %s THEN ''::tsquery
        WHEN count(DISTINCT rough) = 1 THEN nullif(min(rough), '')::tsquery
        ELSE string_agg(format('(''lang=%%s'' & (%%s))', lang, rough), ' | ')
            FILTER (WHERE rough <> '')::tsquery
    END AS query
    FROM spoken
)
"""
# MATERIALIZED, or the order would be thought worth walking the dates for.
OF_STRETCHES = """
SELECT article.id, article.publish_at
FROM asked, unnest(%s::tsquery[]) AS stretch (months), LATERAL (
    WITH answering AS MATERIALIZED ({answering})
    SELECT id, publish_at FROM answering ORDER BY publish_at {sense}, id {sense} LIMIT %s
) AS article
WHERE asked.query IS NOT NULL
LIMIT %s
"""
IN_STRETCH = "search_vector @@ (stretch.months && asked.query)"
LOOKED_AT = """
, found AS MATERIALIZED ({found})
SELECT
    found.id,
    found.publish_at,
    CASE WHEN %s THEN ts_rank(article.search_vector, spoken.exact, 1) ELSE 0 END,
    %s OR article.search_vector @@ spoken.exact
FROM found JOIN articles_article AS article USING (id) JOIN spoken USING (lang)
"""


@dataclass(frozen=True)
class Places:
    """Where a question is asked: the sections and so on that an article must be of."""

    sections: Sequence[Section] = ()
    kind: str = ""
    author: Author | None = None
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.sections or self.kind or self.author or self.first or self.last)

    @property
    def facts(self) -> str:
        """What an article must be, as a tsquery; "" for anything."""
        sections = " | ".join(fact("section", section.pk) for section in self.sections)
        kind = fact("kind", self.kind) if self.kind else ""
        return " & ".join(f"({one})" for one in (sections, kind) if one)

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """To the days; sections and kind are facts."""
        start = newsroom_day(self.first)[0] if self.first else EARLIEST
        end = newsroom_day(self.last or timezone.localdate())[1]
        return articles.between(start, end)


@dataclass(frozen=True)
class Candidate:
    """An article that has the question's words; whether it `answers`, and how well."""

    key: Key
    rank: float
    answers: bool


def gather(
    question: Question,
    places: Places,
    *,
    most: int,
    ranked: bool = False,
    beyond: Key | None = None,
    forwards: bool = False,
) -> list[Candidate]:
    """
    The `most` newest public articles that have the words of `question`, in order; those older than
    the key `beyond`, or going `forwards`, the newer ones that come next. One query.
    """
    depends_on(*Article.objects.published().lists)  # what is found by no QuerySet
    browsing = not question.asked
    articles = places.narrow(Article.objects.published())
    if beyond:
        articles = articles.newer_than(beyond) if forwards else articles.older_than(beyond)
    found, params = (
        _of_author(places, articles, most, forwards=forwards)
        if places.author
        else _of_stretches(places, articles, most, beyond, forwards=forwards)
    )
    languages = list(CONFIGURATIONS), list(CONFIGURATIONS.values())
    asked: list[Any] = [question.exact, question.rough, *languages, places.facts, browsing]
    with connection.cursor() as cursor:
        cursor.execute(
            ASKED + LOOKED_AT.format(found=found),
            [*asked, *params, ranked, browsing],
        )
        candidates = [Candidate(Key(at, pk), *judged) for pk, at, *judged in cursor.fetchall()]
    return sorted(candidates, key=lambda candidate: candidate.key, reverse=not forwards)


def _of_stretches(
    places: Places, articles: ArticleQuerySet, most: int, beyond: Key | None, *, forwards: bool
) -> tuple[str, list[Any]]:
    answering = articles.filter(RawSQL(IN_STRETCH, (), output_field=BooleanField()))  # noqa: S611
    sql, params = answering.values_list("id", "publish_at").query.sql_with_params()
    found = OF_STRETCHES.format(answering=sql, sense="ASC" if forwards else "DESC")
    return found, [_stretches(places, beyond, forwards=forwards), *params, most, most]


def _of_author(
    places: Places, articles: ArticleQuerySet, most: int, *, forwards: bool
) -> tuple[str, list[Any]]:
    """Their newest, from the index of bylines: no index knows of words and bylines at once."""
    assert places.author is not None
    theirs = articles.by_author(places.author)
    if places.sections:
        theirs = theirs.filter(section__in=places.sections)
    if places.kind:
        theirs = theirs.of_kind(places.kind)
    ordered = theirs.oldest_first() if forwards else theirs.newest_first()
    sql, params = ordered.values_list("id", "publish_at")[:most].query.sql_with_params()
    return sql, list(params)


def _stretches(places: Places, beyond: Key | None, *, forwards: bool) -> list[str]:
    """The stretches of time to look in, as tsqueries, in order."""
    now = timezone.now()
    oldest = places.first or EARLIEST.date()
    newest = min(places.last or date.max, now.astimezone(NEWSROOM_ZONE).date())
    if beyond:
        there = _day(min(max(beyond.at, EARLIEST), now))
        oldest, newest = (max(oldest, there), newest) if forwards else (oldest, min(newest, there))
    if oldest > newest:
        return []
    ends = (oldest, newest) if forwards else (newest, oldest)
    return [" | ".join(fact(*one) for one in facts) for facts in stretches.between(*ends)]


def _day(moment: datetime) -> date:
    return moment.astimezone(NEWSROOM_ZONE).date()
