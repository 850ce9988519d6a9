"""
How often articles are read: counted in each web process, kept in the database every few seconds.

A process that is killed loses what it has counted since, which is never more than five seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.db.models import Sum
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from articles.counting import ReadingCounter
from articles.models import Article, MostRead, ReadsOfDay, ReadsOfHour, Stretch

logger = logging.getLogger(__name__)

RANKED = 30  # places of each ranking; a page shows fewer, and some may not be public any more
HOURS_KEPT = timedelta(days=3)

# In the order of ids, so that two processes wait for each other and never in a circle.
KEEP = f"""
WITH counted AS (
    SELECT * FROM unnest(%(articles)s::bigint[], %(counts)s::integer[]) AS rows (article_id, count)
), hours AS (
    INSERT INTO {ReadsOfHour._meta.db_table} AS kept (article_id, hour, count)
    SELECT article_id, %(hour)s, count FROM counted
    ON CONFLICT (article_id, hour) DO UPDATE SET count = kept.count + excluded.count
)
INSERT INTO {ReadsOfDay._meta.db_table} AS kept (article_id, day, count)
SELECT article_id, %(day)s, count FROM counted
ON CONFLICT (article_id, day) DO UPDATE SET count = kept.count + excluded.count
"""  # noqa: S608 (the tables' own names)

# Of each hour or day only its most read are looked at, so that a ranking costs the same however
# much is read: what is beyond those in every part is none of the first of the whole.
RANK = """
INSERT INTO {ranking} AS kept (stretch, position, article_id)
SELECT %(stretch)s, row_number() OVER (ORDER BY sum(count) DESC, article_id DESC), article_id
FROM unnest(%(parts)s) AS parts (part) CROSS JOIN LATERAL (
    SELECT article_id, count FROM {reads}
    WHERE {clock} = part ORDER BY count DESC LIMIT 10 * %(places)s
) AS reads
GROUP BY article_id ORDER BY 2 LIMIT %(places)s
ON CONFLICT (stretch, position) DO UPDATE SET article_id = excluded.article_id
"""


def reads_of(article: Article) -> int:
    """How often it was read since it was first published."""
    total = article.reads_of_days.aggregate(total=Sum("count"))["total"]
    return total or 0


def rankings(places: int) -> list[tuple[Stretch, list[Article]]]:
    """The most read public articles of each stretch, in order. Three queries."""
    found = list(Article.objects.published().most_read().for_lists())
    return [(stretch, _ranked(found, stretch)[:places]) for stretch in Stretch]


def _ranked(articles: list[Article], stretch: Stretch) -> list[Article]:
    placed = [
        (rank.position, article)
        for article in articles
        for rank in article.ranks.all()
        if rank.stretch == stretch
    ]
    return [article for _, article in sorted(placed, key=lambda place: place[0])]


def keep(counts: Mapping[int, int]) -> None:
    """Add readings to what the database has, of articles that are public."""
    now = timezone.now()
    public = Article.objects.published(now).filter(pk__in=counts).values_list("pk", flat=True)
    articles = sorted(public)
    if not articles:
        return
    values: dict[str, Any] = {
        "articles": articles,
        "counts": [counts[pk] for pk in articles],
        "hour": _hour(now),
        "day": now.astimezone(NEWSROOM_ZONE).date(),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)


def rank() -> None:
    """Rank the last hour, day and week anew."""
    now = timezone.now()
    hour, today = _hour(now), now.astimezone(NEWSROOM_ZONE).date()
    hours = [hour - timedelta(hours=ago) for ago in range(24)]
    days = [today - timedelta(days=ago) for ago in range(7)]
    _rank(Stretch.HOUR, ReadsOfHour, "hour", hours[:2])
    _rank(Stretch.DAY, ReadsOfHour, "hour", hours)
    _rank(Stretch.WEEK, ReadsOfDay, "day", days)


def forget_old_hours() -> None:
    ReadsOfHour.objects.filter(hour__lt=timezone.now() - HOURS_KEPT).delete()


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@transaction.atomic
def _rank(
    stretch: Stretch, reads: type[ReadsOfHour | ReadsOfDay], clock: str, parts: Sequence[date]
) -> None:
    tables = {"ranking": MostRead._meta.db_table, "reads": reads._meta.db_table, "clock": clock}
    values: dict[str, Any] = {"stretch": stretch, "parts": parts, "places": RANKED}
    with connection.cursor() as cursor:
        cursor.execute(RANK.format(**tables), values)
        ranked = cursor.rowcount
    MostRead.objects.filter(stretch=stretch, position__gt=ranked).delete()


class Keeper:
    """Hands on what a process has counted, from a thread that the first reading starts."""

    def __init__(self, counter: ReadingCounter) -> None:
        self.counter = counter
        self._something = Event()
        self._lock = Lock()
        self._thread: Thread | None = None

    def add(self, article: int, sender: str) -> None:
        self.counter.add(article, sender)
        if settings.KEEP_READS_EVERY:
            self._start()
            self._something.set()

    def hand_on(self) -> None:
        """Keep what was counted; where the database is away, it is kept the next time."""
        counts = self.counter.take()
        try:
            keep(counts)
        except (DatabaseError, InterfaceError):
            self.counter.put_back(counts)
            logger.warning("Readings wait: the database is away.")

    def _start(self) -> None:
        # Not before there is something to count: a thread does not live through a fork.
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="readings", daemon=True)
                self._thread.start()
                # The server's processes end without atexit; this is run in any other, too.
                Finalize(None, self.hand_on, exitpriority=0)

    def _work(self) -> None:
        nobody_waits = Event()
        while self._something.wait():
            nobody_waits.wait(settings.KEEP_READS_EVERY)
            self._something.clear()
            close_old_connections()
            self.hand_on()


keeper = Keeper(ReadingCounter())
