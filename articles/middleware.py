"""Addresses that have moved."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Redirect

GetResponse = Callable[[HttpRequest], HttpResponse]
# What hangs under the address of a section, a tag or an author, and moves with it.
SUFFIXES = ["feed/", ""]


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
    suffix = next(suffix for suffix in SUFFIXES if path.endswith(suffix))
    base = path.removesuffix(suffix)
    redirect = (
        Redirect.objects.select_related("article", "section", "tag", "author", "page")
        .filter(path=base)
        .first()
    )
    if redirect is None or (redirect.article and not redirect.article.was_seen()):
        return None
    query = request.META.get("QUERY_STRING", "")
    address = redirect.target.get_absolute_url() + suffix
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
