"""kill -9 for a web process that has readings in its memory, and a stop that waits for them."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from algemeiner.environment import BASE_DIR
from articles.reads import reads_of
from tests.factories import make_article
from tests.faults.killing import kill_trees
from tests.newspaper import free_port, plain_environment

PATIENCE = 60  # seconds on a busy machine
AT_MOST_LOST = 5.0  # seconds
BEFORE, AFTER = 4, 3  # readings that are old enough when it ends, and that are not


class Web:
    """A web server on the tests' own database, whose visitors come from one address each."""

    def __init__(self, directory):
        self.port = free_port()
        database = urlsplit(os.environ["DATABASE_URL"])
        url = database._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        env = {"DATABASE_URL": url, "ENV": "development", "PORT": str(self.port), "DEBUG": "1"}
        env |= {"TRUSTED_PROXIES": "127.0.0.1/32"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "web"],
            cwd=BASE_DIR,
            env=plain_environment(directory) | env,
            stdout=subprocess.DEVNULL,
        )
        self.visitors = 0

    def ask(self, path, **form):
        self.visitors += 1
        address = {"X-Forwarded-For": f"203.0.113.{self.visitors}", "User-Agent": "Firefox"}
        data = urlencode(form).encode() or None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, address)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status

    def wait(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return self.ask("/healthz")
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the web server did not begin")


@pytest.fixture
def web(transactional_db, tmp_path):
    web = Web(tmp_path)
    web.wait()
    yield web
    if web.process.poll() is None:
        kill_trees(web.process.pid)
    web.process.wait()


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (lambda web: kill_trees(web.process.pid), [BEFORE]),
        (lambda web: web.process.send_signal(signal.SIGTERM), [BEFORE + AFTER]),
    ],
    ids=["killed", "stopped"],
)
def test_no_more_than_five_seconds_of_readings_are_lost(web, end, kept):
    article = make_article()
    assert {web.ask("/read/", article=article.pk) for _ in range(BEFORE)} == {204}
    time.sleep(AT_MOST_LOST)
    assert {web.ask("/read/", article=article.pk) for _ in range(AFTER)} == {204}
    end(web)
    web.process.wait(PATIENCE)
    assert [reads_of(article)] == kept
