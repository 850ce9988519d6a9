"""How often articles were read. Who read them is known nowhere."""

from django.db import models
from django.db.models import F, Q


class ReadsOfHour(models.Model):
    """Kept for some days: what is most read now is ranked of it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, "+", db_index=False)
    hour = models.DateTimeField(help_text="When the hour began.")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "hour"], name="reads_once_an_hour"),
        ]
        indexes = [
            models.Index(F("hour"), F("count").desc(), name="reads_most_of_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.count} of article {self.article_id}, {self.hour:%Y-%m-%d %H}"


class ReadsOfDay(models.Model):
    """Kept for ever: their sum is how often an article was read."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="reads_of_days", db_index=False
    )
    day = models.DateField(help_text="The newsroom's.")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="reads_once_a_day"),
        ]
        indexes = [
            models.Index(F("day"), F("count").desc(), name="reads_most_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.count} of article {self.article_id}, {self.day}"


class Stretch(models.TextChoices):
    HOUR = "hour", "This hour"
    DAY = "day", "Today"
    WEEK = "week", "This week"


class MostRead(models.Model):
    """
    A place in the ranking of the last hour, day or week; the worker ranks anew every minute.

    Pages ask it for what is public: an article that is withdrawn leaves its place empty.
    """

    stretch = models.CharField(max_length=10, choices=Stretch)
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="ranks")

    class Meta:
        verbose_name_plural = "most read"
        ordering = ["stretch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["stretch", "position"], name="most_read_one_a_place"),
            models.CheckConstraint(
                name="most_read_stretch_is_known", condition=Q(stretch__in=Stretch.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stretch_display()}, {self.position}: article {self.article_id}"
