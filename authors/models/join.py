from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from authors.models.contact import FromAVisitor, Screening

if TYPE_CHECKING:
    from authors.models.users import User

KEPT_UNCONFIRMED = timedelta(days=30)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def of(self, person: User) -> JoinRequestQuerySet:
        """Those that somebody's account was made of, or that asked for it."""
        return self.filter(email__iexact=person.email)

    def held(self) -> JoinRequestQuerySet:
        """What waits for somebody to say that it is no spam."""
        return self.filter(screening=Screening.HELD, confirmed_at=None)

    def waiting_for_mail(self) -> JoinRequestQuerySet:
        """Let in, but not written to yet: the day's mail was used up."""
        return self.filter(screening=Screening.PASSED, mailed_at=None, confirmed_at=None)

    def mailed(self) -> JoinRequestQuerySet:
        """Those who have their link and have not followed it."""
        return self.filter(mailed_at__isnull=False, confirmed_at=None)

    def confirmed(self) -> JoinRequestQuerySet:
        return self.filter(confirmed_at__isnull=False)

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

    @property
    def standing(self) -> str:
        """How far it has come, in words for the desk."""
        if self.confirmed_at:
            return "Confirmed"
        if self.screening == Screening.HELD:
            return "Held for review"
        return "Has the link" if self.mailed_at else "Mail waits"

    @property
    def has_no_link(self) -> bool:
        """Whether its sender was never written to: it is held, or the day's mail was used up."""
        return self.mailed_at is None and self.confirmed_at is None
