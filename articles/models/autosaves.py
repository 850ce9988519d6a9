import uuid

from django.db import models


class Autosave(models.Model):
    """
    What one person is typing into an article's form: one rolling row per person and article.

    It holds the form's fields as the browser sends them, so that nothing typed is lost for being
    invalid. It is no revision, and gone once it has become one. A new article's has no article
    yet; its key then stands in the form.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey("authors.User", models.CASCADE, related_name="autosaves")
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="autosaves"
    )
    based_on = models.ForeignKey(
        "articles.Revision", models.CASCADE, null=True, related_name="+", db_index=False
    )
    fields = models.JSONField(help_text="The form’s fields: lists of strings by name.")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="autosave_one_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.article or 'a new article'}"


class Presence(models.Model):
    """Who has an article's form open, and when their browser last said so."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey("authors.User", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.article_id}"
