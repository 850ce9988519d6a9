"""Whatever is put into an address, a query, a form or a header: an answer, and never a 500."""

from datetime import UTC, datetime
from urllib.parse import quote, quote_from_bytes, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from authors import limits
from tests.factories import (
    AuthorFactory,
    PageFactory,
    SectionFactory,
    SeriesFactory,
    TagFactory,
    make_article,
)
from tests.markup import elements

pytestmark = pytest.mark.django_db

junk_tested = settings(
    max_examples=120,
    deadline=None,
    database=None,
    # The database is the same for all examples, and none of them minds the others' rows.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NASTY = [
    b"",
    b".",
    b"..",
    b"../../etc/passwd",
    b"\0",
    b"a\0b",
    b"\r\nSet-Cookie: a=b",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xf0\x9f\x92\xa9",
    b"\xe2\x80\xae",  # right-to-left override
    b"cafe\xcc\x81",
    "٢٠٢٠".encode(),
    "２０２０".encode(),
    b"-1",
    b"0",
    b"00",
    b"13",
    b"45",
    b"1e9",
    b"NaN",
    b"2020",
    b"9999",
    b"9" * 400,
    b"-9223372036854775809-1",
    b"99999999999999999-999999999999999999",
    b"-99999999999999999-1",
    b"1-1",
    b"x" * 10_000,
    b"'\"><script>alert(1)</script>",
    b"'; DROP TABLE articles_article; --",
    b"%s%n%%",
    b"{{ 7 }}{% debug %}",
    b'"unclosed phrase',
    b"& | ! <-> ( :*",
    b"\\",
    b"//evil.example",
    b"http://[",
]
pieces = st.one_of(
    st.sampled_from(NASTY),
    st.binary(max_size=40),
    st.text(st.characters(codec="utf-8"), max_size=40).map(str.encode),
    st.integers().map(lambda number: str(number).encode()),
)
PATHS = [
    "/",
    "/{}",
    "/{}/",
    "/{}/{}/",
    "/{}/{}/{}/",
    "/{}/{}/{}/{}/",
    "/2020/{}/",
    "/2020/07/{}/",
    "/2020/07/19/{}",
    "/2020/07/19/{}/",
    "/2020/07/19/{}/changes/",
    "/2020/07/19/rain/{}/",
    "/category/{}/",
    "/category/{}/feed/",
    "/tag/{}/",
    "/tag/{}/feed/",
    "/author/{}/",
    "/author/{}/feed/",
    "/kind/{}/",
    "/feed/{}",
    "/feed/{}/",
    "/kind/{}/feed/",
    "/search/{}",
    "/sitemap/{}.xml",
    "/sitemap/2020/{}.xml",
    "/media/photos/{}/{}",
    "/preview/{}/",
    "/preview/{}/photos/{}/{}",
    "/media/{}",
    "/static/{}",
    "/contact/{}/",
    "/submit/{}/",
    "/submit/confirm/{}/",
    "/accounts/{}/",
    "/accounts/confirm-email/{}/",
    "/accounts/password/reset/key/{}/",
    "/accounts/password/reset/key/{}-{}/",
    "/admin/{}",
    "/admin/articles/article/{}/change/",
]
READ_ONLY = [
    "/",
    "/2020/07/19/rain/",
    "/2020/",
    "/2020/07/",
    "/2020/07/19/",
    "/category/city/",
    "/tag/bridges/",
    "/author/ida-roth/",
    "/authors/",
    "/series/bridges/",
    "/kind/news/",
    "/about/",
    "/corrections/",
    "/most-read/",
    "/2020/07/19/rain/changes/",
    "/search/",
    "/feed/",
    "/sitemap.xml",
    "/sitemap/2020/07.xml",
    "/sitemap/pages.xml",
    "/category/city/feed/",
    "/tag/bridges/feed/",
    "/author/ida-roth/feed/",
    "/kind/news/feed/",
    "/feed/atom/",
    "/feed/json/",
    "/media/photos/0123456789/400.webp",
    "/contact/thanks/",
    "/join/thanks/",
    "/submit/sent/",
    "/csrf/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/ads.txt",
    "/trust.txt",
    "/.well-known/security.txt",
    "/indexnow-key.txt",
    "/sitemap-news.xml",
]
PAGES = [
    *READ_ONLY,
    "/contact/",
    "/join/",
    "/submit/",
    "/accounts/login/",
    "/admin/",
    "/admin/login/",
    "/no/such/page/",
]
names = st.one_of(
    st.sampled_from(["before", "after", "q", "name", "email", "next", "p", "s", "page"]),
    pieces.map(quote_from_bytes),
)
queries = st.lists(st.tuples(names, pieces.map(quote_from_bytes)), max_size=4).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)


@pytest.fixture
def client(settings, monkeypatch):
    settings.RECAPTCHA_VERIFY_URL = "http://127.0.0.1:1/"
    monkeypatch.setattr(limits, "TRYING", ((), ()))
    monkeypatch.setattr(limits, "SENDING", ((), ()))  # what comes too often is turned away unread
    return Client(raise_request_exception=False)


@pytest.fixture
def paper():
    """A little of everything, so that junk gets as far as it can."""
    make_article(
        slug="rain",
        publish_at=datetime(2020, 7, 19, 12, tzinfo=UTC),
        section=SectionFactory(slug="city"),
        series=SeriesFactory(slug="bridges"),
        tags=[TagFactory(slug="bridges")],
        authors=[AuthorFactory(slug="ida-roth")],
    )
    PageFactory(slug="about")


