"""
An article's way from draft to readers and back, one function a verb (articles.verbs says what each
of them does besides). Each returns what it made or changed. Nothing else writes an article's row,
its bylines or its tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from algemeiner import policy
from articles import (
    addresses,
    announcements,
    changes,
    embargoes,
    gate,
    letters,
    outside_links,
    share_pictures,
)
from articles.changes import TypedChange
from articles.contributing.letters import tell_of_publication
from articles.figures import photo_ids
from articles.gate import NotPublishable
from articles.models import (
    Article,
    Byline,
    Photo,
    Revision,
    RevisionByline,
    Status,
    Tag,
    TaggedArticle,
)
from articles.models.content import Content
from articles.models.statuses import MOVES
from articles.sanitize import clean_html
from articles.verbs import lock, record, require
from authors.models import Author, User

TIMES = ["publish_at", "embargo_until", "expires_at"]


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


class IllegalMove(ValidationError):
    """The article's status does not allow the verb, or the verb must say why and does not."""


def open_to(user: User, article: Article) -> list[str]:
    """The verbs of MOVES that `user` may do to `article` as it stands."""
    return [
        verb
        for verb, move in MOVES.items()
        if move.allows(article) and policy.may(user, f"articles.{verb}_article", article)
    ]


@transaction.atomic
def create(copy: Copy, *, by: User | None, source_id: str | None = None, note: str = "") -> Article:
    """A new article in draft, with `copy` as its first revision."""
    require(by, "articles.add_article")
    article = Article.objects.create(created_by=by, source_id=source_id)
    _keep(article, copy, by=by, note=note)
    record("create", article, by=by)
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
    article = _ready_to_save(article, based_on=based_on, by=by)
    revision = _keep(article, copy, by=by, note=note)
    record("save", article, by=by)
    return revision


@transaction.atomic
def restore(
    article: Article, earlier: Revision, *, based_on: int | None, by: User | None
) -> Revision:
    """
    Make an earlier revision the working copy again, whole: its content, bylines and tags.

    Only the times stay as they are now, and the address of what readers have had: neither an
    embargo nor a date ends by going back to an older text. Raises StaleCopy as `save` does.
    """
    article = _ready_to_save(article, based_on=based_on, by=by)
    copy = copy_of(article.revisions.whole().get(pk=earlier.pk))
    staying = {name: getattr(article.working_copy, name) for name in not_restored(article)}
    note = f"Restored from version {earlier.number}."
    revision = _keep(article, replace(copy, content=copy.content | staying), by=by, note=note)
    details: dict[str, Any] = {"from": earlier.number}
    record("restore", article, by=by, **details)
    return revision


def not_restored(article: Article) -> list[str]:
    """The content fields that stay as they are in the working copy when an earlier is restored."""
    return [*TIMES, "slug"] if article.was_seen() else TIMES


@transaction.atomic
def submit(article: Article, *, by: User | None) -> Article:
    """Hand a draft to the editors. Its writer changes it no more unless it is sent back."""
    article = _move(article, "submit", by=by)
    if by is not None and article.working_copy is not None:
        outside_links.ask_later(article.working_copy)
    return article


@transaction.atomic
def send_back(article: Article, *, by: User | None, reason: str) -> Article:
    """Give an article back as a draft, saying why; who has it, or began it, is told by mail."""
    article = _move(article, "send_back", by=by, reason=reason)
    writer = article.assigned_to or article.created_by
    letters.tell(writer, article, of="sent_back", subject="Sent back", by=by, reason=reason)
    return article


@transaction.atomic
def approve(article: Article, *, by: User | None) -> Article:
    """Say that what was submitted may be published."""
    return _move(article, "approve", by=by)


