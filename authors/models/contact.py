from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

LATELY = timedelta(days=1)


class Screening(models.TextChoices):
    """What the captcha and authors.spam make of something sent in."""

    PASSED = "passed", "Passed"
    HELD = "held", "Held for review"


class FromAVisitorQuerySet(models.QuerySet["FromAVisitor"]):
    def repeating(self, fingerprint: str) -> FromAVisitorQuerySet:
        """What has said the same since yesterday."""
        lately = timezone.now() - LATELY
        said = self.filter(fingerprint=fingerprint, sent_at__gt=lately)
        return said if fingerprint else said.none()


class FromAVisitor(models.Model):
    """What a stranger sends through a form, with the captcha's word on it."""

    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail")
    screening = models.CharField(max_length=10, choices=Screening, editable=False)
    screening_detail = models.CharField(max_length=200, blank=True, editable=False)
    fingerprint = models.CharField(
        max_length=64,
        db_default="",
        editable=False,
        help_text="The same for texts that are nearly the same.",
    )
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = FromAVisitorQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                fields=["fingerprint", "sent_at"],
                name="%(class)s_sent_before",
                condition=~Q(fingerprint=""),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_screening_is_known",
                condition=Q(screening__in=Screening.values),
            ),
        ]


class ContactMessage(FromAVisitor):
    class Topic(models.TextChoices):
        LETTER = "letter", "Letter to the editor"
        TIP = "tip", "News tip"
        CORRECTION = "correction", "Correction to an article"
        ADVERTISING = "advertising", "Advertising"
        TECHNICAL = "technical", "Technical problem"
        OTHER = "other", "Something else"

    topic = models.CharField(max_length=20, choices=Topic)
    article_url = models.URLField("address of the article", max_length=500, blank=True)
    message = models.TextField(max_length=10_000)

    class Meta(FromAVisitor.Meta):
        constraints = [
            *FromAVisitor.Meta.constraints,
            models.CheckConstraint(
                name="contactmessage_topic_is_known",
                condition=Q(
                    topic__in=["letter", "tip", "correction", "advertising", "technical", "other"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} from {self.name}"
