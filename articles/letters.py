"""Notices to people of the newsroom about an article: sent with the act that they tell of."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from algemeiner import policy
from articles.models import Article
from authors import mail, notices
from authors.models import User


def tell(
    person: User | None, article: Article, *, of: str, subject: str, by: User | None, **words: Any
) -> None:
    """
    Tell `person` of the kind `of` (authors.notices.KINDS), unless they did it themselves or may not
    see it.

    A mail lies open on its way: of what is under embargo it does not say the headline.
    """
    if person is None or person == by or not policy.may(person, "articles.view_article", article):
        return
    headline = "" if article.is_under_embargo else str(article.working_copy)
    about = {"person": person, "by": by, "article": article, "headline": headline}
    body = mail.text(notices.BY_NAME[of].template, **about | words)
    link = reverse("admin:articles_article_change", args=[article.pk])
    notices.tell(person, of, subject, body, name=headline, link=link, article=article)


def tell_of_publication(article: Article, *, by: User | None) -> None:
    """To who has an article, or else began it: readers have it now, or will."""
    subject = "Scheduled" if article.is_scheduled else "Published"
    writer = article.assigned_to or article.created_by
    tell(writer, article, of="published", subject=subject, by=by)
