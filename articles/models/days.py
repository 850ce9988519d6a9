"""The calendar of the newsroom: days and months in New York, as moments and in the database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models.functions import TruncDate

from algemeiner.dateline import NEWSROOM_ZONE


def newsroom_day(day: date) -> tuple[datetime, datetime]:
    """The first moment of a calendar day in New York and the first moment of the next."""
    start = datetime.combine(day, time(), NEWSROOM_ZONE)
    end = datetime.combine(day + timedelta(days=1), time(), NEWSROOM_ZONE)
    return start.astimezone(UTC), end.astimezone(UTC)


def next_month(day: date) -> date:
    """The first day of the month after the one that `day` lies in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


class NewsroomDay(TruncDate):
    """The calendar day in New York; its zone is part of the name, so a migration can hold it."""

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, tzinfo=NEWSROOM_ZONE)
