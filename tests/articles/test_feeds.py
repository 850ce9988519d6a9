from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Site
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    change,
    make_article,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
SITE = "https://paper.example"
NAMES = {
    "{http://purl.org/dc/elements/1.1/}": "dc:",
    "{http://purl.org/rss/1.0/modules/content/}": "content:",
    "{http://www.w3.org/2005/Atom}": "atom:",
}


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = SITE
    Site.objects.update_or_create(
        pk=1, defaults={"name": "The Algemeiner", "description": "A New York newspaper."}
    )
    with time_machine.travel(NOW, tick=False):
        yield


def short(name):
    for uri, prefix in NAMES.items():
        name = name.replace(uri, prefix)
    return name


def channel_of(response):
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(response.content).find("channel")


def shape(element):
    """[(name, text or attributes)] of an element's children, items left out."""
    return [
        (short(child.tag), child.text or child.attrib or "")
        for child in element
        if child.tag != "item"
    ]


def items(response):
    return [shape(item) for item in channel_of(response).findall("item")]


def test_the_text_stands_without_the_paper(client):
    photo = PhotoFactory(key="k" * 16, widths=[400])
    body = (
        '<p><a href="/about/">a</a></p>'
        f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    )
    make_article(publish_at=NOW - timedelta(hours=1), body=body)
    [item] = items(client.get("/feed/"))
    content = dict(item)["content:encoded"]
    assert f'<a href="{SITE}/about/">a</a>' in content
    assert f'src="{SITE}/media/photos/kkkkkkkkkkkkkkkk/400.jpg"' in content


def test_the_feed_s_own_words(client):
    make_article(publish_at=NOW - timedelta(hours=1))
    assert shape(channel_of(client.get("/feed/"))) == [
        ("title", "The Algemeiner"),
        ("link", f"{SITE}/"),
        ("description", "A New York newspaper."),
        ("atom:link", {"href": f"{SITE}/feed/", "rel": "self"}),
        ("language", "en-us"),
        ("lastBuildDate", "Thu, 05 Mar 2026 14:00:00 +0000"),
    ]


def test_a_whole_item(client):
    article = make_article(
        headline="Fish & “Chips”",
        dek="What <b> means.",
        body="<p>Fish &amp; <strong>chips</strong></p>",
        section=SectionFactory(name="Food & Drink", slug="food"),
        slug="דגים",
        authors=[AuthorFactory(name="Ida Roth"), AuthorFactory(name="A. Cohen")],
        publish_at=NOW - timedelta(hours=1),
    )
    assert items(client.get("/feed/")) == [
        [
            ("title", "Fish & “Chips”"),
            ("link", f"{SITE}/2026/03/05/%D7%93%D7%92%D7%99%D7%9D/"),
            ("description", "What <b> means."),
            ("pubDate", "Thu, 05 Mar 2026 14:00:00 +0000"),
            ("guid", f"tag:algemeiner,article:{article.pk}"),
            ("category", "Food & Drink"),
            ("dc:creator", "Ida Roth"),
            ("dc:creator", "A. Cohen"),
            ("content:encoded", "<p>Fish &amp; <strong>chips</strong></p>"),
        ]
    ]


def headlines(response):
    return [dict(item)["title"] for item in items(response)]


def test_newest_first_and_thirty_at_most(client):
    for number in range(31):
        make_article(headline=f"Story {number}", publish_at=NOW - timedelta(minutes=number))
    assert headlines(client.get("/feed/")) == [f"Story {number}" for number in range(30)]


def test_each_feed_has_what_its_page_has(client):
    section, tag, author = SectionFactory(slug="books"), TagFactory(), AuthorFactory()
    make_article(headline="In the section", section=section)
    make_article(headline="Tagged", tags=[tag])
    make_article(headline="By the author", authors=[AuthorFactory(), author])
    for thing, name, title in [
        (section, "section_feed", "In the section"),
        (tag, "tag_feed", "Tagged"),
        (author, "author_feed", "By the author"),
    ]:
        url = reverse(f"articles:{name}", args=[thing.slug])
        response = client.get(url)
        words = dict(shape(channel_of(response)))
        assert headlines(response) == [title]
        assert words["title"] == f"{thing} — The Algemeiner"
        assert words["link"] == SITE + thing.get_absolute_url()
        assert words["atom:link"] == {"href": SITE + url, "rel": "self"}


def test_a_feed_of_nothing_is_a_feed(client):
    TagFactory(slug="bridges")
    assert items(client.get("/tag/bridges/feed/")) == []


@pytest.mark.parametrize("url", ["/category/no/feed/", "/tag/no/feed/", "/author/no/feed/"])
def test_there_is_no_feed_of_what_is_not_there(client, url):
    assert client.get(url).status_code == 404


def test_one_control_character_does_not_cost_the_whole_feed(client):
    make_article(
        headline="Pasted\x0b Headline",
        dek="De\x08k",
        body="<p>Bo\x0cdy\x1f, \ufffe</p>",
        section=SectionFactory(name="Ci\x01ty", slug="city"),
        authors=[AuthorFactory(name="Ida\x02 Roth")],
    )
    (item,) = items(client.get("/feed/"))
    assert [text for name, text in item if name not in ("link", "pubDate", "guid")] == [
        "Pasted Headline",
        "Dek",
        "City",
        "Ida Roth",
        "<p>Body, </p>",
    ]


def test_an_update_moves_the_feed_s_date_and_not_the_item_s(client):
    article = make_article(publish_at=NOW - timedelta(hours=1))
    type(article).objects.filter(pk=article.pk).update(updated_at=NOW)
    response = client.get("/feed/")
    assert dict(shape(channel_of(response)))["lastBuildDate"] == "Thu, 05 Mar 2026 15:00:00 +0000"
    item = dict(items(response)[0])
    assert item["pubDate"] == "Thu, 05 Mar 2026 14:00:00 +0000"
    assert item["atom:updated"] == "2026-03-05T15:00:00+00:00"


def test_corrections_stand_above_and_below_the_text_as_on_the_page(client):
    article = make_article(publish_at=NOW - timedelta(hours=1), body="<p>The text.</p>")
    change(article, "minor", dek="Nobody is told.")
    change(article, "correction", "Below & <b>.", "foot", dek="One.")
    change(article, "correction", "Above.", "top", dek="Two.")
    content = dict(items(client.get("/feed/"))[0])["content:encoded"]
    assert " ".join(strip_tags(content).split()) == (
        "Correction, March 5, 2026 10:00 am Above. The text."
        " Correction, March 5, 2026 10:00 am Below &amp; &lt;b&gt;."
    )
    assert "Nobody is told" not in content


def test_a_minor_change_moves_no_date(client):
    article = make_article(publish_at=NOW - timedelta(hours=1))
    change(article, "minor", dek="Nobody is told.")
    response = client.get("/feed/")
    assert dict(shape(channel_of(response)))["lastBuildDate"] == "Thu, 05 Mar 2026 14:00:00 +0000"
    assert "atom:updated" not in dict(items(response)[0])
