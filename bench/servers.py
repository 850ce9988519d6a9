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
# What of deploy/nginx.conf is another here, in place of what.
IN_FRONT = [
    (r"worker_processes auto;", "worker_processes {workers};\npid {directory}/nginx.pid;"),
    (r"(http \{\n)", r"\1  access_log off;\n  client_body_temp_path {directory}/body;\n"),
    (r"/var/cache/nginx/newspaper", "{directory}/pages"),
    (r"server 127\.0\.0\.1:8000;", "server {behind};"),
    (r"  server \{\s+listen 80;.*?\n  \}\n", ""),
    (r"listen 443 ssl;", "listen 127.0.0.1:{port};"),
    (r"\n *ssl_certificate\w* [^\n]*", ""),
]
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
def nginx_with_files(root: Path, directory: Path) -> Iterator[str]:
    """Debian's nginx with a file, the fastest that a page can be; its address."""
    with _nginx((HERE / "static.conf").read_text(), directory / "static", root=root) as address:
        yield address


@contextmanager
def nginx_in_front(newspaper: str, directory: Path) -> Iterator[str]:
    """The newspaper behind deploy/nginx.conf, which here has neither certificate nor port 80."""
    conf = (BASE_DIR / "deploy" / "nginx.conf").read_text()
    for here, there in IN_FRONT:
        conf, changed = re.subn(here, there, conf, flags=re.DOTALL)
        assert changed, f"deploy/nginx.conf has nothing like {here}"
    behind = newspaper.removeprefix("http://")
    with _nginx(conf, directory / "front", behind=behind) as address:
        yield address


@contextmanager
def _nginx(conf: str, place: Path, **words: str | Path) -> Iterator[str]:
    port = free_port()
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    filled = {"port": port, "directory": place, "workers": WORKERS} | words
    path = place / "nginx.conf"
    path.write_text(re.sub(r"\{(\w+)\}", lambda match: str(filled[match[1]]), conf))
    options = ["-p", str(place), "-c", str(path), "-e", str(place / "error.log")]
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
