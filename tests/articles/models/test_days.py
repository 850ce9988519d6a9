from datetime import UTC, date, datetime

import pytest

from articles.models.days import newsroom_day


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2021, 1, 15), "2021-01-15 05:00", "2021-01-16 05:00"),
        (date(2021, 7, 15), "2021-07-15 04:00", "2021-07-16 04:00"),
        # The days on which the clocks change have 23 hours and 25.
        (date(2021, 3, 14), "2021-03-14 05:00", "2021-03-15 04:00"),
        (date(2021, 11, 7), "2021-11-07 04:00", "2021-11-08 05:00"),
    ],
)
def test_a_day_in_new_york(day, start, end):
    expected = tuple(datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (start, end))
    assert newsroom_day(day) == expected
