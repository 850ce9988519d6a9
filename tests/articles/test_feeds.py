from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from articles import versions, workflow
from articles.models import Article, Kind, Photo, Site
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
AS_EVER = {"link", "pubDate", "guid", "dc:language"}
NAMES = {
    "{http://search.yahoo.com/mrss/}": "media:",
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
        ("ttl", "15"),
    ]


def test_a_whole_item(client):
    article = make_article(
        headline="Fish & “Chips”",
        dek="What <b> means.",
        body="<p>Fish &amp; <strong>chips</strong></p>",
        section=SectionFactory(name="Food & Drink", slug="food"),
        slug="דגים",
        authors=[AuthorFactory(name="Ida Roth"), AuthorFactory(name="A. Cohen")],
        tags=[TagFactory(name="Bridges")],
        publish_at=NOW - timedelta(hours=1),
    )
    assert items(client.get("/feed/")) == [
        [
            ("title", "Fish & “Chips”"),
            ("link", f"{SITE}/2026/03/05/%D7%93%D7%92%D7%99%D7%9D/"),
            ("description", "What &lt;b&gt; means."),
            ("pubDate", "Thu, 05 Mar 2026 14:00:00 +0000"),
            ("guid", f"tag:algemeiner.com,2026:article:{article.pk}"),
            ("category", "Food & Drink"),
            ("category", "Bridges"),
            ("dc:creator", "Ida Roth"),
            ("dc:creator", "A. Cohen"),
            ("dc:language", "en"),
            ("content:encoded", "<p>Fish &amp; <strong>chips</strong></p>"),
        ]
    ]


def test_the_lead_photo_comes_with_whose_it_is(client):
    photo = PhotoFactory(key="k" * 16, widths=[400], credit="Reuters / Ann", caption="A street.")
    make_article(lead_photo=photo, lead_caption="Here.")
    content = channel_of(client.get("/feed/")).find("item/{http://search.yahoo.com/mrss/}content")
    assert content.attrib["url"] == f"{SITE}/media/photos/kkkkkkkkkkkkkkkk/400.jpg"
    assert shape(content) == [("media:description", "Here."), ("media:credit", "Reuters / Ann")]


def test_summaries_alone_where_the_paper_wants_it_so(client):
    Site.objects.update(feeds_in_full=False)
    make_article(dek="It will rain.", body="<p>The whole of it.</p>")
    [item] = items(client.get("/feed/"))
    assert (dict(item)["description"], "content:encoded" in dict(item)) == ("It will rain.", False)
    [item] = client.get("/feed/json/").json()["items"]
    assert (item["content_text"], "content_html" in item) == ("It will rain.", False)


def test_an_article_keeps_its_name_in_feeds_when_its_address_changes(client):
    article = make_article(slug="rain", publish_at=NOW - timedelta(hours=1))
    [before] = client.get("/feed/json/").json()["items"]
    change(article, slug="hail")
    [after] = client.get("/feed/json/").json()["items"]
    assert (before["id"], before["url"] != after["url"]) == (after["id"], True)


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


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
@pytest.mark.parametrize(
    "path", ["/", "/category/books/", "/tag/bridges/", "/author/ida-roth/", "/kind/opinion/"]
)
def test_everything_that_lists_articles_has_three_feeds(client, path, form):
    make_article(
        headline="In all of them",
        section=SectionFactory(slug="books"),
        tags=[TagFactory(slug="bridges")],
        authors=[AuthorFactory(slug="ida-roth")],
        kind=Kind.OPINION,
    )
    make_article(headline="Elsewhere", section=SectionFactory(slug="food"))
    text = client.get(f"{path}feed/{form}").content.decode()
    assert text.count("In all of them") == 1
    assert ("Elsewhere" in text) is (path == "/")
    assert f"{SITE}{path}feed/{form}" in text


