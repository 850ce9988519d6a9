from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from articles.models.articles import Article
from articles.models.bylines import BylineBase
from articles.models.content import Content

if TYPE_CHECKING:
    from authors.models import Author, User


class RevisionQuerySet(models.QuerySet["Revision"]):
    def whole(self) -> RevisionQuerySet:
        """With the bylines and tags that belong to the snapshot: three queries."""
        return self.prefetch_related("bylines__author", "tags")

    def not_secret_from(self, user: User) -> RevisionQuerySet:
        """All but the revisions of what is under an embargo that does not name `user`."""
        return self.exclude(article__in=Article.objects.secret_from(user).values("pk"))


class Revision(Content):
    """One saved snapshot of a whole article: content, bylines and tags. Never changed after."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="revisions",
        db_index=False,  # a unique constraint begins with it
    )
    number = models.PositiveIntegerField(help_text="1 for an article's first, and so on.")
    tags = models.ManyToManyField("articles.Tag", blank=True, related_name="revisions")
    body_photos = models.ManyToManyField(
        "articles.Photo",
        related_name="in_bodies_of_revisions",
        help_text="What its body shows, as the verb that kept it found.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, related_name="revisions_saved"
    )
    note = models.CharField(max_length=200, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            *Content.Meta.constraints,
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique"),
        ]
        indexes = [
            models.Index(
                fields=["embargo_until"],
                name="revision_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ]

    def is_secret_from(self, user: User) -> bool:
        return self.article.is_secret_from(user)

    @property
    def authors_in_order(self) -> list[Author]:
        return [byline.author for byline in self.bylines.all()]


class RevisionByline(BylineBase):
    revision = models.ForeignKey(
        Revision,
        models.CASCADE,
        related_name="bylines",
        db_index=False,  # a unique constraint begins with it
    )

    class Meta(BylineBase.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"], name="revisionbyline_one_a_position"
            ),
            models.UniqueConstraint(
                fields=["revision", "author"], name="revisionbyline_once_an_author"
            ),
        ]
