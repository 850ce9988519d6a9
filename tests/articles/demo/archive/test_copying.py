from datetime import UTC, datetime

import pytest

from articles.demo.archive.copying import Sheet, written


def test_a_row_is_a_line_with_every_column():
    sheet = Sheet("articles_article", {"id": r"\N", "headline": "", "body": ""})
    assert sheet.line(body="a\tb\\c\nd", id=3) == "3\t\ta\\tb\\\\c\\nd\n"
    assert sheet.line() == "\\N\t\t\n"


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        Sheet("articles_article", {"id": r"\N"}).line(headlin="Rain")


def test_how_values_are_written():
    moment = datetime(2020, 7, 19, 7, 47, tzinfo=UTC)
    values = [None, True, False, 7, "שלום", moment]
    assert [written(value) for value in values] == [
        *(r"\N", "t", "f", "7", "שלום", "2020-07-19T07:47:00+00:00"),
    ]
