from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Upper
from django.db.models.lookups import LessThanOrEqual

from algemeiner.pagecache.rows import ListedQuerySet

if TYPE_CHECKING:
    from typing import Any

TARGETS = ["article", "section", "tag", "author", "page", "series"]


NOTHING = Q(**dict.fromkeys(TARGETS))


class RedirectQuerySet(ListedQuerySet["Redirect"]):
    lists = ("redirects",)

    def leading_somewhere(self) -> RedirectQuerySet:
        return self.exclude(NOTHING)


class Redirect(models.Model):
    """
    An address that was published once and has moved.

    It names the thing and not its new address, so chains collapse by themselves and a loop
    cannot be written down. One that names nothing answers “gone”. Asked only after a 404.
    """

    path = models.CharField(
        max_length=500, unique=True, help_text="With its slashes, like /tag/old-name/."
    )
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, blank=True)
    section = models.ForeignKey("articles.Section", models.CASCADE, null=True, blank=True)
    tag = models.ForeignKey("articles.Tag", models.CASCADE, null=True, blank=True)
    author = models.ForeignKey("authors.Author", models.CASCADE, null=True, blank=True)
    page = models.ForeignKey("articles.Page", models.CASCADE, null=True, blank=True)
    series = models.ForeignKey("articles.Series", models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        # In the words of icontains.
        indexes = [
            GinIndex(OpClass(Upper("path"), name="gin_trgm_ops"), name="redirect_found_by_letters")
        ]
        constraints = [
            models.CheckConstraint(name="redirect_path_is_one", condition=Q(path__startswith="/")),
            models.CheckConstraint(
                name="redirect_to_one_thing",
                condition=LessThanOrEqual(
                    Func(*TARGETS, function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def noun(self) -> str:
        """What its target is, by its name in TARGETS; "" if gone."""
        return next((name for name in TARGETS if getattr(self, f"{name}_id") is not None), "")

    @property
    def target(self) -> Any:
        """The article, section, tag … that answers now; None if it is gone."""
        return getattr(self, self.noun) if self.noun else None
