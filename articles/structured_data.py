"""
What the paper says of itself to machines, in the words of schema.org. Pure: facts in, JSON-LD out.

What a thing does not have is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Data = dict[str, Any]

# What is not named here is a plain NewsArticle.
TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
    "press_release": "Article",  # nobody of the paper has reported it
}
# What would end a <script> or a line of it, in JSON's own way of writing them.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    creator: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    url: str
    job_title: str = ""
    description: str = ""
    picture: str = ""
    same_as: Sequence[str] = ()


@dataclass(frozen=True)
class Publisher:
    """The paper. `policies` are its pages by what they answer (articles.models.pages.Topic)."""

    name: str
    url: str  # of its first page
    logo: Picture
    tagline: str = ""
    description: str = ""
    legal_name: str = ""
    founded: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    contact_page: str = ""
    same_as: Sequence[str] = ()
    policies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """An article as readers have it; every address is absolute."""

    kind: str
    lang: str
    headline: str
    description: str
    url: str
    section: str
    published: datetime
    updated: datetime | None = None
    words: int = 0
    series: tuple[str, str] | None = None  # name, address
    pictures: Iterable[Picture] = ()
    authors: Iterable[Person] = ()
    keywords: Sequence[str] = ()
    corrections: Iterable[tuple[str, datetime]] = ()  # text, time


def document(*things: Data) -> Data:
    """What a page tells, thing by thing."""
    return {"@context": "https://schema.org", "@graph": [*things]}


def as_json(data: Data) -> str:
    """JSON that may stand in a <script> of an HTML page whatever its words are."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def news_article(facts: Facts, publisher: Publisher) -> Data:
    """The article as a NewsArticle or one of its kinds."""
    return _thing(
        TYPES.get(facts.kind, "NewsArticle"),
        headline=facts.headline,
        description=facts.description,
        inLanguage=facts.lang,
        url=facts.url,
        mainEntityOfPage={"@type": "WebPage", "@id": facts.url},
        isAccessibleForFree=True,
        articleSection=facts.section,
        keywords=list(facts.keywords),
        wordCount=facts.words,
        datePublished=facts.published.isoformat(),
        dateModified=facts.updated and facts.updated.isoformat(),
        image=[_image(picture) for picture in facts.pictures],
        author=[_person(person) for person in facts.authors],
        publisher=_named(publisher),
        copyrightHolder=_reference(publisher),
        copyrightYear=facts.published.year,
        isPartOf=facts.series and _series(*facts.series),
        correction=[
            _thing("CorrectionComment", text=text, datePublished=at.isoformat())
            for text, at in facts.corrections
        ],
    )


def trail(*places: tuple[str, str]) -> Data:
    """The way from the first page to this one: each place's name and address."""
    return _thing(
        "BreadcrumbList",
        itemListElement=[
            _thing("ListItem", position=position, name=name, item=url)
            for position, (name, url) in enumerate(places, start=1)
        ],
    )


def organization(publisher: Publisher) -> Data:
    """The paper whole, with its policies: for its own first page."""
    contact = _thing(
        "ContactPoint",
        contactType="newsroom",
        url=publisher.contact_page,
        email=publisher.email,
        telephone=publisher.telephone,
    )
    return _named(publisher) | _without_nothing(
        {
            "legalName": publisher.legal_name,
            "slogan": publisher.tagline,
            "description": publisher.description,
            "foundingDate": publisher.founded,
            "address": publisher.address,
            "telephone": publisher.telephone,
            "email": publisher.email,
            "contactPoint": contact,
            "sameAs": list(publisher.same_as),
            **publisher.policies,
        }
    )


def website(publisher: Publisher, *, lang: str, search: str) -> Data:
    """The site; `search` is the address of its search with {query} where the words belong."""
    return _thing(
        "WebSite",
        name=publisher.name,
        url=publisher.url,
        description=publisher.description,
        inLanguage=lang,
        publisher=_reference(publisher),
        potentialAction=_thing(
            "SearchAction",
            target=_thing("EntryPoint", urlTemplate=search.format(query="{search_term_string}")),
        )
        | {"query-input": "required name=search_term_string"},
    )


def profile_page(person: Person, publisher: Publisher) -> Data:
    about = _person(person) | {"worksFor": _named(publisher)}
    return _thing("ProfilePage", url=person.url, mainEntity=about)


def _series(name: str, url: str) -> Data:
    return _thing("CreativeWorkSeries", name=name, url=url)


def _person(person: Person) -> Data:
    return _thing(
        "Person",
        name=person.name,
        url=person.url,
        jobTitle=person.job_title,
        description=person.description,
        image=person.picture,
        sameAs=list(person.same_as),
    )


def _image(picture: Picture) -> Data:
    return _thing(
        "ImageObject",
        url=picture.url,
        contentUrl=picture.url,
        width=picture.width,
        height=picture.height,
        caption=picture.caption,
        creditText=picture.credit,
        creator=picture.creator and _thing("Person", name=picture.creator),
    )


def _named(publisher: Publisher) -> Data:
    return _reference(publisher) | {
        "name": publisher.name,
        "url": publisher.url,
        "logo": _image(publisher.logo),
    }


def _reference(publisher: Publisher) -> Data:
    return {"@type": "NewsMediaOrganization", "@id": f"{publisher.url}#paper"}


def _thing(kind: str, **properties: Any) -> Data:
    return {"@type": kind} | _without_nothing(properties)


def _without_nothing(properties: Data) -> Data:
    return {name: value for name, value in properties.items() if value}
