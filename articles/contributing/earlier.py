"""Whether a piece, or part of it, has been printed or sent before: by us, or by its sender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from articles.contributing.overlaps import Overlap, Text, overlap, phrases, text_of
from articles.models import Article, Manuscript, Submission
from articles.models.search import CONFIGURATIONS
from authors.models import User

MOST_FOUND = 20  # articles that hold one of its phrases, whose text is compared
MOST_PIECES = 50  # of its sender's, the newest
LEAST = 20  # words in common that are worth telling


@dataclass(frozen=True)
class Earlier:
    """Where words of a piece stand already: an article, or another piece of the same sender."""

    thing: Article | Submission
    overlap: Overlap

    @property
    def is_article(self) -> bool:
        return isinstance(self.thing, Article)


def earlier(submission: Submission, *, reader: User) -> list[Earlier]:
    """
    What the newest manuscript has in common with the archive, as far as `reader` may know it, and
    with what its sender sent before; most first. The queries do not grow with the archive.
    """
    manuscript = submission.manuscript
    sent = text_of(manuscript.body if manuscript else submission.body)
    found = [*_articles(sent, submission, reader), *_pieces(sent, submission)]
    telling = [entry for entry in found if entry.overlap.words >= LEAST]
    return sorted(telling, key=lambda entry: -entry.overlap.words)


def _articles(sent: Text, submission: Submission, reader: User) -> list[Earlier]:
    asked = phrases(sent)
    if not asked:
        return []
    # The phrase is one of the language that the archive's text is in, whatever the piece's is.
    holding: Q = reduce(
        or_,
        (
            Q(lang=lang, search_vector=_any_of(asked, configuration))
            for lang, configuration in CONFIGURATIONS.items()
        ),
    )
    articles = Article.objects.not_secret_from(reader).filter(holding)
    if submission.article_id is not None:
        articles = articles.exclude(pk=submission.article_id)
    # In an order: for any twenty PostgreSQL would rather read the archive than its index of words.
    shown = articles.only("headline", "slug", "publish_at", "status", "body").order_by(
        "-publish_at"
    )
    return [
        Earlier(article, overlap(sent, text_of(article.body))) for article in shown[:MOST_FOUND]
    ]


def _any_of(asked: list[str], configuration: str) -> SearchQuery:
    queries = (SearchQuery(phrase, config=configuration, search_type="phrase") for phrase in asked)
    return reduce(or_, queries)


def _pieces(sent: Text, submission: Submission) -> list[Earlier]:
    others = Submission.objects.exclude(pk=submission.pk).sent()
    if submission.sender is not None:
        others = others.of(submission.sender)
    else:
        others = others.filter(sender=None, email__iexact=submission.email)
    newest = list(others.order_by("-pk")[:MOST_PIECES])
    manuscripts = Manuscript.objects.filter(submission__in=newest)
    manuscripts = manuscripts.order_by("submission_id", "-number").distinct("submission_id")
    bodies = {manuscript.submission_id: manuscript.body for manuscript in manuscripts}
    return [
        Earlier(piece, overlap(sent, text_of(bodies[piece.pk])))
        for piece in newest
        if piece.pk in bodies
    ]
