"""
URL converters: a wrong date or a strange slug is a 404 before any view runs.

Years outside 1900-2199 are no dates of a newspaper, and some of them no datetimes of Python's
once a time zone is applied.
"""

from datetime import date

from algemeiner.slugs import SLUG_PATTERN

YEAR = "(?:19|20|21)[0-9]{2}"


class Slug:
    """A slug in any script, NFC."""

    regex = SLUG_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Day:
    """YYYY/MM/DD as a date."""

    regex = f"{YEAR}/[0-9]{{2}}/[0-9]{{2}}"

    def to_python(self, value: str) -> date:
        year, month, day = value.split("/")
        return date(int(year), int(month), int(day))

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m/%d}"


class Month:
    """YYYY/MM as the month's first day."""

    regex = f"{YEAR}/[0-9]{{2}}"

    def to_python(self, value: str) -> date:
        year, month = value.split("/")
        return date(int(year), int(month), 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m}"


class Year:
    """YYYY as the year's first day."""

    regex = YEAR

    def to_python(self, value: str) -> date:
        return date(int(value), 1, 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y}"
