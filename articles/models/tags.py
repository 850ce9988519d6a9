from django.db import models
from django.db.models import F
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from algemeiner.fields import SlugField
from algemeiner.slugs import slugify


class Tag(TagBase):
    """A subject that runs through the sections. Old addresses of a tag are Redirect rows."""

    slug = SlugField(unique=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

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
