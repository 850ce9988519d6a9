import pytest

from articles.models import Kind
from tests.factories import make_article
from tests.markup import texts

pytestmark = pytest.mark.django_db


def test_a_kind_has_its_own_articles_newest_first(client):
    make_article(headline="News")
    make_article(headline="First", kind=Kind.PRESS_RELEASE)
    make_article(headline="Second", kind=Kind.PRESS_RELEASE)
    response = client.get("/kind/press-release/")
    assert texts(response, "h1") == ["Press release"]
    assert texts(response, "a.teaser-link") == ["Second", "First"]


def test_no_kind_no_answer(client):
    assert client.get("/kind/press_release/").status_code == 404
    assert client.get("/kind/poem/").status_code == 404
