from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import time_machine

from articles.models import Article, Page
from tests.factories import PageFactory, SectionFactory, make_article

pytestmark = pytest.mark.django_db

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "https://paper.example"


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = SITE
    with time_machine.travel(datetime(2021, 3, 1, 4, 59, tzinfo=UTC), tick=False):
        yield


def entries(response):
    """[(address, last change)] of a sitemap or an index of them."""
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    return [
        (entry.findtext(f"{NAMESPACE}loc"), entry.findtext(f"{NAMESPACE}lastmod"))
        for entry in ET.fromstring(response.content)
    ]


def test_the_index_has_a_month_for_each_since_the_first_article(client):
    make_article(publish_at=datetime(2020, 12, 1, 4, 59, tzinfo=UTC))  # November in New York
    make_article(publish_at=datetime(2021, 2, 3, tzinfo=UTC))
    make_article(publish_at=datetime(2021, 5, 3, tzinfo=UTC))  # of which nobody may know yet
    assert entries(client.get("/sitemap.xml")) == [
        (f"{SITE}/sitemap/pages.xml", None),
        (f"{SITE}/sitemap/2020/11.xml", None),
        (f"{SITE}/sitemap/2020/12.xml", None),
        (f"{SITE}/sitemap/2021/01.xml", None),
        (f"{SITE}/sitemap/2021/02.xml", None),
    ]


def test_an_empty_paper_has_an_index_of_its_pages(client):
    assert entries(client.get("/sitemap.xml")) == [(f"{SITE}/sitemap/pages.xml", None)]


def test_a_month_has_its_articles_newest_first_with_their_last_change(client):
    make_article(slug="old", publish_at=datetime(2021, 1, 31, 12, tzinfo=UTC))
    make_article(slug="one", publish_at=datetime(2021, 2, 1, 5, tzinfo=UTC))
    make_article(slug="שתיים", publish_at=datetime(2021, 2, 2, 17, tzinfo=UTC))
    Article.objects.filter(slug="one").update(updated_at=datetime(2021, 2, 20, tzinfo=UTC))
    assert entries(client.get("/sitemap/2021/02.xml")) == [
        (
            f"{SITE}/2021/02/02/%D7%A9%D7%AA%D7%99%D7%99%D7%9D/",
            "2021-02-02T12:00:00-05:00",
        ),
        (f"{SITE}/2021/02/01/one/", "2021-02-19T19:00:00-05:00"),
    ]


def test_a_month_without_articles_is_empty(client):
    assert entries(client.get("/sitemap/1950/01.xml")) == []


def test_the_pages_and_sections_have_one_of_their_own(client):
    SectionFactory(slug="ספרים", name="ספרים")
    PageFactory(slug="about", title="About")
    Page.objects.update(updated_at=datetime(2021, 2, 2, 17, tzinfo=UTC))
    assert entries(client.get("/sitemap/pages.xml")) == [
        (f"{SITE}/", None),
        (f"{SITE}/category/%D7%A1%D7%A4%D7%A8%D7%99%D7%9D/", None),
        (f"{SITE}/about/", "2021-02-02T12:00:00-05:00"),
    ]


@pytest.mark.parametrize("url", ["/sitemap/2021/13.xml", "/sitemap/2021/1.xml", "/sitemap/x.xml"])
def test_what_is_no_month_is_not_there(client, url):
    assert client.get(url).status_code == 404
