from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.contributing.links import new_key
from articles.models.articles import Article
from articles.models.pieces import Piece
from articles.models.statuses import Status
from articles.models.submission_statuses import (
    AT_THE_DESK,
    CLOSED,
    OPEN_TO_SENDER,
    SUBMISSION_MOVES,
    UNSENT,
    SubmissionStatus,
)
from authors.models.contact import FromAVisitor, Screening
from authors.models.contributors import Trust

if TYPE_CHECKING:
    from authors.models import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, sender: User) -> SubmissionQuerySet:
        return self.filter(sender=sender)

    def by_guests(self) -> SubmissionQuerySet:
        return self.filter(sender=None)

    def in_progress(self) -> SubmissionQuerySet:
        """Those of which something is still to come: no end was put to them."""
        return self.exclude(status__in=CLOSED)

    def closed(self) -> SubmissionQuerySet:
        return self.filter(status__in=CLOSED)

    def never_sent(self) -> SubmissionQuerySet:
        """Drafts that no editor has ever seen: nothing keeps their sender from deleting them."""
        return self.filter(status__in=UNSENT, manuscripts=None)

    def sent(self) -> SubmissionQuerySet:
        """Those that have reached the desk, whatever became of them."""
        return self.exclude(status=SubmissionStatus.UNCONFIRMED).exclude(
            status=SubmissionStatus.DRAFT, manuscripts=None
        )

    def in_the_queue(self) -> SubmissionQuerySet:
        """Those that wait for an editor."""
        return self.let_in().filter(status__in=AT_THE_DESK)

    def let_in(self) -> SubmissionQuerySet:
        """All but those that are held for review, and those of whom somebody has stopped."""
        return (
            self.filter(screening=Screening.PASSED)
            .exclude(sender__is_active=False)
            .exclude(sender__contributor__frozen_at__isnull=False)
        )

    def quarantined(self) -> SubmissionQuerySet:
        """
        Guests' pieces that wait for somebody to say that they are no spam: confirmed ones, and
        those whose sender has not even been written to.
        """
        is_asked = Q(status=SubmissionStatus.UNCONFIRMED, mailed_at__isnull=False)
        held = self.filter(screening=Screening.HELD)
        return held.exclude(is_asked).exclude(status__in=CLOSED)

    def for_the_desk(self) -> SubmissionQuerySet:
        """Those that have reached it, and guests' that wait for its word before they can."""
        return self.filter(Q(pk__in=self.sent()) | Q(pk__in=self.quarantined()))

    def unconfirmed(self) -> SubmissionQuerySet:
        return self.filter(status=SubmissionStatus.UNCONFIRMED)

    def waiting_for_mail(self) -> SubmissionQuerySet:
        """Let in, but its guest not asked to confirm yet: the day's mail was used up."""
        return self.unconfirmed().filter(screening=Screening.PASSED, mailed_at=None)

    def never_confirmed_since(self, moment: datetime) -> SubmissionQuerySet:
        return self.unconfirmed().filter(sent_at__lt=moment)

    def of_trust(self, trusts: Sequence[str]) -> SubmissionQuerySet:
        """Those of contributors whom the paper trusts so far."""
        return self.filter(sender__contributor__trust__in=trusts)

    def unread_after(self) -> SubmissionQuerySet:
        """Those that their sender has published, and no editor has read yet."""
        return self.filter(status=SubmissionStatus.ACCEPTED, held_by=None)

    def standing(self, status: str) -> SubmissionQuerySet:
        return self.filter(status=status)

    def held_by(self, editor: User) -> SubmissionQuerySet:
        return self.filter(held_by=editor)

    def unanswered_since(self, moment: datetime) -> SubmissionQuerySet:
        """Those whose sender was asked for changes before `moment`, and has sent none."""
        return self.filter(status=SubmissionStatus.CHANGES_REQUESTED, moved_at__lte=moment)

    def not_warned(self) -> SubmissionQuerySet:
        return self.filter(warned_at=None)

    def for_lists(self) -> SubmissionQuerySet:
        """Each with who has it and what became of it: one query."""
        related = ("sender__contributor", "held_by", "article__working_copy")
        heavy = ("article__body", "article__search_vector", "article__working_copy__body")
        return self.select_related(*related).defer("body", *heavy)

    def for_sender(self) -> SubmissionQuerySet:
        """Each whole, with all that its own page says: one query."""
        related = ("sender__contributor", "held_by", "photo", "article__working_copy")
        return self.select_related(*related).defer("article__body", "article__search_vector")

    def longest_waiting_first(self) -> SubmissionQuerySet:
        return self.order_by("moved_at", "pk")

    def latest_first(self) -> SubmissionQuerySet:
        return self.order_by("-moved_at", "-pk")


