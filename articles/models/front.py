from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles import arranging
from articles.arranging import SLOTS, Place
from articles.models.articles import Article
from articles.models.newest import NewestFirstQuerySet


class Zone(models.TextChoices):
    LEAD = arranging.LEAD, "Lead"
    TOP = arranging.TOP, "Top"
    OPINION = arranging.OPINION, "Opinion"
    STRIP = arranging.STRIP, "Section strip"


class LineUpQuerySet(NewestFirstQuerySet["LineUp"]):
    clock = "starts_at"
    lists = ("front",)
    _order_key = ("starts_at", "pk")

    def standing(self) -> LineUpQuerySet:
        """All but those that were replaced or discarded before readers saw them."""
        return self.filter(dropped_at=None)

    def drafts(self) -> LineUpQuerySet:
        return self.standing().filter(starts_at=None).order_by("-pk")

    def to_come(self, at: datetime | None = None) -> LineUpQuerySet:
        """Those that readers will see, the next one first."""
        at = at or timezone.now()
        return self.standing().filter(starts_at__gt=at).order_by("starts_at", "pk")

    def begun(self, at: datetime | None = None) -> LineUpQuerySet:
        """Those that readers have seen by a moment; the first is what they see then."""
        at = at or timezone.now()
        return self.standing().filter(starts_at__lte=at).order_by("-starts_at", "-pk")

    def before(self, later: LineUp) -> LineUpQuerySet:
        """Those whose time came before that of `later`, the newest first."""
        at, pk = later.starts_at, later.pk
        return self.begun(at).filter(Q(starts_at__lt=at) | Q(pk__lt=pk))

    def turning(self, start: datetime, end: datetime) -> LineUpQuerySet:
        """Those that readers see from a moment between two on."""
        return self.standing().filter(starts_at__gt=start, starts_at__lte=end)

    def with_places(self, at: datetime) -> LineUpQuerySet:
        """With the slots that hold at a moment, in the same query."""
        held = Slot.objects.filter(line_up=OuterRef("pk")).holding(at)
        row = JSONObject(
            zone="zone",
            section="section_id",
            navigated="section__in_navigation",
            position="position",
            article="article_id",
        )
        return self.annotate(place_rows=ArraySubquery(held.values(row=row)))


