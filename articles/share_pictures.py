"""
The pictures that links to articles are shown with elsewhere.

The worker makes them, once for what an article says and shows, at an address that tells just that.
No page waits for one: until it is there, and where there can be none, the plain photo stands in.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles import cards, renditions, verbs
from articles.cards import Card
from articles.models import Article, Kind, Photo, SharePicture, Site
from articles.models.share_pictures import path_of

DESIGN = 1  # counts up when cards are drawn another way
RECENT = timedelta(days=60)  # what is older is hardly shared; an import has a million of it
CAUGHT_UP = 100  # of the newest articles


@dataclass(frozen=True)
class Shared:
    """What a link to an article is shown with."""

    url: str
    width: int
    height: int


def shown_with(article: Article) -> Shared | None:
    """Its own picture, of an article that was fetched `for_page`; else the photo, if it has one."""
    name = getattr(article, "share_name", None)
    if name is not None and name == name_of(article):
        return Shared(default_storage.url(path_of(name)), cards.WIDTH, cards.HEIGHT)
    photo = _photo_of(article)
    return Shared(photo.share_url, *photo.shared_size) if photo else None


def name_of(article: Article) -> str:
    """The name of the picture that the article would have now: another for any other picture."""
    photo = _photo_of(article)
    ground = (photo.key, photo.focal_x, photo.focal_y) if photo else ()
    drawn = [DESIGN, article.pk, *asdict(_card(article, paper="")).values(), *ground]
    digest = hashlib.sha256("\0".join(map(str, drawn)).encode()).digest()
    return urlsafe_b64encode(digest[:18]).decode()


def is_for_readers(picture: SharePicture) -> bool:
    """Whether its article is public, and still says and shows what was drawn."""
    return picture.article.is_public() and picture.name == name_of(picture.article)


def draw_later(article: Article) -> None:
    """Let the worker draw an article's picture when this transaction has succeeded."""
    if article.publish_at is None or article.publish_at < timezone.now() - RECENT:
        return
    # By its name: articles.tasks imports this module.
    job = app.configure_task(
        "articles.tasks.draw_share_picture", queueing_lock=f"share picture of {article.pk}"
    )
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(pk=article.pk)


def draw_again(photo: Photo) -> None:
    """Let the pictures that a photo is the ground of be drawn anew."""
    for article in Article.objects.recently_led_by(photo, since=timezone.now() - RECENT):
        draw_later(article)


def draw(pk: int) -> None:
    """Draw an article's picture, unless it is there, cannot be drawn, or its photo is to come."""
    article = _as_it_stands(pk)
    if article is None or _is_waiting_for_its_photo(article) or _is_drawn(article):
        return
    paper = Site.objects.first() or Site()
    card, photo = _card(article, paper=paper.name), _photo_of(article)
    if not cards.can_draw(card):
        return
    focus = (photo.focal_x, photo.focal_y) if photo else renditions.CENTRE
    _keep(article, cards.draw(card, _ground(photo), focus))


def draw_missing() -> None:
    """Draw what the newest public articles lack: a section got another name, rights have ended."""
    newest = Article.objects.published().newest_first().with_share_picture()[:CAUGHT_UP]
    for article in newest:
        if not _is_drawn(article):
            draw(article.pk)


@transaction.atomic
def _as_it_stands(pk: int) -> Article | None:
    # Whoever is just publishing, and found this job waiting, has the row: theirs is to be drawn.
    if not Article.objects.filter(pk=pk).exists():
        return None
    verbs.lock(Article(pk=pk))
    return Article.objects.coming_or_out().with_share_picture().filter(pk=pk).first()


def _is_drawn(article: Article) -> bool:
    drawn = SharePicture.objects.filter(article=article).values_list("name", flat=True).first()
    return drawn == name_of(article)


def _is_waiting_for_its_photo(article: Article) -> bool:
    photo = article.shown_photo
    return photo is not None and bool(photo.original) and not (photo.widths or photo.problem)


def _keep(article: Article, picture: bytes) -> None:
    name = name_of(article)
    default_storage.save(path_of(name), ContentFile(picture))
    before = SharePicture.objects.filter(article=article).first()
    SharePicture.objects.update_or_create(article=article, defaults={"name": name})
    if before is not None and before.name != name:
        default_storage.delete(before.file_path)


def _card(article: Article, *, paper: str) -> Card:
    photo = _photo_of(article)
    kind = "" if article.kind == Kind.NEWS else article.get_kind_display()
    section = article.section.name if article.section else ""
    labels = dict.fromkeys(filter(None, [section, kind]))
    return Card(
        headline=article.headline,
        lang=article.lang,
        direction=article.direction,
        label=" · ".join(labels),
        paper=paper,
        credit=photo.credit if photo else "",
    )


def _photo_of(article: Article) -> Photo | None:
    photo = article.shown_photo
    return photo if photo is not None and photo.may_be_shown else None


def _ground(photo: Photo | None) -> bytes | None:
    """The photo's largest rendition; none where the file is lost, which the desk is told of."""
    if photo is None:
        return None
    name = renditions.name_of(photo.widths[-1], "jpg")
    with suppress(FileNotFoundError), default_storage.open(photo.file_path(name), "rb") as file:
        return file.read()
    return None
