"""
Planned updates: a changed text that takes the place of the live one at a moment to come.

Everything else appears by itself when its time has come; this is the one thing that a worker does
to readers' pages. It is asked for at its moment and again every minute, so one that was missed is
caught up with, and one that cannot be applied says why at the desk.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles import gate, verbs, workflow
from articles.changes import TypedChange
from articles.models import Article, PlannedUpdate, Revision
from authors.models import User


class NotPlannable(ValidationError):
    """There is no update that could be applied at that time; the message says why."""


@transaction.atomic
def plan(
    article: Article, *, at: datetime, change: TypedChange, by: User | None, override: str = ""
) -> PlannedUpdate:
    """
    Let the working copy take the live version's place at `at`, an aware moment to come.

    An update that was planned before and waits is cancelled. Raises NotPlannable, and
    gate.NotPublishable for a text that could not be published then.
    """
    article = verbs.lock(article)
    verbs.require(by, "articles.publish_article", article)
    revision, live = article.working_copy, article.live_revision
    if live is None or revision is None or not article.is_public():
        raise NotPlannable("Readers do not have this article: give it a time of publication.")
    if revision == live:
        raise NotPlannable("Nothing has been changed since it was published.")
    if at <= timezone.now():
        raise NotPlannable("That time has passed. Choose one to come, or publish now.")
    whole = Revision.objects.whole().get(pk=revision.pk)
    passed = gate.let_through(article, whole, by=by, at=at, override=override)
    _cancel_waiting(article)
    planned = PlannedUpdate.objects.create(
        article=article,
        revision=revision,
        live=live,
        at=at,
        by=by,
        override=override,
        **asdict(change),
    )
    verbs.record("plan_update", article, by=by, at=at.isoformat(), change=change.kind, **passed)
    # By its name: articles.tasks imports this module.
    app.configure_task("articles.tasks.apply_updates", schedule_at=at).defer()
    return planned


@transaction.atomic
def cancel(planned: PlannedUpdate, *, by: User | None) -> None:
    """Leave the live version as it is; the text stays the working copy."""
    article = verbs.lock(planned.article)
    verbs.require(by, "articles.publish_article", article)
    if not _cancel_waiting(article):
        raise NotPlannable("This update does not wait any more.")
    verbs.record("cancel_update", article, by=by)


def apply_due() -> int:
    """Apply every planned update whose time has come; how many were. For the worker."""
    due = PlannedUpdate.objects.waiting().filter(at__lte=timezone.now()).order_by("at")
    return sum(_apply(pk, Article(pk=article)) for pk, article in due.values_list("pk", "article"))


@transaction.atomic
def _apply(pk: int, article: Article) -> bool:
    """
    Whether it was applied. Safe to run twice at once: with the article locked, and before the
    update itself as every verb does it, the update is asked whether it still waits.
    """
    article = verbs.lock(article)
    planned = PlannedUpdate.objects.waiting().filter(pk=pk).first()
    if planned is None:
        return False
    try:
        with transaction.atomic():
            _put_live(planned, article)
    except ValidationError as error:
        # It waits on, overdue, with its reason; the desk can plan it anew or cancel it.
        PlannedUpdate.objects.filter(pk=pk).update(problem=" ".join(error.messages))
        return False
    PlannedUpdate.objects.filter(pk=pk).update(applied_at=timezone.now(), problem="")
    return True


def _put_live(planned: PlannedUpdate, article: Article) -> None:
    """Of an article that is locked."""
    if not article.is_public():
        raise NotPlannable("Readers do not have this article any more.")
    if article.live_revision_id != planned.live_id:
        raise NotPlannable("Another version has been published since this one was planned.")
    revision = Revision.objects.whole().get(pk=planned.revision_id)
    change = TypedChange(planned.kind, planned.text, planned.placement)
    workflow.put_live(article, revision, by=planned.by, change=change, planned=str(planned.at))


def _cancel_waiting(article: Article) -> int:
    waiting = PlannedUpdate.objects.waiting().filter(article=article)
    return waiting.update(cancelled_at=timezone.now())
