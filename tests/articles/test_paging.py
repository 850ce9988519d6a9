from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Kind
from articles.paging import EPOCH, Key, Page, page_of
from tests.factories import AuthorFactory, SectionFactory, TagFactory, make_article
from tests.markup import elements, texts

NOON = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (EPOCH, "0-7"),
        (datetime(2020, 7, 19, 7, 47, 0, 1, tzinfo=UTC), "1595144820000001-7"),
        (datetime(1951, 1, 1, tzinfo=UTC), "-599616000000000-7"),
    ],
)
def test_a_key_is_written_and_read(at, text):
    assert str(Key(at, 7)) == text
    assert Key.parse(text) == Key(at, 7)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 10**18 - 1),
)
def test_any_key_is_read_as_it_was_written(at, pk):
    assert Key.parse(str(Key(at, pk))) == Key(at, pk)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1-",
        "-1",
        "1",
        "1-2-3",
        "1-2 ",
        "1-2\n",
        "+1-2",
        "1.5-2",
        "1--2",
        "١-٢",
        "１-２",
        "9" * 18 + "-1",
        "1-" + "9" * 19,
        "-" + "9" * 17 + "-1",
        "9" * 10_000,
    ],
)
def test_what_is_no_key_is_a_bad_request(text):
    with pytest.raises(BadRequest, match="Not a key of a list"):
        Key.parse(text)


# Eight articles at three moments, so that most neighbours have the same time.
HOURS = [0, 1, 1, 1, 2, 2, 1, 0]


@pytest.fixture
def lists(db):
    """The same eight articles as every kind of list has them, and each list's newest first."""
    section, tag, author = SectionFactory(), TagFactory(), AuthorFactory()
    made = [
        make_article(
            section=section,
            kind=Kind.REVIEW,
            # Second in its byline and among its tags: the place there is no matter.
            authors=[AuthorFactory(), author],
            tags=[TagFactory(), tag],
            publish_at=NOON - timedelta(hours=hours),
        )
        for hours in HOURS
    ]
    elsewhere = SectionFactory(slug="books")
    make_article(section=elsewhere, publish_at=NOON - timedelta(hours=1))
    published = Article.objects.published()
    newest_first = sorted(made, key=lambda article: (article.publish_at, article.pk), reverse=True)
    return newest_first, {
        "section": published.in_section(section),
        "kind": published.of_kind(Kind.REVIEW),
        "tag": published.tagged(tag),
        "author": published.by_author(author),
    }


def walk(rf, articles, size, start="/", direction="older_url") -> list[Page]:
    """Every page from `start` on, by the addresses that the pages themselves give."""
    pages = []
    url = start
    while url:
        pages.append(page_of(articles.for_lists(), rf.get(url), size))
        url = getattr(pages[-1], direction)
        assert len(pages) < 20, "the walk goes in a circle"
    return pages


@pytest.mark.parametrize("kind", ["section", "kind", "tag", "author"])
def test_the_pages_are_the_list_in_both_directions(rf, lists, kind):
    newest_first, by_kind = lists
    for size in [1, 2, 3, 7, 8, 9]:
        assert_whole(rf, by_kind[kind], size, newest_first)


def assert_whole(rf, articles, size, newest_first):
    down = walk(rf, articles, size, start="/x/?q=a%20b")
    assert [article for page in down for article in page.rows] == newest_first
    assert [len(page.rows) for page in down[:-1]] == [size] * (len(down) - 1)
    assert down[0].newer_url is None
    if len(down) == 1:
        return
    assert down[0].older_url.startswith("/x/?q=a+b&before=")
    up = walk(rf, articles, size, start=down[-1].newer_url, direction="newer_url")
    from_the_top = [article for page in reversed(up) for article in page.rows]
    assert from_the_top == newest_first[: len(newest_first) - len(down[-1].rows)]


def test_what_is_published_meanwhile_moves_nothing(rf, lists):
    newest_first, by_kind = lists
    first = page_of(by_kind["section"], rf.get("/"), 3)
    make_article(section=first.rows[0].section, publish_at=NOON + timedelta(minutes=1))
    second = page_of(by_kind["section"], rf.get(first.older_url), 3)
    assert second.rows == newest_first[3:6]


def test_a_key_of_an_article_that_is_gone_still_says_where_to_go_on(rf, lists):
    newest_first, by_kind = lists
    first = page_of(by_kind["section"], rf.get("/"), 3)
    Article.objects.filter(pk=first.rows[-1].pk).update(status="withdrawn")
    second = page_of(by_kind["section"], rf.get(first.older_url), 3)
    assert second.rows == newest_first[3:6]


def test_either_before_or_after(rf):
    with pytest.raises(BadRequest, match="Either before or after"):
        page_of(Article.objects.published(), rf.get("/?before=1-2&after=1-2"))


def test_nothing_beyond_the_ends(rf, lists):
    newest_first, by_kind = lists
    top, bottom = newest_first[0], newest_first[-1]
    for query in [
        f"/?after={Key(top.publish_at, top.pk)}",
        f"/?before={Key(bottom.publish_at, bottom.pk)}",
    ]:
        assert page_of(by_kind["tag"], rf.get(query), 3) == Page([], None, None)


def test_a_reader_walks_by_the_links_of_the_pages(client, db):
    section = SectionFactory()
    made = [make_article(section=section, publish_at=NOON) for _ in range(23)]
    headlines = [article.headline for article in reversed(made)]
    first = client.get("/category/city/")
    assert texts(first, "a.teaser-link") == headlines[:20]
    assert elements(first, "a[rel=prev]") == []
    second = client.get(elements(first, "a[rel=next]")[0].attrs["href"])
    assert texts(second, "a.teaser-link") == headlines[20:]
    assert elements(second, "a[rel=next]") == []
    back = client.get(elements(second, "a[rel=prev]")[0].attrs["href"])
    assert texts(back, "a.teaser-link") == headlines[:20]
    assert elements(back, "a[rel=prev]") == []
