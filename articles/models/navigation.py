from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from articles.models.pages import Page
from articles.models.sections import Section
from articles.models.site import Site


class Navigation(Site):
    """
    Which sections stand in the navigation and which pages in the footer, in order: by their slugs.

    It has no columns of its own: saving it places the sections and pages.
    """

    kept_fields = ["sections", "pages"]

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "navigation"

    def __str__(self) -> str:
        return "Navigation"

    @cached_property
    def sections(self) -> list[str]:
        return _slugs(Section.objects.filter(in_navigation=True))

    @cached_property
    def pages(self) -> list[str]:
        return _slugs(Page.objects.filter(in_footer=True))

    def save(self, *args: Any, **kwargs: Any) -> None:
        _place(Section.objects.all(), self.sections, "in_navigation")
        _place(Page.objects.all(), self.pages, "in_footer")


def _slugs(shown: QuerySet[Any]) -> list[str]:
    return list(shown.values_list("slug", flat=True))


def _place(things: QuerySet[Any], shown: list[str], mark: str) -> None:
    """Number those that are shown; what is not keeps its order after them."""
    places = {slug: place for place, slug in enumerate(shown)}
    in_order = sorted(things, key=lambda thing: places.get(thing.slug, len(places)))
    for position, thing in enumerate(in_order, start=1):
        thing.position = position
        setattr(thing, mark, thing.slug in places)
    things.model.objects.bulk_update(in_order, ["position", mark])
