from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from algemeiner.dateline import MONTHS, NEWSROOM_ZONE, dateline, next_turn, published


def in_new_york(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=NEWSROOM_ZONE)  # type: ignore[misc, arg-type]


moments = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)


# --- dateline ---


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # One day in October, on which the sun sets at about 6:08 pm.
        (in_new_york(2021, 10, 20, 0, 0), "Wednesday, October 20th | 14 Heshvan 5782"),
        (in_new_york(2021, 10, 20, 12, 0), "Wednesday, October 20th | 14 Heshvan 5782"),
        (in_new_york(2021, 10, 20, 18, 5), "Wednesday, October 20th | 14 Heshvan 5782"),
        (in_new_york(2021, 10, 20, 18, 11), "Wednesday, October 20th | 15 Heshvan 5782"),
        (in_new_york(2021, 10, 20, 20, 0), "Wednesday, October 20th | 15 Heshvan 5782"),
        (in_new_york(2021, 10, 20, 23, 59, 59), "Wednesday, October 20th | 15 Heshvan 5782"),
        (in_new_york(2021, 10, 21, 0, 0), "Thursday, October 21st | 15 Heshvan 5782"),
        # The civil year turns at midnight, the Hebrew year at sunset.
        (in_new_york(2021, 12, 31, 23, 59), "Friday, December 31st | 28 Tevet 5782"),
        (in_new_york(2022, 1, 1, 0, 0), "Saturday, January 1st | 28 Tevet 5782"),
        (in_new_york(2021, 9, 6, 19, 0), "Monday, September 6th | 29 Elul 5781"),
        (in_new_york(2021, 9, 6, 19, 30), "Monday, September 6th | 1 Tishrei 5782"),
        (in_new_york(2021, 9, 7, 12, 0), "Tuesday, September 7th | 1 Tishrei 5782"),
        # 5784 has two Adars, 5785 one.
        (in_new_york(2024, 2, 9, 12, 0), "Friday, February 9th | 30 Shevat 5784"),
        (in_new_york(2024, 2, 10, 12, 0), "Saturday, February 10th | 1 Adar I 5784"),
        (in_new_york(2024, 3, 10, 12, 0), "Sunday, March 10th | 30 Adar I 5784"),
        (in_new_york(2024, 3, 11, 12, 0), "Monday, March 11th | 1 Adar II 5784"),
        (in_new_york(2024, 4, 8, 12, 0), "Monday, April 8th | 29 Adar II 5784"),
        (in_new_york(2024, 4, 9, 12, 0), "Tuesday, April 9th | 1 Nisan 5784"),
        (in_new_york(2025, 3, 14, 12, 0), "Friday, March 14th | 14 Adar 5785"),
        # The clocks go forward on 2026-03-08 (sunset 6:55 pm, not 5:55) …
        (in_new_york(2026, 3, 7, 18, 30), "Saturday, March 7th | 19 Adar 5786"),
        (in_new_york(2026, 3, 8, 1, 59), "Sunday, March 8th | 19 Adar 5786"),
        (in_new_york(2026, 3, 8, 3, 0), "Sunday, March 8th | 19 Adar 5786"),
        (in_new_york(2026, 3, 8, 18, 30), "Sunday, March 8th | 19 Adar 5786"),
        (in_new_york(2026, 3, 8, 19, 30), "Sunday, March 8th | 20 Adar 5786"),
        # … and back on 2026-11-01 (sunset 4:52 pm, not 5:52).
        (in_new_york(2026, 10, 31, 17, 30), "Saturday, October 31st | 20 Heshvan 5787"),
        (in_new_york(2026, 11, 1, 0, 30), "Sunday, November 1st | 21 Heshvan 5787"),
        (in_new_york(2026, 11, 1, 1, 30), "Sunday, November 1st | 21 Heshvan 5787"),
        (in_new_york(2026, 11, 1, 1, 30).replace(fold=1), "Sunday, November 1st | 21 Heshvan 5787"),
        (in_new_york(2026, 11, 1, 17, 30), "Sunday, November 1st | 22 Heshvan 5787"),
        # At midsummer sunset is on the next day of UTC.
        (in_new_york(2021, 6, 21, 20, 25), "Monday, June 21st | 11 Tammuz 5781"),
        (in_new_york(2021, 6, 21, 20, 35), "Monday, June 21st | 12 Tammuz 5781"),
        # The reader's clock does not matter.
        (datetime(2021, 10, 21, 0, 0, tzinfo=UTC), "Wednesday, October 20th | 15 Heshvan 5782"),
        (
            datetime(2021, 10, 21, 3, 0, tzinfo=timezone(timedelta(hours=3))),
            "Wednesday, October 20th | 15 Heshvan 5782",
        ),
    ],
)
def test_dateline(moment: datetime, expected: str) -> None:
    assert dateline(moment) == expected


