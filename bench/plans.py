"""
How PostgreSQL answers what pages ask of an archive. `python -m bench.plans 1000000` prints
docs/plans.md.

The pages themselves are asked, so whatever they ask is explained; nothing that this leaves is kept.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import django

from algemeiner.devdb import provide
from algemeiner.environment import data_dir
from bench.archives import Archives

MOST_SCANNED = 1_000  # rows of a table that may be read from one end to the other
MOST_SORTED = 500  # rows; a page is twenty, and what it is chosen from some more
OFFSET = re.compile(r"\bOFFSET (\d+)")
FEWEST = 20  # blocks of a query that is worth a line
WORDS_SENT = 400  # common ones, in phrases that nobody has printed
LONGEST = 110  # characters of a query that the table shows


ABOVE = """\
# Plans

Of every query that the pages ask of {0:,} articles, by EXPLAIN (ANALYZE, BUFFERS); made by
`python -m bench.plans {0}`. Milliseconds are those of planning and execution together, blocks have
eight kilobytes; what takes fewer than twenty of them is left out. A test
(tests/articles/test_plans_of_pages.py) lets no query at 50,000 articles read a large table from one
end to the other, sort more than a page or count its way to it.
"""


@dataclass(frozen=True)
class Plan:
    """How one query was answered."""

    sql: str
    nodes: list[dict[str, Any]]
    milliseconds: float

    @classmethod
    def of(cls, sql: str) -> Plan:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}")
            ((told,),) = cursor.fetchone()
        spent = told["Planning Time"] + told["Execution Time"]
        return cls(sql, list(_nodes(told["Plan"])), spent)

    @property
    def blocks(self) -> int:
        """Of eight kilobytes, that were looked into."""
        return sum(self.nodes[0].get(f"Shared {kind} Blocks", 0) for kind in ("Hit", "Read"))

    @property
    def indexes(self) -> list[str]:
        return sorted({node["Index Name"] for node in self.nodes if "Index Name" in node})

    @property
    def faults(self) -> list[str]:
        """What would grow with the archive; the desk's window never does."""
        from articles.finding import WINDOW

        found = [_fault(node) for node in self.nodes]
        if (offset := OFFSET.search(self.sql)) and int(offset[1]) != WINDOW:
            found.append("OFFSET")
        return [fault for fault in found if fault]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from _nodes(part)


def _fault(node: dict[str, Any]) -> str:
    kind = node["Node Type"]
    if kind == "Seq Scan":
        read = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        return f"reads all of {node['Relation Name']}" if read > MOST_SCANNED else ""
    if kind == "Sort":
        # A sort for the first few has read them all, whatever it gives.
        given = node["Plans"][0]["Actual Rows"]
        return f"sorts {given:.0f} rows" if given > MOST_SORTED else ""
    return ""


def explained(act: Callable[[], Any]) -> list[Plan]:
    """The plans of every query that `act` asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    asked = (query["sql"] for query in captured)
    return [Plan.of(sql) for sql in asked if sql.lstrip().startswith(("SELECT", "WITH", "INSERT"))]


def acts() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What readers and editors ask, by what it is."""
    from django.test import Client

    from articles import reads
    from articles.contributing.earlier import earlier
    from articles.demo.archive.words import vocabulary
    from articles.models import Photo, Submission
    from authors.models import User
    from bench.subjects import subjects

    reader, editor = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    person = User.objects.get(role="managing_editor")
    editor.force_login(person)
    asked = subjects()
    for name, path in (asked["pages"] | _more(asked["pages"])).items():
        yield name.replace("_", " "), _asking(reader, path)
    for kind, paths in asked["searches"].items():
        yield f"search: {kind}", _asking(reader, paths[0])
    for path in [*asked["desk"]["list"], *asked["desk"]["autocomplete"]]:
        yield f"desk: {path.partition('/admin/')[2]}", _asking(editor, path)
    backwards = " ".join(reversed(vocabulary("en").words[:WORDS_SENT]))
    piece = Submission.objects.create(sender=person, headline="Sent", body=backwards)
    yield "printed before?", lambda: earlier(piece, reader=person)
    photo = Photo.objects.filter(widths__len__gt=0)[0]
    yield "a photo", _asking(reader, f"/media/photos/{photo.key}/{photo.widths[0]}.webp")
    yield "the worker ranks", reads.rank


def _more(pages: dict[str, str]) -> dict[str, str]:
    """Other pages of readers, beside those that are measured."""
    return {
        "kind": "/kind/review/",
        "section's feed": f"{pages['section']}feed/atom/",
        "tag's feed": f"{pages['tag']}feed/json/",
        "author's feed": f"{pages['author']}feed/",
        "authors": "/authors/",
        "year archive": "/2015/",
        "another month": "/2015/03/",
        "another day": "/2015/03/10/",
        "most read": "/most-read/",
        "corrections": "/corrections/",
        "sitemap": "/sitemap.xml",
        "sitemap of news": "/sitemap-news.xml",
        "no such article": "/2015/03/10/no-such-article/",
    }


def _asking(client: Any, path: str) -> Callable[[], None]:
    def ask() -> None:
        response = client.get(path)
        assert response.status_code in (200, 404), f"{path} answered {response.status_code}."
        list(response)  # to the end, should it be a file

    return ask


def table() -> Iterator[str]:
    yield "| asked by | query | ms | blocks | by | grows with the archive |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, act in acts():
        act()  # what it leaves in memory, it asks once
        for plan in explained(act):
            if plan.blocks < FEWEST and not plan.faults:
                continue
            query = re.sub(
                r"SELECT .*? FROM ", "SELECT … FROM ", plan.sql.replace("\n", " "), count=1
            )
            cells = [
                *(name, f"`{query[:LONGEST].replace('|', '')}`", f"{plan.milliseconds:.1f}"),
                *(str(plan.blocks), ", ".join(plan.indexes), "; ".join(plan.faults)),
            ]
            yield f"| {' | '.join(cells)} |"


def main() -> None:
    size = int(sys.argv[1])
    os.environ.setdefault("ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "algemeiner.settings")
    with provide(data_dir()):
        archives = Archives(os.environ["DATABASE_URL"], data_dir())
        os.environ["DATABASE_URL"] = archives.of(size).url
        django.setup()
        print_all(size)


def print_all(size: int) -> None:
    from django.db import transaction

    print(ABOVE.format(size))
    with transaction.atomic():
        for line in table():
            print(line, flush=True)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
