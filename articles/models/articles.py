from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField, TrigramSimilarity
from django.db import models
from django.db.models import Case, F, FilteredRelation, GeneratedField, Prefetch, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from algemeiner.dateline import NEWSROOM_ZONE
from articles.models.bylines import Byline
from articles.models.changes import Change, Placement
from articles.models.content import Content
from articles.models.days import NewsroomDay
from articles.models.newest import NewestFirstQuerySet
from articles.models.photos import shown_as
from articles.models.search import search_document
from articles.models.statuses import IN_WORK, Status
from articles.models.tags import TaggedArticle

if TYPE_CHECKING:
    from articles.models.front import LineUp
    from articles.models.photos import Photo
    from articles.models.sections import Section
    from articles.models.tags import Tag
    from authors.models import Author, User


# The share of three-letter groups that two headlines have in common. “Rain Expected on Tuesday” and
# “Rain Is Expected on Tuesday” share 0.86, “Story 1” and “Story 2” 0.6.
NEARLY_THE_SAME = 0.7


class ArticleQuerySet(NewestFirstQuerySet["Article"]):
    def published(self, at: datetime | None = None) -> ArticleQuerySet:
        """What readers see now, or at a given moment: the one home of the public predicate."""
        at = at or timezone.now()
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=at),
            status=Status.PUBLISHED,
            publish_at__lte=at,
        )

    def gone(self, at: datetime | None = None) -> ArticleQuerySet:
        """What readers could see once and may not any more."""
        at = at or timezone.now()
        return self.filter(
            Q(status=Status.WITHDRAWN) | Q(status=Status.PUBLISHED, expires_at__lte=at),
            publish_at__lte=at,
        )

    def under_embargo(self, at: datetime | None = None) -> ArticleQuerySet:
        """What only its embargo list may see yet."""
        at = at or timezone.now()
        # Each half has its own small index; one condition over both would read every article.
        live = Article.objects.filter(embargo_until__gt=at).values("pk")
        in_work = Article.objects.filter(working_copy__embargo_until__gt=at).values("pk")
        return self.filter(pk__in=live.union(in_work, all=True))

    def not_secret_from(self, user: User) -> ArticleQuerySet:
        """All but what is under an embargo that does not name `user`."""
        return self.exclude(pk__in=Article.objects.secret_from(user).values("pk"))

    def secret_from(self, user: User) -> ArticleQuerySet:
        return self.under_embargo().exclude(embargo_list=user)

    def at_address(self, day: date, slug: str) -> ArticleQuerySet:
        # In the words of article_slug_unique_per_day, which is the index that answers.
        return self.annotate(day=NewsroomDay("publish_at")).filter(slug=slug, day=day)

    def at_addresses(self, addresses: Iterable[tuple[date, str]]) -> ArticleQuerySet:
        wanted = [Q(slug=slug, day=day) for day, slug in addresses]
        days = self.annotate(day=NewsroomDay("publish_at"))
        return days.filter(reduce(or_, wanted)) if wanted else days.none()

    def namesakes(self, *, headline: str, slug: str) -> ArticleQuerySet:
        """
        What is published or scheduled with this slug or nearly this headline.

        It reads every article that is left to it: narrow them first to some weeks, by `between`.
        """
        alike = self.alias(likeness=TrigramSimilarity("headline", headline))
        return alike.filter(
            Q(slug=slug) | Q(likeness__gte=NEARLY_THE_SAME), status=Status.PUBLISHED
        )

    def between(self, start: datetime, end: datetime) -> ArticleQuerySet:
        return self.filter(publish_at__gte=start, publish_at__lt=end)

    def in_section(self, section: Section) -> ArticleQuerySet:
        return self.filter(section=section)

    def of_kind(self, kind: str) -> ArticleQuerySet:
        return self.filter(kind=kind)

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        return self._listed("tagged_items", "content_object", Q(tagged_items__tag=tag))

    def by_author(self, author: Author) -> ArticleQuerySet:
        return self._listed("bylines", "article", Q(bylines__author=author))

    def _listed(self, relation: str, back: str, condition: Q) -> ArticleQuerySet:
        """
        Articles through rows that carry the publication time, in the order of those rows: the
        index of the through table is the list, and paging walks it.
        """
        listed = self.annotate(listed=FilteredRelation(relation, condition=condition)).filter(
            listed__isnull=False
        )
        listed._order_key = ("listed__publish_at", f"listed__{back}")
        return listed

    def with_pictured(self) -> ArticleQuerySet:
        """With `pictured`: whether `shown_photo` has a picture to show."""
        ended = Q(lead_photo__rights_until__lt=timezone.localdate())
        stands_in = ended & shown_as("section__default_photo")
        shown = When(shown_as("lead_photo") | stands_in, then=True)
        return self.annotate(pictured=Case(shown, default=False))

    def for_lists(self) -> ArticleQuerySet:
        """What a teaser shows: two queries, however many articles."""
        return (
            self.defer("body", "search_vector")
            .select_related("section__default_photo", "lead_photo")
            .prefetch_related(_bylines())
        )

    def placed_in(self, line_up: LineUp) -> ArticleQuerySet:
        """Each with the slot that it has in a line-up as `placed`, None for most: no query more."""
        placed = FilteredRelation("slots", condition=Q(slots__line_up=line_up))
        placed_articles: Any = self.annotate(placed=placed)
        return placed_articles.select_related("placed__photo")

    def with_body(self) -> ArticleQuerySet:
        return self.defer(None).defer("search_vector")

    def with_changes(self) -> ArticleQuerySet:
        """With what readers are told of their changes: one query more."""
        told = Change.objects.told().standing().newest_first()
        return self.prefetch_related(Prefetch("changes", told, to_attr="told_changes"))

    def for_feeds(self) -> ArticleQuerySet:
        """What a feed gives, corrections included: three queries, however many articles."""
        return self.for_lists().with_body().with_changes()

    def for_page(self) -> ArticleQuerySet:
        """What the article page shows: four queries."""
        tags = TaggedArticle.objects.select_related("tag")
        return (
            self.defer("search_vector")
            .select_related("section__default_photo", "lead_photo")
            .prefetch_related(_bylines(), Prefetch("tagged_items", tags))
            .with_changes()
        )

    def coming_out(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """What comes out, or has come out, between two moments."""
        return self.between(start, end).filter(status=Status.PUBLISHED)

    def in_work(self) -> ArticleQuerySet:
        """What is on its way to readers."""
        return self.filter(status__in=IN_WORK)

    def in_hands_of(self, user: User) -> ArticleQuerySet:
        """What is theirs to go on with: what they were given, and own drafts that nobody has."""
        begun = Q(assigned_to=None, created_by=user, status=Status.DRAFT)
        return self.in_work().filter(Q(assigned_to=user) | begun)

    def handed_in(self) -> ArticleQuerySet:
        """What waits for an editor."""
        return self.filter(status__in=(Status.SUBMITTED, Status.APPROVED))

    def meant_for(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """What is on its way with a time of publication between two moments."""
        return self.in_work().filter(
            working_copy__publish_at__gte=start, working_copy__publish_at__lt=end
        )

    def leaving(self, start: datetime, end: datetime) -> ArticleQuerySet:
        return self.filter(status=Status.PUBLISHED, expires_at__gte=start, expires_at__lt=end)

    def due_between(self, start: datetime, end: datetime) -> ArticleQuerySet:
        return self.filter(due_at__gte=start, due_at__lt=end)

    def freed_between(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """What comes out of its embargo between two moments."""
        return self.filter(
            working_copy__embargo_until__gte=start, working_copy__embargo_until__lt=end
        )

    def for_calendar(self) -> ArticleQuerySet:
        """What a line of the calendar shows, in one query."""
        return self.select_related("working_copy__section", "assigned_to").defer(
            "body", "search_vector", "working_copy__body"
        )

    def for_links(self) -> ArticleQuerySet:
        """What it takes to link to them."""
        return self.only("headline", "publish_at", "slug")

    def for_desk(self) -> ArticleQuerySet:
        """What the desk's list shows of the working copies: three queries."""
        return (
            self.defer("body", "search_vector")
            .select_related("working_copy__section")
            .prefetch_related("working_copy__bylines__author")
        )


def _bylines() -> Prefetch[Any, Any, Any]:
    return Prefetch("bylines", Byline.objects.select_related("author__portrait"))


class Article(Content):  # type: ignore[django-manager-missing]  # taggit has no stubs
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
            GinIndex(fields=["search_vector"], name="article_search"),
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
        return sorted((item.tag for item in self.tagged_items.all()), key=lambda tag: tag.name)

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
