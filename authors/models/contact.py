from django.db import models
from django.db.models import Q


class Screening(models.TextChoices):
    """What the captcha's verdict makes of something sent in. Nothing that is sent is refused."""

    PASSED = "passed", "Passed"
    HELD = "held", "Held for review"


class FromAVisitor(models.Model):
    """What a stranger sends through a form, with the captcha's word on it."""

    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail")
    screening = models.CharField(max_length=10, choices=Screening, editable=False)
    screening_detail = models.CharField(max_length=200, blank=True, editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-pk"]
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
