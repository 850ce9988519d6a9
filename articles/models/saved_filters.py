from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from authors.models import User


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def for_person(self, user: User) -> SavedFilterQuerySet:
        """Their own, then what is shared, by name."""
        theirs = Q(owner=user)
        return self.filter(theirs | Q(is_shared=True)).order_by(
            models.Case(models.When(theirs, 0), default=1), "name", "pk"
        )


class SavedFilter(models.Model):
    """A question to the list of articles that a person asks again and again, under a name."""

    owner = models.ForeignKey(
        "authors.User",
        models.CASCADE,
        related_name="saved_filters",
        db_index=False,  # a unique constraint begins with it
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_000, help_text="As the address has it, behind the “?”.")
    is_shared = models.BooleanField(default=False, help_text="Stands above everybody’s list.")
    is_default = models.BooleanField(
        default=False, help_text="What its owner’s list shows when nothing else is asked."
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("owner"),
                F("name"),
                name="savedfilter_once_a_name",
                violation_error_message="You have a filter of that name already.",
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(is_default=True),
                name="savedfilter_one_default",
            ),
            models.CheckConstraint(
                name="savedfilter_asks_something", condition=~Q(query="") & ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name
