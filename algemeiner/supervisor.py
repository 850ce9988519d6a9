"""
Running several processes as one: start them, wait, and stop them all when one ends or we are told.
One that can do without the others' notice is started again instead.

Each child has a session of its own, so that a Ctrl-C in the terminal reaches this process only and
the order of stopping is ours; should this process be killed outright, the kernel ends them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10.0  # seconds that a process has to finish what it is doing
PAUSE = 5.0  # seconds at least from one start of a process to the next
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Stopped(Exception):
    """We were told to stop."""


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Within the block, the first signal to stop raises Stopped; later ones are not heard."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {each: signal.signal(each, stop) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@dataclass
class Child:
    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    again: bool  # whether it is started anew when it ends by itself

    def start(self) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.env,
            start_new_session=True,
            preexec_fn=_dying_with(os.getpid()),
        )

    @property
    def end(self) -> str:
        """How it ended by itself; empty while it runs."""
        status = self.process.poll()
        return (
            ""
            if status is None
            else f"The {self.name} process ended by itself with status {status}"
        )


class Children:
    """Named processes, started in order and stopped in the opposite one."""

    def __init__(self) -> None:
        self._running: list[Child] = []

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str], *, again: bool = False
    ) -> None:
        child = Child(name, command, env, again)
        child.start()
        self._running.append(child)

    def wait(self) -> str:
        """Until one of them ends that is not started again: what ended, and how."""
        while True:
            for child in self._running:
                if child.end and not child.again:
                    return f"{child.end}."
                if child.end and time.monotonic() > child.begun + PAUSE:
                    sys.stderr.write(f"{child.end}; it is started again.\n")
                    child.start()
            time.sleep(0.2)

    def stop(self) -> None:
        processes = [child.process for child in reversed(self._running)]
        for process in processes:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in processes:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


def _dying_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes its program: ask the kernel to end it with `parent`."""

    def ask() -> None:
        libc = ctypes.CDLL(None)
        if hasattr(libc, "prctl"):
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return ask
