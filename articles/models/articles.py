from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.pagecache.rows import OnPages
from articles.models.article_lists import ArticleQuerySet
from articles.models.bylines import Byline
from articles.models.changes import Change, Placement
from articles.models.content import Content
from articles.models.days import NewsroomDay
from articles.models.search import search_document
from articles.models.statuses import IN_WORK, Status
from articles.models.tags import Tag

if TYPE_CHECKING:
    from articles.models.photos import Photo
    from authors.models import User


class Article(OnPages, Content):  # type: ignore[django-manager-missing]  # taggit has no stubs
    """
    One piece. The row is the live version, what readers see or will see from `publish_at` on.

    Only the verbs of articles.workflow write it. Until it is first published the content fields
    are empty and everything there is stands in `working_copy`, the newest revision.
    """

    headline = models.CharField(max_length=250, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    working_copy = models.OneToOneField(
        "articles.Revision", models.PROTECT, null=True, related_name="working_copy_of"
    )
    live_revision = models.OneToOneField(
        "articles.Revision", models.PROTECT, null=True, related_name="live_version_of"
    )
    authors = models.ManyToManyField("authors.Author", through="articles.Byline")
    tags = TaggableManager(through="articles.TaggedArticle", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, related_name="articles_created"
    )
    updated_at = models.DateTimeField(
        null=True, help_text="When readers were last given a changed text."
    )
    withdrawal_notice = models.TextField(blank=True)
    body_photos = models.ManyToManyField(
        "articles.Photo",
        related_name="in_bodies_of",
        help_text="What the live body shows: the body names them, and the verbs keep this so.",
    )
    assigned_to = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, blank=True, related_name="articles_assigned"
    )
    due_at = models.DateTimeField(null=True, blank=True, help_text="New York time.")
    embargo_list = models.ManyToManyField(
        "authors.User",
        blank=True,
        related_name="+",
        help_text="Who may see it before its embargo ends.",
    )
    source_id = models.CharField(
        max_length=255, null=True, unique=True, help_text="Its key in what it was imported from."
    )
    search_vector = GeneratedField(
        expression=search_document(), output_field=SearchVectorField(), db_persist=True
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            *Content.Meta.constraints,
            models.UniqueConstraint(
                "slug",
                NewsroomDay("publish_at"),
                name="article_slug_unique_per_day",
                violation_error_message="Another article of that day has this address.",
            ),
            # What the composite foreign keys of bylines and tags refer to.
            models.UniqueConstraint(fields=["id", "publish_at"], name="article_id_publish_at"),
            models.CheckConstraint(
                name="article_status_is_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="article_published_is_complete",
                condition=~Q(status=Status.PUBLISHED)
                | Q(publish_at__isnull=False, section__isnull=False)
                & ~Q(headline="")
                & ~Q(slug=""),
            ),
        ]
        indexes = [
            models.Index(
                F("publish_at").desc(),
                F("id").desc(),
                name="article_public_newest",
                condition=Q(status=Status.PUBLISHED),
            ),
            *(
                models.Index(
                    F(name),
                    F("publish_at").desc(),
                    F("id").desc(),
                    name=f"article_public_by_{name}",
                    condition=Q(status=Status.PUBLISHED),
                )
                for name in ("section", "kind")
            ),
            models.Index(
                fields=["series", "part", "publish_at", "id"],
                name="article_public_by_series",
                condition=Q(status=Status.PUBLISHED, series__isnull=False),
            ),
            # What is new is sorted in at once: one search asks it for many stretches of time.
            GinIndex(fields=["search_vector"], name="article_search", fastupdate=False),
            models.Index(
                fields=["embargo_until"],
                name="article_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
            models.Index(fields=["due_at"], name="article_due", condition=Q(due_at__isnull=False)),
            models.Index(
                fields=["working_copy"],
                name="article_in_work",
                condition=Q(status__in=IN_WORK),
            ),
            models.Index(
                fields=["expires_at"],
                name="article_expiry",
                condition=Q(status=Status.PUBLISHED, expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"Article {self.pk}, never published"

    def get_absolute_url(self) -> str:
        """The permanent address; only what has a publication time has one."""
        if self.publish_at is None or not self.slug:
            raise ValueError("An article without a publication time and a slug has no address.")
        day = self.publish_at.astimezone(NEWSROOM_ZONE).date()
        return reverse("articles:article", args=[day, self.slug])

    @property
    def changes_url(self) -> str:
        """Where the record of its changes stands."""
        return f"{self.get_absolute_url()}changes/"

    def is_public(self, at: datetime | None = None) -> bool:
        """`ArticleQuerySet.published` for one article in hand; a test holds the two together."""
        at = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.publish_at is not None
            and self.publish_at <= at
            and (self.expires_at is None or self.expires_at > at)
        )

    @property
    def is_under_embargo(self) -> bool:
        """`ArticleQuerySet.under_embargo` for one article in hand."""
        now, copy = timezone.now(), self.working_copy
        ends = (self.embargo_until, copy.embargo_until if copy else None)
        return any(end is not None and end > now for end in ends)

    def is_secret_from(self, user: User) -> bool:
        """`ArticleQuerySet.not_secret_from` for one article in hand, as the policy asks it."""
        return self.is_under_embargo and not self.embargo_list.filter(pk=user.pk).exists()

    @property
    def section_in_work_id(self) -> int | None:
        """The section that an editor must be of to have a say in it."""
        return self.working_copy.section_id if self.working_copy else self.section_id

    @property
    def is_out_of_hands(self) -> bool:
        """Whether its writer has handed it on: who may only change their own work, may not now."""
        return self.status != Status.DRAFT

    def was_seen(self) -> bool:
        """Whether readers have it at its address, or once had: what is asked about an old link."""
        return (
            self.status in (Status.PUBLISHED, Status.WITHDRAWN)
            and self.publish_at is not None
            and self.publish_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        return (
            self.status == Status.PUBLISHED
            and self.publish_at is not None
            and self.publish_at > timezone.now()
        )

    @property
    def has_unpublished_changes(self) -> bool:
        return self.status == Status.PUBLISHED and self.working_copy_id != self.live_revision_id

    @cached_property
    def bylines_in_order(self) -> list[Byline]:
        return list(self.bylines.all())

    @cached_property
    def tags_in_order(self) -> list[Tag]:
        """By name; of an article that was not fetched `with_tags`, a query."""
        named = getattr(self, "named_tags", None)
        tags = self.tags.all() if named is None else [Tag(**tag) for tag in named]
        return sorted(tags, key=lambda tag: tag.name)

    @property
    def _told(self) -> list[Change]:
        told: list[Change] = self.told_changes  # type: ignore[attr-defined]  # with_changes()
        return told

    @property
    def corrections(self) -> list[Change]:
        """Those that stand, the newest first; of an article that was fetched `with_changes`."""
        return [change for change in self._told if change.is_correction]

    @property
    def corrections_on_top(self) -> list[Change]:
        return [change for change in self.corrections if change.placement == Placement.TOP]

    @property
    def corrections_at_foot(self) -> list[Change]:
        return [change for change in self.corrections if change.placement == Placement.FOOT]

    @property
    def updates(self) -> list[Change]:
        """Those that readers are told something of in words."""
        return [change for change in self._told if change.is_update and change.text]

    @property
    def shown_photo(self) -> Photo | None:
        """The lead photo, or what readers see in its place."""
        return self.lead_photo and self.lead_photo.shown_in(self.section)

    @property
    def caption(self) -> str:
        return self._of_shown_photo(self.lead_caption, "caption")

    @property
    def alt(self) -> str:
        """What the lead photo shows, for those who do not see it, as it is said here."""
        return self._of_shown_photo(self.lead_alt, "alt")

    def _of_shown_photo(self, said_here: str, own: str) -> str:
        photo = self.shown_photo
        if photo is None:
            return said_here
        return (photo == self.lead_photo and said_here) or getattr(photo, own)
