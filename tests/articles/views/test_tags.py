import pytest

from tests.factories import TagFactory, make_article
from tests.markup import texts

pytestmark = pytest.mark.django_db


def test_a_tag_has_the_articles_that_carry_it_newest_first(client):
    bridges, rain = TagFactory(name="Bridges", slug="bridges"), TagFactory(name="Rain")
    make_article(headline="Only rain", tags=[rain])
    make_article(headline="First", tags=[rain, bridges])
    make_article(headline="Second", tags=[bridges])
    response = client.get("/tag/bridges/")
    assert texts(response, "h1") == ["Bridges"]
    assert texts(response, "a.teaser-link") == ["Second", "First"]


def test_no_tag_no_answer(client):
    assert client.get("/tag/bridges/").status_code == 404
