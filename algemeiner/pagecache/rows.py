"""What a page is made of, told by the models themselves so that no view can forget it."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from algemeiner.pagecache.dependencies import depends_on

Row = TypeVar("Row", bound=models.Model, covariant=True)


class OnPages(models.Model):
    """Whose rows readers see: a page that has one in hand turns over when it changes."""

    class Meta:
        abstract = True

    # Not from_db: some rows come as JSON in those of others.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.pk is not None:
            depends_on(f"{self._meta.model_name}-{self.pk}")


class ListedQuerySet(models.QuerySet[Row]):
    """
    Rows that come and go on lists: a page that asked for some turns over when one of `lists` does.
    """

    lists: tuple[str, ...] = ()

    def on_list(self, *names: str) -> Self:
        """The same, for pages that need not turn over with any other list than these."""
        clone = self.all()
        clone.lists = names
        return clone

    def union(self, *others: Any, **kwargs: Any) -> Self:
        together: Self = super().union(*others, **kwargs)
        return together.on_list(*self.lists, *(name for other in others for name in other.lists))

    def exists(self) -> bool:
        depends_on(*self.lists)
        return super().exists()

    def count(self) -> int:
        depends_on(*self.lists)
        return super().count()

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's hook, unknown to its stubs
        clone.lists = self.lists
        return clone

    def _fetch_all(self) -> None:
        depends_on(*self.lists)
        super()._fetch_all()
