"""
Typed changes: what every change to a live article says of itself, and the public record of them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import announcements, verbs
from articles.models import Article, Change, ChangeKind, Placement, Revision
from authors.models import User

CORRECTION_UNTOLD = "Say what was wrong and what is right: a correction needs a text."


class ChangeUntold(ValidationError):
    """A correction without the text that tells readers what was wrong."""


@dataclass(frozen=True)
class TypedChange:
    """
    The kind of a change and what readers are told of it.

    What is not said to be minor counts as an update: readers then see that the text is newer.
    """

    kind: str = ChangeKind.UPDATE
    text: str = ""
    placement: str = Placement.FOOT

    def __post_init__(self) -> None:
        if self.kind == ChangeKind.CORRECTION and not self.text.strip():
            raise ChangeUntold(CORRECTION_UNTOLD)

    @property
    def is_minor(self) -> bool:
        return self.kind == ChangeKind.MINOR


def note(
    article: Article,
    *,
    before: Revision,
    after: Revision,
    change: TypedChange,
    at: datetime,
    by: User | None,
) -> Change:
    """Put a change to what readers had on the public record; part of a verb's transaction."""
    return Change.objects.create(
        article=article, before=before, after=after, at=at, by=by, **asdict(change)
    )


@transaction.atomic
def supersede(
    old: Change, *, text: str, by: User | None, placement: str = "", reason: str = ""
) -> Change:
    """
    Put a better text in the place of a correction's. The old one stays on the record.

    Readers are given it as a change of its own day, so the article counts as updated. Raises
    ChangeUntold without a text, and ValidationError for one that was superseded already.
    """
    article = verbs.lock(old.article)
    verbs.require(by, "articles.publish_article", article)
    if Change.objects.filter(supersedes=old).exists():
        raise ValidationError("Another text has taken the place of this one already.")
    change = TypedChange(old.kind, text.strip(), placement or old.placement)
    new = Change.objects.create(
        article=article,
        before=old.before,
        after=old.after,
        at=timezone.now(),
        by=by,
        supersedes=old,
        **asdict(change),
    )
    article.updated_at = new.at
    article.save(update_fields=["updated_at"])
    verbs.record("supersede", article, by=by, reason=reason, superseded=old.text, text=new.text)
    announcements.tell_later(article)
    return new
