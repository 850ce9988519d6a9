"""
What the pages ask of fifty thousand articles: no query reads a large table from one end to the
other, sorts more than a page, or counts its way to it.
"""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.demo.archive.build import FILLED, fill
from articles.models import Article, Site
from bench.plans import acts, explained
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
)

SIZE, WORDS = 50_000, 60


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """For all tests here, and gone with the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        UserFactory(role="managing_editor")
        Site.objects.get_or_create(pk=1)
        news = SectionFactory(slug="news", position=1)
        SectionFactory(slug="opinion", position=2, holds_opinion=True)
        AuthorFactory(), TagFactory(name="Rain")
        # Written once: PostgreSQL uses no index that was made in a transaction after rows changed.
        Article.objects.create(
            status="published",
            headline="The newest",
            slug="the-newest",
            section=news,
            publish_at=timezone.now(),
            lead_photo=PhotoFactory(widths=[240, 480]),
        )
        fill(SIZE, seed=1, say=str, words=WORDS)
        with connection.cursor() as cursor:
            for table in FILLED:
                cursor.execute(f"ANALYZE {table}")
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_no_page_asks_what_grows_with_the_archive(archive, subtests):
    for name, act in acts():
        with subtests.test(name):
            faults = {plan.sql: plan.faults for plan in explained(act) if plan.faults}
            assert faults == {}


@pytest.mark.django_db
def test_what_grows_with_the_archive_is_found(archive):
    published = Article.objects.published()
    (plan,) = explained(lambda: list(published.order_by("headline").values("pk")[:20]))
    assert plan.faults[0].startswith("sorts ")
    assert "reads all of articles_article" in plan.faults
    (plan,) = explained(lambda: list(published.newest_first().values("pk")[100:120]))
    assert plan.faults == ["OFFSET"]
