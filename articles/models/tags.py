from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.models import ItemBase, TagBase

from algemeiner.fields import SlugField
from algemeiner.pagecache.rows import OnPages
from algemeiner.slugs import slugify
from articles.models.newest import NewestFirstQuerySet

LETTERS = Upper("name")  # what a tag is found by; its index is tag_found_by_letters
NEAR = 0.6  # of the letters that two names share in threes, as pg_trgm counts them
# Endings of one and of many, by which two names of the same thing differ.
NUMBERS = [("", "s"), ("", "es"), ("y", "ies"), ("", "ים"), ("", "ות"), ("ה", "ות")]


def _in_another_number(slug: str) -> set[str]:
    return {
        slug.removesuffix(ending) + other
        for pair in NUMBERS
        for ending, other in (pair, pair[::-1])
        if slug.endswith(ending)
    }


class TagQuerySet(models.QuerySet["Tag"]):
    def with_letters(self, text: str) -> TagQuerySet:
        """Tags that have these letters in their name or in one of their other names."""
        return self.filter(pk__in=_by_any_name(Q(letters__contains=Upper(Value(text)))))

    def called(self, name: str) -> TagQuerySet:
        """The tag of this very name, or with this other name; case counts for nothing."""
        return self.filter(pk__in=_by_any_name(Q(letters=Upper(Value(name)))))

    def nearly_called(self, name: str) -> TagQuerySet:
        """
        Tags that whoever typed `name` may have meant: by another case, number, sign, point or
        letter, or by another name of theirs. One of that very name is not among them.
        """
        slug = slugify(name)
        same_thing = Q(slug__in={slug} | _in_another_number(slug))
        alike = Q(letters__trigram_similar=name, likeness__gte=NEAR)
        likeness = TrigramSimilarity(LETTERS, name)
        named = Tag.objects.alias(letters=LETTERS, likeness=likeness).filter(same_thing | alike)
        others = TagSynonym.objects.alias(letters=LETTERS, likeness=likeness).filter(alike)
        near = named.exclude(name=name).order_by().values("pk").union(others.values("tag"))
        best = others.filter(tag=OuterRef("pk")).values("tag").annotate(best=Max(likeness))
        return (
            self.filter(pk__in=near)
            .annotate(likeness=Greatest(likeness, Coalesce(Subquery(best.values("best")), 0.0)))
            .order_by("-likeness", "name")
        )

    def standing(self, tags: Iterable[Tag]) -> list[Tag]:
        """
        These tags, or what they have been merged into. Until the transaction ends nobody merges
        or deletes them.
        """
        wanted = {tag.pk for tag in tags}
        held = list(self.raw(HOLD, [sorted(wanted)])) if wanted else []
        gone = wanted - {tag.pk for tag in held}
        heirs = self.filter(merged__in=gone).exclude(pk__in=wanted).distinct() if gone else []
        return [*held, *self.standing(heirs)] if heirs else held

    def with_newest(self) -> TagQuerySet:
        """With the time of the newest article of each, read from the index of a tag's page."""
        newest = _tagged().order_by(F("publish_at").desc()).values("publish_at")[:1]
        return self.annotate(newest=Subquery(newest))

    def with_count(self) -> TagQuerySet:
        """With the number of `articles` of each that have come out."""
        out = Q(tagged_articles__publish_at__lte=timezone.now())
        return self.annotate(articles=Count("tagged_articles", filter=out))

    def on_nothing(self) -> TagQuerySet:
        """Those that neither a live article nor any version of one has ever had."""
        live, kept = (_first_from(rows) for rows in (TaggedArticle, Tag.revisions.through))
        return self.alias(live=live, kept=kept).exclude(live=F("pk")).exclude(kept=F("pk"))

    def on_one_article(self) -> TagQuerySet:
        two = ArraySubquery(_tagged().order_by(F("publish_at").desc()).values("pk")[:2])
        return self.alias(two=two).filter(two__len=1)  # type: ignore[misc]

    def unused_since(self, moment: datetime) -> TagQuerySet:
        """Those whose newest live article is older than `moment`."""
        return self.with_newest().filter(newest__lt=moment)  # type: ignore[misc]


