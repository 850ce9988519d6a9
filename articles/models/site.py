from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField

from articles import text_files
from articles.crawlers import CHOICES as CRAWLER_CHOICES
from articles.models.articles import Article
from articles.models.content import LATEST, Kind
from articles.models.front import BreakingNews
from articles.models.pages import Page
from articles.models.sections import Section
from articles.sanitize import clean_text

MOST_WORDS = 20_000  # that the paper may ask for

DISCLAIMER_EXTENSIONS = {"Bold": True, "Italic": True, "Link": {"enableTarget": False}}

OPINION_DISCLAIMER = (
    "<p>The opinions presented by Algemeiner bloggers are solely theirs and do not represent those "
    "of The Algemeiner, its publishers or editors. If you would like to share your views with a "
    "blog post on The Algemeiner, please be in touch through our "
    '<a href="/contact/">Contact page</a>.</p>'
)

# The files of plain text at the root of the site (articles.text_files).
TEXT_FILES = ["ads_txt", "trust_txt", "security_txt"]
# What the paper says of who publishes it.
PUBLISHER = [
    *("legal_name", "founded", "address", "telephone", "public_email", "profile_addresses"),
]


def each_line_is_an_address(text: str) -> None:
    for line in text.split():
        URLValidator(["http", "https"], message=f"“{line}” is no address of a web page.")(line)


def _text_file(name: str, check: Callable[[str], None], about: str) -> models.TextField:
    return models.TextField(
        name,
        max_length=50_000,
        blank=True,
        default="",
        db_default="",
        validators=[check],
        help_text=f"{about} Empty, there is no such file.",
    )


class SiteQuerySet(models.QuerySet["Site"]):
    def with_navigation(self) -> SiteQuerySet:
        """The sections, the pages and breaking news, in the same query."""
        return self.defer(*TEXT_FILES, "refused_crawlers").annotate(
            section_rows=ArraySubquery(
                Section.objects.values(
                    row=JSONObject(id="id", name="name", slug="slug", in_navigation="in_navigation")
                )
            ),
            page_rows=ArraySubquery(
                Page.objects.published().values(
                    row=JSONObject(
                        title="title", slug="slug", in_footer="in_footer", topics="topics"
                    )
                )
            ),
            breaking_rows=ArraySubquery(
                BreakingNews.objects.showing().values(
                    row=JSONObject(text="text", at="article__publish_at", slug="article__slug")
                )[:1]
            ),
        )


