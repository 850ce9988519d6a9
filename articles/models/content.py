from datetime import UTC, datetime

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django_prose_editor.fields import ProseEditorField

from algemeiner.fields import SlugField
from algemeiner.slugs import slugify
from articles.figures import LONGEST_ALT
from articles.sanitize import BODY, clean_html, extensions


class Kind(models.TextChoices):
    NEWS = "news", "News"
    OPINION = "opinion", "Opinion"
    FEATURE = "feature", "Feature"
    ANALYSIS = "analysis", "Analysis"
    REVIEW = "review", "Review"
    OBITUARY = "obituary", "Obituary"
    PRESS_RELEASE = "press_release", "Press release"
    SPONSORED = "sponsored", "Sponsored"


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    HEBREW = "he", "Hebrew"
    YIDDISH = "yi", "Yiddish"


# A year outside is a slip of the hand, and some of them no datetime of Python's or no address here.
EARLIEST, LATEST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)
PLAUSIBLE = [
    MinValueValidator(EARLIEST, "The year cannot be right."),
    MaxValueValidator(LATEST, "The year cannot be right."),
]
LONGEST_BODY = 500_000  # characters; a search column ends at about a megabyte of words

RIGHT_TO_LEFT = {Language.HEBREW, Language.YIDDISH}


class Content(models.Model):
    """
    What an article says and when: every field that its live row and its revisions share.

    A field added here is edited, kept in revisions, restored and published without further code;
    bylines and tags are relations and stand beside it in both.
    """

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NEWS)
    lang = models.CharField("language", max_length=2, choices=Language, default=Language.ENGLISH)
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    series = models.ForeignKey(
        "articles.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        db_index=False,  # article_public_by_series begins with it
    )
    part = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Its place in the series: 1 for the first. Left empty, it comes after those.",
    )
    kicker = models.CharField(
        max_length=60, blank=True, help_text="A short label over the headline."
    )
    headline = models.CharField(max_length=250)
    dek = models.CharField(
        max_length=500, blank=True, help_text="One sentence under the headline, and in lists."
    )
    body = ProseEditorField(
        blank=True,
        extensions=extensions(BODY),
        preset="body",
        sanitize=clean_html,
        validators=[MaxLengthValidator(LONGEST_BODY)],
    )
    slug = SlugField(
        blank=True,
        help_text="The last part of the address. Left empty, the headline makes it.",
    )
    lead_photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    lead_caption = models.CharField(
        max_length=500, blank=True, help_text="In place of the photo's own caption."
    )
    lead_alt = models.CharField(
        "lead alternative text",
        max_length=LONGEST_ALT,
        blank=True,
        default="",
        db_default="",
        help_text="In place of the photo's own.",
    )
    seo_title = models.CharField("search engine title", max_length=120, blank=True)
    seo_description = models.CharField("search engine description", max_length=320, blank=True)
    canonical_url = models.URLField(
        "canonical address",
        max_length=500,
        blank=True,
        help_text="Where the piece was published first, if that was elsewhere.",
    )
    publish_at = models.DateTimeField(
        null=True,
        blank=True,
        validators=PLAUSIBLE,
        help_text="New York time. Left empty, the moment of publishing.",
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, validators=PLAUSIBLE, help_text="New York time."
    )
    expires_at = models.DateTimeField(
        null=True,
        validators=PLAUSIBLE,
        blank=True,
        help_text="New York time. The address answers “gone” from then on.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="%(class)s_lang_is_known", condition=Q(lang__in=Language.values)
            ),
            models.CheckConstraint(
                name="%(class)s_not_published_under_embargo",
                condition=Q(publish_at__gte=F("embargo_until")),
                violation_error_message="The embargo ends after the time of publication.",
            ),
            *(
                models.CheckConstraint(
                    name=f"%(class)s_{name}_is_plausible",
                    condition=Q(**{name: None}) | Q(**{f"{name}__range": (EARLIEST, LATEST)}),
                    violation_error_message="The year cannot be right.",
                )
                for name in ("publish_at", "embargo_until", "expires_at")
            ),
            models.CheckConstraint(
                name="%(class)s_expires_after_publication",
                condition=Q(expires_at__gt=F("publish_at")),
                violation_error_message="The article would expire before it is published.",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @classmethod
    def content_fields(cls) -> list[str]:
        """The names of the fields that are the content, as attributes ("section_id")."""
        return [field.attname for field in Content._meta.local_fields]

    def take_content(self, other: "Content") -> None:
        """Copy every content field from `other`; relations beside the row are not touched."""
        for name in self.content_fields():
            setattr(self, name, getattr(other, name))

    def slug_for(self, pk: int) -> str:
        """The last part of an article's address: as it was written, else out of the headline."""
        return self.slug or slugify(self.headline) or f"article-{pk}"

    @property
    def direction(self) -> str:
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"
