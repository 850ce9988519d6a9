"""Putting archived pages into the newspaper: one transaction for all, twice the same as once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html_join

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.slugs import slugify
from articles import workflow
from articles.importing.page import ArchivedAuthor, ArchivedPage
from articles.models import Article, Kind, Photo, Section
from authors.models import Author

LOST_PICTURE_ALT = "The picture is not in the archive."


@dataclass
class Report:
    """What an import made, in words for whoever ran it."""

    made: list[str] = field(default_factory=list)
    already_there: list[str] = field(default_factory=list)


@transaction.atomic
def load(pages: Iterable[ArchivedPage]) -> Report:
    """
    Load pages as published articles, with their authors and the records of their photos.

    A page is known by its old address: one that is there already is left exactly as it is.
    """
    report = Report()
    for page in pages:
        _load_page(page, report)
    return report


def source_id(page: ArchivedPage) -> str:
    """The key of a page: its path on the old site, which is its path here."""
    day = page.published_at.astimezone(NEWSROOM_ZONE).date()
    return f"/{day:%Y/%m/%d}/{slugify(page.headline)}/"


def _load_page(page: ArchivedPage, report: Report) -> None:
    key = source_id(page)
    existing = Article.objects.filter(source_id=key).first()
    if existing is not None:
        report.already_there.append(key)
        return
    authors = [_author(author, report) for author in page.authors]
    kind = Kind.OPINION if page.disclaimer else Kind.NEWS
    content = {
        "kind": kind,
        "section": _section(kind, report),
        "headline": page.headline,
        "slug": slugify(page.headline),
        "publish_at": page.published_at,
        "body": format_html_join("\n", "<p>{}</p>", ((text,) for text in page.paragraphs)),
        "lead_photo": _photo(page, report),
    }
    article = workflow.create(
        workflow.Copy(content, authors), by=None, source_id=key, note="Imported from the archive."
    )
    live = workflow.publish(article, by=None)
    report.made.append(f"article {live.get_absolute_url()} ({len(page.paragraphs)} paragraphs)")


def _author(archived: ArchivedAuthor, report: Report) -> Author:
    author, made = Author.objects.get_or_create(
        slug=slugify(archived.name), defaults={"name": archived.name, "bio": archived.bio}
    )
    if made:
        report.made.append(f"author {author}")
    return author


def _section(kind: Kind, report: Report) -> Section:
    named = Q(slug=kind.value) | Q(name__iexact=kind.label)
    section = Section.objects.filter(named).first()
    if section is None:
        section = Section.objects.create(slug=kind.value, name=kind.label)
        report.made.append(f"section {section}")
    return section


def _photo(page: ArchivedPage, report: Report) -> Photo | None:
    if not (page.caption or page.credit):
        return None
    photo = Photo.objects.create(alt=LOST_PICTURE_ALT, caption=page.caption, credit=page.credit)
    report.made.append(f"photo record “{photo.credit or photo}”, without its picture")
    return photo
