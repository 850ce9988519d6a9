from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from algemeiner.pagecache.rows import ListedQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from articles.paging import Key

Row = TypeVar("Row", bound=models.Model, covariant=True)


class NewestFirstQuerySet(ListedQuerySet[Row]):
    """Rows that are listed by their time, the newest first, and paged by time and id."""

    clock = "publish_at"  # the field that holds a row's own time
    _order_key = ("publish_at", "pk")  # the columns of the index that is the list

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._order_key = self._order_key
        return clone

    def newest_first(self) -> Self:
        return self.order_by(*(f"-{name}" for name in self._order_key))

    def oldest_first(self) -> Self:
        return self.order_by(*self._order_key)

    def out_by(self, at: datetime) -> Self:
        """Of rows that carry the time of an article: what has come out."""
        return self.filter(**{f"{self.clock}__lte": at})

    def older_than(self, key: Key) -> Self:
        return self.filter(self._beyond(key, "lt"))

    def newer_than(self, key: Key) -> Self:
        return self.filter(self._beyond(key, "gt"))

    def _beyond(self, key: Key, sign: str) -> Q:
        # The bound on the time alone is implied; it is what lets an index be entered there.
        at, pk = self._order_key
        bounds: dict[str, Any] = {f"{at}__{sign}e": key.at}
        return Q(**bounds) & (Q(**{f"{at}__{sign}": key.at}) | Q(**{f"{pk}__{sign}": key.pk}))
