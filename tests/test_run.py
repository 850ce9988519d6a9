"""`manage.py run`, as `make run` calls it, in a data directory of its own."""

import json
import os
import signal
import socket
import subprocess
import sys

from algemeiner.environment import BASE_DIR
from tests.newspaper import Newspaper


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
