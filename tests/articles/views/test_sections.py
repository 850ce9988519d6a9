import pytest

from tests.factories import SectionFactory, make_article
from tests.markup import element, texts

pytestmark = pytest.mark.django_db


def test_a_section_has_its_own_articles_newest_first(client):
    books = SectionFactory(slug="books", name="Books & Letters", description="What we read.")
    make_article(headline="Elsewhere")
    make_article(headline="First", section=books)
    make_article(headline="Second", section=books)
    response = client.get("/category/books/")
    assert texts(response, "h1") == ["Books & Letters"]
    assert texts(response, "header.page-head")[0].endswith("What we read.")
    assert texts(response, "a.teaser-link") == ["Second", "First"]
    feeds = element(response, "link[href=/category/books/feed/]")
    assert feeds.attrs["type"] == "application/rss+xml"


def test_a_section_without_articles_says_so(client):
    SectionFactory(slug="ספרים", name="ספרים")
    response = client.get("/category/ספרים/")
    assert texts(response, ".empty") == ["Nothing has been published here yet."]


def test_no_section_no_answer(client):
    assert client.get("/category/books/").status_code == 404
