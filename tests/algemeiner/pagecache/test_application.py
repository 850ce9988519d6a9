import gzip
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from algemeiner.policy import Role
from tests.factories import UserFactory, make_article
from tests.reading import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return make_article(headline="Rain Expected").get_absolute_url()


def test_a_page_is_rendered_once(reader, address, django_assert_num_queries):
    first = reader.ask(address, Accept_Encoding="br")
    with django_assert_num_queries(0):
        second = reader.ask(address, Accept_Encoding="br")
    assert [first.cached, second.cached] == ["miss", "hit"]
    assert first.body == second.body
    assert whole(second) == reader.truth(address).body
    assert reader.cache.counts == {"hit": 1, "miss": 1, "stale": 0, "bypass": 0}


def test_it_answers_with_the_headers_that_django_gives(reader, address):
    reader.ask(address)
    kept, truth = reader.ask(address).headers, reader.truth(address).headers
    assert kept.items() >= truth.items()
    assert kept.keys() - truth.keys() == {
        *("Cache-Control", "Cache-Tag", "ETag", "Surrogate-Key", "Vary", "X-Cache"),
    }


@pytest.mark.parametrize(("encoding", "read"), [("gzip", gzip.decompress), ("", bytes)])
def test_who_takes_no_brotli_gets_the_same(reader, address, encoding, read):
    reader.ask(address, Accept_Encoding="br")
    kept = reader.ask(address, Accept_Encoding=encoding)
    assert kept.cached == "hit"
    assert kept.headers.get("Content-Encoding", "") == encoding
    assert read(kept.body) == reader.truth(address).body


def test_head_and_conditional_requests(reader, address):
    for _ in range(2):  # a miss, and a hit
        page = reader.ask(address, Accept_Encoding="br")
        head = reader.ask(address, "HEAD", Accept_Encoding="br")
        assert (head.status, head.body) == (200, b"")
        assert head.headers["Content-Length"] == str(len(page.body))
        etag = page.headers["ETag"]
        same = reader.ask(address, Accept_Encoding="br", If_None_Match=etag)
        assert (same.status, same.body) == (304, b"")
        assert same.headers["ETag"] == etag
        assert same.headers["Cache-Control"] == page.headers["Cache-Control"]
        assert "Content-Length" not in same.headers
        assert reader.ask(address, If_None_Match=etag).status == 200  # of another encoding
        reader.cache.store.turn_over(["site"])


def test_a_part_of_a_page_is_not_given_by_itself(reader, address):
    assert reader.ask(address, Range="bytes=0-9").body == reader.ask(address).body


def test_a_first_request_with_conditions_leaves_a_whole_page(reader, address):
    assert reader.ask(address, "HEAD", If_None_Match="*", Range="bytes=0-9").status == 304
    assert reader.ask(address).body == reader.truth(address).body


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "sessionid={}; csrftoken=secret; messages=secret"},
        {"Authorization": "Bearer secret"},
        {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Host": "secret.example"},
        {"X_Forwarded_Proto": "secret"},
        {"X_Original_Url": "/admin/", "X_Http_Method_Override": "DELETE"},
        {"Accept_Language": "he", "Accept": "application/json", "Prefer": "return=minimal"},
        {"User_Agent": "secret", "Referer": "https://secret.example/", "Origin": "null"},
        {"Range": "bytes=0-9", "If_Range": '"a"', "Save_Data": "on", "Sec_Purpose": "prefetch"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_nothing_of_who_asked_first_is_in_what_others_get(reader, address, client, headers):
    client.force_login(UserFactory(role=Role.MANAGING_EDITOR, name="Secret"))
    sent = {
        name: value.format(client.cookies["sessionid"].value) for name, value in headers.items()
    }
    first = reader.ask(f"{address}?utm_source=secret", **sent)
    assert first.body == reader.truth(address).body
    second = reader.ask(address)
    assert second.body == first.body
    assert "Set-Cookie" not in second.headers
    assert "secret" not in f"{second.headers}{second.body!r}".lower()


@pytest.mark.parametrize(
    "path",
    [
        *("/admin/", "/contact/", "/join/", "/submit/", "/accounts/login/", "/contribute/"),
        *("/csrf/", "/healthz", "/readyz", "/static/css/paper.css", "/preview/x/", "/nothing"),
    ],
)
def test_what_is_somebodys_own_goes_by_as_it_came(reader, path):
    answers = [reader.ask(path, Cookie="sessionid=x") for _ in range(2)]
    assert {answer.cached for answer in answers} == {"bypass"}
    assert reader.cache.store.pages == {}


def test_a_form_goes_by(reader, address):
    answer = reader.ask(address, "POST")
    assert (answer.status, answer.cached) == (403, "bypass")  # without a token


@pytest.mark.parametrize("query", ["before=junk", "unknown=1", "before=1-2&x=y", "q=rain"])
def test_what_nobody_links_to_takes_no_room(reader, query):
    article = make_article()
    reader.ask(f"{article.section.get_absolute_url()}?{query}")
    assert reader.cache.store.pages == {}


def test_parameters_of_a_page_tell_pages_apart(reader):
    section = make_article(publish_at=timezone.now() - timedelta(days=2)).section
    older = f"{section.get_absolute_url()}?before=1-1"
    pages = [reader.ask(address).body for address in (older, section.get_absolute_url(), older)]
    assert pages[0] == pages[2] != pages[1]


def test_an_address_that_nobody_knows_takes_no_room(reader):
    assert [reader.ask("/category/none/").status for _ in range(2)] == [404, 404]
    assert reader.cache.store.pages == {}


def test_hosts_that_are_not_ours_get_nothing_that_is_kept(reader, address):
    reader.ask(address)
    assert reader.ask(address, Host="evil.example").status == 400
    assert len(reader.cache.store.pages) == 1


# The database away


@pytest.fixture
def away(monkeypatch):
    """Makes PostgreSQL go away, however it is asked."""

    def go(*args, **kwargs):
        raise OperationalError("the connection is lost")

    return lambda: monkeypatch.setattr(
        "django.db.backends.base.base.BaseDatabaseWrapper._cursor", go
    )


def test_what_is_there_is_read_on_when_the_database_is_away(reader, address, away):
    page = reader.ask(address)
    reader.ask("/robots.txt")
    reader.cache.store.hear_nothing()
    for kept in reader.cache.store.pages.values():
        kept.stored_at -= 60
    away()
    answers = [reader.ask(address) for _ in range(2)]
    assert [(answer.status, answer.cached) for answer in answers] == [(200, "stale")] * 2
    assert answers[0].body == page.body
    assert reader.ask("/robots.txt").cached == "stale"
    other = reader.ask("/corrections/")
    assert (other.status, other.headers["Cache-Control"]) == (503, "no-store")


def test_nothing_outlives_its_expiry_when_the_database_is_away(reader, address, away):
    reader.ask(address)
    for kept in reader.cache.store.pages.values():
        kept.fresh_until = kept.expires_at = kept.stored_at
    away()
    assert reader.ask(address).status == 503


def test_what_has_changed_is_not_shown_again_when_the_database_is_away(reader, address, away):
    reader.ask(address)
    reader.cache.store.turn_over(["site"])
    away()
    assert reader.ask(address).status == 503
