from django.db import models


class Tally(models.Model):
    """How often somebody did something in one stretch of time; authors.limits counts here."""

    act = models.CharField(max_length=40)
    who = models.CharField(max_length=64, help_text="A keyed hash of a network.")
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["act", "who", "began_at"], name="tally_once_a_stretch"),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.count}"
