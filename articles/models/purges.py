from __future__ import annotations

from django.db import models


class Purge(models.Model):
    """
    Tags of pages that caches in front of the site are to be told of; the database leaves them in
    the transaction that turns the pages over (the migration pages_turn_over, and purges).
    """

    tags = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.tags
