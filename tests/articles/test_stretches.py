from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stretches import between

days = st.dates(date(1900, 1, 1), date(2199, 12, 30))


def shown(start, end):
    """The first fact of each stretch and the last, and how many they are."""
    return [(s[0][1], s[-1][1], len(s)) for s in between(start, end)]


@pytest.mark.parametrize(
    ("start", "end", "stretches"),
    [
        (
            date(2026, 11, 25),
            date(1990, 5, 1),
            [
                ("2026-11", "2026-11", 1),
                ("2026-10", "2026-10", 1),
                ("2026-9", "2025", 10),
                ("2024", "2021", 4),
                ("2020", "2005", 16),
                ("2004", "1990", 15),
            ],
        ),
        (
            date(2026, 1, 5),
            date(2025, 1, 1),
            [("2026-1", "2026-1", 1), ("2025-12", "2025-12", 1), ("2025-11", "2025-1", 11)],
        ),
        (date(2026, 1, 5), date(2026, 1, 1), [("2026-1", "2026-1", 1)]),
        (
            date(2024, 11, 5),
            date(2026, 2, 1),
            [
                ("2024-11", "2024-11", 1),
                ("2024-12", "2024-12", 1),
                ("2025", "2025", 1),
                ("2026", "2026", 1),
            ],
        ),
        (
            date(2006, 5, 1),
            date(2009, 1, 1),
            [
                ("2006-5", "2006-5", 1),
                ("2006-6", "2006-6", 1),
                ("2006-7", "2007", 7),
                ("2008", "2009", 2),
            ],
        ),
    ],
)
def test_the_stretches_between_two_days(start, end, stretches):
    assert shown(start, end) == stretches


@given(days, days)
def test_every_month_lies_in_one_stretch(start, end):
    facts = [fact for stretch in between(start, end) for fact in stretch]
    months = [value for name, value in facts if name == "month"]
    years = {value for name, value in facts if name == "year"}
    assert len(facts) == len(set(facts))
    for day in (start, end):
        in_month, in_year = f"{day.year}-{day.month}" in months, f"{day.year}" in years
        assert in_month != in_year
    assert all([*between(start, end)])
