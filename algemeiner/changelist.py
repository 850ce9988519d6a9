"""
The desk's lists page by key: `?behind=<id>` goes on behind the row with that id, `?ahead_of=<id>`
ends with the row ahead of it. Nothing is counted and nothing skipped over, so the end of a list of
millions costs what its beginning does. An index holds each list's order; nobody chooses another.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from algemeiner.keys import is_key

BEHIND, AHEAD_OF = "behind", "ahead_of"
MOST_PAGES = 50  # of a picker; who has not found it by then types another letter


class KeysetChangeList(ChangeList):
    paging = (BEHIND, AHEAD_OF)
    result_list: Any
    newer_url = older_url = ""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        self.forget_paging()
        return super().get_queryset(request, exclude_parameters)

    def forget_paging(self) -> None:
        """Where a page lies is no filter, and no part of where a filter leads."""
        for name in self.paging:
            self.params.pop(name, None)
            self.filter_params.pop(name, None)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        order = self.model_admin.get_ordering(request) or list(self.lookup_opts.ordering or ())
        return [*order] if {"pk", "-pk"} & {*order} else [*order, "pk"]

    @property
    def is_newest_first(self) -> bool:
        return str(self.queryset.query.order_by[0]).startswith("-")

    def get_results(self, request: HttpRequest) -> None:
        order = [str(name) for name in self.queryset.query.order_by]
        back = self._row(request.GET.get(AHEAD_OF, ""), order)
        start = back or self._row(request.GET.get(BEHIND, ""), order)
        order = _turned(order) if back else order
        rows = self.queryset.filter(_behind(start, order)) if start else self.queryset
        found = list(rows.order_by(*order)[: self.list_per_page + 1])
        page, more = found[: self.list_per_page], len(found) > self.list_per_page
        if back:
            self.show(page[::-1], is_first=not more, is_last=False)
        else:
            self.show(page, is_first=start is None, is_last=not more)

    def show(self, page: list[Any], *, is_first: bool, is_last: bool) -> None:
        """What Django's templates ask of a page, and where its neighbours are."""
        self.result_list, self.result_count, self.full_result_count = page, len(page), None
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = True
        if page and not is_first:
            self.newer_url = self.get_query_string({AHEAD_OF: page[0].pk})
        if page and not is_last:
            self.older_url = self.get_query_string({BEHIND: page[-1].pk})

    def _row(self, pk: str, order: list[str]) -> dict[str, Any] | None:
        """Where the row with this id stands, by the names of the order; None for no such row."""
        names = [name.lstrip("-") for name in order]
        return self.root_queryset.filter(pk=pk).values(*names).first() if is_key(pk) else None


def _turned(order: list[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _behind(row: dict[str, Any], order: list[str]) -> Q:
    """Rows that come behind this one."""
    behind, same = Q(), Q()
    signs = {name.lstrip("-"): "lt" if name.startswith("-") else "gt" for name in order}
    for name, sign in signs.items():
        behind |= same & Q(**{f"{name}__{sign}": row[name]})
        same &= Q(**{name: row[name]})
    first, sign = next(iter(signs.items()))
    # Implied by the rest; it is what lets an index be entered there.
    return Q(**{f"{first}__{sign}e": row[first]}) & behind


class UncountedPage(Page):
    """A page of a picker that knows whether there is another, and not how many."""

    def __init__(self, rows: list[Any], number: int, paginator: Paginator[Any]) -> None:
        self.more = len(rows) > paginator.per_page and number < MOST_PAGES
        super().__init__(rows[: paginator.per_page], number, paginator)

    def has_next(self) -> bool:
        return self.more


class Uncounted(Paginator):
    """For Django's autocompletes, which count all that answer before they show twenty of them."""

    @cached_property
    def count(self) -> int:
        return MOST_PAGES * self.per_page

    def page(self, number: int | str) -> UncountedPage:
        place = self.validate_number(number)
        start = (place - 1) * self.per_page
        return UncountedPage(list(self.object_list[start : start + self.per_page + 1]), place, self)
