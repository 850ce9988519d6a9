from django.db import models

from authors.models.contact import FromAVisitor


class JoinRequest(FromAVisitor):
    """Somebody who would like to write for the paper."""

    pitch = models.TextField("what you would like to write about", max_length=2_000, blank=True)

    def __str__(self) -> str:
        return self.name
