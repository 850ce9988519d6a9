from datetime import UTC, datetime

import pytest

from tests.factories import make_article, make_draft
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

FIRST, LAST = 1900, 2199  # years of addresses (algemeiner.converters)


@pytest.fixture(autouse=True)
def archive():
    """Around New York's midnights, five hours behind UTC in winter."""
    for headline, moment in [
        ("The last of 2020", datetime(2021, 1, 1, 4, 59, 59, tzinfo=UTC)),
        ("The first of 2021", datetime(2021, 1, 1, 5, 0, tzinfo=UTC)),
        ("January 31", datetime(2021, 2, 1, 4, 59, 59, tzinfo=UTC)),
        ("February 1", datetime(2021, 2, 1, 5, 0, tzinfo=UTC)),
    ]:
        make_article(headline=headline, publish_at=moment)


@pytest.mark.parametrize(
    ("url", "title", "headlines", "periods"),
    [
        ("/2020/", "2020", ["The last of 2020"], ["December"]),
        (
            "/2021/",
            "2021",
            ["February 1", "January 31", "The first of 2021"],
            ["January", "February"],
        ),
        ("/2021/01/", "January 2021", ["January 31", "The first of 2021"], ["1", "31"]),
        ("/2020/12/", "December 2020", ["The last of 2020"], ["31"]),
        ("/2021/01/01/", "Friday, January 1, 2021", ["The first of 2021"], []),
        ("/2020/12/31/", "Thursday, December 31, 2020", ["The last of 2020"], []),
    ],
)
def test_a_period_holds_its_own_days_in_new_york(client, url, title, headlines, periods):
    response = client.get(url)
    assert texts(response, "h1") == [title]
    assert texts(response, "a.teaser-link") == headlines
    assert [part.name for part in response.context["parts"]] == periods


@pytest.mark.parametrize("url", ["/2019/", "/2022/", "/2021/03/", "/2021/01/02/", "/2199/12/31/"])
def test_an_empty_period_is_not_there(client, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "url", ["/2021/13/", "/2021/00/", "/2021/02/29/", "/2021/1/", "/0001/", "/9999/", "/20211/"]
)
def test_what_is_no_date_is_not_there(client, url):
    assert client.get(url).status_code == 404


def test_every_period_leads_to_its_parts_and_back(client):
    response = client.get("/2021/01/")
    assert [part.url for part in response.context["parts"]] == ["/2021/01/01/", "/2021/01/31/"]
    assert [period.url for period in response.context["within"]] == ["/2021/"]
    day = client.get("/2021/01/31/")
    assert [period.url for period in day.context["within"]] == ["/2021/", "/2021/01/"]


def test_a_month_is_a_calendar_with_links_to_the_days_that_have_something(client):
    response = client.get("/2021/01/")
    assert texts(response, "caption") == ["January 2021"]
    assert texts(response, "th")[::6] == ["SunSunday", "SatSaturday"]
    numbers = texts(response, "td")
    assert (len(numbers), numbers[:7], numbers[-7:]) == (
        42,
        ["", "", "", "", "", "1", "2"],
        ["31", "", "", "", "", "", ""],
    )
    days = elements(response, "a.day")
    assert [(day.text, day.attrs["href"], day.attrs["aria-label"]) for day in days] == [
        ("1", "/2021/01/01/", "January 1"),
        ("31", "/2021/01/31/", "January 31"),
    ]


def test_a_month_leads_past_those_without_anything(client):
    make_article(publish_at=datetime(2022, 6, 3, 12, tzinfo=UTC))
    make_draft(publish_at=datetime(2021, 6, 3, 12, tzinfo=UTC))
    found = {url: _beside(client.get(url)) for url in MONTHS}
    assert found == MONTHS


@pytest.mark.parametrize(("year", "status"), [(FIRST, 200), (LAST, 404)])
def test_the_calendar_ends_with_the_addresses_that_there_are(client, year, status):
    make_article(publish_at=datetime(FIRST, 1, 15, 12, tzinfo=UTC))
    assert client.get(f"/{year}/01/").status_code == status
    assert client.get(f"/{year}/12/").status_code == 404


MONTHS = {
    "/2020/12/": [None, "/2021/01/"],
    "/2021/01/": ["/2020/12/", "/2021/02/"],
    "/2021/02/": ["/2021/01/", "/2022/06/"],
    "/2022/06/": ["/2021/02/", None],
}


def _beside(response):
    months = response.context["previous"], response.context["next"]
    return [month and month.url for month in months]
