"""
What can be done to an article, one function a verb.

Each verb runs in one transaction, asks the policy on behalf of `by` (None is the system: an import
or the demo), leaves an audit row, and returns what it made or changed. Nothing else writes an
article's row, its bylines or its tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from algemeiner import policy
from algemeiner.slugs import slugify
from articles import addresses
from articles.models import (
    Article,
    AuditEntry,
    Byline,
    Revision,
    RevisionByline,
    Status,
    Tag,
    TaggedArticle,
)
from articles.models.articles import MOVES
from articles.models.content import Content
from articles.sanitize import clean_html
from authors.models import Author, User


@dataclass(frozen=True)
class Copy:
    """A whole article as it was written: what a revision is made of."""

    content: dict[str, Any]  # by Content's field names, relations as objects or by "…_id"
    authors: Sequence[Author] = field(default_factory=list)  # in the order of the byline
    tags: Iterable[Tag] = field(default_factory=list)


class StaleCopy(Exception):
    """Somebody saved in between; `theirs` is the working copy that stands."""

    def __init__(self, theirs: Revision) -> None:
        super().__init__(f"{theirs.created_by or 'Somebody'} has saved this article meanwhile.")
        self.theirs = theirs


class NotPublishable(ValidationError):
    """What readers would be given is incomplete; the messages say what is missing."""


class IllegalMove(ValidationError):
    """The article's status does not allow the verb, or the verb must say why and does not."""


def open_to(user: User, article: Article) -> list[str]:
    """The verbs of MOVES that `user` may do to `article` as it stands."""
    return [
        verb
        for verb, move in MOVES.items()
        if article.status in move.sources and policy.may(user, f"articles.{verb}_article", article)
    ]


@transaction.atomic
def create(copy: Copy, *, by: User | None, source_id: str | None = None, note: str = "") -> Article:
    """A new article in draft, with `copy` as its first revision."""
    _require(by, "articles.add_article")
    article = Article.objects.create(created_by=by, source_id=source_id)
    _keep(article, copy, by=by, note=note)
    _record("create", article, by=by)
    return article


@transaction.atomic
def save(
    article: Article, copy: Copy, *, based_on: int | None, by: User | None, note: str = ""
) -> Revision:
    """
    Keep `copy` as the working copy. What readers see does not change.

    `based_on` is the id of the revision that `copy` was written over; when it is no longer the
    working copy, nothing is saved and StaleCopy is raised.
    """
    article = _lock(article)
    _require(by, "articles.change_article", article)
    if article.working_copy_id != based_on:
        raise StaleCopy(Revision.objects.select_related("created_by").get(working_copy_of=article))
    revision = _keep(article, copy, by=by, note=note)
    _record("save", article, by=by)
    return revision


@transaction.atomic
def submit(article: Article, *, by: User | None) -> Article:
    """Hand a draft to the editors. Its writer changes it no more unless it is sent back."""
    return _move(article, "submit", by=by)


@transaction.atomic
def send_back(article: Article, *, by: User | None, reason: str) -> Article:
    """Give an article back to its writer as a draft, saying why."""
    return _move(article, "send_back", by=by, reason=reason)


@transaction.atomic
def approve(article: Article, *, by: User | None) -> Article:
    """Say that what was submitted may be published."""
    return _move(article, "approve", by=by)


@transaction.atomic
def publish(article: Article, *, by: User | None) -> Article:
    """
    Copy the working copy into the live version.

    Without a time of its own the article is published now; with one in the future it is
    scheduled, and appears by itself. An address that was public before redirects to the new one.
    Raises NotPublishable.
    """
    article = _ready_for(article, "publish", by=by)
    before = article.status
    old_path = addresses.path_of(article) if article.was_seen() else ""
    revision = _working_copy(article)
    _settle_address(revision, article)
    _go_live(article, revision)
    revision.save(update_fields=["publish_at", "slug"])
    addresses.leave(article, old_path)
    _record("publish", article, by=by, from_status=before)
    return article


@transaction.atomic
def withdraw(article: Article, *, by: User | None, notice: str, reason: str = "") -> Article:
    """
    Take a published article down; its address answers "gone" with `notice` from now on.

    A scheduled one loses its time instead: nobody saw it, so its address never tells of it.
    """
    article = _ready_for(article, "withdraw", by=by, reason=reason)
    if article.is_scheduled:
        _clear_listing(article)
        article.publish_at = None
    article.status, article.withdrawal_notice = Status.WITHDRAWN, notice
    article.save(update_fields=["status", "withdrawal_notice", "publish_at"])
    _record("withdraw", article, by=by, from_status=Status.PUBLISHED, reason=reason)
    return article


