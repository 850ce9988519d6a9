"""Who has an article, until when, and what the desk says about it among itself."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from algemeiner import policy
from articles import letters, verbs
from articles.models import Article, Note
from authors.models import User


@transaction.atomic
def assign(
    article: Article, *, to: User | None, due_at: datetime | None, by: User | None
) -> Article:
    """
    Give an article to somebody of the newsroom, or to nobody, until `due_at` (aware) or no time.

    They are told by mail, unless all stays as it was. Raises ValidationError for a person who may
    not see it.
    """
    article = verbs.lock(article)
    verbs.require(by, "articles.assign_article", article)
    if to is not None and not policy.may(to, "articles.view_article", article):
        raise ValidationError(f"{to} cannot see this article.")
    is_news = (article.assigned_to, article.due_at) != (to, due_at)
    article.assigned_to, article.due_at = to, due_at
    article.save(update_fields=["assigned_to", "due_at"])
    due = due_at.isoformat() if due_at else ""
    verbs.record("assign", article, by=by, to=str(to or ""), due=due)
    if is_news:
        letters.tell(to, article, of="assigned", subject="For you", by=by, due_at=due_at)
    return article


@transaction.atomic
def note(article: Article, *, text: str, by: User | None) -> Note:
    """Leave a private word for whoever opens the article at the desk."""
    article = verbs.lock(article)
    verbs.require(by, "articles.note_article", article)
    if not text.strip():
        raise ValidationError("The note is empty.")
    left = Note.objects.create(article=article, by=by, text=text.strip())
    verbs.record("note", article, by=by)
    return left
