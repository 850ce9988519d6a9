from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from tests.factories import AuthorFactory, PhotoFactory, make_article, make_draft
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


def test_the_index_leads_to_each_author_by_last_name(client):
    for name, slug in [("Noa Levi", "noa"), ("Ida Álvarez", "ida"), ("עמוס עוז", "oz")]:
        make_article(authors=[AuthorFactory(name=name, slug=slug)])
    make_article(authors=[AuthorFactory(name="Miriam Adler", slug="adler")])
    response = client.get("/authors/")
    assert texts(response, "h1") == ["Authors"]
    assert texts(response, "h2.letter") == ["A", "L", "ע"]
    assert [
        (name.text, name.attrs["href"], name.attrs.get("lang"))
        for name in elements(response, "a.name")
    ] == [
        ("Miriam Adler", "/author/adler/", None),
        ("Ida Álvarez", "/author/ida/", None),
        ("Noa Levi", "/author/noa/", None),
        ("עמוס עוז", "/author/oz/", "he"),
    ]
    assert _jumps(response) == [
        f"#{title.attrs['id']}" for title in elements(response, "h2.letter")
    ]


def test_the_index_has_nobody_whom_readers_have_nothing_by(client):
    now, day = timezone.now(), timedelta(days=1)
    people = {
        name: AuthorFactory(name=name)
        for name in ("Draft", "Scheduled", "Withdrawn", "Expired", "Both")
    }
    AuthorFactory(name="Nothing")
    make_draft(authors=[people["Draft"]])
    make_article(authors=[people["Scheduled"]], publish_at=now + day)
    for name in ("Withdrawn", "Both"):
        withdrawn = make_article(authors=[people[name]])
        workflow.withdraw(withdrawn, by=None, notice="It was wrong.")
    make_article(authors=[people["Expired"]], publish_at=now - 2 * day, expires_at=now - day)
    make_article(authors=[people["Both"]], publish_at=now - 9 * day)
    make_article(authors=[people["Both"]], publish_at=now - 8 * day)
    assert texts(client.get("/authors/"), "a.name") == ["Both"]


def test_the_index_before_anything_is_published(client):
    response = client.get("/authors/")
    assert texts(response, "p.empty") == ["Nothing has been published yet."]
    assert _jumps(response) == []


def _jumps(response):
    addresses = [link.attrs["href"] for link in elements(response, "a[href]")]
    return [address for address in addresses if address.startswith("#letter-")]
