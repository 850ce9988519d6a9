import pytest

from algemeiner.pagecache.requests import (
    encoding_for,
    has_it,
    key_of,
    of_a_stranger,
    without_campaign,
)
from tests.reading import environ_of

KEY = ("http", None, "localhost:8000", "/", "")


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (environ_of("/"), KEY),
        (environ_of("/", "HEAD"), KEY),
        (environ_of("/", Cookie="sessionid=1", Accept_Language="he", Range="bytes=0-1"), KEY),
        (environ_of("/?utm_source=mail&fbclid=1"), KEY),
        (environ_of("/?before=1-2&UTM_campaign=x"), (*KEY[:4], "before=1-2")),
        (environ_of("/", Host="example.org"), ("http", None, "example.org", "/", "")),
        (environ_of("/", X_Forwarded_Proto="https"), ("http", "https", *KEY[2:])),
        (environ_of("/", "POST"), None),
        (environ_of("/", "OPTIONS"), None),
        (environ_of("/", Authorization="Basic YTpi"), None),
    ],
)
def test_what_a_request_is_looked_up_by(request_, key):
    assert key_of(request_) == key


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("q=rain&q=snow", "q=rain&q=snow"),
        ("&&q=rain&utm_medium=mail&", "q=rain"),
        ("utm=1&utm_=2", "utm=1"),
        ("gclid", ""),
        ("q=utm_source=1", "q=utm_source=1"),
    ],
)
def test_who_sent_the_reader_is_left_out(query, kept):
    assert without_campaign(query) == kept


LEAKS = {
    "Cookie": "sessionid=secret",
    "Authorization": "Bearer secret",
    "X_Forwarded_For": "203.0.113.9",
    "X_Forwarded_Host": "evil.example",
    "X_Http_Method_Override": "DELETE",
    "Accept_Language": "he",
    "Accept": "application/json",
    "Accept_Encoding": "br",
    "User_Agent": "Secret/1.0",
    "Referer": "https://secret.example/",
    "Prefer": "return=minimal",
    "Range": "bytes=0-9",
    "If_None_Match": '"a"',
    "If_Modified_Since": "Wed, 25 Nov 2026 12:00:00 GMT",
    "Origin": "https://secret.example",
    "Save_Data": "on",
    "X_Requested_With": "XMLHttpRequest",
}


def test_a_page_is_rendered_of_nothing_that_tells_readers_apart():
    asked = environ_of("/a/?utm_source=x&before=1-2", "HEAD", **LEAKS) | {"REMOTE_USER": "ida"}
    rendered = of_a_stranger(asked, (*KEY[:3], "/a/", "before=1-2"))
    plain = environ_of("/a/?before=1-2")
    ignored = {"wsgi.input", "wsgi.errors"}
    same = {name: value for name, value in rendered.items() if name not in ignored}
    assert same == {name: value for name, value in plain.items() if name not in ignored} | {
        "CONTENT_LENGTH": "0",
        "CONTENT_TYPE": "",
    }


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip;q=1.0, br;q=0.2", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", ""),
        ("identity", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("*, br;q=0", "gzip"),
        ("gzip;q=junk", ""),
        ("brrr, gzipped", ""),
    ],
)
def test_the_encoding_that_is_taken(accepted, encoding):
    assert encoding_for(accepted) == encoding


def test_whoever_invents_encodings_fills_no_memory(monkeypatch):
    monkeypatch.setattr("algemeiner.pagecache.requests._known", {})
    monkeypatch.setattr("algemeiner.pagecache.requests.MOST_KNOWN", 2)
    assert [encoding_for(f"br, x{number}") for number in range(5)] == ["br"] * 5
    from algemeiner.pagecache import requests

    assert len(requests._known) == 2


NOON = "Wed, 25 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "has"),
    [
        ({}, False),
        ({"If_None_Match": '"a-br"'}, True),
        ({"If_None_Match": 'W/"a-br", "b"'}, True),
        ({"If_None_Match": "*"}, True),
        ({"If_None_Match": '"a"'}, False),
        ({"If_None_Match": "a-br"}, False),
        ({"If_Modified_Since": NOON}, True),
        ({"If_Modified_Since": "Wed, 25 Nov 2026 12:00:01 GMT"}, False),
        ({"If_None_Match": '"b"', "If_Modified_Since": NOON}, False),
    ],
)
def test_who_has_the_page_already(headers, has):
    assert has_it(environ_of("/", **headers), '"a-br"', NOON) == has


def test_a_page_without_a_time_is_no_older_than_any():
    assert not has_it(environ_of("/", If_Modified_Since=NOON), '"a"', "")
