"""Making the demo newsroom in an empty database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from articles import lineups, photos, workflow
from articles.demo.files import disclaimer, entries, rows
from articles.demo.printing import PORTRAIT, Motif, printed
from articles.entries import Entry
from articles.front import Arrangement
from articles.models import Article, Page, Photo, Section, Series, Site, Slot, Tag
from articles.renditions import Renditions
from authors.models import Author

TAGLINE = "News, opinion and the life of a community"
DESCRIPTION = (
    "A New York newspaper of news, opinion and contributors’ blogs, for a community and about it."
)
SERIES = {
    "name": "What the City Kept",
    "slug": "what-the-city-kept",
    "description": "Ledgers, plates and reels that New York lost, and who has read them since.",
}
PORTRAIT_CREDIT = "Drawing: The Algemeiner / Ida Roth"

Say = Callable[[str], None]


def is_empty() -> bool:
    """Whether nothing has been written in this newsroom yet."""
    return not (Article.objects.exists() or Section.objects.exists() or Author.objects.exists())


def is_as_made() -> bool:
    """Whether the newsroom's articles are the hand-made ones and no others."""
    made = {story.settings["slug"] for story in entries("articles")}
    return set(Article.objects.values_list("slug", flat=True)[: len(made) + 1]) == made


def load(*, now: datetime, seed: int, say: Say) -> int:
    """
    Everything of the demo newsroom but its log-ins; the number of articles.

    Deterministic: the same `seed` draws the same pictures, and the texts' ages count back from
    `now`. One transaction, so a newsroom is never half made.
    """
    stories = entries("articles")
    authors = rows("author")
    portraits = [Motif(PORTRAIT, row["portrait"]) for row in authors if "portrait" in row]
    motifs = [*portraits, *_motifs(stories, seed)]
    say(f"Drawing {len(motifs)} pictures …")
    pictures = iter(list(printed(motifs)))
    with transaction.atomic():
        _make_site()
        by_slug = {row["slug"]: _make_author(row, pictures) for row in authors}
        described = {row["name"]: row["description"] for row in rows("tag")}
        for story in stories:
            _make_article(story, next(pictures), now, by_slug, described)
        _arrange_front()
    return len(stories)


def _make_site() -> None:
    Site.objects.update_or_create(
        pk=1,
        defaults={
            "tagline": TAGLINE,
            "description": DESCRIPTION,
            "opinion_disclaimer": disclaimer(),
            "newsroom_email": "newsroom@example.org",
            "public_email": "newsroom@example.org",
        },
    )
    for position, row in enumerate(rows("section"), start=1):
        Section.objects.create(position=position, **row)
    for position, entry in enumerate(entries("pages"), start=1):
        Page.objects.create(position=position, body=entry.body, **entry.settings)


def _motifs(stories: list[Entry], seed: int) -> Iterator[Motif]:
    """Each story's scene. Consecutive seeds of one scene differ most, in palette first."""
    drawn: Counter[str] = Counter()
    for story in stories:
        scene = story.settings["scene"]
        yield Motif(scene, seed + drawn[scene])
        drawn[scene] += 1


def _make_author(row: dict[str, Any], pictures: Iterator[Renditions]) -> Author:
    portrait = None
    if "portrait" in row:
        portrait = Photo.objects.create(alt=f"Portrait of {row['name']}", credit=PORTRAIT_CREDIT)
        photos.store(portrait, next(pictures))
    return Author.objects.create(
        slug=row["slug"],
        name=row["name"],
        job_title=row["job_title"],
        bio=row["bio"],
        portrait=portrait,
    )


def _make_article(
    story: Entry,
    picture: Renditions,
    now: datetime,
    authors: dict[str, Author],
    described: dict[str, str],
) -> None:
    words = story.settings
    photo = Photo.objects.create(
        alt=words["photo_alt"], caption=words["photo_caption"], credit=words["photo_credit"]
    )
    photos.store(photo, picture)
    content = {
        name: words[name] for name in ("headline", "slug", "kicker", "dek", "kind", "lang")
    } | {
        "body": _with_photos(story.body),
        "series": _series() if "part" in words else None,
        "part": words.get("part"),
        "section": Section.objects.get(slug=words["section"]),
        "lead_photo": photo,
        "publish_at": (now - timedelta(hours=words["age_hours"])).replace(second=0, microsecond=0),
    }
    tags = [_tag(name, described) for name in words["tags"]]
    copy = workflow.Copy(content, [authors[slug] for slug in words["authors"]], tags)
    article = workflow.create(copy, by=None, note="Demo newsroom.")
    workflow.publish(article, by=None)


def _series() -> Series:
    series, _ = Series.objects.get_or_create(slug=SERIES["slug"], defaults=SERIES)
    return series


def _with_photos(body: str) -> str:
    """A body names a photo by the slug of an earlier article that it leads."""
    return re.sub(
        r'(?<=<figure data-photo=")[^"]+',
        lambda slug: str(Article.objects.get(slug=slug[0]).lead_photo_id),
        body,
    )


def _arrange_front() -> None:
    """One arrangement that readers have, and one that begins tomorrow morning."""
    now, tomorrow = _arrangement("now"), _arrangement("tomorrow")
    line_up = lineups.publish(now, based_on=None, seen=None, by=None)
    day = timezone.localdate() + timedelta(days=1)
    six = datetime.combine(day, time(6), NEWSROOM_ZONE)
    lineups.schedule(tomorrow, at=six, based_on=line_up, by=None, name="The morning")


def _arrangement(name: str) -> Arrangement:
    slots = [row for row in rows("slot") if row["line_up"] == name]
    return Arrangement(
        [
            Slot(
                zone=row["zone"],
                position=row["position"],
                article=Article.objects.get(slug=row["article"]),
                headline=row.get("headline", ""),
            )
            for row in slots
        ]
    )


def _tag(name: str, described: dict[str, str]) -> Tag:
    tag, _ = Tag.objects.get_or_create(name=name, defaults={"description": described.get(name, "")})
    return tag
