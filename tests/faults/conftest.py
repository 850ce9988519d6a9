"""A newspaper of its own for each test: server, database, fifty drafts, and who works on them."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from algemeiner import devdb
from algemeiner.environment import BASE_DIR
from tests.faults import ledger
from tests.faults.killing import kill_trees
from tests.faults.newsroom import Newsroom
from tests.faults.reader import Reader
from tests.newspaper import Newspaper, free_port, plain_environment

READERS = 2
PATIENCE = 240  # seconds that a process has to begin and to come to its end, on a busy machine


class Stage:
    """What a test of faults plays on."""

    def __init__(self, directory: Path, url: str, held: ExitStack) -> None:
        self.directory, self.url, self.held = directory, url, held
        self.writers: list[Program] = []
        self.port = free_port()
        django = {"DJANGO_SETTINGS_MODULE": "algemeiner.settings", "ENV": "development"}
        paths = {"NEWSROOM": str(directory / "newsroom.json"), "LEDGERS": str(directory)}
        self.env = (
            plain_environment(directory / "var")
            | django
            | paths
            | {"DATABASE_URL": url, "PORT": str(self.port)}
        )
        self.python("tests.faults.seed", paths["NEWSROOM"]).check()
        self.newsroom = Newsroom.read(directory / "newsroom.json")
        self.open()

    def open(self) -> None:
        # Whoever comes by loopback says which address they come from.
        proxy = {"WEB_WORKERS": "2", "TRUSTED_PROXIES": "127.0.0.1,::1"}
        self.paper = Newspaper(self.directory / "var", self.port, **proxy)
        self.held.callback(self.close, self.paper)
        self.paper.wait_until_ready()

    def close(self, paper: Newspaper) -> None:
        if paper.process.poll() is None:
            paper.stop()
        paper.log.close()

    def reopen(self) -> None:
        """After its processes were killed; `run` itself ends when one of its children does."""
        self.paper.process.wait(PATIENCE)
        self.close(self.paper)
        self.open()

    def python(self, *module_and_arguments: str, **env: str) -> "Program":
        program = Program(module_and_arguments, self.env | env)
        self.held.callback(program.end)
        return program

    def writer(self, name: str, *hands: str) -> None:
        self.writers.append(self.python("tests.faults.writer", name, *hands))

    def readers(self, also: set[int] = frozenset()) -> list[Reader]:
        readers = [Reader(self.newsroom, self.port, also) for _ in range(READERS)]
        for reader in readers:
            self.held.callback(reader.end)
            reader.start()
        return readers

    def none(self, faults: list[str]) -> None:
        """Fails with the faults in full, and with what the newspaper logged beside them."""
        assert not faults, "\n".join([*faults[:10], self.paper.said()[-3000:]])

    def report(self, acts: list[ledger.Act], readers: list[Reader], **more: object) -> None:
        """The figures, for whoever runs this by hand with -s."""
        counted = {
            "acts": Counter(f"{act.verb} {act.answer}" for act in acts),
            "answers": sum((reader.statuses for reader in readers), Counter()),
            "read": sum((reader.pages for reader in readers), Counter()),
        } | more
        sys.stdout.write("".join(f"{name}: {figures}\n" for name, figures in counted.items()))

    def play(self, seconds: float, until: Callable[[], bool]) -> None:
        """For so long; on a busy machine longer, until enough has happened."""
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < seconds or not until():
            assert passed < seconds + PATIENCE, "too little happens"
            assert self.paper.process.poll() is None, self.paper.said()[-3000:]
            for writer in self.writers:
                writer.check_that_it_runs()
            time.sleep(0.2)

    def stop(self, readers: list[Reader]) -> None:
        (self.directory / "stop").touch()
        for writer in self.writers:
            writer.check()
        for reader in readers:
            reader.end()

    def answered(self) -> int:
        return sum(act.answer != "unknown" for act in self.acts())

    def acts(self) -> list[ledger.Act]:
        return ledger.acts(sorted(self.directory.glob("*.jsonl")))


class Program:
    def __init__(self, arguments: tuple[str, ...], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=BASE_DIR,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def check(self) -> None:
        """Wait for its end, which has to be a good one."""
        said, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, said

    def check_that_it_runs(self) -> None:
        if self.process.poll() is not None:
            self.check()
            raise AssertionError(f"{self.process.args} ended by itself")

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        if not self.process.stdout.closed:
            self.process.communicate()


@pytest.fixture
def seconds() -> float:
    """How long the newspaper is tormented: a little by default, FAULT_SECONDS by hand."""
    return float(os.environ.get("FAULT_SECONDS", "12"))


@pytest.fixture
def worker(transactional_db, tmp_path):
    """Starts a worker on the tests' own database and media; it ends when nothing is left to do."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    env = plain_environment(tmp_path) | {"DATABASE_URL": url.geturl(), "ENV": "development"}
    started = []

    def start(queue, **more):
        command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
        options = ["--queues", f"{queue},housekeeping", "--delete-jobs", "successful"]
        process = subprocess.Popen(
            [*command, *options], cwd=BASE_DIR, env=env | more, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            kill_trees(process.pid)
        process.communicate()


@pytest.fixture
def stage(tmp_path):
    (tmp_path / "var").mkdir()
    with ExitStack() as held:
        url = held.enter_context(devdb.hold(tmp_path / "var"))
        yield Stage(tmp_path, url, held)
