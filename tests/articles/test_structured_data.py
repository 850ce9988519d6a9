import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.structured_data import Facts, as_json, news_article

NOON = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
PAPER = {
    "publisher": "The Algemeiner",
    "site_url": "https://paper.example",
    "logo": "https://paper.example/mark.png",
}
PLAIN = Facts(
    kind="news",
    lang="en",
    headline="Rain",
    description="",
    section="City",
    url="https://paper.example/2026/03/05/rain/",
    published=NOON,
)


def test_what_an_article_does_not_have_is_not_said():
    assert news_article(PLAIN, **PAPER) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain",
        "inLanguage": "en",
        "mainEntityOfPage": "https://paper.example/2026/03/05/rain/",
        "url": "https://paper.example/2026/03/05/rain/",
        "articleSection": "City",
        "datePublished": "2026-03-05T17:00:00+00:00",
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Algemeiner",
            "url": "https://paper.example",
            "logo": {"@type": "ImageObject", "url": "https://paper.example/mark.png"},
        },
    }


def test_everything_that_it_can_have():
    whole = replace(
        PLAIN,
        kind="opinion",
        description="It will rain.",
        updated=NOON.replace(day=6),
        images=["https://paper.example/1x1.jpg"],
        authors=[("Ida Roth", "https://paper.example/author/ida-roth/"), ("Ann", "https://a/")],
        corrections=[("It was Monday.", NOON.replace(day=6))],
    )
    said = news_article(whole, **PAPER)
    plain = news_article(PLAIN, **PAPER)
    assert {name: value for name, value in said.items() if plain.get(name) != value} == {
        "@type": "OpinionNewsArticle",
        "description": "It will rain.",
        "dateModified": "2026-03-06T17:00:00+00:00",
        "image": ["https://paper.example/1x1.jpg"],
        "author": [
            {
                "@type": "Person",
                "name": "Ida Roth",
                "url": "https://paper.example/author/ida-roth/",
            },
            {"@type": "Person", "name": "Ann", "url": "https://a/"},
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
        ("analysis", "AnalysisNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_the_kind_decides_the_type(kind, said):
    assert news_article(replace(PLAIN, kind=kind), **PAPER)["@type"] == said


def test_no_word_ends_the_script_that_it_stands_in():
    hostile = "</script><script>alert(1)</script><!-- & \u2028 \u2029 גשם"
    text = as_json({"headline": hostile})
    assert [sign for sign in "<>&\u2028\u2029" if sign in text] == []
    assert "גשם" in text
    assert json.loads(text) == {"headline": hostile}
