"""The library as a wall of pictures, and what of it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.checks import SOON
from articles.models.photo_lists import PhotoQuerySet

Part = Callable[[PhotoQuerySet], PhotoQuerySet]
MINE = "mine"


def _ending(photos: PhotoQuerySet) -> PhotoQuerySet:
    return photos.rights_ending_by(timezone.localdate() + SOON)


# Each has an index of its own.
PARTS: dict[str, tuple[str, Part]] = {
    "no_credit": ("No credit", PhotoQuerySet.without_credit),
    "no_alt": ("No alternative text", PhotoQuerySet.without_alt),
    "ending": (f"Rights end within {SOON.days} days", _ending),
    "ended": ("Rights have ended", PhotoQuerySet.out_of_rights),
    "failed": ("No picture could be made", PhotoQuerySet.with_problems),
}


class PartFilter(admin.SimpleListFilter):
    title = "work to do"
    parameter_name = "only"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(MINE, "Added by me"), *((name, label) for name, (label, _) in PARTS.items())]

    def queryset(self, request: Any, queryset: Any) -> PhotoQuerySet:
        photos: PhotoQuerySet = queryset
        chosen = self.value()
        if chosen == MINE:
            return photos.filter(created_by=request.user)
        return PARTS[chosen][1](photos) if chosen in PARTS else photos


class PhotoList(admin.ModelAdmin):
    """The list of an admin of photos; its template draws it (photo/change_list.html)."""

    list_per_page = 48  # whole rows of two, three, four, six and eight
    list_display = ["__str__"]
    list_filter = [PartFilter]
    search_fields = ["caption", "credit", "alt"]
    ordering = ["-pk"]  # as they came in, by the index that there is
    actions = None

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        photos: PhotoQuerySet = queryset
        return photos.found_by(search_term), False
