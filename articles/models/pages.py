from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField

from algemeiner.fields import SlugField
from articles.sanitize import TEXT, clean_text, extensions


class Topic(models.TextChoices):
    """
    What the paper tells about itself. Those that schema.org has a property for are called by it
    (POLICIES); articles.transparency says what belongs into each, and who asks for it.
    """

    PRINCIPLES = "publishingPrinciples", "Mission and principles"
    ETHICS = "ethicsPolicy", "Ethics"
    CORRECTIONS = "correctionsPolicy", "Corrections"
    FACT_CHECKING = "verificationFactCheckingPolicy", "Checking of facts"
    UNNAMED_SOURCES = "unnamedSourcesPolicy", "Sources without a name"
    OWNERSHIP = "ownershipFundingInfo", "Ownership and funding"
    MASTHEAD = "masthead", "Masthead"
    FEEDBACK = "actionableFeedbackPolicy", "Complaints and feedback"
    DIVERSITY = "diversityPolicy", "Diversity of voices"
    STAFFING = "diversityStaffingReport", "Diversity of the staff"
    COVERAGE = "missionCoveragePrioritiesPolicy", "Priorities of coverage"
    NO_BYLINES = "noBylinesPolicy", "Articles without a byline"
    CONTRIBUTORS = "contributors", "Contributors’ texts"
    ADVERTISING = "advertising", "Advertising and sponsors"
    MACHINES = "machines", "Use of AI and algorithms"
    PRIVACY = "privacy", "Privacy"
    ACCESSIBILITY = "accessibility", "Accessibility"
    TERMS = "terms", "Terms of use"


# Those that a NewsMediaOrganization has a property of the same name for.
POLICIES = frozenset(Topic) - {
    *(Topic.CONTRIBUTORS, Topic.ADVERTISING, Topic.MACHINES),
    *(Topic.PRIVACY, Topic.ACCESSIBILITY, Topic.TERMS),
}


class PageQuerySet(models.QuerySet["Page"]):
    def published(self) -> PageQuerySet:
        """What readers see."""
        return self.filter(is_published=True)

    def about(self, topic: str) -> PageQuerySet:
        return self.filter(topics__contains=[topic])


class Page(models.Model):
    """A page that the newsroom edits and that is no article: about, ethics, terms."""

    title = models.CharField(max_length=120)
    slug = SlugField(unique=True)
    summary = models.CharField(max_length=300, blank=True)
    body = ProseEditorField(
        blank=True, extensions=extensions(TEXT), preset="body", sanitize=clean_text
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the footer, the smallest first."
    )
    in_footer = models.BooleanField(default=True)
    topics = ArrayField(
        models.CharField(max_length=40, choices=Topic),
        default=list,
        db_default=[],
        blank=True,
        help_text="What of the paper’s own affairs this page tells. Search engines are told of it.",
    )
    is_published = models.BooleanField(
        "for readers",
        default=True,
        db_default=True,
        help_text="Until this is ticked nobody outside sees the page.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = PageQuerySet.as_manager()

    kept_fields = ["title", "slug", "summary", "body", "topics", "is_published"]

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                name="page_topics_are_known", condition=Q(topics__contained_by=Topic.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:page", args=[self.slug])

    @property
    def body_html(self) -> SafeString:
        return mark_safe(self.body)  # noqa: S308 (sanitized when saved)
