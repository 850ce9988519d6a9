"""The servers that are measured, each a process of its own that ends with the block."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from algemeiner.environment import BASE_DIR
from algemeiner.management.commands.run import Command

WORKERS = 2
PATIENCE = 60.0  # seconds that a server has to answer
HERE = Path(__file__).parent
PATH = f"{os.environ['PATH']}:/usr/sbin"  # where Debian has nginx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def newspaper(database_url: str, *, cached: bool) -> Iterator[str]:
    """The real server, as `manage.py run web` starts it; its address."""
    port = free_port()
    env = {"DATABASE_URL": database_url, "PORT": str(port), "WEB_WORKERS": str(WORKERS)}
    if not cached:
        env["PAGE_CACHE_MIB"] = "0"
    with _running([sys.executable, "manage.py", "run", "web"], env, port) as address:
        yield address


@contextmanager
def granian(application: str) -> Iterator[str]:
    """Another application under the same server with the same options; its address."""
    port = free_port()
    command = Command().web_command()
    command[command.index("--port") + 1] = str(port)
    command[command.index("--workers") + 1] = str(WORKERS)
    with _running([*command[:-1], application], {}, port) as address:
        yield address


@contextmanager
def nginx(name: str, directory: Path, **words: str | Path) -> Iterator[str]:
    """Debian's nginx with one of the configurations here, filled in; its address."""
    port, place = free_port(), directory / name
    place.mkdir(parents=True, exist_ok=True)
    filled = {"port": port, "directory": place, "workers": WORKERS} | words
    conf = place / "nginx.conf"
    text = (HERE / f"{name}.conf").read_text()
    conf.write_text(re.sub(r"\{(\w+)\}", lambda match: str(filled[match[1]]), text))
    options = ["-p", str(place), "-c", str(conf), "-e", str(place / "error.log")]
    with _running(["nginx", *options, "-g", "daemon off;"], {}, port) as address:
        yield address


def has_nginx() -> bool:
    return shutil.which("nginx", path=PATH) is not None


@contextmanager
def _running(command: Sequence[str], env: Mapping[str, str], port: int) -> Iterator[str]:
    process = subprocess.Popen(
        command,
        env={**os.environ, "PATH": PATH, **env},
        cwd=BASE_DIR,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended with status {process.returncode}.")
        try:
            asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asking.request("GET", "/healthz")
            asking.getresponse().read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
        finally:
            asking.close()
