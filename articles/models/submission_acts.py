from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.submission_statuses import SubmissionStatus
from articles.models.submissions import Submission


class SubmissionActQuerySet(models.QuerySet["SubmissionAct"]):
    def for_sender(self) -> SubmissionActQuerySet:
        """All but what the editors wrote for each other."""
        return self.filter(is_private=False)

    def in_order(self) -> SubmissionActQuerySet:
        return self.select_related("by", "revision").defer("revision__body").order_by("pk")


class SubmissionAct(models.Model):
    """
    What was done to a submission or said about it: its record and its conversation in one, never
    changed. `by` is the editor, or nobody where its sender or the clock did it.
    """

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="acts",
        db_index=False,  # submissionact_of_a_submission begins with it
    )
    verb = models.CharField(max_length=30)
    from_status = models.CharField(max_length=20, choices=SubmissionStatus)
    to_status = models.CharField(max_length=20, choices=SubmissionStatus)
    by = models.ForeignKey("authors.User", models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="What of the article its sender saw, who agreed or objected to it.",
    )
    is_private = models.BooleanField(default=False, help_text="For editors only.")
    at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionActQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["submission", "id"], name="submissionact_of_a_submission"),
        ]
        constraints = [
            models.CheckConstraint(
                name="submissionact_statuses_are_known",
                condition=Q(
                    from_status__in=SubmissionStatus.values,
                    to_status__in=SubmissionStatus.values,
                ),
            ),
            models.CheckConstraint(
                name="submissionact_private_is_an_editors",
                condition=Q(is_private=False) | Q(by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.submission_id}"

    @property
    def is_move(self) -> bool:
        return self.from_status != self.to_status
