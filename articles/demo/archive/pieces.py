"""What each article of a large archive is, and the rows that it takes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from algemeiner.slugs import slugify
from articles.demo.archive.copying import Sheet
from articles.demo.archive.words import MEDIAN_WORDS, skewed, vocabulary

GROWTH = 1.5  # a paper prints more from year to year: the n-th share of its time to this power
WORKED_OVER = 0.02  # of all, the newest: they have three versions, and some are still in work
VERSIONS = 3
IN_WORK = 0.03  # of those
WITHDRAWN, EXPIRED, PICTURED = 0.002, 0.001, 0.6
BYLINES = (1,) * 16 + (2,) * 3 + (3,)
TAGS = (1, 2, 2, 3, 3, 3, 4, 5)
REPORTS = (
    *("news",) * 14,
    *("feature", "feature", "analysis", "review", "obituary", "press_release", "sponsored"),
)
OTHER_LANGUAGES = 0.01
WORKS = ("draft", "submitted", "approved")


@dataclass(frozen=True)
class Cast:
    """
    Whom and what the articles are drawn from, by id; the most frequent first.

    Each of the lone authors and tags belongs to one article only.
    """

    sections: list[int]
    of_opinion: set[int]
    photos: list[int]
    authors: list[int]
    lone_authors: list[int]
    tags: list[int]
    lone_tags: list[int]


@dataclass(frozen=True)
class Plan:
    size: int
    seed: int
    cast: Cast
    begins: datetime
    ends: datetime
    first_article: int  # the id of the oldest; the others follow it
    first_revision: int
    sheets: dict[str, Sheet]  # by the noun of their rows
    words: int = MEDIAN_WORDS  # of a body, half of them have more

    @property
    def worked_over_from(self) -> int:
        return self.size - round(self.size * WORKED_OVER)

    @property
    def revisions(self) -> int:
        """How many there are: one of each, and the earlier ones of what was worked over."""
        return self.size + (self.size - self.worked_over_from) * (VERSIONS - 1)

    def time_of(self, number: int) -> datetime:
        share = (number / self.size) ** (1 / GROWTH)
        at: datetime = self.begins + (self.ends - self.begins) * share
        return at.replace(second=0, microsecond=0)


def lines_of(plan: Plan, numbers: range) -> dict[str, bytes]:
    """The rows of some articles, by the nouns of the sheets; the same for the same plan."""
    rng = Random(f"{plan.seed}/{numbers.start}")  # noqa: S311 (a demo)
    lines: dict[str, list[str]] = {noun: [] for noun in plan.sheets}
    for number in numbers:
        for noun, line in _lines(plan, number, rng):
            lines[noun].append(line)
    return {noun: "".join(some).encode() for noun, some in lines.items()}


def _lines(plan: Plan, number: int, rng: Random) -> Iterator[tuple[str, str]]:
    def row(noun: str, **values: Any) -> tuple[str, str]:
        return noun, plan.sheets[noun].line(**values)

    article, revision = plan.first_article + number, plan.first_revision + number
    at = plan.time_of(number)
    status = _status(plan, number, rng)
    is_out = status not in WORKS
    content = _content(plan, number, rng) | {"publish_at": at if is_out else None}
    if rng.random() < EXPIRED and is_out:
        content["expires_at"] = at + timedelta(days=365)
    authors = _some(rng, plan.cast.authors, rng.choice(BYLINES), head=10)
    tags = _some(rng, plan.cast.tags, rng.choice(TAGS))
    authors += _lone(plan.cast.lone_authors, number, plan.size)
    tags += _lone(plan.cast.lone_tags, number, plan.size)

    yield row(
        "article",
        id=article,
        status=status,
        created_at=at,
        working_copy_id=revision,
        live_revision_id=revision if is_out else None,
        withdrawal_notice="It was not ours to print." if status == "withdrawn" else "",
        **(content if is_out else {}),
    )
    for version, pk in enumerate(_versions(plan, number), start=1):
        yield row("revision", id=pk, article_id=article, number=version, created_at=at, **content)
        for position, author in enumerate(authors, start=1):
            yield row("revision byline", revision_id=pk, author_id=author, position=position)
        for tag in tags:
            yield row("revision tag", revision_id=pk, tag_id=tag)
    if is_out:
        for position, author in enumerate(authors, start=1):
            yield row(
                "byline", article_id=article, author_id=author, position=position, publish_at=at
            )
        for tag in tags:
            yield row("tag", article_id=article, tag_id=tag, publish_at=at)
        yield row(
            "audit entry",
            at=at,
            verb="publish",
            article_id=article,
            revision_id=revision,
            from_status="draft",
            to_status="published",
            details="{}",
        )


def _status(plan: Plan, number: int, rng: Random) -> str:
    if number >= plan.worked_over_from and rng.random() < IN_WORK:
        return rng.choice(WORKS)
    return "withdrawn" if rng.random() < WITHDRAWN else "published"


def _content(plan: Plan, number: int, rng: Random) -> dict[str, Any]:
    lang = rng.choice(("he", "yi")) if rng.random() < OTHER_LANGUAGES else "en"
    words = vocabulary(lang)
    headline = words.headline(rng)
    section = plan.cast.sections[skewed(rng, len(plan.cast.sections))]
    pictured = plan.cast.photos and rng.random() < PICTURED
    return {
        "kind": "opinion" if section in plan.cast.of_opinion else rng.choice(REPORTS),
        "lang": lang,
        "section_id": section,
        "kicker": words.headline(rng)[:60].rpartition(" ")[0] if rng.random() < 0.2 else "",
        "headline": headline[:250],
        "dek": words.sentence(rng, rng.randint(12, 24))[:500],
        "body": words.body(rng, plan.words),
        "slug": f"{slugify(headline)[:150]}-{number + 1}",
        "lead_photo_id": rng.choice(plan.cast.photos) if pictured else None,
    }


def _some(rng: Random, many: list[int], count: int, head: int = 1) -> list[int]:
    """Up to `count` different ones, in the order in which they were drawn."""
    return list(dict.fromkeys(many[skewed(rng, len(many), head)] for _ in range(count)))


def _lone(many: list[int], number: int, size: int) -> list[int]:
    """The one of `many` that falls to an article, where they are dealt out evenly."""
    which = number * len(many) // size
    is_first = which > (number - 1) * len(many) // size
    return [many[which]] if many and is_first else []


def _versions(plan: Plan, number: int) -> list[int]:
    """The ids of an article's revisions, the oldest first; the working copy is the last."""
    over = number - plan.worked_over_from
    earlier = plan.first_revision + plan.size + over * (VERSIONS - 1)
    before = range(earlier, earlier + VERSIONS - 1) if over >= 0 else ()
    return [*before, plan.first_revision + number]
