from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class Places(admin.SimpleListFilter):
    """
    Where things stand: nobody wants to see them all, so a list begins with the place that has no
    name, which is what is to be done. Each has its words and a method of the QuerySet.
    """

    title, parameter_name = "where", "where"
    PLACES: Mapping[str | None, tuple[str, Callable[[Any], Any]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, words) for name, (words, _) in self.PLACES.items() if name]

    def choices(self, changelist: Any) -> Any:
        for name, (words, _) in self.PLACES.items():
            asked = {self.parameter_name: name} if name else {}
            address = changelist.get_query_string(asked, [] if name else [self.parameter_name])
            yield {"selected": self.value() == name, "query_string": address, "display": words}

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        _, narrowed = self.PLACES.get(self.value(), self.PLACES[None])
        return narrowed(queryset)
