"""The statuses of an article, and every way from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from articles.models.articles import Article


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


# On its way to readers.
IN_WORK = (Status.DRAFT, Status.SUBMITTED, Status.APPROVED)


@dataclass(frozen=True)
class Move:
    """From which statuses a verb leads, to which, whether it must say why, and when else it may."""

    sources: frozenset[Status]
    target: Status
    needs_reason: bool = False
    when: Callable[[Article], bool] = lambda _: True

    def allows(self, article: Article) -> bool:
        return article.status in self.sources and self.when(article)


# Every change of an article's status there is, by its verb in articles.workflow.
MOVES = {
    "submit": Move(frozenset({Status.DRAFT}), Status.SUBMITTED),
    "send_back": Move(
        frozenset({Status.SUBMITTED, Status.APPROVED}), Status.DRAFT, needs_reason=True
    ),
    "approve": Move(frozenset({Status.SUBMITTED}), Status.APPROVED),
    "publish": Move(frozenset(Status), Status.PUBLISHED),
    "unschedule": Move(
        frozenset({Status.PUBLISHED}), Status.APPROVED, when=lambda article: article.is_scheduled
    ),
    "withdraw": Move(frozenset({Status.PUBLISHED}), Status.WITHDRAWN, needs_reason=True),
    "reinstate": Move(
        frozenset({Status.WITHDRAWN}),
        Status.PUBLISHED,
        needs_reason=True,
        when=lambda article: article.was_seen(),
    ),
}
