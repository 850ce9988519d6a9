import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.structured_data import (
    Facts,
    Person,
    Picture,
    Publisher,
    as_json,
    document,
    news_article,
    organization,
    profile_page,
    trail,
    website,
)

# {type: its properties, those of the types above it included}, out of schema.org 30.0.
PROPERTIES = {
    name: set(properties.split())
    for name, properties in json.loads(
        Path(__file__).with_name("schema_org.json").read_text()
    ).items()
}
NOON = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
SITE = "https://paper.example/"
PAPER = Publisher("The Algemeiner", SITE, Picture(f"{SITE}mark.png", 180, 180))
WHOLE_PAPER = replace(
    PAPER,
    tagline="News.",
    description="A newspaper.",
    legal_name="The Algemeiner Ltd.",
    founded="1972",
    address="1 Street, New York",
    telephone="+1 212 555 0100",
    email="desk@paper.example",
    contact_page=f"{SITE}contact/",
    same_as=["https://social.example/paper"],
    policies={"ethicsPolicy": f"{SITE}ethics/", "masthead": f"{SITE}masthead/"},
)
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}#paper",
    "name": "The Algemeiner",
    "url": SITE,
    "logo": {
        "@type": "ImageObject",
        "url": f"{SITE}mark.png",
        "contentUrl": f"{SITE}mark.png",
        "width": 180,
        "height": 180,
    },
}
PLAIN = Facts(
    kind="news",
    lang="en",
    headline="Rain",
    description="",
    url=f"{SITE}2026/03/05/rain/",
    section="",
    published=NOON,
)
WHOLE = replace(
    PLAIN,
    kind="opinion",
    lang="he",
    description="It will rain.",
    section="City",
    updated=NOON.replace(day=6),
    words=340,
    series=("On Rain", f"{SITE}series/on-rain/"),
    pictures=[Picture(f"{SITE}16x9.jpg", 1200, 675, "A street.", "Reuters / Ann", "Ann")],
    authors=[
        Person("Ida Roth", f"{SITE}author/ida-roth/", "City editor"),
        Person("Ann", f"{SITE}author/ann/"),
    ],
    keywords=["Rain", "New York"],
    corrections=[("It was Monday.", NOON.replace(day=6))],
)
IDA = Person(
    "Ida Roth",
    f"{SITE}author/ida-roth/",
    job_title="Reporter",
    description="Ida Roth draws.",
    picture=f"{SITE}ida.jpg",
    same_as=["https://ida.example/"],
)


def test_what_an_article_does_not_have_is_not_said():
    assert news_article(PLAIN, PAPER) == {
        "@type": "NewsArticle",
        "headline": "Rain",
        "inLanguage": "en",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}2026/03/05/rain/"},
        "url": f"{SITE}2026/03/05/rain/",
        "isAccessibleForFree": True,
        "datePublished": "2026-03-05T17:00:00+00:00",
        "publisher": PUBLISHER,
        "copyrightHolder": {"@type": "NewsMediaOrganization", "@id": f"{SITE}#paper"},
        "copyrightYear": 2026,
    }


def test_everything_that_it_can_have():
    said, plain = news_article(WHOLE, PAPER), news_article(PLAIN, PAPER)
    assert {name: value for name, value in said.items() if plain.get(name) != value} == {
        "@type": "OpinionNewsArticle",
        "inLanguage": "he",
        "description": "It will rain.",
        "articleSection": "City",
        "keywords": ["Rain", "New York"],
        "wordCount": 340,
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": "On Rain",
            "url": f"{SITE}series/on-rain/",
        },
        "dateModified": "2026-03-06T17:00:00+00:00",
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{SITE}16x9.jpg",
                "contentUrl": f"{SITE}16x9.jpg",
                "width": 1200,
                "height": 675,
                "caption": "A street.",
                "creditText": "Reuters / Ann",
                "creator": {"@type": "Person", "name": "Ann"},
            }
        ],
        "author": [
            {
                "@type": "Person",
                "name": "Ida Roth",
                "url": f"{SITE}author/ida-roth/",
                "jobTitle": "City editor",
            },
            {"@type": "Person", "name": "Ann", "url": f"{SITE}author/ann/"},
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was Monday.",
                "datePublished": "2026-03-06T17:00:00+00:00",
            }
        ],
    }


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("feature", "NewsArticle"),
        ("obituary", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
        ("press_release", "Article"),
    ],
)
def test_the_kind_decides_the_type(kind, said):
    assert news_article(replace(PLAIN, kind=kind), PAPER)["@type"] == said


