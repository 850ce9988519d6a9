from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from algemeiner.fields import SlugField

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from articles.models.articles import Article


class Section(models.Model):
    """A part of the paper: one primary section an article, and the site's navigation."""

    name = models.CharField(max_length=60, unique=True)
    slug = SlugField(unique=True)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the navigation, the smallest first."
    )
    in_navigation = models.BooleanField(default=True)

    if TYPE_CHECKING:
        articles: RelatedManager[Article]

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.slug])
