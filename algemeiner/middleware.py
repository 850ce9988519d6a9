"""What happens to every request before and after its view."""

import os
import socket
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from algemeiner import views
from algemeiner.security import client_address, is_trusted_proxy

GetResponse = Callable[[HttpRequest], HttpResponse]
# Bytes of a request's body: a visitor's words, and where files come in a photo with its form.
LARGEST_BODY, LARGEST_BODY_WITH_A_FILE = 128 * 1024, 31 * 1024 * 1024
TAKE_FILES = ("admin:index", "articles:pieces", "articles:submit")  # pages, with all below them
LONGEST_QUERY = 4096  # characters; the longest address that a page of ours links to has under 400


def served_by(get_response: GetResponse) -> GetResponse:
    """Say which process answered, outside production."""
    if settings.PRODUCTION:
        return get_response
    host = socket.gethostname()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Served-By"] = f"{host}-{os.getpid()}"
        return response

    return middleware


def trusted_proxy(get_response: GetResponse) -> GetResponse:
    """Take the visitor's address and scheme from a proxy, where the proxy is one of ours."""
    if not settings.TRUSTED_PROXIES:
        return get_response

    def middleware(request: HttpRequest) -> HttpResponse:
        meta = request.META
        if is_trusted_proxy(meta["REMOTE_ADDR"]):
            scheme = meta.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip()
            if scheme in ("http", "https"):
                meta["wsgi.url_scheme"] = scheme
            meta["REMOTE_ADDR"] = client_address(
                meta["REMOTE_ADDR"],
                meta.get("HTTP_X_FORWARDED_FOR", ""),
                settings.TRUSTED_PROXIES,
            )
        return get_response(request)

    return middleware


def plain_requests_only(get_response: GetResponse) -> GetResponse:
    """Refuse what no page of ours links to and PostgreSQL cannot hold: NUL, endless queries."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        texts = [request.path, query, *request.COOKIES.values()]
        if "%00" in query or len(query) > LONGEST_QUERY or any("\0" in text for text in texts):
            return views.bad_request(request)
        if _body_size(request) > _body_limit(request):
            return views.too_large(request)
        return get_response(request)

    return middleware


def _body_size(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _body_limit(request: HttpRequest) -> int:
    places = tuple(map(reverse, TAKE_FILES))
    takes_files = request.path_info.startswith(places)
    return LARGEST_BODY_WITH_A_FILE if takes_files else LARGEST_BODY
