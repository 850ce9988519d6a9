import math

import pytest

from algemeiner.pagecache.pages import OBJECTS, Shared, StoredPage
from algemeiner.pagecache.store import UNHEARD, Store

NOW = 1_800_000_000.0
LONG = NOW + 3600


def key(path):
    return ("http", None, "localhost", path, "")


def page(*tags, body=b"Rain.", generation=1, stored_at=NOW, fresh_until=LONG):
    return StoredPage(
        "200 OK",
        [("Content-Type", "text/html")],
        body,
        tags=tags,
        generation=generation,
        stored_at=stored_at,
        fresh_until=fresh_until,
        expires_at=LONG,
        shared=Shared(2, 300),
    )


@pytest.fixture
def store():
    store = Store(2**20)
    store.begin_to_hear()
    store.hear(until=math.inf)
    return store


def keep(store, path, *tags, **fields):
    render = store.begin()
    render.tags.update(tags)
    kept = store.keep(key(path), page(*tags, **fields), render)
    store.end(render)
    return kept


def paths(store):
    return [path for *_, path, _ in store.pages]


def test_pages_are_thrown_away_by_what_they_show(store):
    keep(store, "/", "articles", "photo-1")
    keep(store, "/a/", "article-1", "photo-1")
    keep(store, "/b/", "article-2")
    store.turn_over(["article-1", "in-section-3"])
    assert paths(store) == ["/", "/b/"]
    store.turn_over(["photo-1", "articles"])
    assert paths(store) == ["/b/"]
    store.turn_over(["site"])
    assert paths(store) == []
    assert store.bytes == 0
    assert store._keys == {}
    told = [(turn.tags, turn.pages) for turn in store.turn_overs]
    assert told == [
        (("article-1", "in-section-3"), 1),
        (("photo-1", "articles"), 1),
        (("site",), 1),
    ]


@pytest.mark.parametrize(
    ("turned", "kept"),
    [(["article-1"], False), (["site"], False), (["article-2"], True), ([], True)],
)
def test_what_changed_while_it_was_rendered_is_not_kept(store, turned, kept):
    render = store.begin()
    render.tags.add("article-1")
    store.turn_over(turned)
    assert store.keep(key("/a/"), page("article-1"), render) == kept
    assert paths(store) == ["/a/"] * kept


def test_a_render_that_has_ended_hears_no_more(store):
    render = store.begin()
    store.end(render)
    store.turn_over(["article-1"])
    assert render.turned_over == set()


def test_a_page_takes_the_place_of_the_one_before(store):
    keep(store, "/a/", "article-1", "tag-1", body=b"x")
    keep(store, "/a/", "article-1", body=b"y")
    assert [entry.answer("", NOW).body for entry in store.pages.values()] == [b"y"]
    assert store._keys == {"article-1": {key("/a/")}}
    assert store.bytes == sum(entry.size for entry in store.pages.values())


def test_there_is_room_for_what_was_asked_for_last(store):
    store.most_bytes = 10 * (OBJECTS + 100)
    for number in range(10):
        keep(store, f"/{number}/", f"article-{number}", stored_at=NOW + number)
    store.pages[key("/0/")].used_at = NOW + 100
    keep(store, "/new/", "article-new", stored_at=NOW + 50)
    assert store.bytes <= store.most_bytes
    assert "/0/" in paths(store)
    assert "/new/" in paths(store)
    assert "/1/" not in paths(store)


def test_a_page_is_current_until_its_time(store):
    ending = page(fresh_until=NOW + 10)
    assert store.is_current(ending, NOW + 9.9)
    assert not store.is_current(ending, NOW + 10)


def test_unheard_pages_live_for_two_seconds(store):
    kept = page()
    assert store.is_current(kept, NOW + 60)
    store.hear_nothing()
    assert [store.is_current(kept, NOW + after) for after in (0, 1.9, UNHEARD, 60)] == [
        *(True, True),
        *(False, False),
    ]


def test_an_ear_that_hears_no_more_is_not_believed_for_long(store):
    store.hear(until=0)
    assert not store.is_current(page(), NOW + 60)


def test_what_was_kept_before_listening_began_again_is_not_trusted(store):
    kept = page(generation=store.generation)
    store.hear_nothing()
    store.begin_to_hear()
    store.hear(until=math.inf)
    assert not store.is_current(kept, NOW + 60)
    assert store.is_current(page(generation=store.generation), NOW + 60)


def test_what_was_rendered_while_nobody_listened_is_not_trusted(store):
    store.hear_nothing()
    render = store.begin()
    store.begin_to_hear()
    store.hear(until=math.inf)
    assert not store.is_current(page(generation=render.generation), NOW + 60)


def test_what_a_page_grows_by_is_counted(store, monkeypatch):
    monkeypatch.setattr("algemeiner.pagecache.store.RECOUNTED", 2)
    keep(store, "/a/", "article-1", body=b"Rain and snow. " * 100)
    before = store.bytes
    store.pages[key("/a/")].answer("gzip", NOW)
    assert store.bytes == before
    keep(store, "/b/", "article-2")
    assert store.bytes == sum(entry.size for entry in store.pages.values()) > before
    store.turn_over(["site"])
    assert store.bytes == 0
