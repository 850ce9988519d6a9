from datetime import UTC, datetime

import pytest

from articles.models import Language, Site
from articles.templatetags.machines import locale
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    make_article,
)
from tests.markup import element, elements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = "https://paper.example"
    Site.objects.update(name="The Algemeiner", description="A newspaper.")


def told(client, url):
    said = elements(client.get(url), "meta[property]")
    return {meta.attrs["property"]: meta.attrs["content"] for meta in said}


@pytest.mark.parametrize("lang", Language)
def test_every_language_has_a_name_for_open_graph(lang):
    assert locale(lang).startswith(f"{lang}_")


@pytest.mark.parametrize(
    ("address", "title", "description"),
    [
        ("/", "The Algemeiner", "A newspaper."),
        ("/category/city/", "City", "The city."),
        ("/tag/rain/", "Rain", "A newspaper."),
        ("/ethics/", "Ethics", "How we work."),
        ("/kind/review/", "Review", "A newspaper."),
        ("/corrections/", "Corrections", "A newspaper."),
        ("/authors/", "Authors", "A newspaper."),
        ("/most-read/", "Most read", "A newspaper."),
        ("/2020/", "2020", "A newspaper."),
        ("/2020/07/19/", "Sunday, July 19, 2020", "A newspaper."),
    ],
)
def test_pages_that_are_no_articles_say_what_their_link_is(client, address, title, description):
    SectionFactory(slug="city", description="The city.")
    TagFactory(name="Rain")
    PageFactory(slug="ethics", title="Ethics", summary="How we work.")
    make_article(publish_at=datetime(2020, 7, 19, 12, tzinfo=UTC))
    assert told(client, address) == {
        "og:type": "website",
        "og:site_name": "The Algemeiner",
        "og:locale": "en_US",
        "og:title": title,
        "og:description": description,
        "og:url": f"https://paper.example{address}",
    }
    canonical = element(client.get(address), "link[rel=canonical]").attrs["href"]
    assert canonical == f"https://paper.example{address}"


def test_an_author_s_link_has_the_portrait(client):
    portrait = PhotoFactory(key="a-key-nobody-guesses", alt="Ida Roth", widths=[400])
    AuthorFactory(slug="ida-roth", bio="", portrait=portrait)
    said = told(client, "/author/ida-roth/")
    assert (said["og:image"], said["og:image:alt"]) == (
        "https://paper.example/media/photos/a-key-nobody-guesses/400.jpg",
        "Ida Roth",
    )


def test_an_older_page_of_a_list_is_not_said_to_be_the_newest(client):
    SectionFactory(slug="city")
    assert elements(client.get("/category/city/?before=1-1"), "link[rel=canonical]") == []
