"""People from outside who write for the paper under their own name, and what they agreed to."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

MOST_LINKS = 6
LONGEST_BIO = 600  # characters: one to four sentences


def one_link_a_line(text: str) -> None:
    """Refuse what is no web address, and more of them than anybody has."""
    links = text.split()
    if len(links) > MOST_LINKS:
        raise ValidationError(f"Give {MOST_LINKS} addresses at most.")
    for link in links:
        try:
            URLValidator(schemes=["http", "https"])(link)
        except ValidationError:
            raise ValidationError(f"“{link[:80]}” is no web address. Each begins with https://.")


class TermsQuerySet(models.QuerySet["Terms"]):
    def in_force(self) -> Terms | None:
        """The newest; None before the paper has adopted any."""
        return self.order_by("-number").first()


class Terms(models.Model):
    """What contributors agree to. What was adopted never changes: a better text follows it."""

    number = models.PositiveIntegerField(unique=True, editable=False)
    text = models.TextField(max_length=50_000, help_text="An empty line begins a paragraph.")
    adopted_at = models.DateTimeField(auto_now_add=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = verbose_name_plural = "contributors’ terms"

    def __str__(self) -> str:
        return f"Version {self.number}"


class Standing(models.TextChoices):
    """How far somebody is on the way to writing for the paper."""

    PROFILE = "profile", "Filling in the profile"
    WAITING = "waiting", "Waits for an editor"
    ASKED = "asked", "Was asked something"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class Trust(models.TextChoices):
    NEW = "new", "New: every piece is reviewed"
    KNOWN = "known", "Known: pieces are looked at first"
    TRUSTED = "trusted", "Trusted: may publish opinion, reviewed after"


class ContributorQuerySet(models.QuerySet["Contributor"]):
    def standing(self, standing: str) -> ContributorQuerySet:
        return self.filter(standing=standing)

    def to_do(self) -> ContributorQuerySet:
        """Those whose profile, new or changed, waits for an editor."""
        has_news = Q(standing=Standing.APPROVED, changed_at__isnull=False)
        return self.filter(Q(standing=Standing.WAITING) | has_news, frozen_at=None)

    def frozen(self) -> ContributorQuerySet:
        return self.filter(frozen_at__isnull=False)


class Contributor(models.Model):
    """
    What somebody with an account says of themselves, and what the paper makes of it. What readers
    are told is the author's (`user.author`), who is there from the first approval on.
    """

    user = models.OneToOneField("authors.User", models.CASCADE, editable=False)
    pitch = models.TextField("wants to write about", max_length=2_000, blank=True, editable=False)
    name = models.CharField("name as published", max_length=120)
    bio = models.TextField(
        max_length=LONGEST_BIO,
        blank=True,
        help_text="One to four sentences under each of your pieces: who you are, what you know.",
    )
    portrait = models.ForeignKey("articles.Photo", models.PROTECT, null=True, blank=True)
    links = models.TextField(
        max_length=2_000,
        blank=True,
        validators=[one_link_a_line],
        help_text="Your own pages, one address a line.",
    )
    disclosure = models.TextField(
        "interests to disclose",
        max_length=2_000,
        blank=True,
        help_text="Whom you work for, advise or are paid by, as far as you write about it.",
    )
    standing = models.CharField(
        max_length=10, choices=Standing, default=Standing.PROFILE, editable=False
    )
    standing_since = models.DateTimeField(default=timezone.now, editable=False)
    told = models.TextField(
        blank=True, editable=False, help_text="What an editor asked, or why they declined."
    )
    changed_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when the profile says more than the author."
    )
    trust = models.CharField(max_length=10, choices=Trust, default=Trust.NEW, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, editable=False, related_name="+")
    terms_accepted_at = models.DateTimeField(null=True, editable=False)

    objects = ContributorQuerySet.as_manager()

    class Meta:
        ordering = ["-standing_since", "-pk"]
        indexes = [
            models.Index(fields=["standing", "-standing_since"], name="contributor_by_standing"),
        ]
        constraints = [
            models.CheckConstraint(
                name="contributor_standing_is_known", condition=Q(standing__in=Standing.values)
            ),
            models.CheckConstraint(
                name="contributor_trust_is_known", condition=Q(trust__in=Trust.values)
            ),
            models.CheckConstraint(
                name="contributor_terms_have_their_time",
                condition=Q(terms=None, terms_accepted_at=None)
                | Q(terms__isnull=False, terms_accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def is_approved(self) -> bool:
        return self.standing == Standing.APPROVED

    @property
    def has_news(self) -> bool:
        """Whether the profile says something that readers are not told yet."""
        return self.is_approved and self.changed_at is not None

    @property
    def whereabouts(self) -> str:
        """How far they are, in words for the desk."""
        if self.is_frozen:
            return "Frozen"
        return "Has changed the profile" if self.has_news else self.get_standing_display()

    @property
    def may_write(self) -> bool:
        """Whether they may begin pieces and go on with them."""
        return self.user.is_active and self.is_approved and not self.is_frozen

    def has_accepted(self, terms: Terms | None) -> bool:
        """Whether they agreed to these; to none there is nothing to agree."""
        return terms is None or self.terms_id == terms.pk

    @property
    def link_list(self) -> list[tuple[str, str]]:
        """(address, host) of each link."""
        return [(link, urlsplit(link).netloc.removeprefix("www.")) for link in self.links.split()]

    @property
    def website(self) -> str:
        """The link that readers are shown: the first."""
        return next(iter(self.links.split()), "")

    def stand(self, standing: str, *, at: datetime, told: str = "") -> None:
        """Come to a standing, with an editor's words for it; saved by who asks."""
        self.standing, self.standing_since, self.told = standing, at, told
