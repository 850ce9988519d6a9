"""`manage.py run` as `make run` calls it: a newspaper that a test starts and stops."""

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

PATIENCE = 300  # seconds for a first start on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def plain_environment(data_dir: Path) -> dict[str, str]:
    """Nothing of this process's own: its DATABASE_URL is that of the tests."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return inherited | {"DATA_DIR": str(data_dir)}


class Newspaper:
    """A running newspaper that a test starts and stops."""

    def __init__(self, data_dir: Path, port: int | None = None, **env: str) -> None:
        self.port = port or free_port()
        self.data_dir = data_dir
        self.env = plain_environment(data_dir) | {"PORT": str(self.port)} | env
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

    def stop(self, number: int = signal.SIGTERM) -> int:
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
