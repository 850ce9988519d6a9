"""
How PostgreSQL reaches the lists of a large archive: by their indexes, at any depth, never sorting
and never reading the whole.
"""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import lineups
from articles.arranging import LATEST, SLOTS, STRIP, TOP
from articles.front import Arrangement, front_now
from articles.further import MORE, NEAR, further
from articles.gathering import Places, gather
from articles.models import (
    Article,
    BreakingNews,
    Byline,
    Change,
    Kind,
    Photo,
    Section,
    Site,
    Slot,
    Tag,
    TaggedArticle,
)
from articles.models.photo_lists import PhotoQuerySet
from articles.paging import PAGE_SIZE, Key
from articles.questions import Question
from authors.models import Author
from tests.factories import AuthorFactory, SectionFactory, TagFactory, UserFactory, make_draft

SIZE = 20_000
# The lists to be read hold every second article, or every fortieth.
SHARES = (2, 40)
FILL = f"""
INSERT INTO articles_article (
    kind, lang, section_id, kicker, headline, dek, body, slug, lead_caption, seo_title,
    seo_description, canonical_url, publish_at, status, created_at, withdrawal_notice
)
SELECT
    CASE n %% 40 WHEN 0 THEN 'review' ELSE 'news' END, 'en',
    CASE n %% 40 WHEN 0 THEN %(small)s ELSE %(large)s END, '',
    'Story ' || n, '', '<p>common of3000n' || n %% 3000 || '</p>',
    'story-' || n, '', '', '', '', now() - n * interval '17 minutes', 'published', now(), ''
FROM generate_series(1, {SIZE}) AS n
"""
BYLINES = """
INSERT INTO articles_byline (article_id, author_id, position, publish_at)
SELECT id, %s, %s, publish_at FROM articles_article WHERE id %% %s = 0
"""
TAGS = """
INSERT INTO articles_taggedarticle (article_id, tag_id, publish_at)
SELECT id, %s, publish_at FROM articles_article WHERE id %% %s = 0
"""
BIG = {model._meta.db_table for model in (Article, Byline, TaggedArticle)}


@pytest.fixture
def archive(db):
    """Twenty thousand articles, and the subjects that lists are made of."""
    sections = {name: SectionFactory(slug=name).pk for name in ("large", "small")}
    with connection.cursor() as cursor:
        cursor.execute(FILL, sections)
        # So that each foreign key below is checked by an index, not by a plan made for no rows.
        cursor.execute("ANALYZE articles_article")
        for position, share in enumerate(SHARES, start=1):
            cursor.execute(BYLINES, [AuthorFactory(slug=f"a{share}").pk, position, share])
            cursor.execute(TAGS, [TagFactory(slug=f"t{share}").pk, share])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in BIG:
            cursor.execute(f"ANALYZE {table}")


def nodes(plan):
    """Every node of an EXPLAIN's plan."""
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def explained(articles):
    """How a page of a list is fetched: node types, the indexes used, the rows that were read."""
    return _read(articles[: PAGE_SIZE + 1].explain(format="json", analyze=True))


