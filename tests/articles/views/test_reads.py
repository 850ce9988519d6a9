import pytest

from articles import reads
from articles.models import Stretch
from tests.factories import make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def counter(monkeypatch):
    """A counter of the test's own."""
    counter = reads.ReadingCounter()
    monkeypatch.setattr(reads.keeper, "counter", counter)
    return counter


def tell(client, article="7", **headers):
    return client.post("/read/", {"article": article}, **BROWSER | headers)


def test_a_reading_is_counted_and_nobody_is_known(client, counter, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = tell(client)
    assert (response.status_code, response.content, dict(response.cookies)) == (204, b"", {})
    assert "no-store" in response.headers["Cache-Control"]
    assert counter.take() == {7: 1}


def test_a_page_that_came_from_a_cache_needs_no_token(client, counter):
    client.handler.enforce_csrf_checks = True
    assert tell(client).status_code == 204
    assert counter.take() == {7: 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": ""},
    ],
)
def test_what_nobody_looks_at_is_not_counted(client, counter, headers):
    assert tell(client, **headers).status_code == 204
    assert counter.take() == {}


@pytest.mark.parametrize("junk", ["", "-1", "1.5", "abc", "9" * 30, "²", "1 OR 1=1"])
def test_junk_is_not_counted(client, counter, junk):
    assert tell(client, article=junk).status_code == 204
    assert counter.take() == {}


def test_a_reading_is_only_ever_sent(client):
    assert client.get("/read/").status_code == 405


def test_an_article_s_page_says_what_to_count(client):
    article = make_article()
    (piece,) = elements(client.get(article.get_absolute_url()), "article.article")
    assert (piece.attrs["data-read"], piece.attrs["data-reads"]) == (str(article.pk), "/read/")


@pytest.fixture
def read():
    """Three articles, the second the most read today."""
    articles = [make_article(headline=name) for name in ("One", "Two", "Three")]
    reads.keep({articles[0].pk: 2, articles[1].pk: 3, articles[2].pk: 1})
    reads.rank()
    return articles


def test_the_most_read(client, read, django_assert_num_queries):
    with django_assert_num_queries(4):  # the site, articles, bylines, places
        response = client.get("/most-read/")
    assert texts(response, "h2.section-title") == [stretch.label for stretch in Stretch]
    assert texts(response, "a.teaser-link") == ["Two", "One", "Three"] * 3


def test_the_front_page_has_the_most_read_of_the_day_beside_what_it_has_anyway(client, read):
    response = client.get("/")
    ranked = [text.split()[-1] for text in texts(response, "article.teaser-ranked")]
    assert ranked == ["Two", "One", "Three"]
    assert [text.split()[1] for text in texts(response, "article.teaser-lead")] == ["Three"]


def test_before_anything_was_read(client):
    assert texts(client.get("/most-read/"), "p.empty") == ["Nothing has been counted yet."] * 3
