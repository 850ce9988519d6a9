from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Upper
from django.urls import reverse

from algemeiner.fields import SlugField
from algemeiner.pagecache.rows import ListedQuerySet, OnPages


class AuthorQuerySet(ListedQuerySet["Author"]):
    def in_print(self) -> AuthorQuerySet:
        """Those that readers have an article by."""
        articles = apps.get_model("articles", "Article").objects.published()
        by_author = articles.filter(bylines__author=OuterRef("pk"))
        newest = by_author.order_by("-bylines__publish_at", "-bylines__article").values("pk")[:1]
        # Not Exists: a plan that expects many rows would read every byline for that.
        found = self.alias(newest=Subquery(newest)).filter(newest__isnull=False)
        return found.on_list("articles")


class Author(OnPages):
    """Whose name stands in a byline, with or without an account."""

    name = models.CharField(max_length=120)
    slug = SlugField(unique=True)
    job_title = models.CharField(max_length=120, blank=True)
    bio = models.TextField(blank=True)
    portrait = models.ForeignKey("articles.Photo", models.PROTECT, null=True, blank=True)
    website = models.URLField(blank=True)
    user = models.OneToOneField("authors.User", models.SET_NULL, null=True, blank=True)

    objects = AuthorQuerySet.as_manager()
    kept_fields = ["name", "slug", "job_title", "bio", "portrait", "website", "user"]

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["name", "id"], name="author_by_name"),
            # In the words of icontains.
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="author_found_by_letters"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])
