from __future__ import annotations

from django.db import models

from articles.models.articles import Article


class HeldArticle(models.Model):
    """
    An article that is away because its author was frozen. `entry` is the act that took it away: as
    long as it is the article's newest move, thawing gives the article back.
    """

    contributor = models.ForeignKey(
        "authors.Contributor", models.CASCADE, related_name="held_articles"
    )
    entry = models.OneToOneField(
        "articles.AuditEntry", models.PROTECT, primary_key=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.article)

    @property
    def article(self) -> Article:
        article = self.entry.article
        assert article is not None  # no other entry is held here
        return article

    @property
    def was_scheduled(self) -> bool:
        return self.entry.verb == "unschedule"
