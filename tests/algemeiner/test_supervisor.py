import os
import signal
import sys
import time

import pytest

from algemeiner.supervisor import Children, Stopped, stoppable

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True);"
    "time.sleep(60)",
]


def test_waiting_ends_with_the_first_process_that_does():
    children = Children()
    children.start("sleeper", SLEEP, os.environ)
    children.start("failure", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    try:
        assert children.wait() == "The failure process ended by itself with status 3."
    finally:
        children.stop()


def test_all_are_stopped_also_one_that_does_not_listen(monkeypatch):
    monkeypatch.setattr("algemeiner.supervisor.PATIENCE", 0.5)
    children = Children()
    children.start("sleeper", SLEEP, os.environ)
    children.start("stubborn", STUBBORN, os.environ)
    time.sleep(0.5)  # until it has stopped listening
    children.stop()
    assert [process.returncode for _, process in children._running] == [
        -signal.SIGTERM,
        -signal.SIGKILL,
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_stops_and_later_ones_are_not_heard(number):
    with stoppable():
        with pytest.raises(Stopped):
            os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
