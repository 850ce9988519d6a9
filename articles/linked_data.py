"""
What pages tell machines of the things that they show: facts out of the models, for structured_data.
"""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from algemeiner.dateline import NEWSROOM_ZONE
from articles import bodies, structured_data
from articles.models import Article, Language, Photo, Site
from articles.models.pages import POLICIES
from articles.structured_data import Data, Facts, Person, Picture, Publisher
from authors.models import Author

LOGO_SIDE = 180  # pixels


def of_article(article: Article, paper: Site) -> Data:
    section = article.section
    way = [(section.name, absolute(section.get_absolute_url()))] if section else []
    here = (article.headline, absolute(article.get_absolute_url()))
    return structured_data.document(
        structured_data.news_article(_facts(article), publisher_of(paper)),
        _trail(paper, *way, here),
    )


def of_home(paper: Site) -> Data:
    publisher = publisher_of(paper)
    search = absolute(reverse("articles:search")) + "?q={query}"
    return structured_data.document(
        structured_data.website(publisher, lang=Language.ENGLISH, search=search),
        structured_data.organization(publisher),
    )


def of_author(author: Author, paper: Site) -> Data:
    return structured_data.document(
        structured_data.profile_page(_person(author), publisher_of(paper)),
        _trail(paper, (author.name, absolute(author.get_absolute_url()))),
    )


def of_place(name: str, address: str, paper: Site) -> Data:
    """Of a page that only has its place on the site to tell: a section, a tag, a page of text."""
    return structured_data.document(_trail(paper, (name, absolute(address))))


def absolute(address: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", address)


def publisher_of(paper: Site) -> Publisher:
    mark = absolute(static("img/mark-180.png"))
    return Publisher(
        name=paper.name,
        url=absolute("/"),
        logo=Picture(mark, LOGO_SIDE, LOGO_SIDE),
        tagline=paper.tagline,
        description=paper.description,
        legal_name=paper.legal_name,
        founded=str(paper.founded or ""),
        address=paper.address,
        telephone=paper.telephone,
        email=paper.public_email,
        contact_page=absolute(reverse("authors:contact")),
        same_as=paper.profiles,
        policies=_policies(paper),
    )


def _policies(paper: Site) -> dict[str, str]:
    """The address of the page that tells of each topic; of several, the first in the footer."""
    told = {
        topic: absolute(page.get_absolute_url())
        for page in reversed(paper.public_pages)
        for topic in page.topics
        if topic in POLICIES
    }
    told.setdefault("correctionsPolicy", absolute(reverse("articles:corrections")))
    return dict(sorted(told.items()))


def _facts(article: Article) -> Facts:
    assert article.publish_at is not None
    return Facts(
        kind=article.kind,
        lang=article.lang,
        headline=article.headline,
        description=article.dek,
        url=absolute(article.get_absolute_url()),
        section=article.section.name if article.section else "",
        published=article.publish_at.astimezone(NEWSROOM_ZONE),
        updated=article.updated_at and article.updated_at.astimezone(NEWSROOM_ZONE),
        words=bodies.word_count(article.body),
        series=_series(article),
        pictures=_pictures(article.shown_photo, article.caption),
        authors=[_person_in_byline(byline.author) for byline in article.bylines_in_order],
        keywords=[tag.name for tag in article.tags_in_order],
        corrections=[
            (change.text, change.at.astimezone(NEWSROOM_ZONE)) for change in article.corrections
        ],
    )


def _series(article: Article) -> tuple[str, str] | None:
    series = article.series
    return (series.name, absolute(series.get_absolute_url())) if series else None


def _pictures(photo: Photo | None, caption: str) -> list[Picture]:
    return [
        Picture(
            absolute(address),
            width,
            height,
            caption=caption,
            credit=photo.credit,
            creator=photo.creator,
        )
        for address, width, height in (photo.crops if photo else [])
        if photo is not None
    ]


def _person_in_byline(author: Author) -> Person:
    return Person(author.name, absolute(author.get_absolute_url()), author.job_title)


def _person(author: Author) -> Person:
    portrait = author.portrait.share_url if author.portrait else ""
    return Person(
        name=author.name,
        url=absolute(author.get_absolute_url()),
        job_title=author.job_title,
        description=author.bio,
        picture=absolute(portrait) if portrait else "",
        same_as=[author.website] if author.website else [],
    )


def _trail(paper: Site, *places: tuple[str, str]) -> Data:
    return structured_data.trail((paper.name, absolute("/")), *places)