@transaction.atomic
def publish(
    article: Article, *, by: User | None, change: TypedChange | None = None, override: str = ""
) -> Article:
    """
    Copy the working copy into the live version.

    Without a time of its own the article is published now; with one in the future it is
    scheduled, and appears by itself. An address that was public before redirects to the new one.
    Where readers have it already, `change` says what kind of change this is (an update unless
    told) and goes on the public record. Raises NotPublishable with what the gate requires;
    `override` is the reason to publish all the same, of who may.
    """
    article = _ready_for(article, "publish", by=by)
    revision = _working_copy(article)
    passed = gate.let_through(article, revision, by=by, override=override)
    return put_live(article, revision, by=by, change=change or TypedChange(), **passed)


def put_live(
    article: Article,
    revision: Revision,
    *,
    by: User | None,
    change: TypedChange,
    **details: str,
) -> Article:
    """
    Make a whole revision the live version of an article that is locked: the end of every verb that
    publishes. `details` go on the record with it.
    """
    status, live, had_readers = article.status, article.live_revision, article.was_seen()
    # A correction may tell of what was changed before, and leave the text as it is.
    is_change = had_readers and live is not None and (live != revision or change.text != "")
    old_path = addresses.path_of(article) if had_readers else ""
    _settle_address(revision, article)
    now = timezone.now()
    if is_change and not change.is_minor:
        article.updated_at = now
    _go_live(article, revision)
    revision.save(update_fields=["publish_at", "slug"])
    addresses.leave(article, old_path)
    if is_change and live is not None:
        changes.note(article, before=live, after=revision, change=change, at=now, by=by)
    if is_change:
        details |= {"change": change.kind}
    record("publish", article, by=by, from_status=status, revision=revision, **details)
    if not had_readers:
        letters.tell_of_publication(article, by=by)
        tell_of_publication(article)
    share_pictures.draw_later(article)
    announcements.tell_later(article, old_path=old_path)
    return article


@transaction.atomic
def unschedule(article: Article, *, by: User | None, reason: str = "") -> Article:
    """Take a scheduled article off the schedule: it is approved again, and nobody saw it."""
    article = _ready_for(article, "unschedule", by=by, reason=reason)
    _off_the_schedule(article)
    article.status = Status.APPROVED
    article.save(update_fields=["status", "publish_at"])
    record("unschedule", article, by=by, from_status=Status.PUBLISHED, reason=reason)
    return article


@transaction.atomic
def withdraw(article: Article, *, by: User | None, notice: str, reason: str = "") -> Article:
    """
    Take a published article down; its address answers "gone" with `notice` from now on.

    A scheduled one loses its time instead: nobody saw it, so its address never tells of it.
    """
    article = _ready_for(article, "withdraw", by=by, reason=reason)
    if article.is_scheduled:
        _off_the_schedule(article)
    article.status, article.withdrawal_notice = Status.WITHDRAWN, notice
    article.save(update_fields=["status", "withdrawal_notice", "publish_at"])
    record("withdraw", article, by=by, from_status=Status.PUBLISHED, reason=reason, notice=notice)
    announcements.tell_later(article)
    return article


@transaction.atomic
def reinstate(article: Article, *, by: User | None, reason: str) -> Article:
    """
    Give readers a withdrawn article again, as it was when it was taken down.

    What was saved since stays the working copy.
    """
    article = _ready_for(article, "reinstate", by=by, reason=reason)
    article.status, article.withdrawal_notice = Status.PUBLISHED, ""
    article.save(update_fields=["status", "withdrawal_notice"])
    record("reinstate", article, by=by, from_status=Status.WITHDRAWN, reason=reason)
    announcements.tell_later(article)
    return article


def _move(article: Article, verb: str, *, by: User | None, reason: str = "") -> Article:
    """Change nothing but the status."""
    article = _ready_for(article, verb, by=by, reason=reason)
    before, article.status = article.status, MOVES[verb].target
    article.save(update_fields=["status"])
    record(verb, article, by=by, from_status=before, reason=reason)
    return article


