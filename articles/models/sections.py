from django.db import models
from django.urls import reverse

from algemeiner.fields import SlugField


class Colour(models.TextChoices):
    """What a section may be told by; the tints are in static/css/paper.css, as `.hue-…`."""

    BLUE = "blue", "Blue"
    BRICK = "brick", "Brick"
    OCHRE = "ochre", "Ochre"
    OLIVE = "olive", "Olive"
    PLUM = "plum", "Plum"
    ROSE = "rose", "Rose"
    SLATE = "slate", "Slate"
    TEAL = "teal", "Teal"


class Section(models.Model):
    """A part of the paper: one primary section an article, and the site's navigation."""

    name = models.CharField(max_length=60, unique=True)
    slug = SlugField(unique=True)
    description = models.CharField(max_length=300, blank=True)
    colour = models.CharField(
        max_length=8,
        choices=Colour,
        default=Colour.BLUE,
        db_default=Colour.BLUE,
        help_text="Of its name over headlines and of the bar over its title.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the navigation, the smallest first."
    )
    in_navigation = models.BooleanField(default=True)
    holds_opinion = models.BooleanField(
        default=False,
        db_default=False,
        help_text="What stands in it is opinion; reporting stands elsewhere.",
    )
    default_photo = models.ForeignKey(
        "articles.Photo",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="default_of",
        help_text="Shown in place of a lead photo whose rights have ended.",
    )

    kept_fields = ["name", "slug", "description", "colour", "holds_opinion", "default_photo"]

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="section_colour_is_known", condition=models.Q(colour__in=Colour.values)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])