def ask(client, path: bytes, query: str = "", method: str = "GET", **extra):
    """A request as a server hands it on: its path unquoted, bytes as latin-1."""
    return client.generic(
        method, "/", PATH_INFO=path.decode("latin-1"), QUERY_STRING=query, **extra
    )


def assert_answered(response):
    assert response.status_code in {200, 301, 302, 400, 404, 410}
    if response.status_code in (301, 302):
        target = urlsplit(response.headers["Location"])
        assert (target.scheme, target.netloc) == ("", "")
        assert target.path.startswith("/")


@junk_tested
@given(path=st.sampled_from(PATHS), parts=st.lists(pieces, min_size=4, max_size=4), query=queries)
@example("/2020/{}/{}/x/", [b"13", b"45", b"", b""], "")
@example("/{}", [b"/evil.example/x", b"", b"", b""], "")
@example("/{}", [b"\\evil.example", b"", b"", b""], "")
def test_any_address(paper, client, path, parts, query):
    filled = path.encode()
    for part in parts:
        filled = filled.replace(b"{}", part, 1)
    assert_answered(ask(client, filled, query))


@junk_tested
@given(page=st.sampled_from(PAGES), query=queries)
@example("/category/city/", "before=abc")
@example("/category/city/", "before=99999999999999999-1&before=1-1")
@example("/search/", "q=" + "x" * 10_240)
@example("/search/", "q=%00")
@example("/search/", "q=%ed%a0%80")
@example("/search/", "&".join(f"a{number}=" for number in range(1_100)))
@example("/accounts/login/", "next=//evil.example/")
@example("/accounts/login/", "next=http://[")
def test_any_query(paper, client, page, query):
    assert_answered(ask(client, page.encode(), query))


@pytest.mark.parametrize("name", ["before", "after"])
@pytest.mark.parametrize(
    "page", ["/category/city/", "/tag/bridges/", "/author/ida-roth/", "/kind/news/", "/2020/"]
)
@pytest.mark.parametrize("value", ["abc", "1", "-", "1-", "٣-٣", "9" * 30, "1-1-1", "%00", "1-1 "])
def test_a_key_that_is_none_is_a_bad_request(paper, client, page, name, value):
    response = ask(client, page.encode(), f"{name}={quote(value, safe='%')}")
    assert response.status_code == 400
    assert elements(response, ".error-page[data-status=400]") != []


FORMS = {
    "/contact/": ["topic", "name", "email", "article_url", "message", "captcha"],
    "/join/": ["name", "email", "pitch", "captcha"],
    "/submit/": ["email", "headline", "body", "previously_published", "kept", "licence"],
    "/accounts/login/": ["login", "password", "remember", "next"],
    "/accounts/signup/": ["email", "password1", "password2"],
    "/accounts/password/reset/": ["email"],
    "/admin/login/": ["username", "password", "next"],
}
good = st.sampled_from([b"tip", b"Sarah", b"sarah@example.org", b"The bridge is closed."])


@junk_tested
@given(url=st.sampled_from(sorted(FORMS)), values=st.lists(pieces | good, min_size=6, max_size=6))
@example("/contact/", [b"tip", b"A\nB", b"s@example.org", b"", b"x", b"\xff"])
@example("/contact/", [b"tip", b"A", b"s@example.org", b"http://[", b"x", b"x" * 9_000])
@example("/contact/", [b"tip", b"A", b"s@example.org", b"", b"\0", b""])
@example("/join/", [b"A" * 121, b"s@\xd7\x90.example", b"", b"", b"", b""])
@example("/accounts/login/", [b"a\0@example.org", b"\0", b"", b"", b"", b""])
def test_any_form(paper, client, url, values):
    pairs = zip(FORMS[url], values, strict=False)
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")
    if response.status_code != 429:  # log-in counts its failures, and has enough at some point
        assert_answered(response)


@junk_tested
@given(
    body=st.binary(max_size=200),
    kind=st.sampled_from(
        [
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=\xe9",
            "application/json",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/x-www-form-urlencoded; charset=no-such",
            "junk",
            "",
        ]
    ),
)
@example(b'--x\r\nContent-Disposition: form-data; name="message"\r\n\r\na\0b\r\n--x--', "")
def test_any_body(paper, client, body, kind):
    assert_answered(client.generic("POST", "/contact/", body, kind))


@junk_tested
@given(
    page=st.sampled_from(["/", "/2020/07/19/rain/", "/contact/", "/accounts/login/", "/admin/"]),
    header=st.sampled_from(["COOKIE", "HOST", "X_FORWARDED_FOR", "ACCEPT", "REFERER", "RANGE"]),
    value=pieces.map(lambda piece: piece.decode("latin-1")),
)
@example("/admin/", "COOKIE", 'sessionid="aaaaaaaaaaaa\\000"')
@example("/accounts/login/", "COOKIE", 'sessionid="aaaaaaaaaaaa\\000"; csrftoken="\\000"')
@example("/admin/", "COOKIE", "messages=junk; sessionid=" + "x" * 500)
@example("/", "HOST", "evil.example")
def test_any_header(paper, client, page, header, value):
    assert_answered(ask(client, page.encode(), **{f"HTTP_{header}": value}))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("page", READ_ONLY)
def test_what_is_only_read_takes_nothing(paper, client, page, method):
    response = ask(client, page.encode(), method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] in ("GET, HEAD", "GET")
