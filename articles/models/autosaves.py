from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from articles.models.articles import Article
    from articles.models.submissions import Submission
    from authors.models import User


class AutosaveQuerySet(models.QuerySet["Autosave"]):
    def typed_in(self, about: Article | Submission | None, *, by: User) -> AutosaveQuerySet:
        """What somebody has typed into a thing, or into new articles, and not saved."""
        return self.filter(user=by, **place_of(about))


def place_of(about: Article | Submission | None) -> dict[str, Article | Submission | None]:
    """Where an autosave stands, as its fields."""
    is_submission = about is not None and about._meta.model_name == "submission"
    article, submission = (None, about) if is_submission else (about, None)
    return {"article": article, "submission": submission}


class Autosave(models.Model):
    """
    What one person is typing into the form of an article or of a submission: one rolling row for
    each form they have open.

    It holds the form's fields as the browser sends them, so that nothing typed is lost for being
    invalid. It is no revision, and gone once it has become one. `key` stands in the form; a new
    article's has no article yet.
    """

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey("authors.User", models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="+")
    submission = models.ForeignKey(
        "articles.Submission", models.CASCADE, null=True, related_name="+"
    )
    fields = models.JSONField(help_text="The form’s fields: lists of strings by name.")
    sequence = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="Counted up by the form at each keeping."
    )
    saved_at = models.DateTimeField()

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                name="autosave_of_one_thing", condition=Q(article=None) | Q(submission=None)
            ),
        ]
        indexes = [
            # Without the time, so that keeping what is typed writes to no index.
            models.Index(fields=["user", "article"], name="autosave_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.article or 'a new article'}"

    @property
    def headline(self) -> str:
        return " ".join(self.first("headline").split())

    def first(self, name: str) -> str:
        return next(iter(self.fields.get(name, [])), "")


class Presence(models.Model):
    """Who has an article's form open, and when their browser last said so."""

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="presences",
        db_index=False,  # the unique constraint begins with it
    )
    user = models.ForeignKey("authors.User", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.article_id}"
