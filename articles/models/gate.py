from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from articles.models.content import Kind


class Level(models.TextChoices):
    OFF = "off", "Not asked"
    ADVISORY = "advisory", "Advice"
    BLOCKING = "blocking", "Required"


class GateRuleQuerySet(models.QuerySet["GateRule"]):
    def fitting(self, kind: str, section_id: int | None) -> GateRuleQuerySet:
        """Those that fit such an article, the narrowest last; a section is narrower than a kind."""
        fitting = self.filter(Q(kind="") | Q(kind=kind), Q(section=None) | Q(section=section_id))
        return fitting.order_by(F("section").asc(nulls_first=True), "kind")


class GateRule(models.Model):
    """
    How much one check of the publish gate weighs, for a kind, a section, both, or everything.

    The narrowest rule that fits counts; where none does, the check's own default.
    """

    check_name = models.CharField("check", max_length=40)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    section = models.ForeignKey("articles.Section", models.CASCADE, null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level)

    objects = GateRuleQuerySet.as_manager()

    class Meta:
        ordering = ["check_name", "kind", "section"]
        verbose_name = "weight of a check"
        verbose_name_plural = "checks before publishing"
        constraints = [
            models.UniqueConstraint(
                fields=["check_name", "kind", "section"],
                name="gaterule_once_a_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="gaterule_level_is_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="gaterule_kind_is_known", condition=Q(kind="") | Q(kind__in=Kind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.get_level_display()}"


GONE = (404, 410)  # what answers so is dead; anything else may be well tomorrow


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def dead(self) -> LinkCheckQuerySet:
        return self.filter(status__in=GONE)


class LinkCheck(models.Model):
    """What an outside address answered when the worker last asked for it."""

    url = models.URLField(max_length=2_000, unique=True)
    checked_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(
        null=True, help_text="Its HTTP status; none where nothing answered."
    )
    problem = models.CharField(max_length=200, blank=True, help_text="Empty for a good link.")

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        indexes = [
            models.Index(
                F("checked_at").desc(), name="linkcheck_dead", condition=Q(status__in=GONE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.problem or 'answers'}"
