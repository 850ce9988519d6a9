"""The header's dateline, and how the paper writes a time. Pure: no models, no settings.

"Wednesday, October 20th | 15 Heshvan 5782" is the newsroom's civil date beside the Hebrew date.
The civil date turns at midnight in New York, the Hebrew date at sunset there.

Sunset is the one that almanacs and newspapers print: the sun's upper edge meets a level horizon
(its centre at 90°50′ from the zenith, refraction included) as seen from New York City Hall at
sea level. It is neither the end of twilight nor nightfall (tzeit), by which Sabbath and fasts end.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import sunset
from pyluach.dates import HebrewDate
from pyluach.hebrewcal import Year

NEWSROOM_ZONE = ZoneInfo("America/New_York")
CITY_HALL = Observer(latitude=40.7128, longitude=-74.0060, elevation=0)

# Names of our own: strftime's depend on the locale, pyluach's are spelt otherwise.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HEBREW_MONTHS = (
    *("Nisan", "Iyar", "Sivan", "Tammuz", "Av", "Elul"),
    *("Tishrei", "Heshvan", "Kislev", "Tevet", "Shevat", "Adar"),
)


def dateline(moment: datetime) -> str:
    """The dateline at an aware datetime: "Wednesday, October 20th | 15 Heshvan 5782".

    Raises ValueError for a naive datetime.
    """
    local = _in_newsroom(moment)
    hebrew_day = local.date() + timedelta(days=local >= _sunset(local.date()))
    return f"{_civil_date(local.date())} | {_hebrew_date(hebrew_day)}"


def next_turn(moment: datetime) -> datetime:
    """The first moment after an aware datetime at which the dateline reads otherwise, in UTC.

    It is the next sunset or the next midnight in New York, whichever comes first.
    Raises ValueError for a naive datetime.
    """
    local = _in_newsroom(moment)
    today_sunset = _sunset(local.date())
    if local < today_sunset:
        return today_sunset
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), NEWSROOM_ZONE)
    return midnight.astimezone(UTC)


def published(moment: datetime) -> str:
    """A publish time as readers see it, in New York's clock: "July 19, 2020 3:47 am".

    Raises ValueError for a naive datetime.
    """
    local = _in_newsroom(moment)
    return f"{MONTHS[local.month - 1]} {local.day}, {local.year} {clock(moment)}"


def clock(moment: datetime) -> str:
    """The time of day by New York's clock: "3:47 am"."""
    local = _in_newsroom(moment)
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02} {half}"


def _in_newsroom(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"expected an aware datetime, got the naive {moment.isoformat()}")
    return moment.astimezone(NEWSROOM_ZONE)


@lru_cache(maxsize=32)
def _sunset(day: date) -> datetime:
    """Sunset in New York on its civil date `day`, in UTC (in summer already the next day there)."""
    return sunset(CITY_HALL, day, tzinfo=NEWSROOM_ZONE).astimezone(UTC)


def _civil_date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {_ordinal(day.day)}"


def _ordinal(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _hebrew_date(day: date) -> str:
    hebrew = HebrewDate.from_pydate(day)
    return f"{hebrew.day} {_hebrew_month(hebrew.year, hebrew.month)} {hebrew.year}"


def _hebrew_month(year: int, month: int) -> str:
    """The name of a month counted from Nisan = 1; a leap year's 12 and 13 are its two Adars."""
    if month >= 12 and Year(year).leap:
        return "Adar I" if month == 12 else "Adar II"
    return HEBREW_MONTHS[month - 1]
