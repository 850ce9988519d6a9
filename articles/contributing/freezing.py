"""
Stopping a contributor at once, and letting them go on. Each verb runs in one transaction, asks the
policy on behalf of `by`, and leaves a line in the record, of every article that it moves as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.contributing import people
from articles.gate import NotPublishable
from articles.models import Article, HeldArticle
from articles.models.article_lists import ArticleQuerySet
from authors import contributors, letters
from authors.models import Contributor, User

NOTICE = "This article is not available at present."
STOPPED = "Its author was frozen."
GOES_ON = "Its author is no longer frozen."


@dataclass(frozen=True)
class Thawed:
    """What became of the articles that a freeze had taken away."""

    back: list[Article] = field(default_factory=list)
    left: list[Article] = field(default_factory=list)  # others have moved them, or time has passed


@transaction.atomic
def freeze(
    contributor: Contributor, *, reason: str, hides: bool, tells: bool, by: User | None
) -> list[Article]:
    """
    Stop all that somebody could do here. What of theirs was to come out is taken off the schedule;
    with `hides`, what readers have is taken down as well. Returns those articles.
    """
    contributors.freeze(contributor, reason, by=by)
    coming, out = _known(_theirs(contributor).scheduled(), by), _known(live(contributor), by)
    taken = [_hold(contributor, article, "unschedule", by=by) for article in coming]
    if hides:
        taken += [_hold(contributor, article, "withdraw", by=by) for article in out]
    if tells:
        letters.tell_frozen(contributor)
    return taken


@transaction.atomic
def unfreeze(contributor: Contributor, *, tells: bool, by: User | None) -> Thawed:
    """
    Let somebody go on, and give readers exactly what the freeze took from them. What has been moved
    by somebody since, or has missed its time, stays as it is.
    """
    contributors.unfreeze(contributor, by=by)
    thawed = Thawed()
    for held in held_of(contributor):
        is_back = _give_back(held, by=by)
        (thawed.back if is_back else thawed.left).append(held.article)
    contributor.held_articles.all().delete()
    if tells:
        letters.tell_unfrozen(contributor)
    return thawed


def live(contributor: Contributor) -> ArticleQuerySet:
    """What readers have of theirs."""
    return _theirs(contributor).published()


def held_of(contributor: Contributor) -> list[HeldArticle]:
    held = contributor.held_articles.select_related("entry__article__working_copy")
    return list(held.defer("entry__article__body", "entry__article__working_copy__body"))


def _theirs(contributor: Contributor) -> ArticleQuerySet:
    author = people.author_of(contributor)
    return Article.objects.filter(bylines__author=author) if author else Article.objects.none()


def _known(articles: ArticleQuerySet, by: User | None) -> ArticleQuerySet:
    """What is under an embargo that does not name `by` is not theirs to move."""
    return articles.not_secret_from(by) if by else articles


def _hold(contributor: Contributor, article: Article, verb: str, *, by: User | None) -> Article:
    if verb == "withdraw":
        workflow.withdraw(article, by=by, notice=NOTICE, reason=STOPPED)
    else:
        workflow.unschedule(article, by=by, reason=STOPPED)
    entry = article.audit_entries.last_move()
    assert entry is not None  # it has just moved
    HeldArticle.objects.create(contributor=contributor, entry=entry)
    return article


def _give_back(held: HeldArticle, *, by: User | None) -> bool:
    """Whether readers have the article again, or are to get it when they were to get it."""
    article = held.article
    if article.audit_entries.last_move() != held.entry:
        return False
    if held.was_scheduled:
        return _schedule_again(article, by=by)
    workflow.reinstate(article, by=by, reason=GOES_ON)
    return True


def _schedule_again(article: Article, *, by: User | None) -> bool:
    copy = article.working_copy
    if copy is None or copy.publish_at is None or copy.publish_at <= timezone.now():
        return False
    try:
        with transaction.atomic():
            workflow.publish(article, by=by)
    except NotPublishable:
        return False
    return True
