from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django_prose_editor.fields import ProseEditorField

from articles.models.content import LONGEST_BODY
from articles.models.site import each_line_is_an_address
from articles.sanitize import SUBMISSION, clean_submission, extensions


class PieceLicence(models.TextChoices):
    """By what right the paper prints a piece; said anew for each."""

    EXCLUSIVE = "exclusive", "Exclusive: it is published here and nowhere else"
    FIRST = "first", "First publication: it is published here first"
    REPRINT = "reprint", "Reprint: it was published elsewhere, at the address given"


class Piece(models.Model):
    """What somebody from outside writes: what a submission and its manuscripts share."""

    headline = models.CharField(max_length=250, blank=True)
    dek = models.CharField(
        max_length=500, blank=True, help_text="One sentence under the headline. You may leave it."
    )
    body = ProseEditorField(
        "text",
        blank=True,
        extensions=extensions(SUBMISSION),
        preset="body",
        sanitize=clean_submission,
        validators=[MaxLengthValidator(LONGEST_BODY)],
    )
    photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    sources = models.TextField(
        max_length=5_000,
        blank=True,
        validators=[each_line_is_an_address],
        help_text="Addresses of what you rely on, one a line. The editors see them.",
    )
    previously_published = models.URLField(
        "published before at",
        max_length=500,
        blank=True,
        help_text="The address, if it or most of it has been published anywhere.",
    )
    licence = models.CharField(max_length=20, choices=PieceLicence, default=PieceLicence.EXCLUSIVE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_licence_is_known", condition=Q(licence__in=PieceLicence.values)
            ),
        ]

    def __str__(self) -> str:
        return self.headline or "Without a headline"

    @classmethod
    def piece_fields(cls) -> list[str]:
        """The names of the shared fields, as attributes ("photo_id")."""
        return [field.attname for field in Piece._meta.local_fields]

    @property
    def source_links(self) -> list[str]:
        return self.sources.split()

    @property
    def canonical_url(self) -> str:
        """Where search engines are sent to: of a reprint, where it was published first."""
        return self.previously_published if self.licence == PieceLicence.REPRINT else ""
