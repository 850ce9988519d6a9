from datetime import timedelta

import pytest
from django.utils import timezone

from articles import addresses, workflow
from tests.factories import SeriesFactory, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return SeriesFactory(name="The Long Street", slug="long-street", description="In parts.")


def part(series, headline, number=None, *, hours=1, **fields):
    at = timezone.now() - timedelta(hours=hours)
    return make_article(headline=headline, series=series, part=number, publish_at=at, **fields)


class TestPage:
    def test_its_parts_are_in_order_whatever_came_out_first(self, client, series):
        part(series, "Third", 3, hours=3)
        part(series, "First", 1, hours=1)
        part(series, "Last", hours=2)
        part(series, "Fourth of no place", hours=4)
        part(series, "Second", 2, hours=2)
        part(SeriesFactory(), "Of another", 1)
        response = client.get("/series/long-street/")
        assert texts(response, "a.teaser-link") == [
            *("First", "Second", "Third", "Fourth of no place", "Last"),
        ]
        assert texts(response, "h1") == ["The Long Street"]
        assert texts(response, ".eyebrow")[0] == "A series in 5 parts"
        assert element(response, "meta[name=description]").attrs["content"] == "In parts."

    def test_before_its_first_part_is_out_there_is_nothing(self, client, series):
        make_draft(series=series, part=1)
        make_article(series=series, part=2, publish_at=timezone.now() + timedelta(hours=1))
        gone = part(series, "Gone", 3)
        workflow.withdraw(gone, by=None, notice="")
        assert client.get("/series/long-street/").status_code == 404
        assert b"long-street" not in client.get("/sitemap/pages.xml").content
        part(series, "Out", 4)
        assert texts(client.get("/series/long-street/"), ".eyebrow")[0] == "A series in 1 part"
        assert b"/series/long-street/<" in client.get("/sitemap/pages.xml").content

    def test_its_old_address_leads_to_the_new_one(self, client, series):
        part(series, "First", 1)
        series.slug = "short-street"
        addresses.keep(series)
        assert client.get("/series/long-street/")["Location"] == "/series/short-street/"


class TestArticle:
    def test_says_which_part_it_is_and_leads_to_the_others(self, client, series):
        first, second, third = (part(series, f"Number {n}", n * 10) for n in (1, 2, 3))
        response = client.get(second.get_absolute_url())
        assert texts(response, ".part-of") == ["Part 2 of 3 of The Long Street"]
        assert texts(response, "nav.series") == [
            "Part 2 of 3 of The Long Street Number 1 Number 2 Number 3 Previous part Next part"
        ]
        assert texts(response, "[aria-current=page]") == ["Number 2"]
        ways = [(link.attrs["rel"], link.attrs["href"]) for link in elements(response, "a[rel]")]
        assert ("prev", first.get_absolute_url()) in ways
        assert ("next", third.get_absolute_url()) in ways
        assert texts(response, ".teaser-further") == []

    def test_knows_nothing_of_parts_that_are_not_out(self, client, series):
        make_article(series=series, part=1, publish_at=timezone.now() + timedelta(hours=1))
        workflow.withdraw(part(series, "Gone", 2), by=None, notice="")
        only = part(series, "Only", 3)
        make_draft(series=series, part=4)
        response = client.get(only.get_absolute_url())
        assert texts(response, ".part-of") == ["Part 1 of The Long Street"]
        assert texts(response, "nav.series") == []
        more = part(series, "More", 5)
        assert texts(client.get(only.get_absolute_url()), ".part-of") == [
            "Part 1 of 2 of The Long Street"
        ]
        assert texts(client.get(more.get_absolute_url()), ".part-of") == [
            "Part 2 of 2 of The Long Street"
        ]

    def test_of_a_series_without_end_only_names_it(self, client, series, monkeypatch):
        monkeypatch.setattr("articles.models.Series.MOST_PARTS", 2)
        parts = [part(series, f"Number {n}", n) for n in range(3)]
        response = client.get(parts[0].get_absolute_url())
        assert texts(response, ".part-of") == ["Part of The Long Street"]
        assert texts(response, "nav.series") == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_parts_cost_no_query(self, client, series, django_assert_num_queries, count):
        parts = [part(series, f"Number {n}", n) for n in range(count)]
        with django_assert_num_queries(5):  # site, article, bylines, changes, further
            response = client.get(parts[0].get_absolute_url())
        assert len(elements(response, "nav.series")) == (count > 1)
