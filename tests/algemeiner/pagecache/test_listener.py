import os
import signal
import threading
import time
from contextlib import closing

import psycopg
import pytest
from django.db import connection, transaction

from algemeiner.pagecache import listener
from algemeiner.pagecache.listener import Dead, Listener, connect, hear, listen
from algemeiner.pagecache.store import UNHEARD, Store
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def store():
    return Store(2**20)


@pytest.fixture
def line(store):
    with closing(connect()) as line:
        listen(line, store)
        yield line


def told(store):
    return {tag for turn in store.turn_overs for tag in turn.tags}


def test_what_changes_is_heard_after_the_commit_and_not_before(line, store):
    with transaction.atomic():
        article = make_article()
        hear(line, store)
        assert told(store) == set()
    hear(line, store)
    assert {"articles", f"article-{article.pk}", f"in-section-{article.section_id}"} <= told(store)


def test_what_is_rolled_back_is_never_heard(line, store):
    with transaction.atomic():
        make_article()
        transaction.set_rollback(True)
    hear(line, store)
    assert told(store) == set()


def test_an_answer_is_good_for_two_seconds(line, store):
    before = time.monotonic()
    assert not store.is_hearing
    hear(line, store)
    assert store.is_hearing
    assert before + UNHEARD <= store.heard_until <= time.monotonic() + UNHEARD


def test_a_server_that_does_not_answer_is_dead(line, store, monkeypatch):
    monkeypatch.setattr(listener, "DEAD", 0.1)
    (pid,) = line.execute("SELECT pg_backend_pid()").fetchone()
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(Dead):
            hear(line, store)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert not store.is_hearing


def test_a_line_that_is_cut_is_noticed(line, store):
    with connection.cursor() as cursor:
        (pid,) = line.execute("SELECT pg_backend_pid()").fetchone()
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    with pytest.raises(psycopg.OperationalError):
        until(lambda: hear(line, store))


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_thread_takes_up_listening_again(store, monkeypatch):
    """Started once however often it is asked; a second generation after its line was cut."""
    monkeypatch.setattr(listener, "PAUSE", 0.05)
    ear = Listener(store)
    for _ in range(3):
        ear.start()
    assert [thread.name for thread in threading.enumerate()].count("page cache") == 1
    until(lambda: store.is_hearing)
    first = store.generation
    article = make_article()
    until(lambda: f"article-{article.pk}" in told(store))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'page cache' AND datname = current_database()"
        )
    until(lambda: store.generation > first and store.is_hearing)
    another = make_article()
    until(lambda: f"article-{another.pk}" in told(store))
    ear.stop()
    assert not store.is_hearing
