"""What is asked of articles, in the newsroom's words: the QuerySet of articles.models.Article."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.pagecache import depends_on
from articles.models.bylines import Byline
from articles.models.changes import Change
from articles.models.content import Kind
from articles.models.days import NewsroomDay
from articles.models.newest import NewestFirstQuerySet
from articles.models.photo_lists import shown_as
from articles.models.reads import MostRead, Stretch
from articles.models.statuses import IN_WORK, Status
from articles.models.tags import TaggedArticle

if TYPE_CHECKING:
    from articles.models.articles import Article  # noqa: F401 (named in a base class)
    from articles.models.front import LineUp
    from articles.models.photos import Photo
    from articles.models.sections import Section
    from articles.models.series import Series
    from articles.models.tags import Tag
    from authors.models import Author, User

# The share of three-letter groups that two headlines have in common. “Rain Expected on Tuesday” and
# “Rain Is Expected on Tuesday” share 0.86, “Story 1” and “Story 2” 0.6.
NEARLY_THE_SAME = 0.7


class ArticleQuerySet(NewestFirstQuerySet["Article"]):
    lists = ("articles",)  # unless a method below names one that turns over less often

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

    def expired(self) -> ArticleQuerySet:
        return self.filter(status=Status.PUBLISHED, expires_at__lte=timezone.now())

    def under_embargo(self, at: datetime | None = None) -> ArticleQuerySet:
        """What only its embargo list may see yet."""
        at = at or timezone.now()
        # Each half has its own small index; one condition over both would read every article.
        articles = ArticleQuerySet(self.model)
        live = articles.filter(embargo_until__gt=at).values("pk")
        in_work = articles.filter(working_copy__embargo_until__gt=at).values("pk")
        return self.filter(pk__in=live.union(in_work, all=True))

    def not_secret_from(self, user: User) -> ArticleQuerySet:
        """All but what is under an embargo that does not name `user`."""
        return self.exclude(pk__in=ArticleQuerySet(self.model).secret_from(user).values("pk"))

    def secret_from(self, user: User) -> ArticleQuerySet:
        return self.under_embargo().exclude(embargo_list=user)

    def at_address(self, day: date, slug: str) -> ArticleQuerySet:
        # In the words of article_slug_unique_per_day, which is the index that answers.
        return self.annotate(day=NewsroomDay("publish_at")).filter(slug=slug, day=day).on_list()

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
        """What has its time between two moments; of one day or year of the newsroom's, its list."""
        found = self.filter(publish_at__gte=start, publish_at__lt=end)
        first, last = (
            moment.astimezone(NEWSROOM_ZONE).date()
            for moment in (start, end - timedelta(microseconds=1))
        )
        if first == last:
            return found.on_list(f"on-day-{first}")
        return found.on_list(f"in-year-{first.year}") if first.year == last.year else found

    def about_the_time_of(self, at: datetime) -> ArticleQuerySet:
        """What came out within a day of it, before or after."""
        day = timedelta(days=1)
        days = [(at + n * day).astimezone(NEWSROOM_ZONE).date() for n in (-1, 0, 1)]
        found = self.between(at - day, at + day)
        return found.on_list(*(f"on-day-{one}" for one in days))

    def in_section(self, section: Section) -> ArticleQuerySet:
        return self.filter(section=section).on_list(f"in-section-{section.pk}")

    def parts_of(self, series: Series) -> ArticleQuerySet:
        """In their order; those that were given no place come last, as they came out."""
        parts = self.filter(series=series).order_by("part", "publish_at", "pk")
        return parts.on_list(f"in-series-{series.pk}")

    def of_kind(self, kind: str) -> ArticleQuerySet:
        return self.filter(kind=kind).on_list(f"of-kind-{kind}")

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        listed = self._listed("tagged_items", "content_object", Q(tagged_items__tag=tag))
        return listed.on_list(f"under-tag-{tag.pk}")

    def by_author(self, author: Author) -> ArticleQuerySet:
        listed = self._listed("bylines", "article", Q(bylines__author=author))
        return listed.on_list(f"by-author-{author.pk}")

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

    def ranked(self, stretch: str) -> ArticleQuerySet:
        """The most read of an hour, a day or a week, the first first."""
        depends_on(f"most-read-{stretch}")
        return self.filter(ranks__stretch=stretch).order_by("ranks__position")

    def most_read(self) -> ArticleQuerySet:
        """What has a place in any ranking, with its places as `ranks`: one query more."""
        depends_on(*(f"most-read-{stretch}" for stretch in Stretch))
        ranked = MostRead.objects.values("article")
        return self.filter(pk__in=ranked).prefetch_related("ranks")

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

    def for_further(self) -> ArticleQuerySet:
        """What is shown of others under an article, and no more: no query beside their own."""
        words = ("lang", "kind", "kicker", "headline", "slug", "publish_at", "lead_alt")
        section = ("section__name", "section__slug", "section__colour", "series", "part")
        photo = ("key", "widths", "width", "height", "has_avif", "rights_until", "alt")
        pictures = ("lead_photo", "section__default_photo")
        shown = [f"{one}__{name}" for one in pictures for name in (*photo, "focal_x", "focal_y")]
        return self.select_related("section", *pictures).only(*words, *section, *pictures, *shown)

    def placed_in(self, line_up: LineUp) -> ArticleQuerySet:
        """Each with the slot that it has in a line-up as `placed`, None for most: no query more."""
        placed = FilteredRelation("slots", condition=Q(slots__line_up=line_up))
        placed_articles: Any = self.annotate(placed=placed)
        return placed_articles.select_related("placed__photo")

    def with_body(self) -> ArticleQuerySet:
        return self.defer(None).defer("search_vector")

    def with_tags(self) -> ArticleQuerySet:
        """With the names and addresses of their tags, in the articles' own rows."""
        tags = TaggedArticle.objects.filter(content_object=OuterRef("pk"))
        named = JSONObject(id="tag_id", name="tag__name", slug="tag__slug")
        return self.annotate(named_tags=ArraySubquery(tags.values_list(named)))

    def with_changes(self) -> ArticleQuerySet:
        """With what readers are told of their changes: one query more."""
        told = Change.objects.told().standing().newest_first()
        return self.prefetch_related(Prefetch("changes", told, to_attr="told_changes"))

    def for_feeds(self) -> ArticleQuerySet:
        """What a feed gives, corrections included: three queries, however many articles."""
        return self.for_lists().with_body().with_tags().with_changes()

    def marks(self) -> Any:
        """
        Rows that are others as soon as anything is that readers get of these articles, with the
        times at which that was. What has left is not there to tell of it: when that was last stands
        in each row, and so does the newest of all that the desk keeps versions of.
        """
        left = apps.get_model("articles", "AuditEntry").objects.withdrawals()
        kept = apps.get_model("articles", "KeptVersion").objects.order_by("-pk")
        ended = ArticleQuerySet(self.model).expired().order_by("-expires_at")
        return self.values_list(
            *("pk", "live_revision_id", "publish_at", "updated_at", "lead_photo__widths"),
            Subquery(left.values("at")[:1]),
            Subquery(kept.values("at")[:1]),
            Subquery(ended.values("expires_at")[:1]),
        )

    def for_page(self) -> ArticleQuerySet:
        """What the article page shows of it: three queries."""
        return (
            self.defer("search_vector")
            .select_related("section__default_photo", "lead_photo", "series")
            .prefetch_related(_bylines())
            .annotate(share_name=F("share_picture__name"))
            .with_tags()
            .with_changes()
        )

    def coming_or_out(self) -> ArticleQuerySet:
        """What readers have, or will have without anybody's doing."""
        return self.filter(status=Status.PUBLISHED)

    def scheduled(self) -> ArticleQuerySet:
        """`is_scheduled` for many: what readers will have, and never had yet."""
        return self.coming_or_out().filter(publish_at__gt=timezone.now())

    def recently_led_by(self, photo: Photo, since: datetime) -> ArticleQuerySet:
        """What has come out since a moment, or will, and begins with this photo."""
        return self.coming_or_out().filter(lead_photo=photo, publish_at__gte=since)

    def with_share_picture(self) -> ArticleQuerySet:
        """What its picture for shared links is drawn of: one query."""
        return self.select_related("section__default_photo", "lead_photo").defer(
            "body", "search_vector"
        )

    def turning(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """What readers get, or lose, by itself between two moments."""
        begins = Q(publish_at__gt=start, publish_at__lte=end)
        ends = Q(expires_at__gt=start, expires_at__lte=end)
        return self.filter(begins | ends, status=Status.PUBLISHED)

    def with_pages(self) -> Any:
        """With `pages`: the tags of the pages that show each, as the database tells them."""
        template = "pages_of_article(articles_article)"
        return self.annotate(pages=Func(template=template, output_field=TextField()))

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

    def for_announcements(self) -> ArticleQuerySet:
        """What it takes to name the address and the lists of each."""
        return (
            self.defer("body", "search_vector")
            .select_related("section")
            .prefetch_related("bylines__author")
            .with_tags()
        )

    def ours(self) -> ArticleQuerySet:
        """Those that were not published elsewhere first, where search engines look for them."""
        return self.filter(canonical_url="")

    def reported_since(self, moment: datetime) -> ArticleQuerySet:
        """What has come out since, but for what others have paid for or sent in."""
        return self.filter(publish_at__gt=moment).exclude(
            kind__in=(Kind.SPONSORED, Kind.PRESS_RELEASE)
        )

    def for_sitemaps(self) -> ArticleQuerySet:
        """The address, times and lead photo of each: one query."""
        photo = ("key", "widths", "width", "height", "rights_until")
        return (
            self.ours()
            .select_related("section__default_photo", "lead_photo")
            .only(
                *("slug", "publish_at", "updated_at", "headline", "lang", "section"),
                *(f"lead_photo__{name}" for name in photo),
                *(f"section__default_photo__{name}" for name in photo),
                *("section__default_photo", "section__name", "lead_photo"),
            )
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
