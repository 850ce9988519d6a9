"""Addresses that have moved."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import islice

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles.models import Redirect
from articles.models.redirects import TARGETS

GetResponse = Callable[[HttpRequest], HttpResponse]
# What hangs under the address of a thing, and moves with it.
FEEDS = ["feed/", "feed/atom/", "feed/json/"]
SUFFIXES = {
    "article": ["changes/"],
    **dict.fromkeys(["section", "tag", "author"], FEEDS),
    "": FEEDS,  # of what is gone
}


def moved_addresses(get_response: GetResponse) -> GetResponse:
    """After a 404, and only then, send the reader to where the address's article is now."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or request.method not in ("GET", "HEAD"):
            return response
        return _moved(request) or response

    return middleware


def _moved(request: HttpRequest) -> HttpResponse | None:
    path = request.path_info
    above = [path, *islice(_above(path), 2)]
    known = Redirect.objects.select_related(*TARGETS).filter(path__in=above)
    for redirect in sorted(known, key=lambda redirect: len(redirect.path), reverse=True):
        suffix = path.removeprefix(redirect.path)
        if suffix == "" or suffix in SUFFIXES.get(redirect.noun, []):
            return _sent_on(redirect, suffix, request)
    return None


def _above(path: str) -> Iterator[str]:
    """The addresses that one lies under, the nearest first."""
    while path := path.removesuffix("/").rpartition("/")[0]:
        yield f"{path}/"


def _sent_on(redirect: Redirect, suffix: str, request: HttpRequest) -> HttpResponse | None:
    if redirect.target is None:
        return _gone(request)
    if redirect.article and not redirect.article.was_seen():
        return None
    query = request.META.get("QUERY_STRING", "")
    address = redirect.target.get_absolute_url() + suffix
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _gone(request: HttpRequest) -> HttpResponse:
    context = {"headline": "Nothing is filed here any more"}
    return render(request, "410.html", context, status=HTTPStatus.GONE)
