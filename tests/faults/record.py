"""
What the database holds when it is quiet again, read past the ORM, and what can be wrong with it.

Each check yields the faults that it finds, in words, with the article and the acts that show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import dict_row

from articles.models.content import Content
from tests.faults.ledger import Act
from tests.faults.newsroom import Newsroom
from tests.faults.story import Story, Torn

CONTENT = Content.content_fields()
COLUMNS = ", ".join(CONTENT)
VERSIONS = [
    f"SELECT id, status, working_copy_id, live_revision_id, {COLUMNS} FROM articles_article",
    f"SELECT id, article_id, number, {COLUMNS} FROM articles_revision",
]
RELATIONS = {
    "revisions' authors": "SELECT * FROM articles_revisionbyline ORDER BY position",
    "revisions' tags": "SELECT * FROM articles_revision_tags ORDER BY tag_id",
    "articles' authors": "SELECT * FROM articles_byline ORDER BY position",
    "articles' tags": "SELECT * FROM articles_taggedarticle ORDER BY tag_id",
}
AUDIT = "SELECT * FROM articles_auditentry WHERE article_id IS NOT NULL ORDER BY id"
CHANGES = "SELECT * FROM articles_change ORDER BY id"


@dataclass
class Version:
    """A revision, or the live row: `listed` are the times that its bylines and tags carry."""

    row: dict[str, Any]
    authors: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    listed: set[datetime] = field(default_factory=set)

    @property
    def token(self) -> str:
        return Story.told_by(self.row["headline"]).token

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.row[name] for name in CONTENT}

    @property
    def relations(self) -> tuple[list[int], list[int]]:
        return self.authors, self.tags


@dataclass
class Record:
    articles: dict[int, Version]
    revisions: dict[int, Version]
    audit: dict[int, list[dict[str, Any]]]  # by article, in order
    changes: dict[int, list[tuple[int, int]]]  # by article, in order: from and to which revision

    @classmethod
    def read(cls, url: str) -> Record:
        with psycopg.connect(url, row_factory=dict_row) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            record = cls(
                *({row["id"]: Version(row) for row in connection.execute(q)} for q in VERSIONS),
                audit=defaultdict(list),
                changes=defaultdict(list),
            )
            for relation, query in RELATIONS.items():
                for row in connection.execute(query):
                    record._add(relation, row)
            for entry in connection.execute(AUDIT):
                record.audit[entry["article_id"]].append(entry)
            for row in connection.execute(CHANGES):
                record.changes[row["article_id"]].append((row["before_id"], row["after_id"]))
        return record

    def _add(self, relation: str, row: dict[str, Any]) -> None:
        """Hang a byline or a tag on its revision, or on its article with the time it carries."""
        if "revision_id" in row:
            version = self.revisions[row["revision_id"]]
        else:
            version = self.articles[row["article_id"]]
            version.listed.add(row["publish_at"])
        if relation.endswith("authors"):
            version.authors.append(row["author_id"])
        else:
            version.tags.append(row["tag_id"])

    def token(self, revision: int | None) -> str:
        return self.revisions[revision].token if revision else ""

    def of(self, article: int) -> list[Version]:
        """Its revisions, by number."""
        found = [r for r in self.revisions.values() if r.row["article_id"] == article]
        return sorted(found, key=lambda revision: revision.row["number"])

    def history(self, article: int) -> str:
        return "\n    ".join(
            f"audit {e['id']}: {e['verb']} {self.token(e['revision_id'])}"
            f" {e['from_status']}→{e['to_status']}"
            for e in self.audit[article][-12:]
        )


def faults(record: Record, newsroom: Newsroom, acts: list[Act], *, quiet: bool) -> list[str]:
    """
    Everything that is wrong, empty when nothing was lost and nothing is torn.

    Where it is not `quiet` yet, the acts were read before the record: more may be in that.
    """
    found = [
        *whole_revisions(record, newsroom),
        *numbers(record),
        *live_versions(record),
        *histories(record),
        *acknowledged(record, acts),
        *(nothing_unheard_of(record, acts) if quiet else ()),
    ]
    return [f"{fault}\n    {_acts_around(fault, acts)}" for fault in found]


def _acts_around(fault: str, acts: list[Act]) -> str:
    named = [act for act in acts if act.token and act.token in fault]
    return "\n    ".join(map(str, named[:6]))


def whole_revisions(record: Record, newsroom: Newsroom) -> Iterator[str]:
    """Every part of every revision comes from one token, and no token was kept twice."""
    tokens: Counter[str] = Counter()
    for revision in record.revisions.values():
        try:
            story = Story.told_by(revision.row["headline"])
        except Torn as torn:
            yield str(torn)
            continue
        tokens[story.token] += 1
        kept = (
            *(revision.row[name] for name in ("headline", "dek", "kicker", "body", "section_id")),
            *revision.relations,
        )
        written = (
            *(story.headline, story.dek, story.kicker, story.body),
            newsroom.sections[story.section],
            [newsroom.authors[n] for n in story.authors],
            sorted(newsroom.tags[n] for n in story.tags),
        )
        if kept != written:
            yield f"revision {revision.row['id']} of {story.token} is {kept}, written was {written}"
    yield from (f"{token} was kept {n} times" for token, n in tokens.items() if n > 1)


def numbers(record: Record) -> Iterator[str]:
    """Without gap and double; the working copy is the newest."""
    for pk, article in record.articles.items():
        revisions = record.of(pk)
        found = [revision.row["number"] for revision in revisions]
        if found != list(range(1, len(found) + 1)):
            yield f"article {pk} has the revisions {found}"
        elif article.row["working_copy_id"] != revisions[-1].row["id"]:
            yield (
                f"article {pk}: the newest revision is {revisions[-1].token}, the working copy"
                f" {record.token(article.row['working_copy_id'])}\n    {record.history(pk)}"
            )


def live_versions(record: Record) -> Iterator[str]:
    """The row with its bylines and tags is one revision, or was never published."""
    for pk, article in record.articles.items():
        live, at = article.row["live_revision_id"], article.row["publish_at"]
        # Withdrawn before its time: it has none any more, and stands in no list.
        took_back = article.row["status"] == "withdrawn" and at is None
        if not live:
            if (article.row["headline"], article.relations, at) != ("", ([], []), None):
                yield f"article {pk} was never published and shows {article}"
            continue
        revision = record.revisions[live]
        content = revision.content | ({"publish_at": None} if took_back else {})
        relations = ([], []) if took_back else revision.relations
        if (article.content, article.relations) != (content, relations):
            yield (
                f"article {pk}: the live row is {article.content, article.relations}, its revision"
                f" {revision.token} {content, relations}\n    {record.history(pk)}"
            )
        if article.listed - {at}:
            yield f"article {pk} is listed at {article.listed}, published at {at}"


def histories(record: Record) -> Iterator[str]:
    """The audit rows, replayed in order, lead to what there is, as does the public record."""
    for pk, article in record.articles.items():
        status, live, number = "draft", None, 0
        changes = []
        for entry in record.audit[pk]:
            revision = record.revisions[entry["revision_id"]].row["number"]
            saved = entry["verb"] in ("create", "save")
            if revision != number + saved:
                yield (
                    f"article {pk}: {entry['verb']} of revision {revision} comes after {number}"
                    f"\n    {record.history(pk)}"
                )
            if entry["from_status"] and entry["from_status"] != status:
                yield f"article {pk} was {status}, audit row {entry} says otherwise"
            status, number = entry["to_status"], revision
            if "change" in entry["details"]:
                changes.append((live, entry["revision_id"]))
            live = entry["revision_id"] if entry["verb"] == "publish" else live
        if changes != record.changes[pk]:
            yield f"article {pk}: the public record is {record.changes[pk]}, changed was {changes}"
        now = article.row["status"], article.row["live_revision_id"], len(record.of(pk))
        if now != (status, live, number):
            yield (
                f"article {pk} is {now}, its history ends in {status, live, number}"
                f"\n    {record.history(pk)}"
            )


def acknowledged(record: Record, acts: list[Act]) -> Iterator[str]:
    """What a writer was told is done is there, over the version that it was written over."""
    by_token = {revision.token: revision for revision in record.revisions.values()}
    audited = Counter(
        (entry["verb"], pk, record.token(entry["revision_id"]))
        for pk, entries in record.audit.items()
        for entry in entries
    )
    done = [act for act in acts if act.answer == "done"]
    for act in done:
        if act.verb == "stale":
            yield f"saved over a version that was not the working copy: {act} {act.token}"
        elif act.verb == "save" and not _is_kept(record, by_token, audited, act):
            yield f"acknowledged and lost, or not over its predecessor: {act} {act.token}"
        elif act.verb == "publish" and not audited["publish", act.article, act.token]:
            yield f"acknowledged and not published: {act} {act.token}"
    for (verb, pk), expected in Counter(
        (act.verb, act.article) for act in done if act.verb != "stale"
    ).items():
        left = sum(entry["verb"] == verb for entry in record.audit[pk])
        if left < expected:
            yield f"article {pk}: {expected} × {verb} acknowledged, {left} audit rows"


def _is_kept(record: Record, by_token: dict[str, Version], audited: Counter[Any], act: Act) -> bool:
    revision = by_token.get(act.token)
    if revision is None or act.based_on is None:
        return False
    basis = record.revisions[act.based_on].row
    return (
        revision.row["article_id"] == basis["article_id"] == act.article
        and revision.row["number"] == basis["number"] + 1
        and audited["save", act.article, act.token] == 1
    )


def nothing_unheard_of(record: Record, acts: list[Act]) -> Iterator[str]:
    """Nothing is there that nobody tried, or that its writer was told is refused."""
    open_to = {
        act.token for act in acts if act.verb == "save" and act.answer in ("done", "unknown")
    }
    for revision in record.revisions.values():
        if revision.token not in open_to and not revision.token.startswith("tseed"):
            yield f"revision {revision.row['id']} of {revision.token} was refused, or never written"
    tried = Counter((act.verb, act.article) for act in acts if act.answer in ("done", "unknown"))
    for pk, entries in record.audit.items():
        left = Counter(entry["verb"] for entry in entries)
        for verb in ("save", "publish", "withdraw"):
            if left[verb] > tried[verb, pk]:
                yield f"article {pk}: {tried[verb, pk]} × {verb} tried, {left[verb]} audit rows"
