"""
Previews: an article as readers would see it, and links that show one version to an outsider.

A link is a signed number: its row says what it shows, until when, and who has read it. Whatever is
wrong with one, the answer is the same: there is nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from articles import verbs
from articles.figures import photo_ids
from articles.models import Article, Byline, Photo, PreviewLink, PreviewUse, Revision
from articles.workflow import Copy
from authors.models import User

LONGEST = timedelta(days=31)
# A reader who reloads, or a program that asks without end, is noted once in this time.
NOTED_EVERY = timedelta(minutes=1)
# A day's readings of a link that are noted: whoever has many addresses could fill the record.
A_DAY, MOST_NOTED = timedelta(days=1), 500
# Who read what, from where, is nobody's business for longer.
USES_KEPT_FOR = timedelta(days=180)
_signer = Signer(salt="articles.previews", sep=".")


class NoLink(ValidationError):
    """A link cannot be made; the message says why."""


def laid_out(article: Article, copy: Copy) -> Article:
    """The article as readers would see it with `copy`, for the templates; never to be saved."""
    page = Article.objects.for_page().get(pk=article.pk)
    prefetch_related_objects(copy.authors, "portrait")
    written = Revision(**copy.content)
    settled: dict[str, Any] = {
        "publish_at": written.publish_at or page.publish_at or timezone.now(),
        "slug": written.slug_for(page.pk),
    }
    page.take_content(Revision(**copy.content | settled))
    page.bylines_in_order = [
        Byline(article=page, author=author, position=position)
        for position, author in enumerate(copy.authors, start=1)
    ]
    page.tags_in_order = sorted(copy.tags, key=lambda tag: tag.name)
    return page


def photos_of(revision: Revision) -> list[Photo]:
    """What an outsider may have of a version's photos: its lead photo and those in its body."""
    photos = Photo.objects.filter(pk__in={revision.lead_photo_id, *photo_ids(revision.body)})
    return list(photos.not_under_embargo())


@transaction.atomic
def make_link(
    article: Article, revision: Revision, *, reader: str, until: datetime, by: User
) -> PreviewLink:
    """A link for `reader` to one version until a moment to come. Raises NoLink."""
    article = verbs.lock(article)
    verbs.require(by, "articles.add_previewlink", article)
    if article.is_under_embargo or _is_ahead(revision.embargo_until):
        raise NoLink("This article is under embargo: until its end nobody outside may read it.")
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise NoLink(f"A link is good for {LONGEST.days} days at most, and not for the past.")
    link = PreviewLink.objects.create(
        revision=article.revisions.get(pk=revision.pk),
        reader=reader,
        created_by=by,
        expires_at=until,
    )
    _record("preview_link", article, link, by=by, until=until.isoformat())
    return link


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> None:
    """Let a link lead nowhere from now on."""
    article = verbs.lock(link.revision.article)
    verbs.require(by, "articles.view_article", article)
    verbs.require(by, "articles.change_previewlink", link)
    revoked = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    if revoked.update(revoked_at=timezone.now()):
        _record("revoke_link", article, link, by=by)


def token_of(link: PreviewLink) -> str:
    return _signer.sign(str(link.pk))


def opened(token: str) -> PreviewLink | None:
    """The link that a token names, if it still leads anywhere."""
    try:
        pk = _signer.unsign(token)
    except BadSignature:
        return None
    return PreviewLink.objects.open().select_related("revision__article").filter(pk=pk).first()


def note_use(link: PreviewLink, *, address: str | None, agent: str) -> None:
    """Put a reading on the link's record."""
    lately = timezone.now() - NOTED_EVERY
    used = link.uses.order_by()
    if used.filter(address=address, at__gt=lately).exists():
        return
    if used.filter(at__gt=timezone.now() - A_DAY).count() < MOST_NOTED:
        PreviewUse.objects.create(link=link, address=address, agent=agent[:200])


def forget_old_uses() -> int:
    """Throw away the readings of half a year ago and before; how many. The links stay."""
    return PreviewUse.objects.filter(at__lt=timezone.now() - USES_KEPT_FOR).delete()[0]


def _record(verb: str, article: Article, link: PreviewLink, *, by: User, **details: str) -> None:
    revision = link.revision
    details |= {"reader": link.reader, "version": str(revision.number)}
    verbs.record(verb, article, by=by, revision=revision, **details)


def _is_ahead(moment: datetime | None) -> bool:
    return moment is not None and moment > timezone.now()
