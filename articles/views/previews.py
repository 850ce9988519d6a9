"""A version of an article for an outsider who was given a link to it. No account, no cookie."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve

from algemeiner.dateline import published
from algemeiner.policy import public
from algemeiner.security import allow_frames
from articles import previews
from articles.context import article_page
from articles.figures import frame_hosts
from articles.models import PreviewLink, Revision
from articles.workflow import copy_of


@public
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """The version of the link; once readers have that very version, their page."""
    link = _open(token)
    agent = request.headers.get("User-Agent", "").replace("\0", "")
    previews.note_use(link, address=_address(request), agent=agent)
    article, revision = link.revision.article, Revision.objects.whole().get(pk=link.revision_id)
    if article.live_revision_id == revision.pk and article.is_public():
        return _kept_by_nobody(HttpResponseRedirect(article.get_absolute_url()))
    page = previews.laid_out(article, copy_of(revision))
    context = article_page(page) | {"preview": _words(link)}
    response = render(request, "articles/preview.html", context)
    response.content = _with_the_links_photos(response, link, token)
    return _kept_by_nobody(allow_frames(response, frame_hosts(revision.body)))


@public
@require_safe
def photo(request: HttpRequest, token: str, key: str, name: str) -> HttpResponseBase:
    """A picture of the version, which readers may not have yet, as long as the link is good."""
    link = _open(token)
    if key not in {p.key for p in previews.photos_of(link.revision) if p.may_be_shown}:
        raise Http404("This photo does not belong to the version.")
    return _kept_by_nobody(
        serve(request, f"photos/{key}/{name}", document_root=str(settings.MEDIA_ROOT))
    )


def _open(token: str) -> PreviewLink:
    link = previews.opened(token)
    if link is None:
        raise Http404("There is nothing at this address.")
    return link


def _words(link: PreviewLink) -> str:
    return (
        f"Preview for {link.reader}, until {published(link.expires_at)}, New York time: not "
        "published. Please do not pass it on."
    )


def _with_the_links_photos(response: HttpResponse, link: PreviewLink, token: str) -> str:
    """The page with its pictures at addresses that the link opens, in whichever place they are."""
    html = response.content.decode()
    for found in previews.photos_of(link.revision):
        name = "400.webp"
        own = reverse("articles:preview_photo", args=[token, found.key, name])
        public_path = default_storage.url(f"photos/{found.key}/{name}")
        html = html.replace(public_path.removesuffix(name), own.removesuffix(name))
    return html


def _kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _address(request: HttpRequest) -> str | None:
    try:
        return str(ip_address(request.META["REMOTE_ADDR"]))
    except ValueError:  # a server behind a socket knows none
        return None
