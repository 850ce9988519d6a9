"""
A proof: an article as readers would be given it, with everything that is asked about it before.

What a check needs is fetched when the first check asks for it, once, by a bounded number of
queries however long the body is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.slugs import slugify
from articles import addresses, links
from articles.figures import alternative_texts, photo_ids
from articles.models import (
    Article,
    LinkCheck,
    Photo,
    Redirect,
    Revision,
    Section,
    Site,
    Submission,
    Tag,
)
from articles.models.consent import Consent, consent_to
from articles.models.content import Content
from authors.models import Author, User

A_MONTH = timedelta(days=31)
MOST_NAMESAKES = 3


class Standing(Enum):
    """What readers find where a link into the paper leads."""

    THERE = "there"
    MOVED = "moved"
    GONE = "gone"
    NOTHING = "nothing"


class Proof:
    """
    `copy` with its `authors` and `tags` is what would be published, at its own time unless told.
    `reader` is who will read what is found, and learns nothing of what is secret from them.
    """

    def __init__(
        self,
        article: Article,
        copy: Content,
        *,
        authors: Sequence[Author],
        tags: Sequence[Tag],
        reader: User | None,
        at: datetime | None = None,
    ) -> None:
        self.article, self.copy, self.reader = article, copy, reader
        self.authors, self.tags = authors, tags
        self.dated = copy.publish_at or article.publish_at or at or timezone.now()
        self.at = at or self.dated

    @classmethod
    def of(
        cls,
        article: Article,
        revision: Revision,
        *,
        reader: User | None,
        at: datetime | None = None,
    ) -> Proof:
        return cls(
            article,
            revision,
            authors=revision.authors_in_order,
            tags=list(revision.tags.all()),
            reader=reader,
            at=at,
        )

    @property
    def moment(self) -> datetime:
        """When readers first have this text: its own time, or now for what they have already."""
        return max(self.at, timezone.now())

    @property
    def day(self) -> date:
        return self.moment.astimezone(NEWSROOM_ZONE).date()

    @property
    def slug(self) -> str:
        return self.copy.slug or slugify(self.copy.headline)

    @cached_property
    def has_opinion_section(self) -> bool:
        return Section.objects.filter(holds_opinion=True).exists()

    @cached_property
    def site(self) -> Site:
        return Site.objects.first() or Site()

    @cached_property
    def submission(self) -> Submission | None:
        """The piece from outside that it was made of, as long as readers do not have it."""
        if self.article.pk is None or self.article.was_seen():
            return None
        return Submission.objects.filter(article=self.article).first()

    @cached_property
    def consent(self) -> Consent | None:
        """Where its sender stands on this text; None where nobody need be asked."""
        return consent_to(self.submission, self.copy) if self.submission else None

    @cached_property
    def photos(self) -> list[Photo]:
        """The lead photo and those of the body, each once."""
        lead, inside = self.copy.lead_photo_id, photo_ids(self.copy.body)
        photos = Photo.objects.in_bulk(inside | {lead} if lead else inside)
        return sorted(photos.values(), key=lambda photo: (photo.pk != lead, photo.pk))

    @cached_property
    def undescribed(self) -> set[int]:
        """The photos that stand somewhere without an alternative text written for that place."""
        places = [(self.copy.lead_photo_id, self.copy.lead_alt)]
        places += alternative_texts(self.copy.body)
        return {photo for photo, alt in places if photo is not None and not alt.strip()}

    @cached_property
    def outside_links(self) -> dict[str, LinkCheck | None]:
        """By address, what it answered; None for one that nobody has asked yet."""
        addresses = links.outside(self.copy.body)
        checks = LinkCheck.objects.in_bulk(addresses, field_name="url") if addresses else {}
        return {address: checks.get(address) for address in addresses}

    @cached_property
    def own_links(self) -> dict[str, Standing]:
        """By path, what readers will find there when they have this article."""
        found = {path: _resolved(path) for path in links.own(self.copy.body)}
        wanted = [(match.kwargs["day"], match.kwargs["slug"]) for match in _articles(found)]
        known = Article.objects.all()
        if self.reader is not None:
            known = known.not_secret_from(self.reader)
        articles = known.at_addresses(wanted).defer("body", "search_vector")
        by_path = {addresses.path_of(article): article for article in articles}
        moved = Redirect.objects.select_related("article").defer("article__body")
        redirects = moved.in_bulk(list(found.keys() - by_path.keys()), field_name="path")
        return {
            path: self._standing(match, by_path.get(path), redirects.get(path))
            for path, match in found.items()
        }

    def _standing(
        self, match: ResolverMatch | None, article: Article | None, redirect: Redirect | None
    ) -> Standing:
        if article is None and redirect is None:
            is_there = match is not None and match.url_name != "article"
            return Standing.THERE if is_there else Standing.NOTHING
        target = article or (redirect.article if redirect else None)
        if target is None or target == self.article or target.is_public(self.moment):
            return Standing.MOVED if redirect else Standing.THERE
        return Standing.GONE if target.was_seen() else Standing.NOTHING

    @cached_property
    def namesakes(self) -> list[Article]:
        """What has the same slug or nearly the same headline, within a month before or after."""
        headline = self.copy.headline.strip()
        if not headline:
            return []
        around = Article.objects.between(self.dated - A_MONTH, self.dated + A_MONTH)
        others = around.exclude(pk=self.article.pk)
        if self.reader is not None:
            others = others.not_secret_from(self.reader)
        alike = others.namesakes(headline=headline, slug=self.slug).newest_first()
        return list(alike.only("headline", "slug", "publish_at")[:MOST_NAMESAKES])


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _articles(found: dict[str, ResolverMatch | None]) -> Iterable[ResolverMatch]:
    return [match for match in found.values() if match and match.url_name == "article"]
