from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse

from algemeiner.fields import SlugField
from algemeiner.pagecache.rows import ListedQuerySet, OnPages


class SeriesQuerySet(ListedQuerySet["Series"]):
    lists = ("all-series",)

    def begun(self) -> SeriesQuerySet:
        """Those that readers have a part of: of the others they are told nothing."""
        parts = apps.get_model("articles", "Article").objects.published()
        return self.filter(Exists(parts.filter(series=OuterRef("pk"))))


class Series(OnPages):
    """
    Articles that belong together in an order. An article says what series it is of, and its place.

    What a part is called before readers is its place among those that they have, so that nothing
    tells of one that is not out: `Content.part` only orders them.
    """

    MOST_PARTS = 100  # read and shown; what goes on for longer is a section or a tag

    name = models.CharField(max_length=120, unique=True)
    slug = SlugField(unique=True)
    description = models.CharField(
        max_length=500, blank=True, help_text="Readers see it on the page of the series."
    )

    objects = SeriesQuerySet.as_manager()
    kept_fields = ["name", "slug", "description"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:series", args=[self.slug])