def explained_sql(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        return _read(json.dumps(cursor.fetchone()[0]))


def _read(explained):
    (plan,) = json.loads(explained)
    found = list(nodes(plan["Plan"]))
    return {
        "types": {node["Node Type"] for node in found},
        "indexes": {node["Index Name"] for node in found if "Index Name" in node},
        "scanned": {node["Relation Name"] for node in found if node["Node Type"] == "Seq Scan"},
        "rows": sum(
            (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
            for node in found
            if "Relation Name" in node
        ),
    }


SORTING = {"Sort", "Incremental Sort", "Bitmap Heap Scan"}


def lists():
    """Each kind of list of readers', with the index that holds it in order."""
    published = Article.objects.published()
    small = Section.objects.get(slug="small")
    yield "newest", published, "article_public_newest"
    yield "section", published.in_section(small), "article_public_by_section"
    yield "kind", published.of_kind(Kind.REVIEW), "article_public_by_kind"
    for share in SHARES:
        tag, author = Tag.objects.get(slug=f"t{share}"), Author.objects.get(slug=f"a{share}")
        yield f"tag of 1 in {share}", published.tagged(tag), "tagged_newest"
        yield f"author of 1 in {share}", published.by_author(author), "byline_by_author"


def pages():
    """The first page of each list, one deep in it, and one on the way back."""
    deep = Key(timezone.now() - timedelta(minutes=17 * SIZE * 0.6), 10_000)
    for name, articles, index in lists():
        yield f"{name}, first", articles.newest_first(), index
        yield f"{name}, deep", articles.older_than(deep).newest_first(), index
        yield f"{name}, backwards", articles.newer_than(deep).oldest_first(), index


def test_every_page_of_a_list_is_read_from_the_list_s_index(archive, subtests):
    for name, articles, index in pages():
        with subtests.test(name):
            plan = explained(articles.for_lists())
            assert plan["types"] & SORTING == set()
            assert plan["indexes"] >= {index}
            assert plan["scanned"] & BIG == set()
            # The articles shown, their rows in the list, and the small tables joined to them.
            assert plan["rows"] <= 5 * (PAGE_SIZE + 1)


def test_other_ways_into_the_archive(archive, subtests):
    published = Article.objects.published()
    with subtests.test("an address"):
        article = published.get(slug="story-12345")
        day = timezone.localtime(article.publish_at).date()
        plan = explained(published.at_address(day, article.slug).for_page())
        assert plan["scanned"] & BIG == set()
        assert plan["rows"] <= 100  # a day's
    with subtests.test("a month"):
        start = timezone.now() - timedelta(days=120)
        month = published.between(start, start + timedelta(days=30))
        plan = explained(month.newest_first().for_lists())
        assert plan["types"] & SORTING == set()
        assert plan["indexes"] >= {"article_public_newest"}
        assert plan["rows"] <= 3 * (PAGE_SIZE + 1)
    with subtests.test("the sitemap's first month"):
        plan = explained(published.oldest_first())
        assert plan["types"] & SORTING == set()
        assert plan["indexes"] == {"article_public_newest"}
    with subtests.test("what has nearly the same headline in a month"):
        start = timezone.now() - timedelta(days=90)
        month = Article.objects.between(start, start + timedelta(days=31))
        plan = explained(month.namesakes(headline="Story 7700", slug="story-7700").newest_first())
        assert plan["indexes"] == {"article_public_newest"}
        assert plan["rows"] <= 31 * 24 * 60 / 17 + 1  # a month's
    with subtests.test("what is not under embargo"):
        for hours in (1, 2, 3):
            make_draft(publish_at=None, embargo_until=timezone.now() + timedelta(hours=hours))
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE articles_revision, articles_article, articles_article_embargo_list"
            )
        plan = explained(published.not_secret_from(UserFactory()).newest_first())
        assert plan["scanned"] & BIG == set()
        assert plan["rows"] <= 3 * (PAGE_SIZE + 1)
    with subtests.test("articles by their addresses"):
        some = published.newest_first()[100:200]
        wanted = [(timezone.localtime(one.publish_at).date(), one.slug) for one in some]
        plan = explained(Article.objects.at_addresses(wanted))
        assert plan["scanned"] & BIG == set()
        assert plan["rows"] <= 400


@pytest.mark.parametrize(
    ("words", "places", "most", "rows"),
    [
        ("story 12345", {}, 21, 21),
        ("nowhere", {}, 21, 21),
        # What two months have: every article of them, or every fortieth.
        ("common", {}, 21, 2 * 31 * 24 * 60 / 17),
        ("common", {"kind": Kind.REVIEW}, 21, 2 * 31 * 24 * 60 / 17 / 40 + 21),
        ("of3000n17", {}, 21, 50),
        ("", {"kind": Kind.REVIEW}, 21, 2 * 31 * 24 * 60 / 17 / 40 + 21),
        ('"common of3000n17"', {}, 1_000, 50),
    ],
)
def test_a_search_reads_what_answers_in_some_stretch(archive, words, places, most, rows):
    with CaptureQueriesContext(connection) as captured:
        gather(Question.parse(words), Places(**places), most=most)
    (query,) = captured
    plan = explained_sql(query["sql"])
    assert plan["indexes"] >= {"article_search"}
    assert plan["scanned"] & BIG == set()
    # Each once in the index and once on the heap, and what is found once more.
    assert plan["rows"] <= 2 * rows + most


def test_a_search_of_one_author_reads_their_newest(archive):
    author = Author.objects.get(slug="a40")
    with CaptureQueriesContext(connection) as captured:
        gather(Question.parse("common"), Places(author=author), most=100)
    (query,) = captured
    plan = explained_sql(query["sql"])
    assert plan["indexes"] >= {"byline_by_author"}
    assert plan["scanned"] & BIG == set()
    assert plan["rows"] <= 4 * 100


def test_the_front_reads_no_more_of_a_large_archive_than_it_shows(archive):
    front = Arrangement([Slot(zone="top", position=3, article=Article.objects.all()[9000])])
    lineups.publish(front, based_on=None, seen=None, by=None)
    with CaptureQueriesContext(connection) as captured:
        shown = len(front_now().articles)
    assert shown == 1 + SLOTS[TOP] + LATEST + 2 * SLOTS[STRIP]
    plans = [explained_sql(query["sql"]) for query in captured]
    assert set().union(*(plan["scanned"] for plan in plans)) & BIG == set()
    # Each candidate and each article shown, with its author's row and its section's.
    assert sum(plan["rows"] for plan in plans) <= 12 * shown


def test_what_an_article_leads_on_to_is_read_from_indexes(archive):
    """Of tags and authors that every second article has, whatever is newer and older."""
    of_all = Byline.objects.filter(author__slug=f"a{SHARES[-1]}").newest_first()
    for byline in (of_all[0], of_all[SIZE // SHARES[-1] // 2], of_all.oldest_first()[0]):
        article = Article.objects.for_page().get(pk=byline.article_id)
        assert len(article.tags_in_order) == len(article.bylines_in_order) == len(SHARES)
        with CaptureQueriesContext(connection) as captured:
            shown = further(article)
        assert (len(shown.related), len(shown.by_authors)) == (MORE, MORE)
        [plan] = [explained_sql(query["sql"]) for query in captured]
        assert plan["scanned"] & BIG == set()
        # Its ids, each candidate, and what that shares.
        assert plan["rows"] <= 7 * (3 * len(SHARES) + 5) * NEAR


def test_what_stands_around_every_page_reads_none_of_the_archive(archive):
    now = timezone.now()
    for article in [None, *Article.objects.all()[:2]]:
        BreakingNews.objects.create(text="Rain", article=article, ends_at=now + timedelta(hours=1))
    for site in (Site.objects.with_navigation(), BreakingNews.objects.showing()):
        assert explained(site)["scanned"] & BIG == set()


FILL_REVISIONS = """
INSERT INTO articles_revision (
    article_id, number, kind, lang, kicker, headline, dek, body, slug, lead_caption, seo_title,
    seo_description, canonical_url, note, created_at
)
SELECT id, 1, kind, lang, '', headline, '', body, slug, '', '', '', '', '', now()
FROM articles_article WHERE status = 'published'
"""
FILL_CHANGES = """
INSERT INTO articles_change (article_id, before_id, after_id, kind, text, placement, at)
SELECT article_id, id, id, kinds.name, 'It was Monday.', 'foot', now() - id * interval '1 minute'
FROM articles_revision, (VALUES ('correction'), ('update'), ('minor')) AS kinds (name);
INSERT INTO articles_change (
    article_id, before_id, after_id, kind, text, placement, at, supersedes_id
)
SELECT article_id, before_id, after_id, kind, 'It was Sunday.', 'foot', now(), id
FROM articles_change WHERE kind = 'correction' AND id % 20 = 0;
"""


def test_corrections_are_read_from_their_index(archive, subtests):
    with connection.cursor() as cursor:
        cursor.execute(FILL_REVISIONS)
        cursor.execute(FILL_CHANGES)
        for table in ("revision", "change"):
            cursor.execute(f"ANALYZE articles_{table}")
    standing = Change.objects.corrections().standing().before_readers().for_lists()
    deep = Key(timezone.now() - timedelta(minutes=SIZE * 0.6), 10_000)
    for name, changes in [
        ("first", standing.newest_first()),
        ("deep", standing.older_than(deep).newest_first()),
        ("backwards", standing.newer_than(deep).oldest_first()),
    ]:
        with subtests.test(name):
            plan = explained(changes)
            assert plan["types"] & SORTING == set()
            assert plan["indexes"] >= {"change_corrections_newest"}
            assert plan["scanned"] == set()
            # Each correction, the article that it is of and what may have taken its place.
            assert plan["rows"] <= 5 * (PAGE_SIZE + 1)
    with subtests.test("the record of one article"):
        article = Article.objects.published().newest_first()[0]
        assert explained(article.changes.told().for_record().newest_first())["rows"] <= 20
        assert explained(article.changes.minor())["rows"] <= 5


FILL_LIBRARY = f"""
INSERT INTO articles_photo (
    key, original, width, height, widths, alt, caption, credit, licence, focal_x, focal_y,
    created_at
)
SELECT 'k' || n, '', 0, 0, '{{}}', 'a picture', 'Story ' || n, 'Reuters', '', 0.5, 0.5, now()
FROM generate_series(1, {SIZE}) AS n
"""


def test_the_library_of_photos_is_searched_by_its_indexes(db, subtests):
    with connection.cursor() as cursor:
        cursor.execute(FILL_LIBRARY)
        cursor.execute("SELECT gin_clean_pending_list('photo_found_by_words')")
        cursor.execute("ANALYZE articles_photo")
    for words, most in [("", 30), ("reuters", 30), ("story 12345", 10), ("nowhere", 0)]:
        with subtests.test(words):
            plan = explained(Photo.objects.found_by(words).newest())
            assert plan["scanned"] == set()
            assert plan["rows"] <= most


def test_the_parts_of_the_library_are_read_from_their_indexes(db, subtests):
    with connection.cursor() as cursor:
        cursor.execute(FILL_LIBRARY)
        for column, value in [("credit", "''"), ("alt", "''"), ("problem", "'Damaged.'")]:
            cursor.execute(f"UPDATE articles_photo SET {column} = {value} WHERE id % 6000 = 0")
        cursor.execute("ANALYZE articles_photo")
    parts = [PhotoQuerySet.without_credit, PhotoQuerySet.without_alt, PhotoQuerySet.with_problems]
    for part in parts:
        with subtests.test(part.__name__):
            plan = explained(part(Photo.objects.all()).newest())
            assert plan["scanned"] == set()
            assert plan["rows"] <= 10


def test_what_photos_are_secret_is_read_from_the_few_sealed_articles(archive):
    make_draft(embargo_until=timezone.now() + timedelta(hours=1), publish_at=None)
    with connection.cursor() as cursor:
        cursor.execute(FILL_REVISIONS)
        cursor.execute(FILL_LIBRARY)
        for table in ("photo", "revision", "article"):
            cursor.execute(f"ANALYZE articles_{table}")
    plan = explained(Photo.objects.not_secret_from(UserFactory()).newest())
    assert plan["scanned"] & {"articles_photo", "articles_revision", "articles_article"} == set()
    assert plan["rows"] <= 100


FILL_TAGS = f"""
INSERT INTO articles_tag (name, slug, description)
SELECT md5(n::text), md5(n::text), '' FROM generate_series(1, {SIZE}) AS n
"""


def test_tags_are_found_by_their_letters(db, subtests):
    TagFactory(name="Settlements")
    with connection.cursor() as cursor:
        cursor.execute(FILL_TAGS)
        cursor.execute(
            "INSERT INTO articles_tagsynonym (tag_id, name)"
            " SELECT id, 'x' || name FROM articles_tag"
        )
        for index in ("tag", "tagsynonym"):
            cursor.execute(f"SELECT gin_clean_pending_list('{index}_found_by_letters')")
            cursor.execute(f"ANALYZE articles_{index}")
    for tags in (Tag.objects.with_letters("ettle"), Tag.objects.nearly_called("Settlement")):
        with subtests.test():
            plan = explained(tags)
            assert plan["scanned"] == set()
            assert plan["indexes"] >= {"tag_found_by_letters"}
            assert plan["rows"] <= 20
