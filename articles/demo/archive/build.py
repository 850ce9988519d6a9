"""Filling the newsroom with a large archive: one transaction, by COPY, with rows made beside it."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from algemeiner.slugs import slugify
from articles.demo.archive.bare_tables import bare
from articles.demo.archive.copying import NULL, Sheet, written
from articles.demo.archive.pieces import Cast, Plan, lines_of
from articles.demo.archive.words import GIVEN, MEDIAN_WORDS, SURNAMES, surname
from articles.models import (
    Article,
    AuditEntry,
    Byline,
    DeskEntry,
    Revision,
    RevisionByline,
    Section,
    Tag,
    TaggedArticle,
)
from authors.models import Author

MOST = 1_000_000
YEARS = 25
BATCH = 4_000  # articles whose rows are made and copied at once
AHEAD = 4  # batches that may be ready before their turn
# How many there are of each, for how many articles.
ARTICLES_AN_AUTHOR, ARTICLES_A_TAG = 500, 200
ARTICLES_A_LONE_AUTHOR, ARTICLES_A_LONE_TAG = 3_000, 1_000
ENDINGS = ("Park", "Street", "Council", "Archive", "Prize", "Fund", "School", "Affair")
SHEETS: dict[str, type[Model]] = {
    "article": Article,
    "revision": Revision,
    "revision byline": RevisionByline,
    "revision tag": Revision.tags.through,
    "byline": Byline,
    "tag": TaggedArticle,
    "audit entry": AuditEntry,
}
FILLED = [*(model._meta.db_table for model in SHEETS.values()), DeskEntry._meta.db_table]

Say = Callable[[str], None]


def build(size: int, *, seed: int, say: Say) -> None:
    """
    Add `size` articles to the archive, older than all that is there.

    The same for the same seed and newsroom, in all but ids and the times, which count back from
    the oldest article. One transaction: the newsroom has all of them or none.
    """
    begun = monotonic()
    fill(size, seed=seed, say=say)
    say("Looking through the tables, as PostgreSQL does by itself from time to time …")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    say(f"The archive took {(monotonic() - begun) / 60:.1f} minutes.")


@transaction.atomic
def fill(size: int, *, seed: int, say: Say, words: int = MEDIAN_WORDS) -> None:
    """As `build`, with bodies of so many words, and PostgreSQL knows nothing of the tables yet."""
    plan = replace(_plan(size, seed), words=words)
    with bare(FILLED):
        for done, seconds in _copied(plan):
            say(f"  {done:>9,} of {size:,} articles, {seconds:.0f} s")
        say("Making the indexes …")


def _plan(size: int, seed: int) -> Plan:
    oldest = Article.objects.published().oldest_first().values_list("publish_at", flat=True)
    ends = oldest.first() or timezone.now()
    plan = Plan(
        size=size,
        seed=seed,
        cast=_cast(size),
        begins=_years_before(ends, YEARS),
        ends=ends,
        first_article=_next_id(Article),
        first_revision=_next_id(Revision),
        sheets={noun: _sheet(model) for noun, model in SHEETS.items()},
    )
    _leave_ids(Article, plan.first_article + size)
    _leave_ids(Revision, plan.first_revision + plan.revisions)
    return plan


def _cast(size: int) -> Cast:
    """What is there already is the most frequent; more authors and tags are made."""
    led = Article.objects.exclude(lead_photo=None).order_by("pk")
    sections = Section.objects.all()
    authors = list(Author.objects.order_by("pk").values_list("pk", flat=True))
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    lone_authors, lone_tags = size // ARTICLES_A_LONE_AUTHOR, size // ARTICLES_A_LONE_TAG
    more_authors = _authors(size // ARTICLES_AN_AUTHOR + lone_authors + 1)
    more_tags = _tags(size // ARTICLES_A_TAG + lone_tags + 1)
    return Cast(
        sections=[section.pk for section in sections],
        of_opinion={section.pk for section in sections if section.holds_opinion},
        photos=list(led.values_list("lead_photo_id", flat=True)),
        authors=authors + more_authors[lone_authors:],
        lone_authors=more_authors[:lone_authors],
        tags=tags + more_tags[lone_tags:],
        lone_tags=more_tags[:lone_tags],
    )


def _authors(count: int) -> list[int]:
    names = [f"{GIVEN[n % len(GIVEN)]} {surname(n * 31 % SURNAMES)}" for n in range(count)]
    made = Author.objects.bulk_create(Author(name=name, slug=slugify(name)) for name in names)
    return [author.pk for author in made]


def _tags(count: int) -> list[int]:
    names = [f"{surname(n * 37 % SURNAMES)} {ENDINGS[n % len(ENDINGS)]}" for n in range(count)]
    made = Tag.objects.bulk_create(Tag(name=name, slug=slugify(name)) for name in names)
    return [tag.pk for tag in made]


def _years_before(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year - years, day=min(moment.day, 28))


def _next_id(model: type[Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {model._meta.db_table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _leave_ids(model: type[Model], next_id: int) -> None:
    """Let the next row that is made by itself have this id."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, next_id]
        )


def _sheet(model: type[Model]) -> Sheet:
    named = {"id"} if model in (Article, Revision) else set()
    blank = {
        field.column: _blank(field)
        for field in model._meta.local_concrete_fields
        if field.column and not field.generated
        if not field.primary_key or field.column in named
    }
    return Sheet(model._meta.db_table, blank)


def _blank(field: Any) -> str:
    return NULL if field.primary_key or field.is_relation else written(field.get_default())


def _copied(plan: Plan) -> Iterator[tuple[int, float]]:
    """Copy batch after batch; after every twentieth of the whole, how many it is, in how long."""
    begun, told = monotonic(), 0
    for numbers, lines in _made(plan):
        _copy(plan, lines)
        if not told:
            # Or PostgreSQL, knowing nothing of the tables, would read them whole for each batch.
            _analyse()
        first, after = (plan.first_article + end for end in (numbers.start, numbers.stop))
        DeskEntry.objects.keep(range(first, after))
        if not told or numbers.stop - told >= plan.size / 20 or numbers.stop == plan.size:
            told = numbers.stop
            yield told, monotonic() - begun


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(FILLED)}")


def _made(plan: Plan) -> Iterator[tuple[range, dict[str, bytes]]]:
    """The rows of each batch, in order; other processes make some of them ahead of their turn."""
    batches = [range(start, min(start + BATCH, plan.size)) for start in range(0, plan.size, BATCH)]
    # Spawned, not forked: a forked child would share this process's database connection.
    workers = ProcessPoolExecutor(
        os.cpu_count() or 1, mp_context=multiprocessing.get_context("spawn")
    )
    with workers:
        ahead: deque[tuple[range, Future[dict[str, bytes]]]] = deque()
        for numbers in batches:
            ahead.append((numbers, workers.submit(lines_of, plan, numbers)))
            if len(ahead) > AHEAD:
                first, made = ahead.popleft()
                yield first, made.result()
        for numbers, made in ahead:
            yield numbers, made.result()


def _copy(plan: Plan, lines: dict[str, bytes]) -> None:
    with connection.cursor() as cursor:
        for noun, sheet in plan.sheets.items():
            columns = ", ".join(connection.ops.quote_name(name) for name in sheet.blank)
            with cursor.copy(f"COPY {sheet.table} ({columns}) FROM STDIN") as copy:
                copy.write(lines[noun])
