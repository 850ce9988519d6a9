from django.db import models


class AuditEntry(models.Model):
    """Who did what to an article, when, from which status to which, and why. Never changed."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="audit_entries")
    verb = models.CharField(max_length=30)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="audit_entries")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.article_id} by {self.by_id or 'the system'}"