@pytest.mark.parametrize(
    "url", ["/category/no/feed/", "/tag/no/feed/", "/author/no/feed/", "/kind/no/feed/"]
)
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
    assert [text for name, text in item if name not in AS_EVER] == [
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


@pytest.mark.parametrize("url", ["/feed/?cat=books", "/feed/atom/?cat=books"])
def test_the_address_that_sections_had_leads_to_their_feeds(client, url):
    SectionFactory(slug="books")
    response = client.get(url)
    there = f"/category/books{url.partition('?')[0]}"
    assert (response.status_code, response.headers["Location"]) == (301, there)
    for unknown in ["/feed/?cat=7", "/feed/?cat=", "/feed/?cat=a%00"]:
        assert client.get(unknown).status_code in (200, 400)


class TestAskedAgain:
    def ask(self, client, first, url="/feed/", **headers):
        return client.get(url, headers={"If-None-Match": first.headers["ETag"]} | headers)

    @pytest.mark.parametrize(
        "url", ["/feed/", "/category/city/feed/atom/", "/kind/news/feed/json/"]
    )
    def test_what_has_not_changed_is_not_sent_again(self, client, url):
        make_article(publish_at=NOW - timedelta(hours=1), section=SectionFactory(slug="city"))
        first = client.get(url)
        again = self.ask(client, first, url)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        since = first.headers["Last-Modified"]
        assert client.get(url, headers={"If-Modified-Since": since}).status_code == 304
        before = "Thu, 05 Mar 2020 14:00:00 GMT"
        assert client.get(url, headers={"If-Modified-Since": before}).status_code == 200

    def test_each_form_has_a_mark_of_its_own(self, client):
        make_article()
        marks = {client.get(f"/feed/{form}").headers["ETag"] for form in ("", "atom/", "json/")}
        assert len(marks) == 3

    @pytest.mark.parametrize(
        "act",
        [
            lambda article: change(article, "minor", dek="Nobody is told."),
            lambda article: change(article, "correction", "It was Monday.", dek="Told."),
            lambda article: make_article(),
            lambda article: workflow.withdraw(article, by=None, notice=""),
            lambda article: Article.objects.update(expires_at=NOW),
            lambda article: versions.keep(renamed(article.section), by=None),
            lambda article: Photo.objects.update(widths=[400, 800], width=800, height=400),
        ],
        ids=["minor", "correction", "another", "withdrawn", "expired", "section", "renditions"],
    )
    def test_whatever_changes_is_sent(self, client, act):
        article = make_article(publish_at=NOW - timedelta(hours=1), lead_photo=PhotoFactory())
        first = client.get("/feed/")
        with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
            act(article)
            again = self.ask(client, first)
        assert (again.status_code, again.headers["ETag"] != first.headers["ETag"]) == (200, True)

    def test_what_has_left_is_told_to_who_asks_by_time_alone(self, client):
        make_article(publish_at=NOW - timedelta(hours=2))
        article = make_article(publish_at=NOW - timedelta(hours=1))
        since = {"If-Modified-Since": client.get("/feed/").headers["Last-Modified"]}
        with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
            workflow.withdraw(article, by=None, notice="")
            assert client.get("/feed/", headers=since).status_code == 200

    @pytest.mark.parametrize(
        ("url", "queries"), [("/feed/", 1), ("/category/city/feed/", 2), ("/kind/news/feed/", 1)]
    )
    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_little_to_say_so(
        self, client, django_assert_num_queries, url, queries, count
    ):
        for _ in range(count):
            make_article(section=SectionFactory(slug="city"))
        first = client.get(url)
        with django_assert_num_queries(queries):
            assert self.ask(client, first, url).status_code == 304


def renamed(section):
    section.name = "Town"
    return section


def test_who_listens_is_told_of_the_hub(client, settings):
    response = client.get("/feed/atom/")
    assert response.headers["Link"] == f'<{SITE}/feed/atom/>; rel="self"'
    settings.WEBSUB_HUBS = ["https://hub.example/"]
    response = client.get("/feed/atom/")
    assert response.headers["Link"] == (
        f'<{SITE}/feed/atom/>; rel="self", <https://hub.example/>; rel="hub"'
    )
    assert '<link href="https://hub.example/" rel="hub"/>' in response.content.decode()
