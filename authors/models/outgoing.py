"""Mail that has not gone out: the queue's own jobs, in the newsroom's words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

TOO_LONG = timedelta(minutes=15)  # for a mail to wait, while the server is well
ON_ITS_WAY = ["todo", "doing"]
# What a job says of itself that holds no subject: {its task: (subject, recipient)}.
OTHERS = {
    "authors.tasks.tell_newsroom": ("A visitor’s message", "the newsroom"),
    "authors.tasks.send_answer": ("The newsroom’s answer", "whoever wrote to it"),
}


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def untried(self) -> OutgoingMailQuerySet:
        return self.filter(status__in=ON_ITS_WAY, attempts=0)

    def retrying(self) -> OutgoingMailQuerySet:
        return self.filter(status__in=ON_ITS_WAY, attempts__gt=0)

    def dead(self) -> OutgoingMailQuerySet:
        """What was tried often enough, and is not tried again by itself."""
        return self.filter(status="failed")

    def in_nobodys_hands(self) -> OutgoingMailQuerySet:
        """All but what a worker is sending at this moment."""
        return self.filter(status__in=["todo", "failed"])

    def with_times(self) -> OutgoingMailQuerySet:
        events = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("pk")
        return self.annotate(since=Subquery(events.values("at")[:1]))

    def waiting_too_long(self, now: datetime) -> datetime | None:
        """Since when the oldest has been waiting, if that is longer than it should be."""
        oldest: Any = self.filter(status__in=ON_ITS_WAY).with_times().order_by("pk").first()
        since = oldest.since if oldest else None
        return since if since and since < now - TOO_LONG else None


class OutgoingMailManager(models.Manager["OutgoingMail"]):
    def get_queryset(self) -> OutgoingMailQuerySet:
        jobs = OutgoingMailQuerySet(self.model, using=self._db)
        return jobs.filter(queue_name="mail", status__in=[*ON_ITS_WAY, "failed"])


class OutgoingMail(ProcrastinateJob):
    """A mail that waits, is tried again later, or was given up by the worker."""

    objects: ClassVar[Any] = OutgoingMailManager.from_queryset(OutgoingMailQuerySet)()

    class Meta:
        proxy = True
        ordering = ["-pk"]
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mail"

    def __str__(self) -> str:
        return f"{self.subject}, to {self.recipient}"

    @property
    def subject(self) -> str:
        return self.args.get("subject") or OTHERS.get(self.task_name, (self.task_name, ""))[0]

    @property
    def recipient(self) -> str:
        to = self.args.get("to")
        return ", ".join(to) if to else OTHERS.get(self.task_name, ("", "somebody"))[1]

    @property
    def standing(self) -> str:
        if self.status == "failed":
            return "Not sent"
        if self.status == "doing":
            return "Being sent"
        return "Tried again" if self.attempts else "Waiting"

    @property
    def next_try(self) -> datetime | None:
        """Of what is tried again later."""
        return self.scheduled_at if self.status == "todo" else None

    @property
    def last_trouble(self) -> str:
        trouble = getattr(self, "trouble", None)
        return trouble.what if trouble else ""


class MailTrouble(models.Model):
    """
    What went wrong the last time that a mail was tried; the queue keeps no words. The worker
    deletes a job that is done without asking us, so the database holds no key to it.
    """

    job = models.OneToOneField(
        ProcrastinateJob,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="trouble",
    )
    what = models.TextField()
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.what