class Site(models.Model):
    """The paper's own settings: one row, edited at the desk."""

    name = models.CharField(max_length=80, default="The Algemeiner")
    tagline = models.CharField(max_length=160, blank=True)
    description = models.CharField(
        max_length=320, blank=True, help_text="For search engines and feeds."
    )
    opinion_disclaimer = ProseEditorField(
        blank=True,
        default=OPINION_DISCLAIMER,
        extensions=DISCLAIMER_EXTENSIONS,
        sanitize=clean_text,
        help_text="Under every opinion article.",
    )
    sponsored_disclaimer = ProseEditorField(
        blank=True,
        default="",
        db_default="",
        extensions=DISCLAIMER_EXTENSIONS,
        sanitize=clean_text,
        help_text="Under everything that is paid for.",
    )
    press_release_disclaimer = ProseEditorField(
        blank=True,
        default="",
        db_default="",
        extensions=DISCLAIMER_EXTENSIONS,
        sanitize=clean_text,
        help_text="Under every press release.",
    )
    newsroom_email = models.EmailField(blank=True, help_text="Where the forms' messages go.")
    feeds_in_full = models.BooleanField(
        "whole articles in feeds",
        default=True,
        db_default=True,
        help_text="Otherwise feeds give the dek alone, and readers come here for the rest.",
    )
    refused_crawlers = ArrayField(
        models.CharField(max_length=40, choices=CRAWLER_CHOICES),
        default=list,
        db_default=[],
        blank=True,
        verbose_name="refused AI crawlers",
        help_text="robots.txt asks those that are ticked to stay away. Search engines read on.",
    )
    ads_txt = _text_file("ads.txt", text_files.check_ads, "Who may sell the paper’s advertising.")
    trust_txt = _text_file(
        "trust.txt", text_files.check_trust, "Whom the paper belongs to, controls and vouches for."
    )
    security_txt = _text_file(
        "security.txt", text_files.check_security, "Whom to tell of a hole in the site’s security."
    )
    legal_name = models.CharField(
        max_length=160, blank=True, default="", db_default="", help_text="Of who publishes it."
    )
    founded = models.PositiveSmallIntegerField(
        "founded in",
        null=True,
        blank=True,
        validators=[MinValueValidator(1600), MaxValueValidator(LATEST.year)],
        help_text="The year.",
    )
    address = models.CharField(
        "postal address", max_length=300, blank=True, default="", db_default=""
    )
    telephone = models.CharField(max_length=40, blank=True, default="", db_default="")
    public_email = models.EmailField(
        "address for readers",
        blank=True,
        default="",
        db_default="",
        help_text="Search engines are told of it, so programs that send advertising will be, too.",
    )
    profile_addresses = models.TextField(
        "profiles elsewhere",
        max_length=2_000,
        blank=True,
        default="",
        db_default="",
        validators=[each_line_is_an_address],
        help_text="Where else on the web the paper is itself: one address a line.",
    )
    trusted_section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="section of trusted contributors",
        help_text="Where trusted contributors publish opinion by themselves; an editor reads it"
        " after. Empty: everything is read before.",
    )
    fewest_words = models.PositiveIntegerField(
        "fewest words of a submission",
        default=300,
        db_default=300,
        validators=[MaxValueValidator(MOST_WORDS)],
        help_text="What people from outside send in has this many at least.",
    )
    most_words = models.PositiveIntegerField(
        "most words of a submission",
        default=1_500,
        db_default=1_500,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WORDS)],
    )

    objects = SiteQuerySet.as_manager()

    kept_fields = [
        "name",
        "tagline",
        "description",
        "opinion_disclaimer",
        "sponsored_disclaimer",
        "press_release_disclaimer",
        "newsroom_email",
        "feeds_in_full",
        "refused_crawlers",
        *TEXT_FILES,
        *PUBLISHER,
        "trusted_section",
        "fewest_words",
        "most_words",
    ]

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = [
            models.CheckConstraint(name="site_is_one_row", condition=Q(pk=1)),
            models.CheckConstraint(
                name="site_word_limits_in_order",
                condition=Q(fewest_words__lte=F("most_words")),
                violation_error_message="The fewest words are more than the most.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def all_sections(self) -> list[Section]:
        """All of them, in the order of the desk, with what names and links them."""
        return [Section(**row) for row in getattr(self, "section_rows", [])]

    @property
    def navigation(self) -> list[Section]:
        return [section for section in self.all_sections if section.in_navigation]

    @property
    def breaking_news(self) -> BreakingNews | None:
        """What the strip over every page says; its article has what an address is made of."""
        for row in getattr(self, "breaking_rows", []):
            at = row["at"] and datetime.fromisoformat(row["at"])
            article = Article(publish_at=at, slug=row["slug"]) if at else None
            return BreakingNews(text=row["text"], article=article)
        return None

    @property
    def public_pages(self) -> list[Page]:
        """Those that readers see: their title and address, and what they tell of the paper."""
        return [Page(**row) for row in getattr(self, "page_rows", [])]

    @property
    def footer_pages(self) -> list[Page]:
        return [page for page in self.public_pages if page.in_footer]

    @property
    def profiles(self) -> list[str]:
        """Where else on the web the paper is itself."""
        return self.profile_addresses.split()

    def disclaimer(self, kind: str) -> SafeString:
        """What stands under an article of a kind; "" under most."""
        words = {
            Kind.OPINION: self.opinion_disclaimer,
            Kind.SPONSORED: self.sponsored_disclaimer,
            Kind.PRESS_RELEASE: self.press_release_disclaimer,
        }
        return mark_safe(words.get(Kind(kind), ""))  # noqa: S308 (sanitized when saved)