class Submission(Piece, FromAVisitor):
    """
    A piece from outside the newsroom. The row is what its sender is writing; what the editors have
    is its newest manuscript.

    A contributor's has a sender; a guest's has name, e-mail and bio of its own, and the captcha's
    word on it. Only the verbs of articles.contributing write it.
    """

    sender = models.ForeignKey(
        "authors.User",
        models.PROTECT,
        null=True,
        related_name="submissions",
        editable=False,
    )
    # A guest's; a contributor has them already.
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField("e-mail", blank=True)
    bio = models.TextField(max_length=1_000, blank=True)
    screening = models.CharField(
        max_length=10, choices=Screening, default=Screening.PASSED, editable=False
    )
    message = models.TextField(
        "to the editor",
        max_length=2_000,
        blank=True,
        help_text="What an editor should know: why now, what to look out for, who has seen it.",
    )
    status = models.CharField(
        max_length=20,
        choices=SubmissionStatus,
        default=SubmissionStatus.DRAFT,
        editable=False,
    )
    held_by = models.ForeignKey(
        "authors.User",
        models.PROTECT,
        null=True,
        related_name="submissions_held",
        editable=False,
        help_text="The editor who has it.",
    )
    article = models.OneToOneField(
        Article, models.PROTECT, null=True, related_name="submission", editable=False
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counted up by every save and every move."
    )
    moved_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="Since when it stands where it stands."
    )
    saved_at = models.DateTimeField(auto_now=True)
    warned_at = models.DateTimeField(
        null=True, editable=False, help_text="When its sender was told that it expires."
    )
    link_key = models.CharField(
        max_length=32,
        default=new_key,
        db_default="",
        editable=False,
        help_text="Part of a guest’s own link: with a new one the old link opens nothing.",
    )
    mailed_at = models.DateTimeField(
        null=True, editable=False, help_text="When a guest was asked to confirm the address."
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta(FromAVisitor.Meta):
        indexes = [
            *FromAVisitor.Meta.indexes,
            models.Index(fields=["status", "moved_at"], name="submission_by_status"),
        ]
        constraints = [
            *Piece.Meta.constraints,
            *FromAVisitor.Meta.constraints,
            models.CheckConstraint(
                name="submission_status_is_known",
                condition=Q(status__in=SubmissionStatus.values),
            ),
            models.CheckConstraint(
                name="submission_is_somebodys",
                condition=Q(sender__isnull=False, email="") | Q(sender=None) & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="submission_accepted_has_an_article",
                condition=Q(status=SubmissionStatus.ACCEPTED, article__isnull=False)
                | ~Q(status=SubmissionStatus.ACCEPTED) & Q(article=None),
            ),
            models.CheckConstraint(
                name="submission_in_review_is_held",
                condition=~Q(status=SubmissionStatus.IN_REVIEW) | Q(held_by__isnull=False),
            ),
        ]

    @property
    def is_held(self) -> bool:
        """Whether somebody has to say first that it is no spam."""
        return self.screening == Screening.HELD

    @property
    def sender_name(self) -> str:
        if self.sender is None:
            return self.name
        contributor = getattr(self.sender, "contributor", None)
        return contributor.name if contributor else self.sender.name

    @property
    def sender_email(self) -> str:
        return self.sender.email if self.sender else self.email

    @property
    def is_stopped(self) -> bool:
        """`let_in` turned round for one in hand: its sender is frozen or may not log in."""
        if self.sender is None:
            return False
        contributor = getattr(self.sender, "contributor", None)
        return not self.sender.is_active or (contributor is not None and contributor.is_frozen)

    @property
    def trust(self) -> str:
        """How much the paper lets through of its sender's; a guest is as new as can be."""
        contributor = getattr(self.sender, "contributor", None)
        return contributor.trust if contributor else Trust.NEW

    @property
    def stage(self) -> str:
        """Its status in words; of an accepted piece, what became of its article."""
        if self.article is None or self.article.status not in (Status.PUBLISHED, Status.WITHDRAWN):
            return self.get_status_display()
        if self.article.status == Status.WITHDRAWN:
            return "Taken down"
        return "Published" if self.article.was_seen() else "Scheduled"

    @property
    def stands_since(self) -> datetime:
        """Since when it has its `stage`; of what readers have, since they have it."""
        article = self.article
        had_since = article.publish_at if article and article.was_seen() else None
        return had_since or self.moved_at

    @property
    def may_be_changed(self) -> bool:
        """Whether it is its sender's turn."""
        return self.status in OPEN_TO_SENDER

    @property
    def is_at_the_desk(self) -> bool:
        return self.status in AT_THE_DESK

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def is_over(self) -> bool:
        """Whether nothing is to come of it any more, or readers have it."""
        return self.is_closed or (self.article is not None and self.article.was_seen())

    @property
    def was_sent(self) -> bool:
        """`SubmissionQuerySet.sent` for one piece in hand."""
        return self.status not in UNSENT or self.manuscripts.exists()

    @property
    def manuscript(self) -> Manuscript | None:
        """What the editors have: the newest."""
        return self.manuscripts.order_by("-number").first()

    def allows(self, verb: str) -> bool:
        return SUBMISSION_MOVES[verb].allows(self)


class Manuscript(Piece):
    """
    A piece as it came in, one for each time that it was sent. The database refuses to change or
    delete one: whatever is made of it, the original is kept.
    """

    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="manuscripts",
        db_index=False,  # the unique constraint begins with it
    )
    number = models.PositiveIntegerField(help_text="1 for the first time that it was sent.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            *Piece.Meta.constraints,
            models.UniqueConstraint(
                fields=["submission", "number"], name="manuscript_number_unique"
            ),
        ]
