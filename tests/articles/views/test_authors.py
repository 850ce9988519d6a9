import pytest

from tests.factories import AuthorFactory, PhotoFactory, make_article
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


def test_an_author_s_page_has_portrait_bio_and_articles(client):
    ida = AuthorFactory(
        name="Ida Roth",
        slug="ida-roth",
        job_title="Photographer",
        bio="Ida Roth draws.",
        website="https://ida.example/",
        portrait=PhotoFactory(alt="Portrait of Ida Roth"),
    )
    make_article(headline="Somebody else's")
    make_article(headline="First", authors=[AuthorFactory(), ida])
    make_article(headline="Second", authors=[ida])
    response = client.get("/author/ida-roth/")
    assert texts(response, "h1") == ["Ida Roth"]
    (head,) = texts(response, "header.page-head")
    for words in ["Photographer", "Ida Roth draws.", "https://ida.example/"]:
        assert words in head
    assert elements(response, "img.portrait")[0].attrs["alt"] == "Portrait of Ida Roth"
    assert texts(response, "a.teaser-link") == ["Second", "First"]


def test_no_author_no_answer(client):
    assert client.get("/author/ida-roth/").status_code == 404


def test_an_author_s_page_leads_to_their_feed_and_into_their_articles(client):
    make_article(headline="Rain", authors=[AuthorFactory(slug="ida-roth")])
    make_article(headline="Rain by Others")
    response = client.get("/author/ida-roth/")
    links = {link.text: link.attrs["href"] for link in elements(response, "a")}
    assert links["Feed"] == "/author/ida-roth/feed/"
    found = client.get(links["Search in these articles"] + "&q=rain")
    assert texts(found, "a.teaser-link") == ["Rain"]
