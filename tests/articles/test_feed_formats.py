import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest

from articles.feed_formats import FORMS, Channel, Item, content_type, write
from articles.structured_data import Picture

SITE = "https://paper.example"
HUB = "https://hub.example/"
NOON, ONE = datetime(2026, 3, 5, 17, tzinfo=UTC), datetime(2026, 3, 5, 18, tzinfo=UTC)
CHANNEL = Channel("City — Paper", f"{SITE}/", f"{SITE}/feed/", "News & more.", f"{SITE}/i", [HUB])
WHOLE = Item(
    guid="tag:algemeiner.com,2026:article:1",
    link=f"{SITE}/2026/03/05/rain/",
    lang="he",
    title="Rain & <Hail>",
    summary="What <b> means.",
    content="<p>Rain &amp; <em>hail</em> גשם</p>",
    published=NOON,
    updated=ONE,
    authors=[("Ida Roth", f"{SITE}/author/ida-roth/"), ("Noa Levi", f"{SITE}/author/noa-levi/")],
    categories=["City", "Rain"],
    picture=Picture(f"{SITE}/1200.jpg", 1200, 800, "A street.", "Reuters"),
)
BARE = Item("tag:2", f"{SITE}/2/", "en", "Short", "", None, NOON, NOON, [], [])
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_reader_s_program_takes_it_whole(form):
    read = feedparser.parse(write(form, CHANNEL, [WHOLE, BARE]).encode())
    assert not read.bozo
    assert read.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert (read.feed.title, read.feed.link) == ("City — Paper", f"{SITE}/")
    links = {link.rel: link.href for link in read.feed.links}
    assert (links["self"], links["hub"]) == (f"{SITE}/feed/", HUB)
    first, second = read.entries
    assert (first.id, first.link) == (WHOLE.guid, WHOLE.link)
    # Of which the title is text in Atom, and in RSS what each program makes of it.
    assert first.title.startswith("Rain &")
    assert [author.name for author in first.authors][-2:] == ["Ida Roth", "Noa Levi"]
    assert [tag.term for tag in first.tags] == ["City", "Rain"]
    assert first.content[0].value == "<p>Rain &amp; <em>hail</em> גשם</p>"
    assert first.published_parsed[:5] == (2026, 3, 5, 17, 0)
    assert first.updated_parsed[:5] == (2026, 3, 5, 18, 0)
    assert first.media_content == [
        {
            "url": f"{SITE}/1200.jpg",
            "medium": "image",
            "type": "image/jpeg",
            "width": "1200",
            "height": "800",
        }
    ]
    assert [credit["content"] for credit in first.media_credit] == ["Reuters"]
    assert (second.id, "content" in second) == ("tag:2", False)


def test_a_summary_is_text_however_it_is_written():
    rss, atom = (ET.fromstring(write(form, CHANNEL, [WHOLE])) for form in ("rss", "atom"))
    assert rss.findtext("channel/item/description") == "What &lt;b&gt; means."
    summary = atom.find(f"{ATOM}entry/{ATOM}summary")
    assert (summary.text, summary.attrib) == ("What <b> means.", {})


def test_atom_has_all_that_it_requires():
    feed = ET.fromstring(write("atom", CHANNEL, [WHOLE, BARE]))
    required = ["id", "title", "updated"]
    for thing in [feed, *feed.findall(f"{ATOM}entry")]:
        assert [len(thing.findall(f"{ATOM}{name}")) for name in required] == [1, 1, 1]
    # An entry without an author has the feed's.
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "City — Paper"
    assert feed.find(f"{ATOM}entry").attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "he"}


def test_the_json_feed():
    assert json.loads(write("json", CHANNEL, [WHOLE, BARE])) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "City — Paper",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feed/",
        "description": "News & more.",
        "icon": f"{SITE}/i",
        "language": "en-us",
        "hubs": [{"type": "WebSub", "url": HUB}],
        "items": [
            {
                "id": WHOLE.guid,
                "url": WHOLE.link,
                "title": "Rain & <Hail>",
                "content_html": WHOLE.content,
                "date_published": "2026-03-05T17:00:00+00:00",
                "date_modified": "2026-03-05T18:00:00+00:00",
                "authors": [
                    {"name": "Ida Roth", "url": f"{SITE}/author/ida-roth/"},
                    {"name": "Noa Levi", "url": f"{SITE}/author/noa-levi/"},
                ],
                "language": "he",
                "image": f"{SITE}/1200.jpg",
                "summary": "What <b> means.",
                "tags": ["City", "Rain"],
            },
            {
                "id": "tag:2",
                "url": f"{SITE}/2/",
                "title": "Short",
                "content_text": "",
                "date_published": "2026-03-05T17:00:00+00:00",
                "date_modified": "2026-03-05T17:00:00+00:00",
                "authors": [],
                "language": "en",
            },
        ],
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_of_nothing_is_a_feed(form):
    text = write(form, Channel("Paper", f"{SITE}/", f"{SITE}/feed/", "", "", []), [])
    if form == "json":
        assert (json.loads(text)["items"], json.loads(text)["hubs"]) == ([], [])
    else:
        assert (feedparser.parse(text.encode()).bozo, "hub" in text) == (False, False)


@pytest.mark.parametrize("form", FORMS)
def test_one_control_character_does_not_cost_the_whole_feed(form):
    hostile = Item(
        **vars(WHOLE)
        | {
            "title": "Pas\x0bted\ufffe",
            "content": "<p>Bo\x08dy</p>",
            "authors": [("Ida\x02 Roth", f"{SITE}/")],
            "picture": Picture(f"{SITE}/1.jpg", 1, 1, "A\x00", "B\x1f"),
        }
    )
    text = write(form, CHANNEL, [hostile])
    assert [sign for sign in "\x0b\ufffe\x08\x02\x00\x1f" if sign in text] == []
    assert "Pasted" in text


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("rss", "application/rss+xml"),
        ("atom", "application/atom+xml"),
        ("json", "application/feed+json"),
    ],
)
def test_each_has_its_own_type(form, named):
    assert content_type(form) == f"{named}; charset=utf-8"
