from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.templatetags.static import static
from django.utils import timezone

from algemeiner.pagecache.rows import OnPages
from articles import renditions
from articles.models.photo_lists import WORDS, Bands, PhotoQuerySet

if TYPE_CHECKING:
    from articles.models.sections import Section
    from authors.models import User

EXTENSIONS = {"jpg", "jpeg", "png", "webp", "avif", "tif", "tiff", "gif"}


def new_key() -> str:
    """A name that cannot be guessed, for the directory of a photo's files."""
    return secrets.token_urlsafe(16)


def original_path(photo: Photo, filename: str) -> str:
    """Originals keep their metadata, so they lie outside what is served, under their own key."""
    extension = filename.rpartition(".")[2].lower()
    return f"originals/{new_key()}.{extension if extension in EXTENSIONS else 'picture'}"


class Photo(OnPages):
    """
    A picture with the words and rights that belong to it.

    The record can be there before the picture: an imported article names a photo whose file is
    lost. Readers are served renditions only (articles.renditions), made from the original.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    original = models.FileField(upload_to=original_path, blank=True)
    original_name = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Of the file as it was sent.",
    )
    content_hash = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="SHA-256 of the original: the same file has the same.",
    )
    looks = models.BigIntegerField(
        null=True, editable=False, help_text="What it looks like (articles.likeness)."
    )
    width = models.PositiveIntegerField(default=0, editable=False, help_text="In pixels.")
    height = models.PositiveIntegerField(default=0, editable=False, help_text="In pixels.")
    widths = ArrayField(
        models.PositiveIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="The widths that there are renditions of, ascending.",
    )
    has_avif = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="They are there in AVIF, too, which takes longest to make.",
    )
    problem = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Why no renditions could be made, in words for the desk.",
    )
    alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What the picture shows, for those who do not see it.",
    )
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(
        max_length=200, blank=True, help_text="Without “Photo:”, like “Reuters / Jane Doe”."
    )
    creator = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="Who took or drew it."
    )
    taken_at = models.DateTimeField(null=True, blank=True, help_text="New York time.")
    source = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Whom the paper has it from: an agency, an archive, a reader.",
    )
    licence = models.CharField(
        max_length=200,
        blank=True,
        help_text="By what right the paper prints it: “AP subscription”, “CC BY 4.0”, “own”.",
    )
    territory = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Where it may be shown, if not everywhere.",
    )
    rights_until = models.DateField(
        null=True, blank=True, help_text="The last day, in New York, on which it may be shown."
    )
    focal_x = models.FloatField(
        default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        default=0.4, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("authors.User", models.PROTECT, null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    kept_fields = [
        *("alt", "caption", "credit", "creator", "taken_at", "source"),
        *("licence", "territory", "rights_until", "focal_x", "focal_y"),
    ]

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_focal_point_inside",
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="photo_content_hash_is_one",
                condition=Q(content_hash__regex=r"^([0-9a-f]{64})?$"),
            ),
            models.CheckConstraint(
                name="photo_avif_beside_other_renditions",
                condition=Q(has_avif=False) | ~Q(widths=[]),
            ),
            models.CheckConstraint(
                name="photo_problem_or_renditions", condition=Q(problem="") | Q(widths=[])
            ),
        ]
        indexes = [
            # In the words of icontains.
            GinIndex(OpClass(Upper(WORDS), name="gin_trgm_ops"), name="photo_found_by_words"),
            GinIndex(Bands("looks"), name="photo_bands"),
            models.Index(
                fields=["content_hash"],
                name="photo_content_hash",
                condition=~Q(content_hash=""),
            ),
            models.Index(
                fields=["rights_until"],
                name="photo_rights_until",
                condition=Q(rights_until__isnull=False),
            ),
            models.Index(fields=["id"], name="photo_with_problem", condition=~Q(problem="")),
            models.Index(fields=["id"], name="photo_without_credit", condition=Q(credit="")),
            models.Index(fields=["id"], name="photo_without_alt", condition=Q(alt="")),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or f"Photo {self.pk}"

    def is_secret_from(self, user: User) -> bool:
        """`PhotoQuerySet.not_secret_from` for one photo in hand, as the policy asks it."""
        return not Photo.objects.not_secret_from(user).filter(pk=self.pk).exists()

    @property
    def is_before_readers(self) -> bool:
        """Whether an article or author that readers see shows it."""
        return Photo.objects.before_readers().filter(pk=self.pk).exists()

    @property
    def is_out_of_hands(self) -> bool:
        """As of an article: who may only change their own work, may not change this now."""
        return self.is_before_readers

    @property
    def is_in_rights(self) -> bool:
        return self.rights_until is None or self.rights_until >= timezone.localdate()

    @property
    def may_be_shown(self) -> bool:
        """Whether there is a picture to show, and still the right to show it."""
        return bool(self.widths) and self.is_in_rights

    def shown_in(self, section: Section | None) -> Photo:
        """What readers see in its place: when its rights have ended, the section's default."""
        if self.is_in_rights or section is None or section.default_photo is None:
            return self
        return section.default_photo if section.default_photo.may_be_shown else self

    @property
    def shortcomings(self) -> list[str]:
        """What it lacks before readers should have it, in words for the desk."""
        lacking = [
            (not self.widths, self.problem or "No picture yet"),
            (not self.alt, "No alternative text"),
            (not self.credit, "No credit"),
            (not self.is_in_rights, "The rights have ended"),
        ]
        return [what for is_so, what in lacking if is_so]

    def file_path(self, name: str) -> str:
        """Where a rendition or a crop is kept, by the name that articles.renditions gives it."""
        return f"photos/{self.key}/{name}"

    def url(self, width: int, form: str = "webp") -> str:
        """The address of the smallest rendition at least `width` wide, or of the placeholder."""
        if not self.may_be_shown:
            return static("img/photo-missing.svg")
        best = next((w for w in self.widths if w >= width), self.widths[-1])
        return self._address(renditions.name_of(best, form))

    @property
    def share_url(self) -> str:
        """A JPEG for those who take nothing newer: feeds and link previews."""
        return self._address(self.shared_name) if self.may_be_shown else ""

    @property
    def shared_name(self) -> str:
        return renditions.name_of(self.shared_size[0], "jpg")

    @property
    def shared_size(self) -> tuple[int, int]:
        width = max(width for width in self.widths if width <= renditions.SHARE_WIDTH)
        return renditions.size_at((self.width, self.height), width)

    @property
    def crops(self) -> list[tuple[str, int, int]]:
        """
        Wide, less wide and square, as who lists articles elsewhere asks for them: address, width
        and height.
        """
        shapes = renditions.CROPS.items() if self.may_be_shown else ()
        return [
            (
                self._address(renditions.name_of_crop(shape)),
                *renditions.size_of_crop((self.width, self.height), ratio),
            )
            for shape, ratio in shapes
        ]

    @property
    def focus(self) -> str:
        """The classes that place the focal point in tenths (static/css/paper.css)."""
        return f"focus-x{round(self.focal_x * 10)} focus-y{round(self.focal_y * 10)}"

    @property
    def srcset(self) -> str:
        return self._srcset("jpg")

    @property
    def sources(self) -> list[tuple[str, str]]:
        """What a browser is offered before the JPEG: media types, each with its srcset."""
        forms = ["avif", "webp"] if self.has_avif else ["webp"]
        return [(f"image/{form}", self._srcset(form)) for form in forms]

    def _srcset(self, form: str) -> str:
        names = ((renditions.name_of(width, form), width) for width in self.widths)
        return ", ".join(f"{self._address(name)} {width}w" for name, width in names)

    def _address(self, name: str) -> str:
        return default_storage.url(self.file_path(name))