# A foreign key to a tag takes this lock; to take it first, in order, cannot end in a deadlock.
HOLD = "SELECT * FROM articles_tag WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


def _by_any_name(condition: Q) -> Any:
    """The tags whose own or other name answers `condition` on its `letters`; each has its index."""
    own = Tag.objects.alias(letters=LETTERS).filter(condition).order_by().values("pk")
    return own.union(TagSynonym.objects.alias(letters=LETTERS).filter(condition).values("tag"))


def _first_from(rows: Any) -> Coalesce:
    """
    The tag of the first of `rows` from this tag on: itself, if one has it. Asked so, and not by
    Exists, PostgreSQL can only walk the index; else it reads all rows, once or for each tag.
    """
    following = rows.objects.filter(tag__gte=OuterRef("pk")).order_by("tag_id").values("tag_id")
    return Coalesce(Subquery(following[:1]), 0, output_field=models.BigIntegerField())


def _tagged() -> models.QuerySet[TaggedArticle]:
    """Of the tag in hand, and of what has come out: what is to come may be under embargo."""
    return TaggedArticle.objects.filter(tag=OuterRef("pk"), publish_at__lte=timezone.now())


class Tag(TagBase, OnPages):  # type: ignore[django-manager-missing]
    """A subject that runs through the sections. Old addresses of a tag are Redirect rows."""

    slug = SlugField(unique=True)
    description = models.CharField(
        max_length=300, blank=True, help_text="Readers see it on the tag’s page."
    )

    objects = TagQuerySet.as_manager()
    kept_fields = ["name", "slug", "description", "other_names"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                LETTERS,
                name="tag_name_once",
                violation_error_message="There is a tag of this name already.",
            ),
        ]
        indexes = [GinIndex(OpClass(LETTERS, name="gin_trgm_ops"), name="tag_found_by_letters")]

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Called by taggit for a new tag; a name without letters or digits still gets one."""
        slug = slugify(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"

    @cached_property
    def other_names(self) -> list[str]:
        """By which it is found as well; `save_other_names` keeps what is put here."""
        names = self.synonyms.values_list("name", flat=True) if self.pk else []
        return sorted(names)

    def save_other_names(self) -> None:
        self.other_names = sorted(self.other_names)
        self.synonyms.exclude(name__in=self.other_names).delete()
        there = set(self.synonyms.values_list("name", flat=True))
        new = [name for name in self.other_names if name not in there]
        TagSynonym.objects.bulk_create(TagSynonym(tag=self, name=name) for name in new)


class TagSynonym(models.Model):
    """
    Another name of a tag: a former one, another spelling, that of a tag which was merged into it.

    No two tags share a name of either sort; the database refuses it (migration 0021).
    """

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(LETTERS, name="tagsynonym_name_once")]
        indexes = [
            GinIndex(OpClass(LETTERS, name="gin_trgm_ops"), name="tagsynonym_found_by_letters")
        ]

    def __str__(self) -> str:
        return self.name


class MergedTag(models.Model):
    """A tag that is another now. Forms that were open, and what is kept of them, still name it."""

    old_id = models.BigIntegerField(primary_key=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="merged")

    class Meta:
        ordering = ["old_id"]

    def __str__(self) -> str:
        return f"{self.old_id} is {self.tag_id}"


class TaggedArticleQuerySet(NewestFirstQuerySet["TaggedArticle"]):
    _order_key = ("publish_at", "content_object_id")


class TaggedArticle(ItemBase):
    """
    A live article's tag. Like a byline's, `publish_at` is the article's own by foreign key, and
    required: taggit's own add() and set() do not know it and are refused by the database.
    """

    content_object = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="tagged_items",
        db_column="article_id",
        db_index=False,  # the unique constraint below begins with it
    )
    tag = models.ForeignKey(
        Tag,
        models.PROTECT,
        related_name="tagged_articles",
        db_index=False,  # tagged_newest begins with it
    )
    publish_at = models.DateTimeField()

    objects = TaggedArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article"),
        ]
        indexes = [
            models.Index(
                F("tag"), F("publish_at").desc(), F("content_object").desc(), name="tagged_newest"
            ),
        ]