def _move(article: Article, verb: str, *, by: User | None, reason: str = "") -> Article:
    """Change nothing but the status."""
    article = _ready_for(article, verb, by=by, reason=reason)
    before, article.status = article.status, MOVES[verb].target
    article.save(update_fields=["status"])
    _record(verb, article, by=by, from_status=before, reason=reason)
    return article


def _ready_for(article: Article, verb: str, *, by: User | None, reason: str = "") -> Article:
    """The article, locked, once policy and status have nothing against the verb."""
    article, move = _lock(article), MOVES[verb]
    _require(by, f"articles.{verb}_article", article)
    if article.status not in move.sources:
        status, action = article.get_status_display().lower(), verb.replace("_", " ")
        raise IllegalMove(f"This article is {status}: there is nothing to {action}.")
    if move.needs_reason and not reason.strip():
        raise IllegalMove("Say why.")
    return article


def _require(by: User | None, act: str, article: Article | None = None) -> None:
    if by is not None and not policy.may(by, act, article):
        raise PermissionDenied(f"{by} may not do {act}.")


def _lock(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _working_copy(article: Article) -> Revision:
    return Revision.objects.prefetch_related("bylines__author", "tags").get(working_copy_of=article)


def _keep(article: Article, copy: Copy, *, by: User | None, note: str) -> Revision:
    newest = article.revisions.first()
    revision = Revision(
        article=article,
        number=newest.number + 1 if newest else 1,
        created_by=by,
        note=note,
        **copy.content,
    )
    revision.body = clean_html(revision.body)
    revision.save()
    RevisionByline.objects.bulk_create(
        RevisionByline(revision=revision, author=author, position=position)
        for position, author in enumerate(copy.authors, start=1)
    )
    revision.tags.set(copy.tags)
    article.working_copy = revision
    article.save(update_fields=["working_copy"])
    return revision


def _settle_address(revision: Revision, article: Article) -> None:
    """Fill in what the editor left to us, and refuse what cannot have an address."""
    revision.publish_at = revision.publish_at or article.publish_at or timezone.now()
    revision.slug = revision.slug or slugify(revision.headline) or f"article-{article.pk}"
    problems = [
        message
        for is_wrong, message in [
            (not revision.headline.strip(), "A headline is missing."),
            (revision.section_id is None, "A section is missing."),
            (not revision.bylines.all(), "A byline is missing."),
            (not revision.body.strip(), "The body is empty."),
            (
                article.was_seen() and revision.publish_at > timezone.now(),
                "Readers have had this article: its time cannot be in the future.",
            ),
        ]
        if is_wrong
    ]
    if problems:
        raise NotPublishable(problems)


def _go_live(article: Article, revision: Revision) -> None:
    if article.is_public() and article.live_revision_id != revision.pk:
        article.updated_at = timezone.now()
    _clear_listing(article)
    article.take_content(revision)
    article.status, article.withdrawal_notice = Status.PUBLISHED, ""
    article.live_revision = revision
    try:
        article.validate_constraints()
    except ValidationError as error:
        raise NotPublishable(error.messages) from error
    _refuse_anothers_address(article)
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError as error:
        # The check above passed: another article took the address in this very moment.
        raise NotPublishable(["Another article of that day has this address."]) from error
    assert article.publish_at is not None
    time: dict[str, datetime] = {"publish_at": article.publish_at}
    Byline.objects.bulk_create(
        Byline(article=article, author=byline.author, position=byline.position, **time)
        for byline in revision.bylines.all()
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=tag, **time) for tag in revision.tags.all()
    )


def _clear_listing(article: Article) -> None:
    """Remove the rows that carry the publication time: they may not outlive or precede it."""
    article.bylines.all().delete()
    article.tagged_items.all().delete()


def _refuse_anothers_address(article: Article) -> None:
    path = addresses.path_of(article)
    if addresses.is_anothers(path, article):
        raise NotPublishable([f"{path} belonged to another article once. Choose another slug."])


def _record(
    verb: str, article: Article, *, by: User | None, from_status: str = "", reason: str = ""
) -> None:
    AuditEntry.objects.create(
        by=by,
        verb=verb,
        article=article,
        revision=article.working_copy,
        from_status=from_status,
        to_status=article.status,
        reason=reason,
    )


def content_of(source: Content) -> dict[str, Any]:
    """The content fields of an article or revision, ready for a Copy."""
    return {name: getattr(source, name) for name in Content.content_fields()}
