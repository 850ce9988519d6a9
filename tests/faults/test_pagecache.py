"""
Two web processes with caches of their own on one PostgreSQL: what is published is on both at once,
and nothing stale remains when the database was away.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from statistics import quantiles
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.db import connection

from algemeiner.environment import BASE_DIR
from tests.factories import change, make_article
from tests.faults.gate import Gate
from tests.faults.killing import kill_trees
from tests.newspaper import free_port, plain_environment

SECONDS = float(os.environ.get("FAULT_SECONDS", "4"))
PATIENCE = 60  # seconds on a busy machine
AT_ONCE = 0.25  # seconds from the commit to the first fresh page on every process
READERS = 2  # of each process


class Web:
    def __init__(self, directory, gate):
        self.port = free_port()
        name = connection.settings_dict["NAME"]
        user = connection.settings_dict["USER"]
        url = f"postgresql://{user}@127.0.0.1:{gate.port}/{quote(name)}"
        env = {"DATABASE_URL": url, "ENV": "development", "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "web"],
            cwd=BASE_DIR,
            env=plain_environment(directory) | env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, path):
        """(status, X-Cache, text)"""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request("GET", path)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, answer.headers["X-Cache"], text

    def wait(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return self.ask("/readyz")
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the web server did not begin")

    def wait_for(self, path, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition(*(answer := self.ask(path))):
            assert time.monotonic() < deadline, answer[:2]
            time.sleep(0.05)


@pytest.fixture
def gate():
    query = parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)
    if "host" not in query:
        pytest.skip("the database is not the embedded one")
    gate = Gate(f"{query['host'][0]}/.s.PGSQL.{query['port'][0]}")
    gate.start()
    yield gate
    gate.end()


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """With the static files, which are collected once."""
    directory = tmp_path_factory.mktemp("var")
    command = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    env = plain_environment(directory) | {"ENV": "development"}
    subprocess.run(command, cwd=BASE_DIR, env=env, check=True, stdout=subprocess.DEVNULL)
    return directory


@pytest.fixture
def webs(transactional_db, directory, gate):
    webs = [Web(directory, gate) for _ in range(2)]
    for web in webs:
        web.wait()
    yield webs
    for web in webs:
        kill_trees(web.process.pid)
        web.process.wait()


class Reader(threading.Thread):
    """Notes when it asked, and the number of the version that it got."""

    def __init__(self, web, path):
        super().__init__()
        self.web, self.path = web, path
        self.seen = []
        self.ended = False

    def run(self):
        line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=20)
        while not self.ended:
            asked = time.monotonic()
            line.request("GET", self.path)
            answer = line.getresponse()
            text = answer.read().decode()
            assert answer.status == 200
            self.seen.append((asked, time.monotonic(), version_in(text)))
        line.close()

    def end(self):
        self.ended = True
        self.join()


def version_in(text):
    return int(text.partition("Version ")[2].partition("<")[0].partition(" ")[0])


def test_what_is_published_is_on_every_process_at_once(webs):
    article = make_article(headline="Version 0")
    path = article.get_absolute_url()
    readers = [Reader(web, at) for web in webs for at in (path, "/")]
    for reader in readers:
        reader.start()
    published, ends = [(time.monotonic(), 0)], time.monotonic() + SECONDS
    while time.monotonic() < ends:
        time.sleep(0.15)
        change(article, "minor", headline=f"Version {len(published)}")
        published.append((time.monotonic(), len(published)))
    time.sleep(2 * AT_ONCE)
    for reader in readers:
        reader.end()
    reads = [read for reader in readers for read in reader.seen]
    stale = [
        (asked, seen)
        for asked, _, seen in reads
        if seen < max((n for at, n in published if at + AT_ONCE < asked), default=0)
    ]
    delays = [delay for reader in readers for delay in delays_of(reader.seen, published)]
    worst = quantiles(delays, n=100)[-1]
    sys.stdout.write(
        f"{len(published)} publications, {len(reads)} readings, stale {len(stale)}, on every page"
        f" after {quantiles(delays, n=2)[0] * 1000:.0f} ms, p99 {worst * 1000:.0f} ms\n"
    )
    assert stale == []
    assert len(reads) > 10 * len(published)


def delays_of(seen, published):
    """From each commit to the first page that shows it, or a newer one."""
    for at, number in published[1:]:
        fresh = (answered for _, answered, shown in seen if shown >= number and answered > at)
        yield next(fresh) - at


def test_while_the_database_is_away_what_is_there_is_read_on(webs, gate):
    article, other = make_article(headline="Version 0"), make_article(headline="Unread")
    path, unread = article.get_absolute_url(), other.get_absolute_url()
    for web in webs:
        assert web.ask(path)[0] == 200
    gate.shut()
    change(article, "minor", headline="Version 1")  # by who still reaches it
    time.sleep(2.5)
    for web in webs:
        status, cached, text = web.ask(path)
        assert (status, cached, version_in(text)) == (200, "stale", 0)
        status, _, text = web.ask(unread)
        assert (status, "error-page" in text) == (503, True)
    gate.open()
    for web in webs:
        web.wait_for(path, lambda status, cached, text: version_in(text) == 1)
        web.wait_for(path, lambda status, cached, text: cached == "hit")
        assert [version_in(web.ask(path)[2]) for _ in range(20)] == [1] * 20
    change(article, "minor", headline="Version 2")
    time.sleep(AT_ONCE)
    assert [version_in(web.ask(path)[2]) for web in webs] == [2, 2]


def test_a_database_that_is_silent_takes_no_kept_page_away(webs, gate):
    article = make_article(headline="Version 0")
    path, (web, _) = article.get_absolute_url(), webs
    assert web.ask(path)[0] == 200
    gate.fall_silent()
    time.sleep(2.5)  # the page is not trusted any more
    answers = []
    for _ in range(8):
        reader = threading.Thread(target=lambda: answers.append(web.ask(path)[:2]), daemon=True)
        reader.start()
        time.sleep(0.3)
    assert answers.count((200, "stale")) >= 6  # but for the one that finds out
    change(article, "minor", headline="Version 1")
    gate.speak()
    web.wait_for(path, lambda status, cached, text: version_in(text) == 1)
