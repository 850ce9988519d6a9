from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from algemeiner.fields import SlugField

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from articles.models import Byline


class Author(models.Model):
    """Whose name stands in a byline, with or without an account."""

    name = models.CharField(max_length=120)
    slug = SlugField(unique=True)
    job_title = models.CharField(max_length=120, blank=True)
    bio = models.TextField(blank=True)
    portrait = models.ForeignKey("articles.Photo", models.PROTECT, null=True, blank=True)
    website = models.URLField(blank=True)
    user = models.OneToOneField("authors.User", models.SET_NULL, null=True, blank=True)

    if TYPE_CHECKING:
        bylines: RelatedManager[Byline]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])