def test_every_ordinal_of_a_month() -> None:
    shown = [dateline(in_new_york(2021, 10, day, 12)) for day in range(1, 32)]
    ordinals = [line.partition(" | ")[0].rpartition(" ")[2] for line in shown]
    assert " ".join(ordinals) == (
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th "
        "20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st"
    )


def test_every_civil_month_and_weekday() -> None:
    noons = [in_new_york(2023, month, month, 12) for month in range(1, 13)]
    assert [dateline(noon).rpartition(" | ")[0] for noon in noons] == [
        "Sunday, January 1st",
        "Thursday, February 2nd",
        "Friday, March 3rd",
        "Tuesday, April 4th",
        "Friday, May 5th",
        "Tuesday, June 6th",
        "Friday, July 7th",
        "Tuesday, August 8th",
        "Saturday, September 9th",
        "Tuesday, October 10th",
        "Saturday, November 11th",
        "Tuesday, December 12th",
    ]


class NoOffset(tzinfo):
    def utcoffset(self, _moment: datetime | None) -> None:
        return None


@pytest.mark.parametrize("ask", [dateline, next_turn, published])
@pytest.mark.parametrize(
    "naive", [datetime(2021, 10, 20, 20), datetime(2021, 10, 20, 20, tzinfo=NoOffset())]
)
def test_a_naive_datetime_is_refused(ask, naive: datetime) -> None:
    with pytest.raises(ValueError, match="naive 2021-10-20T20:00:00"):
        ask(naive)


# --- Sunset and the next turn ---


@pytest.mark.parametrize(
    ("day", "almanac"),
    [
        (date(2021, 6, 21), in_new_york(2021, 6, 21, 20, 31)),
        (date(2021, 10, 20), in_new_york(2021, 10, 20, 18, 8)),
        (date(2021, 12, 7), in_new_york(2021, 12, 7, 16, 28)),
        (date(2021, 12, 21), in_new_york(2021, 12, 21, 16, 32)),
        (date(2024, 3, 20), in_new_york(2024, 3, 20, 19, 8)),
    ],
)
def test_sunset_is_the_almanacs(day: date, almanac: datetime) -> None:
    noon = in_new_york(day.year, day.month, day.day, 12)
    assert abs(next_turn(noon) - almanac) <= timedelta(minutes=2)


