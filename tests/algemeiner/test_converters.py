import re
from datetime import date

import pytest

from algemeiner.converters import Day, Month, Slug, Year


@pytest.mark.parametrize(
    ("converter", "text", "value"),
    [
        (Day(), "2021/02/28", date(2021, 2, 28)),
        (Day(), "1900/01/01", date(1900, 1, 1)),
        (Day(), "2199/12/31", date(2199, 12, 31)),
        (Month(), "2021/02", date(2021, 2, 1)),
        (Year(), "2021", date(2021, 1, 1)),
        (Slug(), "rain-expected", "rain-expected"),
        (Slug(), "גשם_בעיר-2", "גשם_בעיר-2"),
    ],
)
def test_an_address_and_its_meaning(converter, text, value):
    assert re.fullmatch(converter.regex, text)
    assert converter.to_python(text) == value
    assert converter.to_url(value) == text


@pytest.mark.parametrize("text", ["2021/02/29", "2021/13/01", "2021/00/10", "2021/04/31"])
def test_what_is_no_day_of_any_calendar_is_no_address(text):
    with pytest.raises(ValueError):  # which Django's resolver takes for "no match"
        Day().to_python(text)


@pytest.mark.parametrize(
    ("converter", "text"),
    [
        (Day(), "2021/2/28"),
        (Day(), "1899/12/31"),
        (Day(), "2200/01/01"),
        (Day(), "٢٠٢١/٠٢/٢٨"),
        (Day(), "2021/02/28\n"),
        (Month(), "2021/2"),
        (Year(), "0000"),
        (Year(), "１９９９"),
        (Slug(), "a b"),
        (Slug(), "a.b"),
        (Slug(), ""),
        (Slug(), "a/b"),
    ],
)
def test_what_is_written_otherwise_is_no_address(converter, text):
    assert re.fullmatch(converter.regex, text) is None
