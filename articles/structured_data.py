"""
What an article says of itself to machines, in the words of schema.org. Pure: facts in, JSON-LD out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What is not named here is a plain NewsArticle.
TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
# What would end a <script> or a line of it, in JSON's own way of writing them.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Facts:
    """An article as readers have it; every address is absolute."""

    kind: str
    lang: str
    headline: str
    description: str
    section: str
    url: str
    published: datetime
    updated: datetime | None = None
    images: Iterable[str] = ()
    authors: Iterable[tuple[str, str]] = ()  # name, address of the page
    corrections: Iterable[tuple[str, datetime]] = field(default_factory=tuple)  # text, time


def news_article(facts: Facts, *, publisher: str, site_url: str, logo: str) -> dict[str, Any]:
    """The article as a NewsArticle or one of its kinds; what it does not have is left out."""
    data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(facts.kind, "NewsArticle"),
        "headline": facts.headline,
        "description": facts.description,
        "inLanguage": facts.lang,
        "mainEntityOfPage": facts.url,
        "url": facts.url,
        "articleSection": facts.section,
        "datePublished": facts.published.isoformat(),
        "dateModified": facts.updated.isoformat() if facts.updated else "",
        "image": list(facts.images),
        "author": [{"@type": "Person", "name": name, "url": url} for name, url in facts.authors],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": publisher,
            "url": site_url,
            "logo": {"@type": "ImageObject", "url": logo},
        },
        "correction": [
            {"@type": "CorrectionComment", "text": text, "datePublished": at.isoformat()}
            for text, at in facts.corrections
        ],
    }
    return {name: value for name, value in data.items() if value}


def as_json(data: dict[str, Any]) -> str:
    """JSON that may stand in a <script> of an HTML page whatever its words are."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
