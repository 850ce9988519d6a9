"""Reader's search: PostgreSQL full text over what is public, newest first."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.figures import plain
from articles.models import Article
from articles.models.article_lists import ArticleQuerySet
from articles.models.search import CONFIGURATIONS

LONGEST_QUERY = 200  # characters; more is not a question to a newspaper
# Private-use characters: no text that passed the sanitizer's door needs them, and escape() keeps
# them, so marks are put in after escaping.
MARK_START, MARK_END = "\ue000", "\ue001"
HEADLINE_OPTIONS = (
    f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords=40, MinWords=20, MaxFragments=2,"
    ' FragmentDelimiter=" … "'
)

# A minus that leaves no word out: PostgreSQL takes a row of them for as many negations, and fails.
IDLE_MINUS = re.compile(r'(?<![\w\s])(?<!^)-|-(?![\w"])')


def question(typed: str) -> str:
    """What a reader typed, as PostgreSQL's web search can be asked."""
    return IDLE_MINUS.sub(" ", typed).strip()


def find(words: str) -> ArticleQuerySet:
    """
    Public articles that hold `words` (web syntax: "a phrase", -without, or).

    Each is asked in its own language: under another's stemming a word left out would be missed.
    The order is the caller's, through the QuerySet's own verbs.
    """
    asked = Q()
    for lang, configuration in CONFIGURATIONS.items():
        query = SearchQuery(words, config=configuration, search_type="websearch")
        asked |= Q(lang=lang, search_vector=query)
    return Article.objects.published().filter(asked)


def passages(articles: list[Article], words: str) -> dict[int, SafeString]:
    """
    For each article, by id, the passages that answer `words`, the words in <mark>.

    The text is plain before PostgreSQL marks it and escaped before the marks become markup. One
    query for them all.
    """
    if not articles:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pk, ts_headline(config, body, websearch_to_tsquery(config, %s), %s)
            FROM unnest(%s::bigint[], %s::text[], %s::regconfig[]) AS texts (pk, body, config)
            """,
            [
                words,
                HEADLINE_OPTIONS,
                [article.pk for article in articles],
                [_plain(article) for article in articles],
                [CONFIGURATIONS[article.lang] for article in articles],
            ],
        )
        return {pk: _marked(headline) for pk, headline in cursor.fetchall()}


def _plain(article: Article) -> str:
    return plain(article.body).replace(MARK_START, "").replace(MARK_END, "")


def _marked(headline: str) -> SafeString:
    return mark_safe(  # noqa: S308 (escaped just here)
        escape(headline).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    )
