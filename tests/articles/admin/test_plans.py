"""How PostgreSQL reaches the desk's lists and pickers: nothing big is read whole or sorted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import DeskEntry
from tests.articles.test_plans import FILL, FILL_LIBRARY, FILL_TAGS, SIZE, nodes
from tests.factories import SectionFactory, UserFactory

FILL_COPIES = """
INSERT INTO articles_revision (
    article_id, number, kind, lang, section_id, kicker, headline, dek, body, slug, lead_caption,
    seo_title, seo_description, canonical_url, note, created_at
)
SELECT id, 1, kind, lang, section_id, '', headline, '', body, slug, '', '', '', '', '', now()
FROM articles_article;
UPDATE articles_article SET working_copy_id = revision.id, live_revision_id = revision.id
FROM articles_revision AS revision WHERE revision.article_id = articles_article.id;
INSERT INTO articles_auditentry (at, verb, from_status, to_status, reason, article_id, revision_id)
SELECT now(), CASE WHEN id %% 1000 = 0 THEN 'withdraw' ELSE 'save' END, '', '', '', article_id, id
FROM articles_revision;
INSERT INTO articles_redirect (path, created_at, article_id)
SELECT '/old/' || id || '/', now(), id FROM articles_article;
INSERT INTO authors_author (name, slug, job_title, bio, website)
SELECT md5(n::text), md5(n::text), '', '', '' FROM generate_series(1, %(size)s) AS n
"""
BIG = [
    "articles_article",
    "articles_auditentry",
    "articles_deskentry",
    "articles_photo",
    "articles_redirect",
    "articles_revision",
    "articles_tag",
    "authors_author",
]
PAPER = 'FROM "articles_site"'  # what every page asks of the paper is no list's matter
LISTS = [
    "articles/article/",
    "articles/article/?q=story",
    "articles/article/?q=12345",
    "articles/article/?q=story+1234",
    "articles/article/?kind=review",
    "articles/article/?section={small}&kind=review&status=published",
    "articles/article/?status=draft",
    "articles/article/?status=scheduled",
    "articles/article/?status=expired",
    "articles/article/?status=update_pending",
    "articles/article/?author=1&tag=1&holder=1",
    "articles/article/?first=2026-01-01&last=2026-01-31",
    "articles/article/archive/",
    "articles/article/archive/?q=story+1234",
    "articles/auditentry/",
    "articles/auditentry/?verb=withdraw",
    "articles/auditentry/?q=story+12345",
    "articles/auditentry/?behind=4000",
    "articles/revision/",
    "articles/revision/?q=story+12345",
    "articles/photo/",
    "articles/photo/?q=story+12345",
    "articles/redirect/",
    "articles/redirect/?q=12345",
    "articles/tag/?q=ab1cd",
    "authors/author/",
    "authors/author/?q=ab1cd",
    "autocomplete/?app_label=articles&model_name=revisionbyline&field_name=author&term=ab1",
    "autocomplete/?app_label=articles&model_name=redirect&field_name=article&term=story",
    "autocomplete/?app_label=articles&model_name=redirect&field_name=tag&term=ab1cd",
]
# The most rows that one step of a query may read: the window of the list, and as many again.
MOST_READ = 1_000


@pytest.fixture
def desk(client, db, monkeypatch):
    """Twenty thousand of everything, of which a window shows five hundred."""
    monkeypatch.setattr("articles.finding.WINDOW", 500)
    sections = {name: SectionFactory(slug=name).pk for name in ("large", "small")}
    with connection.cursor() as cursor:
        cursor.execute(FILL, sections)
        cursor.execute("ANALYZE articles_article")
        cursor.execute(FILL_COPIES, {"size": SIZE})
        cursor.execute(FILL_LIBRARY)
        cursor.execute(FILL_TAGS)
        cursor.execute("SELECT id FROM articles_article")
        DeskEntry.objects.keep([pk for (pk,) in cursor.fetchall()])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for index in (
            "author_found_by_letters",
            "redirect_found_by_letters",
            "tag_found_by_letters",
        ):
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("SELECT gin_clean_pending_list('photo_found_by_words')")
        cursor.execute(f"ANALYZE {', '.join(BIG)}")
    client.force_login(UserFactory(role="managing_editor"))
    client.sections = sections
    return client


def plans(queries):
    with connection.cursor() as cursor:
        for query in queries:
            if query["sql"].startswith("SELECT") and PAPER not in query["sql"]:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
                ((plan,),) = [row[0] for row in cursor.fetchall()]
                yield query["sql"], list(nodes(plan["Plan"]))


def rows_read(node):
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]


def test_no_list_and_no_picker_reads_a_table_whole(desk, subtests):
    for address in LISTS:
        with subtests.test(address):
            with CaptureQueriesContext(connection) as asked:
                response = desk.get("/admin/" + address.format(**desk.sections))
            assert response.status_code == 200
            for sql, found in plans(asked.captured_queries):
                scanned = {
                    node["Relation Name"] for node in found if node["Node Type"] == "Seq Scan"
                }
                assert scanned & set(BIG) == set(), sql
                most = max(
                    (rows_read(node) for node in found if "Relation Name" in node), default=0
                )
                assert most <= MOST_READ, sql
