from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.demo.archive.copying import Sheet
from articles.demo.archive.pieces import Cast, Plan, lines_of

COLUMNS = {
    "article": (
        "id kind lang section_id kicker headline dek body slug lead_photo_id publish_at expires_at "
        "status created_at working_copy_id live_revision_id withdrawal_notice"
    ),
    "revision": (
        "id article_id number created_at kind lang section_id kicker headline dek body slug "
        "lead_photo_id publish_at expires_at"
    ),
    "revision byline": "revision_id author_id position",
    "revision tag": "revision_id tag_id",
    "byline": "article_id author_id position publish_at",
    "tag": "article_id tag_id publish_at",
    "audit entry": "at verb article_id revision_id from_status to_status details",
}
CAST = Cast(
    sections=[1, 2, 3],
    of_opinion={2},
    photos=[8, 9],
    authors=list(range(100, 160)),
    lone_authors=[71, 72],
    tags=list(range(200, 900)),
    lone_tags=[81, 82, 83],
)
PLAN = Plan(
    size=3_000,
    seed=1,
    cast=CAST,
    begins=datetime(2000, 1, 1, tzinfo=UTC),
    ends=datetime(2025, 1, 1, tzinfo=UTC),
    first_article=1_001,
    first_revision=5_001,
    sheets={
        noun: Sheet(noun, dict.fromkeys(columns.split(), "")) for noun, columns in COLUMNS.items()
    },
)


def rows(plan, numbers):
    """The rows of each noun, as dictionaries by column."""
    return {
        noun: [
            dict(zip(COLUMNS[noun].split(), line.split("\t"), strict=True))
            for line in lines.decode().splitlines()
        ]
        for noun, lines in lines_of(plan, numbers).items()
    }


@pytest.fixture(scope="module")
def archive():
    return rows(PLAN, range(PLAN.size))


def test_the_same_plan_makes_the_same_rows():
    some = range(100, 140)
    assert lines_of(PLAN, some) == lines_of(PLAN, some)
    assert lines_of(PLAN, some) != lines_of(replace(PLAN, seed=2), some)


def test_ids_and_addresses_are_each_article_s_own(archive):
    assert [int(row["id"]) for row in archive["article"]] == list(range(1_001, 4_001))
    slugs = [row["slug"] for row in archive["article"] if row["slug"]]
    assert len(set(slugs)) == len(slugs)
    revisions = [int(row["id"]) for row in archive["revision"]]
    assert sorted(revisions) == list(range(5_001, 5_001 + PLAN.revisions))


def test_twenty_five_years_of_dates_and_more_from_year_to_year(archive):
    years = Counter(row["publish_at"][:4] for row in archive["article"] if row["publish_at"] > "1")
    assert set(years) == {str(year) for year in range(2000, 2025)}
    assert years["2001"] < years["2010"] < years["2023"]


def test_a_few_hold_most_and_some_hold_one(archive):
    tags = Counter(int(row["tag_id"]) for row in archive["tag"])
    assert tags[200] == max(tags.values())
    assert tags[200] / PLAN.size == pytest.approx(0.2, abs=0.08)
    authors = Counter(int(row["author_id"]) for row in archive["byline"])
    for lone, counted in [(CAST.lone_tags, tags), (CAST.lone_authors, authors)]:
        assert {counted[pk] for pk in lone} == {1}
    sections = Counter(int(row["section_id"]) for row in archive["revision"])
    assert sections[1] > sections[2] > sections[3]


def test_several_bylines_kinds_and_lead_photos(archive):
    positions = Counter(row["position"] for row in archive["byline"])
    assert positions["1"] > 5 * positions["2"] > 5 * positions["3"] > 0
    opinion = {row["section_id"] for row in archive["article"] if row["kind"] == "opinion"}
    assert opinion == {"2"}
    assert len({row["kind"] for row in archive["revision"]}) == 8
    pictured = [row for row in archive["revision"] if row["lead_photo_id"] in ("8", "9")]
    assert len(pictured) / len(archive["revision"]) == pytest.approx(0.6, abs=0.05)


def test_what_is_in_work_has_no_live_version(archive):
    in_work = [row for row in archive["article"] if row["status"] in ("draft", "submitted")]
    assert in_work
    for row in in_work:
        assert row["headline"] == row["body"] == row["publish_at"] == ""
        assert row["live_revision_id"] == r"\N"
    listed = {row["article_id"] for row in archive["byline"] + archive["tag"]}
    assert listed.isdisjoint(row["id"] for row in in_work)
    assert {row["status"] for row in archive["article"]} >= {"published", "withdrawn", "draft"}
