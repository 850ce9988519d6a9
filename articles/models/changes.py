from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models.newest import NewestFirstQuerySet

if TYPE_CHECKING:
    from authors.models import User

PATIENCE = timedelta(seconds=5)  # the worker needs under one


class ChangeKind(models.TextChoices):
    MINOR = "minor", "Minor"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"


class Placement(models.TextChoices):
    TOP = "top", "Above the text"
    FOOT = "foot", "Below the text"


class ChangeBase(models.Model):
    """What every change to a live article must say of itself; shared with the one to come."""

    kind = models.CharField(max_length=20, choices=ChangeKind, default=ChangeKind.UPDATE)
    text = models.TextField(
        blank=True, max_length=2_000, help_text="What readers are told of it. A correction must."
    )
    placement = models.CharField(max_length=10, choices=Placement, default=Placement.FOOT)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_kind_is_known", condition=Q(kind__in=ChangeKind.values)
            ),
            models.CheckConstraint(
                name="%(class)s_placement_is_known", condition=Q(placement__in=Placement.values)
            ),
            models.CheckConstraint(
                name="%(class)s_correction_has_a_text",
                condition=~Q(kind=ChangeKind.CORRECTION) | ~Q(text=""),
            ),
        ]

    @property
    def is_correction(self) -> bool:
        return self.kind == ChangeKind.CORRECTION

    @property
    def is_update(self) -> bool:
        return self.kind == ChangeKind.UPDATE


class ChangeQuerySet(NewestFirstQuerySet["Change"]):
    clock = "at"
    _order_key = ("at", "pk")

    def standing(self) -> ChangeQuerySet:
        """Those that no later one has taken the place of."""
        # Not superseded_by=None: of that join PostgreSQL expects one row, and sorts them all.
        return self.exclude(Exists(Change.objects.filter(supersedes=OuterRef("pk"))))

    def corrections(self) -> ChangeQuerySet:
        return self.filter(kind=ChangeKind.CORRECTION)

    def told(self) -> ChangeQuerySet:
        """What readers are told of: everything but the minor."""
        return self.exclude(kind=ChangeKind.MINOR)

    def minor(self) -> ChangeQuerySet:
        return self.filter(kind=ChangeKind.MINOR)

    def before_readers(self) -> ChangeQuerySet:
        """Those of articles that are public now."""
        public = apps.get_model("articles", "Article").objects.published()
        return self.filter(article__in=public.values("pk")).on_list("articles")

    def for_lists(self) -> ChangeQuerySet:
        """Each with its article's headline and address: one query."""
        address = ("headline", "slug", "publish_at", "lang")
        return self.select_related("article").only(
            *("kind", "text", "placement", "at"), *(f"article__{name}" for name in address)
        )

    def for_desk(self) -> ChangeQuerySet:
        """Each with who made it and what took its place: one query."""
        return self.select_related("by", "superseded_by").newest_first()

    def for_record(self) -> ChangeQuerySet:
        """
        Each with both versions to compare, and what it took the place of or was replaced by: one
        query. Of a version nothing else is fetched: notes and names are the newsroom's own.
        """
        versions = [
            f"{side}__{name}"
            for side in ("before", "after")
            for name in ("lang", "headline", "dek", "body")
        ]
        others = [
            f"{side}__{name}" for side in ("supersedes", "superseded_by") for name in ("at", "text")
        ]
        return self.select_related("before", "after", "supersedes", "superseded_by").only(
            *("kind", "text", "placement", "at", "article"),
            *("supersedes", "superseded_by__supersedes"),
            *(*versions, *others),
        )


class Change(ChangeBase):
    """
    A change to an article that readers had: from which revision to which, when and why.

    Part of the public record: never edited and never deleted, which the database itself refuses.
    One whose text was wrong is superseded by another.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="changes")
    before = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    after = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *ChangeBase.Meta.constraints,
            models.CheckConstraint(
                name="change_supersedes_another",
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")),
            ),
        ]
        indexes = [
            models.Index(
                F("at").desc(),
                F("id").desc(),
                name="change_corrections_newest",
                condition=Q(kind=ChangeKind.CORRECTION),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.article_id}, {self.at:%Y-%m-%d %H:%M}"


class PlannedUpdateQuerySet(models.QuerySet["PlannedUpdate"]):
    def waiting(self) -> PlannedUpdateQuerySet:
        return self.filter(applied_at=None, cancelled_at=None)

    def overdue(self) -> PlannedUpdateQuerySet:
        """What waits though its time has passed: the worker is away, or the update cannot be."""
        return self.waiting().filter(at__lt=timezone.now() - PATIENCE).for_calendar()

    def between(self, start: datetime, end: datetime) -> PlannedUpdateQuerySet:
        return self.filter(at__gte=start, at__lt=end).for_calendar()

    def not_secret_from(self, user: User) -> PlannedUpdateQuerySet:
        secret = apps.get_model("articles", "Article").objects.secret_from(user)
        return self.exclude(article__in=secret.values("pk"))

    def for_calendar(self) -> PlannedUpdateQuerySet:
        return self.select_related("article__working_copy__section").defer(
            "article__body", "article__search_vector", "article__working_copy__body"
        )


class PlannedUpdate(ChangeBase):
    """
    A revision that takes the place of an article's live version at a moment to come.

    The one thing about readers' pages that a worker does. `live` is the version that it was
    planned against: should another be live by then, it is not applied, and the desk says so.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="planned_updates")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    live = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="New York time.")
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    override = models.TextField(blank=True, help_text="Why the publish gate was overridden.")
    applied_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, help_text="Why it could not be applied.")

    objects = PlannedUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            *ChangeBase.Meta.constraints,
            models.UniqueConstraint(
                fields=["article"],
                name="plannedupdate_one_waits",
                condition=Q(applied_at=None, cancelled_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"],
                name="plannedupdate_waiting",
                condition=Q(applied_at=None, cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.article_id} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_overdue(self) -> bool:
        """Whether its minute has passed and readers still have the old text."""
        waits = self.applied_at is None and self.cancelled_at is None
        return waits and self.at < timezone.now() - PATIENCE
