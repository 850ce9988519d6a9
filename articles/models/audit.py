from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from articles.models.articles import Article

if TYPE_CHECKING:
    from authors.models import User


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def not_secret_from(self, user: User) -> AuditEntryQuerySet:
        """All but those about what is under an embargo that does not name `user`."""
        return self.exclude(article__in=Article.objects.secret_from(user).values("pk"))

    def last_move(self) -> AuditEntry | None:
        """The newest act that brought an article from one status to another."""
        moves = self.exclude(from_status="").exclude(from_status=F("to_status"))
        return moves.select_related("by").first()


class AuditEntry(models.Model):
    """
    Who did what to an article or to a person's account, when and why. The database refuses to
    change or delete one.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="audit_entries")
    verb = models.CharField(max_length=30)
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="audit_entries")
    person = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, related_name="audit_entries_about"
    )
    revision = models.ForeignKey("articles.Revision", models.PROTECT, null=True)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        help_text="What else belongs to the act: words by name.",
    )

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(
                name="auditentry_is_about_something",
                condition=Q(article__isnull=False) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.article_id or self.person} by {self.by_id or 'the system'}"

    @property
    def action(self) -> str:
        """The verb as a line begins with it: "Plan update"."""
        return self.verb.replace("_", " ").capitalize()
