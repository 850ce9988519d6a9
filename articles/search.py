"""
Reader's search: PostgreSQL full text over what is public.

The best matches are chosen among the newest `MOST_RANKED` articles that answer; what a phrase or an
exclusion lets through, or what one author wrote, among the newest `MOST_LOOKED_AT` that may. Behind
them the pages go on, the newest first: nothing is out of reach (articles.gathering).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.db import connection
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles import hebrew
from articles.figures import plain
from articles.gathering import Candidate, Places, gather
from articles.models import Article, Language
from articles.models.search import CONFIGURATIONS
from articles.paging import PAGE_SIZE, Key, Page, url_of
from articles.questions import Question

LONGEST_QUERY = 200  # characters; more is not a question to a newspaper
MOST_RANKED = 200
MOST_LOOKED_AT = 1_000
# A match that is e times as good counts as much as an article that is so much younger.
FRESHNESS = timedelta(days=1_000)
WORST_RANK = 0.001

# Private-use characters: no text that passed the sanitizer's door needs them, and escape() keeps
# them, so marks are put in after escaping.
MARK_START, MARK_END = "\ue000", "\ue001"
HEADLINE_OPTIONS = (
    f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords=40, MinWords=20, MaxFragments=2,"
    ' FragmentDelimiter=" … "'
)


class Order(TextChoices):
    BEST = "best", "Best match"
    NEWEST = "newest", "Newest"


@dataclass(frozen=True)
class Turn:
    """The keys of one page, and what is linked to before and after it."""

    keys: list[Key]
    newer: Key | None = None
    older: Key | None = None
    then_newest: Key | None = None  # where the pages go on, in that order, behind the best

    def as_page(self, request: HttpRequest) -> Page[Article]:
        """Two queries, and none where nothing was found."""
        newer = url_of(request, "after", self.newer) if self.newer else None
        older = url_of(request, "before", self.older) if self.older else None
        if self.then_newest:
            older = url_of(request, "before", self.then_newest, sort=Order.NEWEST)
        wanted = [key.pk for key in self.keys]
        by_id = Article.objects.for_lists().with_body().in_bulk(wanted) if wanted else {}
        return Page([by_id[pk] for pk in wanted if pk in by_id], newer, older)


def page_of(question: Question, places: Places, order: str, request: HttpRequest) -> Page[Article]:
    """
    The page of what answers that the request's ?before= or ?after= asks for, with bodies.

    Three queries. Without words there is nothing to match: what is in these places, newest first.
    """
    before, after = request.GET.get("before"), request.GET.get("after")
    if before and after:
        raise BadRequest("Either before or after.")
    key = Key.parse(before or after or "") if before or after else None
    by_rank = order == Order.BEST and question.asked
    turn = (_best if by_rank else _newest)(question, places, key, forwards=bool(after))
    return turn.as_page(request)


def _newest(question: Question, places: Places, key: Key | None, *, forwards: bool) -> Turn:
    most = MOST_LOOKED_AT if _looks_again(question, places) else PAGE_SIZE + 1
    found = gather(question, places, most=most, beyond=key, forwards=forwards)
    answers = [candidate.key for candidate in found if candidate.answers]
    shown = answers[:PAGE_SIZE]
    further = None
    if len(answers) > PAGE_SIZE:
        further = shown[-1]
    elif len(found) == most:
        further = found[-1].key
    back = (shown[0] if shown else key) if key else None
    if forwards:
        return Turn(shown[::-1], newer=further, older=back)
    return Turn(shown, newer=back, older=further)


def _best(question: Question, places: Places, key: Key | None, *, forwards: bool) -> Turn:
    most = MOST_LOOKED_AT if _looks_again(question, places) else MOST_RANKED
    found = gather(question, places, most=most, ranked=True)
    ranked = sorted((_weighed(one) for one in found if one.answers), reverse=True)
    if key and forwards:
        shown = [one for one in ranked if one > key][-PAGE_SIZE:]
    else:
        shown = [one for one in ranked if key is None or one < key][:PAGE_SIZE]
    newer = shown[0] if shown and shown[0] != ranked[0] else None
    if shown and shown[-1] != ranked[-1]:
        return Turn(shown, newer, older=shown[-1])
    return Turn(shown, newer, then_newest=found[-1].key if len(found) == most else None)


def _weighed(candidate: Candidate) -> Key:
    """
    A match's place among the best: when it was published, and so much later the better it is.

    It says nothing of now, so the order stands still while somebody turns the pages.
    """
    gain = FRESHNESS * math.log(max(candidate.rank, WORST_RANK))
    return Key(candidate.key.at + gain, candidate.key.pk)


def _looks_again(question: Question, places: Places) -> bool:
    """Whether what is gathered need not answer."""
    return question.needs_a_second_look or bool(places.author and question.asked)


def passages(articles: list[Article], question: Question) -> dict[int, SafeString]:
    """
    For each article, by id, the passages that answer `question`, the words in <mark>.

    The text is plain before PostgreSQL marks it and escaped before the marks become markup. One
    query for them all.
    """
    if not articles or not question.asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pk, ts_headline(config, body, to_tsquery(config, %s), %s)
            FROM unnest(%s::bigint[], %s::text[], %s::regconfig[]) AS texts (pk, body, config)
            """,
            [
                question.exact,
                HEADLINE_OPTIONS,
                [article.pk for article in articles],
                [_plain(article) for article in articles],
                [CONFIGURATIONS[article.lang] for article in articles],
            ],
        )
        return {pk: _marked(headline) for pk, headline in cursor.fetchall()}


def _plain(article: Article) -> str:
    text = plain(article.body).replace(MARK_START, "").replace(MARK_END, "")
    # Yiddish is written with its points, and its stemmer knows them.
    return text if article.lang == Language.YIDDISH else hebrew.unpointed(text)


def _marked(headline: str) -> SafeString:
    return mark_safe(  # noqa: S308 (escaped just here)
        escape(headline).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")
    )
