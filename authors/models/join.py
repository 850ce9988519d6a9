from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from authors.models.contact import FromAVisitor, Screening

KEPT_UNCONFIRMED = timedelta(days=30)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def held(self) -> JoinRequestQuerySet:
        """What waits for somebody to say that it is no spam."""
        return self.filter(screening=Screening.HELD, confirmed_at=None)

    def waiting_for_mail(self) -> JoinRequestQuerySet:
        """Let in, but not written to yet: the day's mail was used up."""
        return self.filter(screening=Screening.PASSED, mailed_at=None, confirmed_at=None)

    def never_confirmed(self, now: datetime) -> JoinRequestQuerySet:
        return self.filter(confirmed_at=None, sent_at__lt=now - KEPT_UNCONFIRMED)


class JoinRequest(FromAVisitor):
    """Somebody who would like to write for the paper; there is no account before they confirm."""

    pitch = models.TextField("what you would like to write about", max_length=2_000, blank=True)
    mailed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the newest link to confirm was sent."
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = JoinRequestQuerySet.as_manager()

    class Meta(FromAVisitor.Meta):
        indexes = [
            *FromAVisitor.Meta.indexes,
            models.Index(
                fields=["sent_at"],
                name="joinrequest_unconfirmed",
                condition=Q(confirmed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name
