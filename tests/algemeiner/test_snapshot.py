from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import InternalError, connection, transaction

from algemeiner.snapshot import of_one_moment
from articles import workflow
from articles.models import Article, Tag
from tests.factories import (
    AuthorFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    copy,
    make_article,
)

AT = datetime(2020, 7, 19, 7, 47, tzinfo=UTC)


@pytest.fixture
def bridge():
    """A published article and the copy that is to take its place."""
    tags, section = [TagFactory(name="Old Tag", slug="tag")], SectionFactory(slug="city")
    written = {"slug": "bridge", "section": section, "publish_at": AT, "body": "<p>Umbrella.</p>"}
    written["series"] = SeriesFactory(slug="bridges")
    author = AuthorFactory(name="Ida Roth", slug="ida-roth")
    article = make_article(headline="Old Bridge", authors=[author], tags=tags, **written)
    new = copy(
        headline="New Bridge",
        authors=[AuthorFactory(name="Noa Levi")],
        tags=[*tags, TagFactory(name="New Tag")],
        **written,
    )
    workflow.save(article, new, based_on=article.working_copy_id, by=None)
    return article


def in_between(act):
    """Runs `act` in another connection after the first query that reads articles."""
    done = []

    def wrapper(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if not done and '"articles_article"."headline"' in sql:
            done.append(sql)
            with ThreadPoolExecutor(1) as other:
                other.submit(elsewhere, act).result()
        return result

    wrapper.done = done
    return wrapper


def elsewhere(act):
    try:
        act()
    finally:
        connection.close()


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/2020/07/19/bridge/",
        "/2020/07/19/",
        "/2020/07/",
        "/2020/",
        "/category/city/",
        "/category/city/feed/",
        "/tag/tag/",
        "/tag/tag/feed/",
        "/author/ida-roth/",
        "/author/ida-roth/feed/",
        "/series/bridges/",
        "/kind/news/",
        "/feed/",
        "/feed/atom/",
        "/feed/json/",
        "/kind/news/feed/",
        "/search/?q=umbrella",
    ],
)
def test_what_is_published_while_a_page_is_made_is_not_half_on_it(client, bridge, path):
    publishing = in_between(lambda: workflow.publish(bridge, by=None))
    with connection.execute_wrapper(publishing):
        page = client.get(path).content.decode()
    assert publishing.done
    assert [name in page for name in ("Old Bridge", "Ida Roth")] == [True, True]
    assert [name in page for name in ("New Bridge", "Noa Levi", "New Tag")] == [False] * 3
    assert Article.objects.get(pk=bridge.pk).headline == "New Bridge"


@pytest.mark.usefixtures("transactional_db")
def test_an_article_that_comes_back_while_it_is_looked_for_is_gone_or_there(client, bridge):
    workflow.withdraw(bridge, by=None, notice="It was wrong.")
    publishing = in_between(lambda: workflow.publish(bridge, by=None))
    with connection.execute_wrapper(publishing):
        assert client.get("/2020/07/19/bridge/").status_code == 410
    assert publishing.done
    assert client.get("/2020/07/19/bridge/").status_code == 200


@pytest.mark.usefixtures("transactional_db")
def test_nothing_is_written_and_the_connection_is_free_again():
    make_tag = of_one_moment(lambda: Tag.objects.create(name="Bridges"))
    with pytest.raises(InternalError, match="read-only transaction"):
        make_tag()
    assert connection.get_autocommit()
    TagFactory(name="Bridges")


@pytest.mark.usefixtures("transactional_db")
def test_an_open_transaction_stays_what_it_is():
    with transaction.atomic():
        assert of_one_moment(lambda: TagFactory(name="Bridges").name)() == "Bridges"
    assert Tag.objects.count() == 1
