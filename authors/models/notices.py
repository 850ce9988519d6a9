"""What people of the newsroom chose about mail to them, and what waits for the next morning."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Delivery(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DIGEST = "digest", "In one mail each morning"
    NEVER = "never", "Never"


class NoticeChoice(models.Model):
    """What one person chose for one kind of notice; without one the kind's default holds."""

    person = models.ForeignKey("authors.User", models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=20)
    delivery = models.CharField(max_length=10, choices=Delivery)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="noticechoice_one_a_kind"),
            models.CheckConstraint(
                name="noticechoice_delivery_is_known", condition=Q(delivery__in=Delivery.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}: {self.get_delivery_display()}"


class Notice(models.Model):
    """One line of somebody's next digest. It is deleted with the act that enqueues the digest."""

    person = models.ForeignKey("authors.User", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=120)
    name = models.CharField(max_length=250, blank=True, help_text="What it is about.")
    link = models.URLField(max_length=500)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.name}" if self.name else self.what
