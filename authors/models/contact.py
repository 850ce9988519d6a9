from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

LATELY = timedelta(days=1)


class Screening(models.TextChoices):
    """What the captcha and authors.spam make of something sent in."""

    PASSED = "passed", "Passed"
    HELD = "held", "Held for review"


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

    @classmethod
    def repeats(cls, fingerprint: str) -> int:
        """How often the same has been said since yesterday."""
        lately: Any = cls._default_manager.filter(sent_at__gt=timezone.now() - LATELY)
        return lately.filter(fingerprint=fingerprint).count() if fingerprint else 0


class MessageStatus(models.TextChoices):
    """Where a message stands at the desk. What is held stands nowhere before it is released."""

    NEW = "new", "New"
    ASSIGNED = "assigned", "Assigned"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    SPAM = "spam", "Spam"


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def held(self) -> ContactMessageQuerySet:
        """What waits for somebody to say that it is no spam."""
        return self.filter(screening=Screening.HELD).exclude(status=MessageStatus.SPAM)

    def in_the_inbox(self) -> ContactMessageQuerySet:
        return self.filter(screening=Screening.PASSED)

    def standing(self, status: str) -> ContactMessageQuerySet:
        return self.in_the_inbox().filter(status=status)

    def spam(self) -> ContactMessageQuerySet:
        return self.filter(status=MessageStatus.SPAM)

    def to_do(self) -> ContactMessageQuerySet:
        """What nobody has answered yet."""
        open_ones = [MessageStatus.NEW, MessageStatus.ASSIGNED]
        return self.in_the_inbox().filter(status__in=open_ones)


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
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What of the article the reader saw.",
    )
    passage = models.CharField(
        "the passage", max_length=1_000, blank=True, help_text="The words that are wrong."
    )
    message = models.TextField(max_length=10_000)
    status = models.CharField(
        max_length=10,
        choices=MessageStatus,
        default=MessageStatus.NEW,
        db_default=MessageStatus.NEW,
        editable=False,
    )
    assigned_to = models.ForeignKey(
        "authors.User", models.PROTECT, null=True, related_name="messages", editable=False
    )

    objects = ContactMessageQuerySet.as_manager()

    class Meta(FromAVisitor.Meta):
        indexes = [
            *FromAVisitor.Meta.indexes,
            models.Index(
                fields=["-id"],
                name="contactmessage_to_do",
                condition=Q(screening="passed", status__in=["new", "assigned"]),
            ),
        ]
        constraints = [
            *FromAVisitor.Meta.constraints,
            models.CheckConstraint(
                name="contactmessage_topic_is_known",
                condition=Q(
                    topic__in=["letter", "tip", "correction", "advertising", "technical", "other"]
                ),
            ),
            models.CheckConstraint(
                name="contactmessage_status_is_known",
                condition=Q(status__in=MessageStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} from {self.name}"


class Answer(models.Model):
    """What the newsroom wrote back to the sender of a message."""

    message = models.ForeignKey(ContactMessage, models.CASCADE, related_name="answers")
    text = models.TextField(max_length=10_000)
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Answer to {self.message}"
