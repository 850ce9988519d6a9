import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.demo.archive import build, pieces
from articles.finding import Wanted, newest
from articles.models import (
    Article,
    AuditEntry,
    Byline,
    DeskEntry,
    Revision,
    Status,
    TaggedArticle,
)
from articles.workflow import Copy, copy_of
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_article,
)

SIZE = 600
CATALOGUE = """
SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'constraint', conname, conrelid::regclass || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""


def catalogue():
    """Every index and constraint there is, without the casts that are written here or there."""
    casts = re.compile(r"::[a-z ]+(\[\])?|[()]")
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return sorted((*names, casts.sub("", text)) for *names, text in cursor.fetchall())


@pytest.fixture
def newsroom(transactional_db, monkeypatch):
    """A small one, in which lone authors and tags come soon, and much is worked over."""
    for name in ("news", "city"):
        SectionFactory(slug=name)
    SectionFactory(slug="opinion", holds_opinion=True)
    AuthorFactory(), TagFactory(name="Rain")
    monkeypatch.setattr(build, "BATCH", 250)
    monkeypatch.setattr(build, "ARTICLES_A_LONE_AUTHOR", 100)
    monkeypatch.setattr(build, "ARTICLES_A_LONE_TAG", 100)
    return make_article(
        headline="By hand", publish_at=timezone.now() - timedelta(days=9), lead_photo=PhotoFactory()
    )


def desk_entries():
    rows = DeskEntry.objects.order_by("pk").values_list("pk", "at", "expires_at", "facets")
    return [(*row, sorted(facets)) for *row, facets in rows]


def filled(seed=1):
    said = []
    build.build(SIZE, seed=seed, say=said.append)
    return said


def test_an_archive_is_whole_and_the_desk_works_on_it(newsroom):
    before = catalogue()
    said = filled()
    assert catalogue() == before
    assert said[0].startswith("        250 of 600 articles, ")
    assert said[-1].startswith("The archive took 0.")

    made = Article.objects.exclude(pk=newsroom.pk)
    out = made.filter(status__in=(Status.PUBLISHED, Status.WITHDRAWN))
    assert made.count() == DeskEntry.objects.count() - 1 == SIZE
    assert made.filter(working_copy=None).count() == 0
    assert Article.objects.published().newest_first()[0] == newsroom
    span = newsroom.publish_at - out.oldest_first()[0].publish_at
    assert timedelta(days=24 * 365) < span < timedelta(days=25.1 * 365)
    for article in made.filter(section__holds_opinion=True)[:9]:
        assert article.kind == "opinion"
    worked_over = round(SIZE * pieces.WORKED_OVER)
    assert Revision.objects.filter(number=3).count() == worked_over
    assert Revision.objects.exclude(article=newsroom).count() == SIZE + 2 * worked_over
    assert AuditEntry.objects.exclude(article=newsroom).count() == out.count()

    # What is derived is as the verbs would have left it.
    entries = desk_entries()
    DeskEntry.objects.all().delete()
    DeskEntry.objects.keep(Article.objects.values_list("pk", flat=True))
    assert desk_entries() == entries
    for article in out[:20]:
        copy = copy_of(article.working_copy)
        assert [byline.author for byline in article.bylines_in_order] == copy.authors
        assert {tag.pk for tag in article.tags_in_order} == {tag.pk for tag in copy.tags}
        assert workflow.content_of(article) == copy.content

    # The lists that are made of them, and the search.
    tags = Counter(TaggedArticle.objects.values_list("tag__name", flat=True))
    assert tags["Rain"] > SIZE / 4
    assert list(tags.values()).count(1) >= 6
    assert list(Counter(Byline.objects.values_list("author", flat=True)).values()).count(1) >= 5
    asked = SearchQuery("people", config="paper_english")
    assert out.filter(search_vector=asked).count() > SIZE / 4

    # An editor goes on with one, and publishes a new one.
    editor = UserFactory()
    article = out.filter(status=Status.PUBLISHED).newest_first()[5]
    copy = copy_of(article.working_copy)
    changed = Copy(copy.content | {"headline": "Zephyrs"}, copy.authors, copy.tags)
    workflow.save(article, changed, based_on=article.working_copy_id, by=editor)
    assert newest(Wanted(words="zephyrs"), editor, 3) == [article.pk]
    workflow.publish(article, by=editor)
    assert make_article(headline="New").pk == newsroom.pk + SIZE + 1