def _ready_for(article: Article, verb: str, *, by: User | None, reason: str = "") -> Article:
    """The article, locked, once policy and status have nothing against the verb."""
    article, move = lock(article), MOVES[verb]
    require(by, f"articles.{verb}_article", article)
    if not move.allows(article):
        status, action = article.get_status_display().lower(), verb.replace("_", " ")
        raise IllegalMove(f"This article is {status}: there is nothing to {action}.")
    if move.needs_reason and by is not None and not reason.strip():
        raise IllegalMove("Say why.")
    return article


def _ready_to_save(article: Article, *, based_on: int | None, by: User | None) -> Article:
    """The article, locked, once the policy lets `by` write it and nobody has saved meanwhile."""
    article = lock(article)
    require(by, "articles.change_article", article)
    if article.working_copy_id != based_on:
        raise StaleCopy(Revision.objects.select_related("created_by").get(working_copy_of=article))
    return article


def _working_copy(article: Article) -> Revision:
    return Revision.objects.whole().get(working_copy_of=article)


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
    shown = {revision.lead_photo_id, *photo_ids(revision.body)}
    if by is not None and embargoes.secret_photos(article, shown, by=by).exists():
        raise PermissionDenied("A photo in it is under an embargo that does not name you.")
    tags = Tag.objects.standing(copy.tags)
    revision.save()
    RevisionByline.objects.bulk_create(
        RevisionByline(revision=revision, author=author, position=position)
        for position, author in enumerate(copy.authors, start=1)
    )
    revision.tags.set(tags)
    revision.body_photos.set(_photos_in(revision))
    article.working_copy = revision
    article.save(update_fields=["working_copy"])
    embargoes.begin(article, by=by)
    if by is not None:
        outside_links.ask_later(revision)
    return revision


def _settle_address(revision: Revision, article: Article) -> None:
    """Fill in what the editor left to us, and refuse what cannot have an address."""
    # Of what is only scheduled, an empty time is this moment, as of what is not.
    had_since = article.publish_at if article.was_seen() else None
    revision.publish_at = revision.publish_at or had_since or timezone.now()
    revision.slug = revision.slug_for(article.pk)
    problems = gate.missing(article, revision)
    if article.was_seen() and revision.publish_at > timezone.now():
        problems.append("Readers have had this article: its time cannot be in the future.")
    if problems:
        raise NotPublishable(problems)


def _go_live(article: Article, revision: Revision) -> None:
    tags = Tag.objects.standing(revision.tags.all())  # before a row of theirs is touched
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
    article.body_photos.set(_photos_in(article))
    assert article.publish_at is not None
    time: dict[str, datetime] = {"publish_at": article.publish_at}
    Byline.objects.bulk_create(
        Byline(article=article, author=byline.author, position=byline.position, **time)
        for byline in revision.bylines.all()
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag=tag, **time) for tag in tags
    )


def _photos_in(copy: Content) -> QuerySet[Photo]:
    return Photo.objects.filter(pk__in=photo_ids(copy.body))


def _clear_listing(article: Article) -> None:
    """Remove the rows that carry the publication time: they may not outlive or precede it."""
    article.bylines.all().delete()
    article.tagged_items.all().delete()


def _off_the_schedule(article: Article) -> None:
    _clear_listing(article)
    article.publish_at = None


def _refuse_anothers_address(article: Article) -> None:
    path = addresses.path_of(article)
    if addresses.is_anothers(path, article):
        raise NotPublishable([f"{path} belonged to another article once. Choose another slug."])


def content_of(source: Content) -> dict[str, Any]:
    """The content fields of an article or revision, ready for a Copy."""
    return {name: getattr(source, name) for name in Content.content_fields()}


def copy_of(revision: Revision) -> Copy:
    """A revision as a Copy: what it takes to keep or to show the same again."""
    return Copy(content_of(revision), revision.authors_in_order, list(revision.tags.all()))
