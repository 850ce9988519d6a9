"""`manage.py run`, as `make run` calls it, in a data directory of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from algemeiner.environment import BASE_DIR

PATIENCE = 180  # seconds for a first start on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Newspaper:
    """A running newspaper that a test starts and stops."""

    def __init__(self, data_dir: Path) -> None:
        self.port = free_port()
        self.data_dir = data_dir
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.env = inherited | {"DATA_DIR": str(data_dir), "PORT": str(self.port)}
        self.log = (data_dir.parent / "run.log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=BASE_DIR,
            env=self.env,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=10) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            try:
                if self.get("/readyz") == (200, "ready\n"):
                    return
            except OSError:
                pass
            time.sleep(0.3)
        raise AssertionError(self.said())

    def stop(self, number: int) -> int:
        os.killpg(self.process.pid, number)
        try:
            return self.process.wait(30)
        finally:
            self.output = self.said()
            self.log.close()

    def said(self) -> str:
        if not self.log.closed:
            self.log.seek(0)
            self.output = self.log.read()
        return self.output


def test_a_first_and_a_second_run(tmp_path):
    data_dir = tmp_path / "a directory" / "var"
    data_dir.mkdir(parents=True)

    first = Newspaper(data_dir)
    try:
        first.wait_until_ready()
        status, home = first.get("/")
        logins = json.loads((data_dir / "demo-logins.json").read_text())
    finally:
        assert first.stop(signal.SIGINT) == 0, first.said()
    assert (status, 'article class="teaser' in home) == (200, True)
    assert [login["role"] for login in logins] == [
        "managing_editor",
        "editor",
        "photo_editor",
        "reporter",
        "contributor",
    ]
    assert f"http://localhost:{first.port}/admin/" in first.said()
    assert all(login["password"] in first.said() for login in logins)
    assert not (data_dir / "postgres" / "postmaster.pid").exists()

    second = Newspaper(data_dir)
    try:
        second.wait_until_ready()
        assert second.get("/")[0] == 200
    finally:
        assert second.stop(signal.SIGTERM) == 0, second.said()
    assert json.loads((data_dir / "demo-logins.json").read_text()) == logins
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_a_taken_port_is_refused_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "run"],
            cwd=BASE_DIR,
            env=os.environ | {"PORT": str(port), "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        f"CommandError: 127.0.0.1:{port} cannot be used (Address already in use). "
        "Set PORT to another.\n",
    )
