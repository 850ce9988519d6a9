from django.db import models
from django.db.models import F

from articles.models.newest import NewestFirstQuerySet


class BylineBase(models.Model):
    """An ordered row that links an article, or one of its revisions, to an author."""

    author = models.ForeignKey("authors.Author", models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}. {self.author}"


class BylineQuerySet(NewestFirstQuerySet["Byline"]):
    _order_key = ("publish_at", "article_id")


class Byline(BylineBase):
    """
    A live article's byline.

    `publish_at` is the article's own, so that an author's page is read from one index; a
    composite foreign key keeps it equal (migration 0002).
    """

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="bylines",
        db_index=False,  # a unique constraint begins with it
    )
    publish_at = models.DateTimeField()

    objects = BylineQuerySet.as_manager()

    class Meta(BylineBase.Meta):
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="byline_one_a_position"),
            models.UniqueConstraint(fields=["article", "author"], name="byline_once_an_author"),
        ]
        indexes = [
            models.Index(
                F("author"), F("publish_at").desc(), F("article").desc(), name="byline_by_author"
            ),
        ]
