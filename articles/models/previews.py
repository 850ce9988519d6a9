from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.articles import Article
from articles.models.statuses import Status

if TYPE_CHECKING:
    from authors.models import User


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self, at: datetime | None = None) -> PreviewLinkQuerySet:
        """Those that show their version now: not of what is under embargo, withdrawn or gone."""
        at = at or timezone.now()
        closed = Article.objects.filter(status=Status.WITHDRAWN) | Article.objects.gone(at)
        return (
            self.filter(Q(revision__embargo_until=None) | Q(revision__embargo_until__lte=at))
            .filter(revoked_at=None, expires_at__gt=at)
            .exclude(revision__article__in=closed.values("pk"))
            .exclude(revision__article__in=Article.objects.under_embargo(at).values("pk"))
        )


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

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Preview for {self.reader}"

    def is_secret_from(self, user: User) -> bool:
        return self.revision.is_secret_from(user)

    @property
    def is_out_of_hands(self) -> bool:
        """Who made a link may always revoke it, also after the article was handed on."""
        return False

    @property
    def has_ended(self) -> bool:
        return self.revoked_at is not None or self.expires_at <= timezone.now()


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
