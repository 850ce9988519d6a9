import gzip
import re

import brotli
import pytest

from algemeiner.pagecache.pages import Shared, StoredPage, without_body

NOW = 1_795_608_000.0  # Wed, 25 Nov 2026 12:00:00 GMT
BODY = b"Rain is expected. " * 100


def page(*, headers=(), tags=("article-1",), fresh=3600.0, expires=86400.0, seconds=2, in_need=300):
    return StoredPage(
        "200 OK",
        [("Content-Type", "text/html"), ("Content-Length", "1"), *headers],
        BODY,
        tags=tags,
        generation=1,
        stored_at=NOW,
        fresh_until=NOW + fresh,
        expires_at=NOW + expires,
        shared=Shared(seconds, in_need),
    )


def told(answer, *names):
    headers = dict(answer.headers)
    assert len(headers) == len(answer.headers)
    return [headers.get(name) for name in names]


@pytest.mark.parametrize(
    ("encoding", "read"),
    [("br", brotli.decompress), ("gzip", gzip.decompress), ("", lambda body: body)],
)
def test_each_encoding_has_its_own_mark(encoding, read):
    answer = page().answer(encoding, NOW)
    assert read(answer.body) == BODY
    assert told(answer, "Content-Encoding", "Content-Length", "Vary") == [
        *(encoding or None, str(len(answer.body))),
        "Accept-Encoding",
    ]
    end = f'-{encoding}"' if encoding else '"'
    assert re.fullmatch(rf'"[0-9a-f]{{24}}{re.escape(end)}', answer.etag)
    assert told(answer, "ETag") == [answer.etag]


def test_the_same_page_has_the_same_mark_in_every_process():
    assert page().answer("br", NOW).etag == page().answer("br", NOW + 5).etag


def test_a_feed_keeps_the_validators_that_it_has():
    own = [("ETag", 'W/"m"'), ("Last-Modified", "Tue, 24 Nov 2026 10:00:00 GMT")]
    answer = page(headers=own).answer("gzip", NOW)
    assert told(answer, "ETag", "Last-Modified") == [value for _, value in own]
    assert answer.last_modified == own[1][1]


def test_a_page_names_its_time_when_no_other_can_be_of_the_same_second():
    kept = page()
    assert [kept.answer("br", NOW + after).last_modified for after in (0, 1.9, 2, 50)] == [
        *("", ""),
        *["Wed, 25 Nov 2026 12:00:00 GMT"] * 2,
    ]


@pytest.mark.parametrize(
    ("fresh", "expires", "cache_control"),
    [
        (3600, 86400, "s-maxage=2, stale-while-revalidate=2, stale-if-error=300"),
        (3.5, 86400, "s-maxage=2, stale-while-revalidate=1, stale-if-error=300"),
        (2, 86400, "s-maxage=2, stale-while-revalidate=0, stale-if-error=300"),
        (0.9, 86400, "s-maxage=0, stale-while-revalidate=0, stale-if-error=300"),
        (60, 60, "s-maxage=2, stale-while-revalidate=2, stale-if-error=58"),
        (1, 1, "s-maxage=1, stale-while-revalidate=0, stale-if-error=0"),
        (-5, 100, "s-maxage=0, stale-while-revalidate=0, stale-if-error=100"),
        (-5, -5, "s-maxage=0, stale-while-revalidate=0, stale-if-error=0"),
    ],
)
def test_no_cache_in_front_outlives_an_end(fresh, expires, cache_control):
    answer = page(fresh=fresh, expires=expires).answer("br", NOW)
    assert told(answer, "Cache-Control") == [f"public, max-age=0, {cache_control}"]


def test_what_is_told_counts_down():
    kept = page(fresh=10, expires=10)
    numbers = [
        [int(number) for number in re.findall(r"-(?:\w+=|\w+-\w+=)(\d+)", control)]
        for after in (0, 3, 7, 8.5, 9.5)
        for control in told(kept.answer("br", NOW + after), "Cache-Control")
    ]
    ends = [sum(found[-2:]) for found in numbers]
    assert all(after + end <= 10 for after, end in zip((0, 3, 7, 8.5, 9.5), ends, strict=True))


def test_tags_are_named_for_caches_in_front():
    answer = page(tags=["article-1", "photo-2"]).answer("br", NOW)
    assert told(answer, "Cache-Tag", "Surrogate-Key") == [
        "site,article-1,photo-2",
        "site article-1 photo-2",
    ]


def test_more_tags_than_a_header_should_have_are_one():
    many = [f"article-{number}" for number in range(100)]
    assert told(page(tags=many).answer("br", NOW), "Surrogate-Key") == ["site many"]


def test_tags_are_for_those_who_ask_for_them():
    kept = StoredPage(
        "200 OK",
        [],
        BODY,
        tags=["article-1"],
        generation=1,
        stored_at=NOW,
        fresh_until=NOW + 1,
        expires_at=NOW + 1,
        shared=Shared(2, 300, are_told_tags=False),
    )
    assert told(kept.answer("br", NOW), "Cache-Tag", "Surrogate-Key") == [None, None]


def test_not_modified_names_no_body():
    answer = page().answer("br", NOW)
    assert {name for name, _ in answer.headers} - {
        name for name, _ in without_body(answer.headers)
    } == {"Content-Type", "Content-Length", "Content-Encoding"}
