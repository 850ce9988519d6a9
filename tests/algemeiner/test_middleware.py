import os
import re

import pytest
from django.http import HttpResponse

from algemeiner import middleware

OK = HttpResponse("ok")


@pytest.mark.parametrize("url", ["/healthz", "/no/such/page/", "/?q=%00"])
def test_every_response_says_which_process_gave_it(client, db, url):
    assert re.fullmatch(rf".+-{os.getpid()}", client.get(url).headers["X-Served-By"])


def test_and_not_in_production(rf, settings):
    settings.PRODUCTION = True

    def view(request):
        return OK

    assert middleware.served_by(view) is view


def seen_by_the_view(rf, **meta):
    """What a view knows of a request that came through the middleware."""
    seen = []

    def view(request):
        seen.append((request.META["REMOTE_ADDR"], request.scheme))
        return OK

    middleware.trusted_proxy(view)(rf.get("/", **meta))
    return seen[0]


FORWARDED = {"HTTP_X_FORWARDED_FOR": "203.0.113.5", "HTTP_X_FORWARDED_PROTO": "https"}


def test_a_proxy_of_ours_is_believed(rf, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert seen_by_the_view(rf, REMOTE_ADDR="10.0.0.1", **FORWARDED) == ("203.0.113.5", "https")


def test_nobody_else_is(rf, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert seen_by_the_view(rf, REMOTE_ADDR="192.0.2.1", **FORWARDED) == ("192.0.2.1", "http")
    settings.TRUSTED_PROXIES = []
    assert seen_by_the_view(rf, REMOTE_ADDR="10.0.0.1", **FORWARDED) == ("10.0.0.1", "http")


def test_a_scheme_that_is_none_changes_nothing(rf, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_PROTO": "javascript"}
    assert seen_by_the_view(rf, **meta) == ("10.0.0.1", "http")


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/", "", 200),
        ("/", "q=" + "x" * 4094, 200),
        ("/", "q=" + "x" * 4095, 400),
        ("/", "q=%00", 400),
        ("/", "%00", 400),
        ("/", "q=\0", 400),
        ("/a\0b", "", 400),
        ("/", "q=%2500", 200),
    ],
)
def test_what_the_database_cannot_hold_goes_no_further(rf, path, query, status):
    request = rf.get("/")
    request.path, request.META["QUERY_STRING"] = path, query
    response = middleware.plain_requests_only(lambda request: OK)(request)
    assert response.status_code == status


@pytest.mark.parametrize(
    ("cookie", "status"), [("sessionid=abc", 200), ('sessionid="a\\000b"', 400), ("a=\0", 400)]
)
def test_a_cookie_is_no_way_round(rf, cookie, status):
    request = rf.get("/", HTTP_COOKIE=cookie)
    response = middleware.plain_requests_only(lambda request: OK)(request)
    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/contact/", 128 * 1024 + 1, 413),
        ("/contact/", 1024, 200),
        ("/admin/login/", 31 * 1024 * 1024 + 1, 413),
    ],
)
def test_a_body_is_no_larger_than_a_page_has_use_for(client, path, size, status):
    response = client.post(path, "x" * size, content_type="text/plain")
    assert response.status_code == status
