"""What happens to every request before and after its view."""

import os
import socket
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from algemeiner import views
from algemeiner.security import client_address, is_trusted_proxy

GetResponse = Callable[[HttpRequest], HttpResponse]
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
            if meta.get("HTTP_X_FORWARDED_PROTO") in ("http", "https"):
                meta["wsgi.url_scheme"] = meta["HTTP_X_FORWARDED_PROTO"]
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
        if "\0" in request.path or "%00" in query or "\0" in query or len(query) > LONGEST_QUERY:
            return views.bad_request(request)
        return get_response(request)

    return middleware
