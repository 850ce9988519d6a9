from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from algemeiner.fields import SlugField
from algemeiner.slugs import slugify

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
    def with_letters(self, text: str) -> "TagQuerySet":
        return self.alias(letters=LETTERS).filter(letters__contains=Upper(models.Value(text)))

    def nearly_called(self, name: str) -> "TagQuerySet":
        """
        Tags that whoever typed `name` may have meant: by another case, number, sign, point or
        letter. One of that very name is not among them.
        """
        slug = slugify(name)
        same_thing = Q(slug__in={slug} | _in_another_number(slug))
        return (
            self.annotate(letters=LETTERS, likeness=TrigramSimilarity(LETTERS, name))
            .filter(same_thing | Q(letters__trigram_similar=name))
            .filter(same_thing | Q(likeness__gte=NEAR))
            .exclude(name=name)
            .order_by("-likeness", "name")
        )


class Tag(TagBase):
    """A subject that runs through the sections. Old addresses of a tag are Redirect rows."""

    slug = SlugField(unique=True)
    description = models.CharField(max_length=300, blank=True)

    objects = TagQuerySet.as_manager()

    kept_fields = ["name", "slug", "description"]

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(OpClass(LETTERS, name="gin_trgm_ops"), name="tag_found_by_letters")]

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Called by taggit for a new tag; a name without letters or digits still gets one."""
        slug = slugify(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"


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

    objects: models.Manager["TaggedArticle"] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article"),
        ]
        indexes = [
            models.Index(
                F("tag"), F("publish_at").desc(), F("content_object").desc(), name="tagged_newest"
            ),
        ]
