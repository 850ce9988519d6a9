"""What the paper's feeds give: the newest thirty articles of the site or a part of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone

from articles import bodies
from articles.feed_formats import Channel, Item
from articles.linked_data import absolute
from articles.models import Article, Change, Site
from articles.models.article_lists import ArticleQuerySet
from articles.structured_data import Picture

LENGTH = 30


@dataclass(frozen=True)
class State:
    """What a feed is like now: its mark, another when anything in it is, and since when."""

    etag: str
    modified: datetime | None


def state_of(articles: ArticleQuerySet, form: str) -> State:
    """
    One query. What the desk keeps of tags, sections, authors, photos and the settings counts as
    part of every feed, and so does the day, with which rights end.
    """
    rows = list(articles.newest_first().marks()[:LENGTH])
    of_all = [settings.SITE_URL, form, timezone.localdate(), rows]
    mark = hashlib.sha256(repr(of_all).encode()).hexdigest()[:32]
    times = [time for row in rows for time in row if isinstance(time, datetime)]
    return State(f'W/"{mark}"', max(times, default=None))


def channel_of(paper: Site, *, name: str, link: str, address: str) -> Channel:
    """A feed's own words; `name` is empty for that of the whole site."""
    return Channel(
        title=f"{name} — {paper.name}" if name else paper.name,
        link=absolute(link),
        feed_url=absolute(address),
        description=paper.description or paper.tagline or paper.name,
        icon=absolute(static("img/mark-180.png")),
        hubs=settings.WEBSUB_HUBS,
    )


def items_of(articles: ArticleQuerySet, paper: Site) -> list[Item]:
    """Four queries, and one more where bodies have photos."""
    newest = list(articles.newest_first().for_feeds()[:LENGTH])
    if not paper.feeds_in_full:
        return [_item(article, None) for article in newest]
    texts = bodies.in_feeds(article.body for article in newest)
    return [
        _item(article, _with_corrections(article, text))
        for article, text in zip(newest, texts, strict=True)
    ]


def guid_of(article: Article) -> str:
    """By which readers' programs know an article, whatever becomes of its address."""
    return f"tag:algemeiner.com,2026:article:{article.pk}"


def _item(article: Article, content: str | None) -> Item:
    assert article.publish_at is not None
    section = [article.section.name] if article.section else []
    return Item(
        guid=guid_of(article),
        link=absolute(article.get_absolute_url()),
        lang=article.lang,
        title=article.headline,
        summary=article.dek,
        content=content,
        published=article.publish_at,
        updated=article.updated_at or article.publish_at,
        authors=[
            (byline.author.name, absolute(byline.author.get_absolute_url()))
            for byline in article.bylines_in_order
        ],
        categories=[*section, *(tag.name for tag in article.tags_in_order)],
        picture=_picture(article),
    )


def _picture(article: Article) -> Picture | None:
    photo = article.shown_photo
    if photo is None or not photo.may_be_shown:
        return None
    address, size = absolute(photo.share_url), photo.shared_size
    return Picture(address, *size, caption=article.caption, credit=photo.credit)


def _with_corrections(article: Article, text: str) -> str:
    """The body with its corrections above and below it, as on the article's page."""

    def rendered(place: str, corrections: list[Change]) -> str:
        context: dict[str, Any] = {"article": article, "corrections": corrections, "place": place}
        return render_to_string("articles/_corrections.html", context) if corrections else ""

    above = rendered("above", article.corrections_on_top)
    return above + text + rendered("below", article.corrections_at_foot)
