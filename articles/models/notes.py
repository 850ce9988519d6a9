from django.db import models


class Note(models.Model):
    """A private word about an article, from one at the desk to the others."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="notes")
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=5_000)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
