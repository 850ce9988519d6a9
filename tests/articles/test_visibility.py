"""What readers see is a question of the clock alone: no worker runs in any of these tests."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from articles import workflow
from articles.models import Article, Kind, Status
from tests.factories import AuthorFactory, SectionFactory, TagFactory, change, make_article
from tests.markup import element, texts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PAST, FUTURE = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "publish_at", "expires_at", "public", "gone"),
    [
        (Status.PUBLISHED, PAST, None, True, False),
        (Status.PUBLISHED, NOW, None, True, False),
        (Status.PUBLISHED, NOW + SECOND, None, False, False),
        (Status.PUBLISHED, FUTURE, None, False, False),
        (Status.PUBLISHED, PAST, FUTURE, True, False),
        (Status.PUBLISHED, PAST, NOW + SECOND, True, False),
        (Status.PUBLISHED, PAST, NOW, False, True),
        (Status.PUBLISHED, PAST, NOW - SECOND, False, True),
        (Status.PUBLISHED, FUTURE, FUTURE + SECOND, False, False),
        (Status.DRAFT, PAST, None, False, False),
        (Status.DRAFT, None, None, False, False),
        (Status.SUBMITTED, PAST, None, False, False),
        (Status.APPROVED, PAST, None, False, False),
        (Status.WITHDRAWN, PAST, None, False, True),
        (Status.WITHDRAWN, PAST, FUTURE, False, True),
        (Status.WITHDRAWN, FUTURE, None, False, False),
        (Status.WITHDRAWN, None, None, False, False),
    ],
)
def test_the_predicate_of_the_lists_and_of_one_article_agree(
    status, publish_at, expires_at, public, gone
):
    article = Article.objects.create(
        status=status,
        publish_at=publish_at,
        expires_at=expires_at,
        headline="Rain",
        slug="rain",
        section=SectionFactory(),
    )
    assert article.is_public(NOW) == public
    assert list(Article.objects.published(NOW)) == ([article] if public else [])
    assert list(Article.objects.gone(NOW)) == ([article] if gone else [])
    with time_machine.travel(NOW, tick=False):
        assert article.is_public() == public
        assert list(Article.objects.published()) == ([article] if public else [])
        assert list(Article.objects.gone()) == ([article] if gone else [])


@pytest.fixture
def author():
    return AuthorFactory(slug="ida-roth")


@pytest.fixture
def tag():
    return TagFactory(name="Bridges", slug="bridges")


@pytest.fixture
def neighbour(author, tag):
    """Something of the same place in everything that is always there, so that no list is empty."""
    return published(author, tag, headline="An Older Umbrella", publish_at=NOW - timedelta(hours=9))


def published(author, tag, **fields):
    return make_article(
        authors=[author],
        tags=[tag],
        kind=Kind.REVIEW,
        body="<p>Every umbrella on the bridge.</p>",
        **fields,
    )


LISTS = [
    reverse("articles:home"),
    "/category/city/",
    "/tag/bridges/",
    "/author/ida-roth/",
    "/kind/review/",
    "/2026/",
    "/2026/03/",
    "/2026/03/05/",
    "/search/?q=umbrella",
    "/feed/",
    "/category/city/feed/",
    "/tag/bridges/feed/",
    "/author/ida-roth/feed/",
    "/sitemap/2026/03.xml",
]


def where_it_stands(client, article, lists=LISTS):
    """The lists that lead to an article."""
    return [url for url in lists if article.get_absolute_url() in read(client, url)]


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_scheduled_article_appears_everywhere_at_its_minute(client, author, tag, neighbour):
    with time_machine.travel(NOW - timedelta(hours=1), tick=False):
        article = published(author, tag, headline="The Umbrella Count", publish_at=NOW)
    with time_machine.travel(NOW - SECOND, tick=False):
        assert where_it_stands(client, neighbour) == LISTS
        assert where_it_stands(client, article) == []
        before = client.get(article.get_absolute_url())
        assert (before.status_code, "Umbrella" in before.content.decode()) == (404, False)
    with time_machine.travel(NOW, tick=False):
        assert where_it_stands(client, article) == LISTS
        page = client.get(article.get_absolute_url())
        assert (page.status_code, texts(page, ".headline")) == (200, ["The Umbrella Count"])


def test_an_article_is_gone_everywhere_when_it_expires(client, author, tag, neighbour):
    article = published(author, tag, headline="Sale", publish_at=PAST, expires_at=NOW)
    with time_machine.travel(NOW - SECOND, tick=False):
        assert client.get(article.get_absolute_url()).status_code == 200
        assert article.get_absolute_url() in read(client, "/category/city/")
    with time_machine.travel(NOW, tick=False):
        assert where_it_stands(client, neighbour) == LISTS
        assert where_it_stands(client, article) == []
        assert_gone(client, article, notice="has been taken down")


def test_a_withdrawn_article_is_gone_everywhere_and_says_so(client, author, tag, neighbour):
    with time_machine.travel(NOW, tick=False):
        article = published(author, tag, headline="A Wrong Story", publish_at=NOW - SECOND)
        change(article, "correction", "It was Tuesday.", dek="Corrected.")
        everywhere = [*LISTS, "/corrections/"]
        assert where_it_stands(client, article, everywhere) == everywhere
        workflow.withdraw(article, by=None, notice="It was not true.", reason="legal letter 14")
        assert where_it_stands(client, article, everywhere) == []
        assert where_it_stands(client, neighbour) == LISTS
        assert where_it_stands(client, article) == []
        assert_gone(client, article, notice="It was not true.")


def assert_gone(client, article, *, notice):
    for url in [article.get_absolute_url(), article.changes_url]:
        response = client.get(url)
        text = response.content.decode()
        assert response.status_code == 410
        assert element(response, ".gone").attrs["data-status"] == "410"
        assert element(response, "meta[name=robots]").attrs["content"] == "noindex"
        assert notice in element(response, ".gone").text
        told = ["og:", "ld+json", "Corrected.", "It was Tuesday."]
        for kept_back in [article.headline, "umbrella", "legal letter", *told]:
            assert kept_back not in text


def test_a_notice_is_text_in_paragraphs(client):
    article = make_article(publish_at=PAST)
    workflow.withdraw(article, by=None, notice="It was <b>wrong</b>.\r\n\r\nWe are sorry.")
    response = client.get(article.get_absolute_url())
    notice = element(response, ".withdrawal-notice")
    assert (notice.text, notice.attrs["dir"]) == ("It was <b>wrong</b>. We are sorry.", "auto")
    assert "<p>It was &lt;b&gt;wrong&lt;/b&gt;.</p>" in response.content.decode()


@pytest.mark.parametrize("hours", [-1, 0, 1, 1000])
def test_withdrawn_before_its_minute_it_was_never_there(client, hours):
    minute = NOW + timedelta(hours=2)
    with time_machine.travel(NOW, tick=False):
        article = make_article(publish_at=minute, headline="Not Yet")
        address = article.get_absolute_url()
        workflow.withdraw(article, by=None, notice="Nobody may know.")
    with time_machine.travel(minute + timedelta(hours=hours), tick=False):
        response = client.get(address)
    assert response.status_code == 404
    assert "Nobody may know." not in response.content.decode()


def test_a_draft_with_a_time_in_the_past_is_nobody_s_to_read(client):
    draft = workflow.create(
        workflow.Copy({"headline": "Draft", "slug": "draft", "publish_at": PAST}), by=None
    )
    assert draft.status == Status.DRAFT
    assert client.get("/2026/03/04/draft/").status_code == 404


def test_an_update_that_is_only_saved_is_seen_nowhere(client, author, tag, neighbour):
    with time_machine.travel(NOW, tick=False):
        article = published(author, tag, headline="First Version", publish_at=NOW - SECOND)
        content = workflow.content_of(article) | {"headline": "Zweite Fassung", "dek": "Neu."}
        workflow.save(
            article,
            workflow.Copy(content, [AuthorFactory(name="Somebody Else")], [TagFactory()]),
            based_on=article.working_copy_id,
            by=None,
        )
        for url in [*LISTS, article.get_absolute_url()]:
            text = read(client, url)
            assert "Zweite Fassung" not in text
            assert "Somebody Else" not in text