class LineUp(models.Model):
    """
    One arrangement of the front: a draft, or what readers see from `starts_at` until the next.

    It is never changed: whoever arranges anew keeps another one. What of an arrangement is to
    come, and what readers saw when, is therefore a query.
    """

    name = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField(null=True, help_text="New York time. A draft has none.")
    strips = ArrayField(
        models.BigIntegerField(),
        null=True,
        help_text="The ids of the sections with a strip, in order; none: those of the navigation.",
    )
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    restored_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(
        null=True, help_text="When it was replaced or discarded before readers saw it."
    )

    objects = LineUpQuerySet.as_manager()

    class Meta:
        verbose_name = "line-up"
        constraints = [
            models.CheckConstraint(
                name="lineup_dropped_before_it_began",
                condition=Q(dropped_at=None) | Q(starts_at=None) | Q(dropped_at__lt=F("starts_at")),
            ),
        ]
        indexes = [
            models.Index(
                F("starts_at").desc(),
                F("id").desc(),
                name="lineup_standing",
                condition=Q(dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Line-up {self.pk}"

    @property
    def places(self) -> dict[Place, int]:
        """
        The ids of the articles that hold their places, as `with_places` found them. A place in the
        strip of a section that has none any more is none.
        """
        return {
            Place(row["zone"], row["section"], row["position"]): row["article"]
            for row in getattr(self, "place_rows", [])
            if row["section"] is None or self._has_strip(row["section"], row["navigated"])
        }

    def _has_strip(self, section: int, is_navigated: bool) -> bool:
        return is_navigated if self.strips is None else section in self.strips

    def has_begun(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        return self.dropped_at is None and self.starts_at is not None and self.starts_at <= at

    @property
    def is_to_come(self) -> bool:
        """Whether readers will see it as it is."""
        return self.dropped_at is None and self.starts_at is not None and not self.has_begun()

    @property
    def is_draft(self) -> bool:
        return self.dropped_at is None and self.starts_at is None


class SlotQuerySet(models.QuerySet["Slot"]):
    def holding(self, at: datetime | None = None) -> SlotQuerySet:
        """Those that show what was put there; the others fill themselves."""
        at = at or timezone.now()
        pinned = self.filter(Q(until=None) | Q(until__gt=at))
        return pinned.filter(article__in=Article.objects.published(at).values("pk"))

    def turning(self, start: datetime, end: datetime) -> SlotQuerySet:
        """Those of the front that fill themselves from a moment between two on."""
        return self.on_the_front().filter(until__gt=start, until__lte=end)

    def on_the_front(self, at: datetime | None = None) -> SlotQuerySet:
        """Those of the line-up that readers see."""
        return self.filter(line_up__in=LineUp.objects.begun(at).values("pk")[:1])

    def in_order(self) -> SlotQuerySet:
        return self.order_by("zone", "section__position", "section", "position")


class Slot(models.Model):
    """An article put into a place on the front, with the front's own words for it."""

    line_up = models.ForeignKey(
        LineUp,
        models.CASCADE,
        related_name="slots",
        db_index=False,  # a unique constraint begins with it
    )
    zone = models.CharField(max_length=10, choices=Zone)
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, null=True, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, models.PROTECT, related_name="slots")
    headline = models.CharField(max_length=250, blank=True)
    dek = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey("articles.Photo", models.PROTECT, null=True, related_name="slots")
    until = models.DateTimeField(
        null=True, help_text="New York time. From then on the slot fills itself."
    )

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line_up", "zone", "section", "position"],
                name="slot_one_a_place",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["line_up", "article"], name="slot_once_an_article"),
            models.CheckConstraint(
                name="slot_is_on_the_page",
                condition=Q(
                    *(Q(zone=zone, position__range=(1, size)) for zone, size in SLOTS.items()),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(
                name="slot_of_a_strip_has_a_section",
                condition=Q(zone=arranging.STRIP, section__isnull=False)
                | ~Q(zone=arranging.STRIP) & Q(section=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_zone_display()} {self.position}"

    @property
    def place(self) -> Place:
        return Place(self.zone, self.section_id, self.position)

    def dress(self, article: Article) -> None:
        """Give an article in hand the front's words and photo; never to be saved so."""
        article.headline = self.headline or article.headline
        article.dek = self.dek or article.dek
        if self.photo is not None:
            article.lead_photo, article.lead_alt = self.photo, ""


class BreakingNewsQuerySet(models.QuerySet["BreakingNews"]):
    def turning(self, start: datetime, end: datetime) -> BreakingNewsQuerySet:
        """Those that end between two moments."""
        return self.filter(ends_at__gt=start, ends_at__lte=end)

    def showing(self, at: datetime | None = None) -> BreakingNewsQuerySet:
        """What the strip says at a moment; it never leads to what readers may not see."""
        at = at or timezone.now()
        standing = self.filter(created_at__lte=at, ends_at__gt=at)
        # Each half by itself: one condition over both would read every article.
        public = Article.objects.published(at).values("pk")
        alone, leading = standing.filter(article=None), standing.filter(article__in=public)
        shown = alone.order_by().values("pk").union(leading.order_by().values("pk"), all=True)
        return self.filter(pk__in=shown).order_by("-pk")


class BreakingNews(models.Model):
    """A line over every page until its time is over."""

    text = models.CharField(max_length=140)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="breaking_news"
    )
    ends_at = models.DateTimeField("ends", help_text="New York time.")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")

    objects = BreakingNewsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "breaking news"
        constraints = [
            models.CheckConstraint(
                name="breakingnews_ends_after_it_began",
                condition=Q(ends_at__gte=F("created_at")),
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="breakingnews_showing")]

    def __str__(self) -> str:
        return self.text
