from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article, Kind, Page, Site
from articles.views import sitemaps
from tests.factories import PageFactory, PhotoFactory, SectionFactory, make_article

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
        (f"{SITE}/sitemap-news.xml", None),
        (f"{SITE}/sitemap/pages.xml", None),
        (f"{SITE}/sitemap/2020/11.xml", None),
        (f"{SITE}/sitemap/2020/12.xml", None),
        (f"{SITE}/sitemap/2021/01.xml", None),
        (f"{SITE}/sitemap/2021/02.xml", None),
    ]


def test_an_empty_paper_has_an_index_of_its_pages(client):
    assert entries(client.get("/sitemap.xml")) == [
        (f"{SITE}/sitemap-news.xml", None),
        (f"{SITE}/sitemap/pages.xml", None),
    ]


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


def names(element):
    """An element and all within it, as one may write it: [(name, text)]."""
    prefixes = {NAMESPACE: "", NEWS: "news:", IMAGE: "image:"}
    found = []
    for inner in element.iter():
        uri, _, name = inner.tag.rpartition("}")
        found.append((prefixes[f"{uri}}}"] + name, (inner.text or "").strip()))
    return found


NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
HOUR = timedelta(hours=1)


def test_an_article_has_its_photo_there(client):
    ended = PhotoFactory(key="e" * 16, widths=[400], rights_until=date(2020, 1, 1))
    make_article(slug="rain", lead_photo=PhotoFactory(key="k" * 16, widths=[400, 800]))
    make_article(slug="hail", lead_photo=ended, publish_at=timezone.now() - 2 * HOUR)
    first, second = ET.fromstring(client.get("/sitemap/2021/02.xml").content)
    assert names(first)[3:] == [
        ("image:image", ""),
        ("image:loc", f"{SITE}/media/photos/kkkkkkkkkkkkkkkk/800.jpg"),
    ]
    assert len(second) == 2


def test_what_was_published_elsewhere_first_is_looked_for_there(client):
    make_article(canonical_url="https://elsewhere.example/rain/")
    assert entries(client.get("/sitemap/2021/02.xml")) == []
    assert entries(client.get("/sitemap-news.xml")) == []


def test_the_news_has_what_came_out_in_two_days(client):
    Site.objects.update(name="The Algemeiner & Co.")
    now = timezone.now()
    make_article(slug="old", publish_at=now - timedelta(days=2))
    make_article(slug="new", publish_at=now - HOUR, headline="Rain\x0b & <Hail>", lang="yi")
    make_article(slug="coming", publish_at=now + HOUR)
    make_article(slug="paid", kind=Kind.SPONSORED)
    make_article(slug="sent", kind=Kind.PRESS_RELEASE)
    [url] = ET.fromstring(client.get("/sitemap-news.xml").content)
    assert names(url) == [
        ("url", ""),
        ("loc", f"{SITE}/2021/02/28/new/"),
        ("news:news", ""),
        ("news:publication", ""),
        ("news:name", "The Algemeiner & Co."),
        ("news:language", "yi"),
        ("news:publication_date", "2021-02-28T22:59:00-05:00"),
        ("news:title", "Rain & <Hail>"),
    ]


def test_no_more_news_than_google_takes(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        make_article(slug=f"n{number}", publish_at=timezone.now() - number * HOUR)
    found = [address for address, _ in entries(client.get("/sitemap-news.xml"))]
    assert found == [f"{SITE}/2021/02/28/n0/", f"{SITE}/2021/02/28/n1/"]
