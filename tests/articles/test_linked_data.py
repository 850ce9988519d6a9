import json
from datetime import UTC, datetime

import pytest
import time_machine

from articles.models import Article, Kind, Site
from tests.factories import (
    AuthorFactory,
    PageFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    change,
    make_article,
)
from tests.markup import element

pytestmark = pytest.mark.django_db

SITE = "https://paper.example"
PUBLISHED = datetime(2020, 7, 19, 7, 47, tzinfo=UTC)
CROPS = [("16x9", 711, 400), ("4x3", 533, 400), ("1x1", 400, 400)]  # of 800 by 400
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#paper",
    "name": "The Algemeiner",
    "url": f"{SITE}/",
    "logo": {
        "@type": "ImageObject",
        "url": f"{SITE}/static/img/mark-180.png",
        "contentUrl": f"{SITE}/static/img/mark-180.png",
        "width": 180,
        "height": 180,
    },
}


@pytest.fixture(autouse=True)
def paper(settings):
    settings.SITE_URL = SITE
    Site.objects.update_or_create(pk=1, defaults={"name": "The Algemeiner"})


def told(client, url):
    response = client.get(url)
    assert response.status_code == 200
    data = json.loads(element(response, "script[type=application/ld+json]").text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def way(*places):
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": SITE + path}
            for number, (name, path) in enumerate([("The Algemeiner", "/"), *places], start=1)
        ],
    }


@time_machine.travel(datetime(2026, 3, 5, 15, 0, tzinfo=UTC), tick=False)
def test_an_article_with_all_that_it_can_have(client):
    photo = PhotoFactory(
        key="a-key-nobody-guesses", widths=[400, 800], creator="Ann", credit="Reuters / Ann"
    )
    article = make_article(
        publish_at=PUBLISHED,
        kind=Kind.OPINION,
        headline="Rain",
        dek="Wet.",
        body="<p>It will <em>rain</em>.</p><p>Again.</p>",
        section=SectionFactory(name="City", slug="city"),
        lead_photo=photo,
        lead_caption="Here.",
        authors=[
            AuthorFactory(name="Ida Roth", slug="ida-roth", job_title="City editor"),
            AuthorFactory(name="Noa Levi", slug="noa-levi"),
        ],
        tags=[TagFactory(name="Rain"), TagFactory(name="Bridges")],
    )
    change(article, "correction", "It was Monday.", dek="Wetter.")
    address = f"{SITE}/2020/07/19/rain/"
    assert told(client, article.get_absolute_url()) == [
        {
            "@type": "OpinionNewsArticle",
            "headline": "Rain",
            "description": "Wetter.",
            "inLanguage": "en",
            "mainEntityOfPage": {"@type": "WebPage", "@id": address},
            "url": address,
            "isAccessibleForFree": True,
            "articleSection": "City",
            "keywords": ["Bridges", "Rain"],
            "wordCount": 4,
            "datePublished": "2020-07-19T03:47:00-04:00",
            "dateModified": "2026-03-05T10:00:00-05:00",
            "image": [
                {
                    "@type": "ImageObject",
                    "url": f"{SITE}/media/photos/a-key-nobody-guesses/{shape}.jpg",
                    "contentUrl": f"{SITE}/media/photos/a-key-nobody-guesses/{shape}.jpg",
                    "width": width,
                    "height": height,
                    "caption": "Here.",
                    "creditText": "Reuters / Ann",
                    "creator": {"@type": "Person", "name": "Ann"},
                }
                for shape, width, height in [
                    ("16x9", 711, 400),
                    ("4x3", 533, 400),
                    ("1x1", 400, 400),
                ]
            ],
            "author": [
                {
                    "@type": "Person",
                    "name": "Ida Roth",
                    "url": f"{SITE}/author/ida-roth/",
                    "jobTitle": "City editor",
                },
                {"@type": "Person", "name": "Noa Levi", "url": f"{SITE}/author/noa-levi/"},
            ],
            "publisher": PUBLISHER,
            "copyrightHolder": {"@type": "NewsMediaOrganization", "@id": f"{SITE}/#paper"},
            "copyrightYear": 2020,
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": "It was Monday.",
                    "datePublished": "2026-03-05T10:00:00-05:00",
                }
            ],
        },
        way(("City", "/category/city/"), ("Rain", "/2020/07/19/rain/")),
    ]


