from __future__ import annotations

from django.db import models


class SharePictureQuerySet(models.QuerySet["SharePicture"]):
    def with_article(self) -> SharePictureQuerySet:
        """With all that tells whether it is still the article's picture."""
        return self.select_related("article__section__default_photo", "article__lead_photo").defer(
            "article__body", "article__search_vector"
        )


class SharePicture(models.Model):
    """
    The picture that an article's link is shown with elsewhere (articles.cards), as last made.

    Its name tells what was drawn: where the article would have another by now, it is not used.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="share_picture")
    name = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    objects = SharePictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Picture of {self.article_id}, {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def file_path(self) -> str:
        return path_of(self.name)


def path_of(name: str) -> str:
    return f"share/{name}.jpg"
