"""Reader's search: PostgreSQL full text over what is public, newest first."""

from __future__ import annotations

import re
from html import unescape

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.models.search import CONFIGURATIONS

LONGEST_QUERY = 200  # characters; more is not a question to a newspaper
HEBREW_LETTER = re.compile("[\u05d0-\u05ea]")
# Private-use characters: no text that passed the sanitizer's door needs them, and escape() keeps
# them, so marks are put in after escaping.
MARK_START, MARK_END = "\ue000", "\ue001"
HEADLINE_OPTIONS = (
    f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords=40, MinWords=20, MaxFragments=2,"
    ' FragmentDelimiter=" … "'
)


def configurations_for(words: str) -> list[str]:
    """The text search configurations to ask: by the script that the question is written in."""
    if HEBREW_LETTER.search(words):
        return [CONFIGURATIONS["he"], CONFIGURATIONS["yi"]]
    return [CONFIGURATIONS["en"]]


def find(words: str) -> ArticleQuerySet:
    """
    Public articles that hold `words` (web syntax: "a phrase", -without, or).

    The order is the caller's, through the QuerySet's own verbs.
    """
    query = None
    for configuration in configurations_for(words):
        part = SearchQuery(words, config=configuration, search_type="websearch")
        query = part if query is None else query | part
    return Article.objects.published().filter(search_vector=query)


def passages(articles: list[Article], words: str) -> dict[int, SafeString]:
    """
    For each article, by id, the passages that answer `words`, the words in <mark>.

    The text is plain before PostgreSQL marks it and escaped before the marks become markup. One
    query for them all.
    """
    if not articles:
        return {}
    texts = [_plain(article) for article in articles]
    configuration = configurations_for(words)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pk, ts_headline(%s::regconfig, body, websearch_to_tsquery(%s::regconfig, %s), %s)
            FROM unnest(%s::bigint[], %s::text[]) AS texts (pk, body)
            """,
            [
                configuration,
                configuration,
                words,
                HEADLINE_OPTIONS,
                [article.pk for article in articles],
                texts,
            ],
        )
        return {pk: _marked(headline) for pk, headline in cursor.fetchall()}


def _plain(article: Article) -> str:
    text = strip_tags(re.sub(r"</(p|li|h2|h3|blockquote)>", " ", article.body))
    return unescape(text).replace(MARK_START, "").replace(MARK_END, "")


def _marked(headline: str) -> SafeString:
    return mark_safe(  # noqa: S308 (escaped just here)
        escape(headline).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    )
