"""kill -9 for processes of this test's own, by their ids."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.db import connection

PATIENCE = 20  # seconds until the kernel has taken away what was killed


def children_of(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except FileNotFoundError:
        return []


def tree(pid: int) -> list[int]:
    """A process and all below it, itself first."""
    return [pid, *(below for child in children_of(pid) for below in tree(child))]


def kill_trees(*roots: int) -> None:
    for root in roots:
        os.kill(root, signal.SIGSTOP)  # it starts no more while its children are counted
    kill([pid for root in roots for pid in tree(root)])


def kill(pids: Iterable[int]) -> None:
    pids = list(pids)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < deadline, f"{pids} do not go"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def a_minute_passes() -> None:
    """For who looks when a worker was last heard of."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