def test_the_way_from_the_first_page():
    assert trail(("The Algemeiner", SITE), ("City", f"{SITE}category/city/")) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "The Algemeiner", "item": SITE},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "City",
                "item": f"{SITE}category/city/",
            },
        ],
    }


def test_the_paper_with_its_policies():
    assert organization(WHOLE_PAPER) == PUBLISHER | {
        "slogan": "News.",
        "description": "A newspaper.",
        "legalName": "The Algemeiner Ltd.",
        "foundingDate": "1972",
        "address": "1 Street, New York",
        "telephone": "+1 212 555 0100",
        "email": "desk@paper.example",
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "newsroom",
            "url": f"{SITE}contact/",
            "email": "desk@paper.example",
            "telephone": "+1 212 555 0100",
        },
        "sameAs": ["https://social.example/paper"],
        "ethicsPolicy": f"{SITE}ethics/",
        "masthead": f"{SITE}masthead/",
    }


def test_the_site_and_its_search():
    assert website(PAPER, lang="en", search=f"{SITE}search/?q={{query}}") == {
        "@type": "WebSite",
        "name": "The Algemeiner",
        "url": SITE,
        "inLanguage": "en",
        "publisher": {"@type": "NewsMediaOrganization", "@id": f"{SITE}#paper"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{SITE}search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def test_the_page_of_an_author():
    assert profile_page(IDA, PAPER) == {
        "@type": "ProfilePage",
        "url": f"{SITE}author/ida-roth/",
        "mainEntity": {
            "@type": "Person",
            "name": "Ida Roth",
            "url": f"{SITE}author/ida-roth/",
            "jobTitle": "Reporter",
            "description": "Ida Roth draws.",
            "image": f"{SITE}ida.jpg",
            "sameAs": ["https://ida.example/"],
            "worksFor": PUBLISHER,
        },
    }


def things_in(data):
    """Every thing in a document, however deep it lies."""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    found = [data] if isinstance(data, dict) else []
    return found + [thing for part in parts for thing in things_in(part)]


@pytest.mark.parametrize(
    "thing",
    [
        *(
            news_article(replace(WHOLE, kind=kind), WHOLE_PAPER)
            for kind in ("news", "opinion", "analysis", "review", "sponsored", "press_release")
        ),
        organization(WHOLE_PAPER),
        website(WHOLE_PAPER, lang="en", search="{query}"),
        profile_page(IDA, WHOLE_PAPER),
        trail(("Home", SITE)),
    ],
    ids=lambda thing: thing["@type"],
)
def test_schema_org_knows_every_property_of_every_thing(thing):
    ours = {"@type", "@id", "query-input"}  # of JSON-LD itself, and of schema.org's actions
    unknown = [
        (part["@type"], name)
        for part in things_in(thing)
        for name in part
        if name not in ours | PROPERTIES[part["@type"]]
    ]
    assert unknown == []


def test_a_document_is_its_things():
    assert document(trail(), {"@type": "WebSite"}) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "BreadcrumbList"}, {"@type": "WebSite"}],
    }


def test_no_word_ends_the_script_that_it_stands_in():
    hostile = "</script><script>alert(1)</script><!-- & \u2028 \u2029 גשם"
    text = as_json({"headline": hostile})
    assert [sign for sign in "<>&\u2028\u2029" if sign in text] == []
    assert "גשם" in text
    assert json.loads(text) == {"headline": hostile}
