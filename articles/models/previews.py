from django.db import models


class PreviewLink(models.Model):
    """A way to read one revision without an account, until it expires or is revoked."""

    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="preview_links")
    reader = models.CharField(
        "for whom", max_length=120, help_text="Who is given the link; for the record."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("authors.User", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Preview for {self.reader}"


class PreviewUse(models.Model):
    """One reading of a preview link."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="uses")
    at = models.DateTimeField(auto_now_add=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField("browser", max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
