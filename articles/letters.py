"""Mail to people of the newsroom about an article: enqueued with the act that it tells of."""

from __future__ import annotations

from typing import Any

from algemeiner import policy
from articles.models import Article
from authors import mail, tasks
from authors.models import User


def tell(
    person: User | None, article: Article, *, of: str, subject: str, by: User | None, **words: Any
) -> None:
    """
    Mail templates/mail/<of>.txt to `person`, unless they did it themselves or may not see it.

    A mail lies open on its way: of what is under embargo it does not say the headline.
    """
    if person is None or person == by or not policy.may(person, "articles.view_article", article):
        return
    headline = "" if article.is_under_embargo else str(article.working_copy)
    about = {"person": person, "by": by, "article": article, "headline": headline}
    body = mail.text(of, **about | words)
    line = f"{subject}: {headline}" if headline else subject
    tasks.send.defer(subject=mail.one_line(line), body=body, to=[person.email])
