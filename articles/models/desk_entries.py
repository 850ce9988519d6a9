"""
What the desk finds articles by: their working copies, drafts included, in one narrow table.

Status and times stand on the article, text, section and byline on its working copy, tags and
authors in tables of their own; no index reaches over all of them. An entry brings them together.
It is derived: `keep` writes it anew after every act of the workflow, and `retag` where tags merge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.articles import Article
from articles.models.newest import NewestFirstQuerySet
from articles.models.statuses import IN_WORK, Status

# Words as they are typed, accents folded, in no language's grammar: names and half words are found.
CONFIGURATION = "paper_words"
BETWEEN_WORDS = "-/.:@_&<>"  # of which PostgreSQL would make addresses, paths and hyphenations
MOST_WORDS = 8  # of a question; the rest only makes it slower
SHORTEST_BEGINNING = 2  # letters; what is shorter is taken for a whole word

KEEP = """
INSERT INTO articles_deskentry (article_id, at, expires_at, facets, words)
SELECT
    article.id,
    coalesce(article.publish_at, copy.created_at),
    article.expires_at,
    array_remove(
        ARRAY[
            'status:' || article.status,
            'kind:' || copy.kind,
            'section:' || copy.section_id,
            'holder:' || article.assigned_to_id,
            CASE WHEN article.status = 'published' AND copy.id <> article.live_revision_id
                THEN 'changed' END
        ]
        || ARRAY(SELECT 'author:' || author_id FROM articles_revisionbyline
            WHERE revision_id = copy.id)
        || ARRAY(SELECT 'tag:' || tag_id FROM articles_revision_tags
            WHERE revision_id = copy.id),
        NULL
    ),
    to_tsvector(%(configuration)s::regconfig, translate(
        concat_ws(
            ' ', copy.kicker, copy.headline, copy.dek, copy.slug, article.headline, article.slug,
            (SELECT string_agg(author.name, ' ') FROM articles_revisionbyline AS byline
                JOIN authors_author AS author ON author.id = byline.author_id
                WHERE byline.revision_id = copy.id)
        ),
        %(between)s, repeat(' ', length(%(between)s))
    ))
FROM articles_article AS article
JOIN articles_revision AS copy ON copy.id = article.working_copy_id
WHERE article.id = ANY(%(articles)s)
ON CONFLICT (article_id) DO UPDATE SET
    at = excluded.at, expires_at = excluded.expires_at,
    facets = excluded.facets, words = excluded.words
"""


class DeskEntryQuerySet(NewestFirstQuerySet["DeskEntry"]):
    clock = "at"
    _order_key = ("at", "pk")

    @property
    def is_oldest_first(self) -> bool:
        return self.query.order_by == self._order_key

    def up_to(self, edge: datetime) -> DeskEntryQuerySet:
        """Of entries in order, those that come before the time `edge`, and those of that time."""
        return self.filter(**{"at__lte" if self.is_oldest_first else "at__gte": edge})

    def keep(self, articles: Collection[int]) -> None:
        """Write the entries of the articles with these ids as their working copies are now."""
        values = {"configuration": CONFIGURATION, "between": BETWEEN_WORDS}
        with connection.cursor() as cursor:
            cursor.execute(KEEP, values | {"articles": list(articles)})

    def retag(self, old: int, new: int) -> None:
        """Let the articles of one tag be found by another, into which it was merged."""
        names = (models.Value(f"tag:{pk}") for pk in (old, new))
        renamed = models.Func(F("facets"), *names, function="array_replace")
        self.filter(facets(tag=old)).update(facets=renamed)


def facets(**wanted: object) -> Q:
    """Entries of this status, kind, section, holder, author and tag, by name and by id."""
    return Q(facets__contains=[f"{name}:{value}" for name, value in wanted.items()])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)[:MOST_WORDS]


def has_words(text: str) -> bool:
    return bool(_words(text))


def with_words(text: str) -> Q:
    """Entries with every word of `text`, the last of which may be half typed; with none, all."""
    words = _words(text)
    if not words:
        return Q()
    asked = [f"'{word}'" for word in words]
    if len(words[-1]) >= SHORTEST_BEGINNING:
        asked[-1] += ":*"
    return Q(words=SearchQuery(" & ".join(asked), config=CONFIGURATION, search_type="raw"))


def standing(name: str, at: datetime | None = None) -> Q:
    """Entries that stand where the desk's word for it says: one of STANDINGS."""
    return STANDINGS[name][1](at or timezone.now())


def _out(now: datetime) -> Q:
    """Published, and not over: readers have it, or will."""
    return facets(status=Status.PUBLISHED) & (Q(expires_at=None) | Q(expires_at__gt=now))


# What the list can be asked for: its name in addresses, the desk's word, and which entries.
STANDINGS = {
    "in_work": ("In work", lambda _: Q(facets__overlap=[f"status:{name}" for name in IN_WORK])),
    "draft": ("Draft", lambda _: facets(status=Status.DRAFT)),
    "submitted": ("Submitted", lambda _: facets(status=Status.SUBMITTED)),
    "approved": ("Approved", lambda _: facets(status=Status.APPROVED)),
    "scheduled": ("Scheduled", lambda now: facets(status=Status.PUBLISHED) & Q(at__gt=now)),
    "published": ("Published", lambda now: _out(now) & Q(at__lte=now)),
    "out": ("Published or scheduled", _out),
    "update_pending": ("Update pending", lambda _: Q(facets__contains=["changed"])),
    "expired": (
        "Expired",
        lambda now: facets(status=Status.PUBLISHED) & Q(expires_at__lte=now),
    ),
    "withdrawn": ("Withdrawn", lambda _: facets(status=Status.WITHDRAWN)),
}


class DeskEntry(models.Model):
    """
    One article in the desk's list. `at` is its place there: its publication, past or to come, or
    the last saving of what has none.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="desk_entry"
    )
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    facets = ArrayField(models.TextField(), help_text="“section:3”, “status:draft” …")
    words = SearchVectorField()

    objects = DeskEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("at").desc(), F("article").desc(), name="deskentry_newest"),
            # Without a list of what is pending, which every question would have to read.
            GinIndex(fields=["facets", "words"], name="deskentry_found_by", fastupdate=False),
            models.Index(
                fields=["expires_at"],
                name="deskentry_expiry",
                condition=Q(expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Entry of article {self.article_id}"