@pytest.mark.parametrize(
    ("moment", "midnight_in_utc"),
    [
        (in_new_york(2021, 6, 21, 20, 40), datetime(2021, 6, 22, 4, tzinfo=UTC)),
        (in_new_york(2021, 12, 31, 16, 50), datetime(2022, 1, 1, 5, tzinfo=UTC)),
        (in_new_york(2026, 3, 7, 23, 0), datetime(2026, 3, 8, 5, tzinfo=UTC)),
        (in_new_york(2026, 3, 8, 23, 0), datetime(2026, 3, 9, 4, tzinfo=UTC)),
        (in_new_york(2026, 10, 31, 23, 0), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        (in_new_york(2026, 11, 1, 23, 0), datetime(2026, 11, 2, 5, tzinfo=UTC)),
    ],
)
def test_after_sunset_the_next_turn_is_midnight(
    moment: datetime, midnight_in_utc: datetime
) -> None:
    assert next_turn(moment) == midnight_in_utc


def test_two_turns_a_day() -> None:
    midnight = in_new_york(2021, 10, 20)
    sunset = next_turn(midnight)
    assert [sunset.tzinfo, next_turn(sunset)] == [UTC, in_new_york(2021, 10, 21)]


@given(moments, st.floats(min_value=0, max_value=1))
def test_the_dateline_holds_until_its_next_turn(moment: datetime, part: float) -> None:
    turn = next_turn(moment)
    tick = timedelta(microseconds=1)
    assert moment < turn
    between = min(moment + part * (turn - moment), turn - tick)
    assert dateline(moment) == dateline(between) == dateline(turn - tick) != dateline(turn)


# --- The Hebrew calendar, reckoned independently ---

PARTS_OF_HOUR = 1080
PARTS_OF_DAY = 24 * PARTS_OF_HOUR
MONTH_IN_PARTS = 29 * PARTS_OF_DAY + 12 * PARTS_OF_HOUR + 793
FIRST_MOLAD = PARTS_OF_DAY + 5 * PARTS_OF_HOUR + 204  # BaHaRaD: Monday, 5 hours, 204 parts
SUNDAY, MONDAY, TUESDAY, WEDNESDAY, FRIDAY = 0, 1, 2, 3, 5
FIRST_SUNDAY = -1_373_428  # the day before 1 Tishrei of year 1, as date.toordinal counts


def is_leap(year: int) -> bool:
    return year % 19 in (0, 3, 6, 8, 11, 14, 17)


def new_year(year: int) -> int:
    """The ordinal of 1 Tishrei: the day of the molad, put off by the four dehiyyot."""
    months = sum(13 if is_leap(past) else 12 for past in range(1, (year - 1) % 19 + 1))
    molad = FIRST_MOLAD + ((year - 1) // 19 * 235 + months) * MONTH_IN_PARTS
    day, parts = divmod(molad, PARTS_OF_DAY)
    weekday = day % 7
    if (
        parts >= 18 * PARTS_OF_HOUR
        or (weekday == TUESDAY and not is_leap(year) and parts >= 9 * PARTS_OF_HOUR + 204)
        or (weekday == MONDAY and is_leap(year - 1) and parts >= 15 * PARTS_OF_HOUR + 589)
    ):
        day += 1
    if day % 7 in (SUNDAY, WEDNESDAY, FRIDAY):
        day += 1
    return FIRST_SUNDAY + day


def months_of(year: int) -> list[tuple[str, int]]:
    kind = (new_year(year + 1) - new_year(year)) % 10  # 3 deficient, 4 regular, 5 complete
    adars = [("Adar I", 30), ("Adar II", 29)] if is_leap(year) else [("Adar", 29)]
    return [
        ("Tishrei", 30),
        ("Heshvan", 30 if kind == 5 else 29),
        ("Kislev", 29 if kind == 3 else 30),
        ("Tevet", 29),
        ("Shevat", 30),
        *adars,
        *(("Nisan", 30), ("Iyar", 29), ("Sivan", 30), ("Tammuz", 29), ("Av", 30), ("Elul", 29)),
    ]


def days_of(year: int) -> list[str]:
    return [
        f"{day} {month} {year}" for month, length in months_of(year) for day in range(1, length + 1)
    ]


@pytest.mark.parametrize("year", range(5708, 5861))
def test_every_day_of_a_hebrew_year(year: int) -> None:
    first = date.fromordinal(new_year(year))
    noon = in_new_york(first.year, first.month, first.day, 12)
    expected = days_of(year)
    shown = [dateline(noon + timedelta(days=day)) for day in range(len(expected))]
    assert [line.split(" | ")[1] for line in shown] == expected


# --- Publish times ---


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2020, 7, 19, 7, 47, tzinfo=UTC), "July 19, 2020 3:47 am"),
        (in_new_york(2020, 7, 19, 0, 5), "July 19, 2020 12:05 am"),
        (in_new_york(2020, 7, 19, 12, 0), "July 19, 2020 12:00 pm"),
        (in_new_york(2020, 7, 19, 23, 59, 59), "July 19, 2020 11:59 pm"),
        (datetime(2021, 1, 1, 3, 0, tzinfo=UTC), "December 31, 2020 10:00 pm"),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "November 1, 2026 1:30 am"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "November 1, 2026 1:30 am"),
    ],
)
def test_published(moment: datetime, expected: str) -> None:
    assert published(moment) == expected


def test_published_names_every_month() -> None:
    shown = [published(in_new_york(2020, month, 1, 9)) for month in range(1, 13)]
    assert shown == [f"{month} 1, 2020 9:00 am" for month in MONTHS]
