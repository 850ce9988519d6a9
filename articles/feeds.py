"""RSS 2.0 for the site, a section, a tag and an author: the newest thirty, in full."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from algemeiner.snapshot import of_one_moment
from articles import bodies
from articles.context import the_site
from articles.models import Article, Change, Section, Tag
from articles.models.article_lists import ArticleQuerySet
from authors.models import Author

LENGTH = 30
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FullTextFeed(Rss201rev2Feed):
    """
    RSS 2.0 with a dc:creator for each byline and the whole text in content:encoded.

    A control character pasted into one headline must not cost the readers the whole feed.
    """

    def __init__(self, **feed: Any) -> None:
        super().__init__(**_printable(feed))

    def add_item(self, **item: Any) -> None:  # type: ignore[override]  # Feed names them all
        super().add_item(**_printable(item))

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        if item["updateddate"] != item["pubdate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["content"])


def _with_corrections(article: Article) -> str:
    """The body with its corrections above and below it, as on the article's page."""

    def rendered(place: str, corrections: list[Change]) -> str:
        context = {"article": article, "corrections": corrections, "place": place}
        return render_to_string("articles/_corrections.html", context) if corrections else ""

    above = rendered("above", article.corrections_on_top)
    below = rendered("below", article.corrections_at_foot)
    return above + article.body + below


def _printable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_printable(part) for part in value]
    return NOT_IN_XML.sub("", value) if isinstance(value, str) else value


@method_decorator([require_safe, of_one_moment], name="__call__")
class NewestFeed(Feed):
    """The newest public articles of the whole site."""

    feed_type = FullTextFeed
    access = "public"
    url_name = "articles:feed"

    def get_object(self, request: HttpRequest) -> Model | None:
        return None

    def articles(self, obj: Any) -> ArticleQuerySet:
        return Article.objects.published()

    def items(self, obj: Any) -> list[Article]:
        articles = list(self.articles(obj).newest_first().for_feeds()[:LENGTH])
        texts = bodies.in_feeds(article.body for article in articles)
        for article, text in zip(articles, texts, strict=True):
            article.body = text
        return articles

    def title(self, obj: Any) -> str:
        name = the_site().name
        return f"{obj} — {name}" if obj else name

    def link(self, obj: Any) -> str:
        return settings.SITE_URL + (obj.get_absolute_url() if obj else reverse("articles:home"))

    def feed_url(self, obj: Any) -> str:
        return settings.SITE_URL + reverse(self.url_name, args=[obj.slug] if obj else [])

    def description(self, obj: Any) -> str:
        return the_site().description

    def item_link(self, item: Article) -> str:
        return settings.SITE_URL + item.get_absolute_url()

    def item_title(self, item: Article) -> str:
        return item.headline

    def item_description(self, item: Article) -> str:
        return item.dek

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.publish_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.updated_at or item.publish_at

    def item_guid(self, item: Article) -> str:
        return f"tag:algemeiner,article:{item.pk}"

    item_guid_is_permalink = False

    def item_categories(self, item: Article) -> list[str]:
        return [item.section.name] if item.section else []

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        return {
            "creators": [byline.author.name for byline in item.bylines_in_order],
            "content": _with_corrections(item),
        }


class SectionFeed(NewestFeed):
    url_name = "articles:section_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Section:  # type: ignore[override]
        return get_object_or_404(Section, slug=slug)

    def articles(self, obj: Section) -> ArticleQuerySet:
        return super().articles(obj).in_section(obj)


class TagFeed(NewestFeed):
    url_name = "articles:tag_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Tag:  # type: ignore[override]
        return get_object_or_404(Tag, slug=slug)

    def articles(self, obj: Tag) -> ArticleQuerySet:
        return super().articles(obj).tagged(obj)


class AuthorFeed(NewestFeed):
    url_name = "articles:author_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Author:  # type: ignore[override]
        return get_object_or_404(Author, slug=slug)

    def articles(self, obj: Author) -> ArticleQuerySet:
        return super().articles(obj).by_author(obj)