def test_a_minor_change_is_no_modification(client):
    article = make_article(publish_at=PUBLISHED)
    change(article, "minor", dek="One.")
    said, _ = told(client, article.get_absolute_url())
    assert ("dateModified" in said, "correction" in said) == (False, False)


def test_no_headline_ends_the_script(client):
    article = make_article(headline="</script><script>alert(1)</script>", publish_at=PUBLISHED)
    Article.objects.update(dek="<!-- & -->")
    said, _ = told(client, article.get_absolute_url())
    assert said["headline"] == "</script><script>alert(1)</script>"
    assert b"alert(1)</script>" not in client.get(article.get_absolute_url()).content


def test_the_first_page_tells_who_publishes_it(client):
    Site.objects.update(
        tagline="News.",
        legal_name="The Algemeiner Ltd.",
        founded=1972,
        address="1 Street, New York",
        telephone="+1 212 555 0100",
        public_email="desk@paper.example",
        profile_addresses="https://a.example/paper\nhttps://b.example/paper",
    )
    PageFactory(slug="second", topics=["ethicsPolicy"], position=2)
    PageFactory(slug="ethics", topics=["ethicsPolicy", "privacy"], position=1)
    PageFactory(slug="unwritten", topics=["masthead"], is_published=False)
    PageFactory(slug="owners", topics=["ownershipFundingInfo"], in_footer=False)
    assert told(client, "/") == [
        {
            "@type": "WebSite",
            "name": "The Algemeiner",
            "url": f"{SITE}/",
            "inLanguage": "en",
            "publisher": {"@type": "NewsMediaOrganization", "@id": f"{SITE}/#paper"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{SITE}/search/?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        },
        PUBLISHER
        | {
            "slogan": "News.",
            "legalName": "The Algemeiner Ltd.",
            "foundingDate": "1972",
            "address": "1 Street, New York",
            "telephone": "+1 212 555 0100",
            "email": "desk@paper.example",
            "contactPoint": {
                "@type": "ContactPoint",
                "contactType": "newsroom",
                "url": f"{SITE}/contact/",
                "email": "desk@paper.example",
                "telephone": "+1 212 555 0100",
            },
            "sameAs": ["https://a.example/paper", "https://b.example/paper"],
            "correctionsPolicy": f"{SITE}/corrections/",
            "ethicsPolicy": f"{SITE}/ethics/",
            "ownershipFundingInfo": f"{SITE}/owners/",
        },
    ]


def test_an_author_s_page_tells_of_the_person(client):
    portrait = PhotoFactory(key="a-key-nobody-guesses", widths=[400])
    AuthorFactory(
        name="Ida Roth",
        slug="ida-roth",
        job_title="City editor",
        bio="Ida Roth draws.",
        website="https://ida.example/",
        portrait=portrait,
    )
    assert told(client, "/author/ida-roth/") == [
        {
            "@type": "ProfilePage",
            "url": f"{SITE}/author/ida-roth/",
            "mainEntity": {
                "@type": "Person",
                "name": "Ida Roth",
                "url": f"{SITE}/author/ida-roth/",
                "jobTitle": "City editor",
                "description": "Ida Roth draws.",
                "image": f"{SITE}/media/photos/a-key-nobody-guesses/400.jpg",
                "sameAs": ["https://ida.example/"],
                "worksFor": PUBLISHER,
            },
        },
        way(("Ida Roth", "/author/ida-roth/")),
    ]


def test_sections_tags_and_pages_tell_where_they_are(client):
    section, tag = SectionFactory(slug="city", name="City"), TagFactory(name="Rain", slug="rain")
    page = PageFactory(slug="ethics", title="Ethics")
    for thing, name in [(section, "City"), (tag, "Rain"), (page, "Ethics")]:
        address = thing.get_absolute_url()
        assert told(client, address) == [way((name, address))]
