"""
Feeds as they are written: RSS 2.0, Atom and JSON Feed 1.1, which all take the same items.

Pure: what there is to say in, a document out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator

from articles.structured_data import Picture

Handler = SimplerXMLGenerator
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MINUTES_KEPT = 15
NAMESPACES = {
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself; addresses are absolute. `hubs` are told when it changes."""

    title: str
    link: str
    feed_url: str
    description: str
    icon: str
    hubs: list[str]


@dataclass(frozen=True)
class Item:
    """An article as a feed has it. `content` is its HTML, None where only the summary is given."""

    guid: str
    link: str
    lang: str
    title: str
    summary: str
    content: str | None
    published: datetime
    updated: datetime
    authors: list[tuple[str, str]]  # name, address of the page
    categories: list[str]
    picture: Picture | None = None


def write(form: str, channel: Channel, items: list[Item]) -> str:
    """
    A feed in one of FORMS.

    A control character that was pasted into one headline must not cost readers the whole feed.
    """
    feed = FORMS[form](
        title=printable(channel.title),
        link=channel.link,
        description=printable(channel.description),
        subtitle=printable(channel.description),
        feed_url=channel.feed_url,
        language="en-us",
        ttl=MINUTES_KEPT,
        hubs=channel.hubs,
        icon=channel.icon,
    )
    for item in items:
        feed.add_item(
            title=printable(item.title),
            link=item.link,
            description=printable(item.summary),
            unique_id=item.guid,
            unique_id_is_permalink=False,
            pubdate=item.published,
            updateddate=item.updated,
            categories=[printable(category) for category in item.categories],
            creators=[(printable(name), address) for name, address in item.authors],
            content=None if item.content is None else printable(item.content),
            picture=item.picture,
            lang=item.lang,
        )
    return feed.writeString("utf-8")


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler: Handler) -> None:
        super().add_root_elements(handler)
        for hub in self.feed["hubs"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler: Handler, item: dict[str, Any]) -> None:
        # A description is HTML, whoever reads it.
        super().add_item_elements(
            handler, item | {"description": escape(item["description"], quote=False)}
        )
        for name, _ in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:language", item["lang"])
        if item["updateddate"] != item["pubdate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["content"] is not None:
            handler.addQuickElement("content:encoded", item["content"])
        _add_picture(handler, item["picture"])


class _Atom(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": NAMESPACES["xmlns:media"]}

    def add_root_elements(self, handler: Handler) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])
        for hub in self.feed["hubs"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})
        # For items without a byline: an entry must have an author, or its feed.
        _add_author(handler, self.feed["title"], self.feed["link"])

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["lang"]}

    def add_item_elements(self, handler: Handler, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        for name, address in item["creators"]:
            _add_author(handler, name, address)
        handler.addQuickElement("summary", item["description"])
        if item["content"] is not None:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        _add_picture(handler, item["picture"])


class _Json(SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        outfile.write(json.dumps(self._document(), ensure_ascii=False))

    def _document(self) -> dict[str, Any]:
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["icon"],
            "language": self.feed["language"],
            "hubs": [{"type": "WebSub", "url": hub} for hub in self.feed["hubs"]],
            "items": [_json_item(item) for item in self.items],
        }


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    # One of the two texts is required.
    is_whole = item["content"] is not None
    text = {"content_html": item["content"]} if is_whole else {"content_text": item["description"]}
    picture: Picture | None = item["picture"]
    optional = {
        "image": picture and picture.url,
        "summary": item["description"],
        "tags": item["categories"],
    }
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        **text,
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": name, "url": address} for name, address in item["creators"]],
        "language": item["lang"],
        **{name: value for name, value in optional.items() if value},
    }


def _add_author(handler: Handler, name: str, address: str) -> None:
    handler.startElement("author", AttributesImpl({}))
    handler.addQuickElement("name", name)
    handler.addQuickElement("uri", address)
    handler.endElement("author")


def _add_picture(handler: Handler, picture: Picture | None) -> None:
    """The lead photo in the words of Media RSS, with whose it is."""
    if picture is None:
        return
    size = {"width": str(picture.width), "height": str(picture.height)}
    about = {"url": picture.url, "medium": "image", "type": "image/jpeg"} | size
    handler.startElement("media:content", AttributesImpl(about))
    if picture.caption:
        handler.addQuickElement("media:description", printable(picture.caption))
    if picture.credit:
        handler.addQuickElement("media:credit", printable(picture.credit))
    handler.endElement("media:content")


def printable(text: str) -> str:
    """Without what no XML may hold."""
    return NOT_IN_XML.sub("", text)


FORMS: dict[str, type[Any]] = {"rss": _Rss, "atom": _Atom, "json": _Json}


def content_type(form: str) -> str:
    return FORMS[form].content_type
