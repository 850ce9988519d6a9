"""
The thread that hears what has changed: it LISTENs on the primary, over a connection of its own.

PostgreSQL sends notices after the commit that they are of, in order, and what was notified before a
query on the same connection arrives before its answer. So each answer proves that everything until
the moment of asking is known. Where none comes the connection is dead, whatever it looks like.
"""

from __future__ import annotations

import logging
import select
import time
from contextlib import closing
from threading import Event, Lock, Thread
from typing import Any

import psycopg
from django.db import connections
from psycopg import pq

from algemeiner.pagecache.store import UNHEARD, Store

logger = logging.getLogger(__name__)

CHANNEL = "readers_pages"  # what the migration pages_turn_over notifies
BEAT = 0.5  # seconds between two questions
DEAD = 1.5  # seconds without an answer
PAUSE = 0.25  # before the next try
CONNECT_WITHIN = 2
SAME = ("dbname", "user", "password", "host", "port", "sslmode", "target_session_attrs")


class Dead(Exception):
    """The server does not answer."""


class Listener:
    """`start` may be called for every request; the first makes the thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._thread: Thread | None = None
        self._stopped = Event()
        self.problem = ""  # why nothing is heard

    def start(self) -> None:
        # Not when the process begins: a thread does not live through a fork.
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="page cache", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._store.hear_nothing()

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                with closing(connect()) as connection:  # and no last word to a server that is away
                    listen(connection, self._store)
                    self.problem = ""
                    while not self._stopped.is_set():
                        hear(connection, self._store)
                        select.select([connection.fileno()], [], [], BEAT)
            except (psycopg.Error, Dead, OSError) as problem:
                self._give_up(str(problem))
                self._stopped.wait(PAUSE)

    def _give_up(self, problem: str) -> None:
        self._store.hear_nothing()
        if not self.problem:
            logger.warning("Pages live for %s seconds: %s", UNHEARD, problem)
        self.problem = problem


def connect() -> psycopg.Connection[Any]:
    """A connection of its own to the primary; standbys cannot LISTEN."""
    wanted = connections["default"].get_connection_params()
    same = {name: wanted[name] for name in SAME if name in wanted}
    return psycopg.connect(
        **same, autocommit=True, connect_timeout=CONNECT_WITHIN, application_name="page cache"
    )


def listen(connection: psycopg.Connection[Any], store: Store) -> None:
    connection.execute(f"LISTEN {CHANNEL}")
    store.begin_to_hear()


def hear(connection: psycopg.Connection[Any], store: Store) -> None:
    """Turn over what has changed until now; from then on all is known for a while."""
    asked = time.monotonic()
    _ask(connection.pgconn)
    while notice := connection.pgconn.notifies():
        store.turn_over(notice.extra.decode().split())
    store.hear(until=asked + UNHEARD)


def _ask(server: pq.abc.PGconn) -> None:
    """Raises Dead where no answer comes in time; psycopg itself would wait for ever."""
    deadline = time.monotonic() + DEAD
    server.send_query(b"SELECT 1")
    while server.flush() or server.is_busy():
        if not select.select([server.socket], [], [], max(0, deadline - time.monotonic()))[0]:
            raise Dead(f"PostgreSQL has not answered for {DEAD} seconds.")
        server.consume_input()
    while server.get_result():
        pass
