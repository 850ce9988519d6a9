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


def test_one_that_may_end_is_started_again_after_a_pause(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("algemeiner.supervisor.PAUSE", 0.5)
    begun = tmp_path / "begun"
    note = f"import time; open({str(begun)!r}, 'a').write(f'{{time.monotonic()}}\\n')"
    until_third = f"import time\nwhile len(open({str(begun)!r}).readlines()) < 3: time.sleep(0.1)"
    begun.touch()
    children = Children()
    children.start("worker", [sys.executable, "-c", note], os.environ, again=True)
    children.start("web", [sys.executable, "-c", until_third], os.environ)
    try:
        assert children.wait() == "The web process ended by itself with status 0."
    finally:
        children.stop()
    first, second, third = map(float, begun.read_text().split()[:3])
    assert min(second - first, third - second) > 0.3
    again = "The worker process ended by itself with status 0; it is started again.\n"
    assert capsys.readouterr().err.startswith(again * 2)


def test_all_are_stopped_also_one_that_does_not_listen(monkeypatch):
    monkeypatch.setattr("algemeiner.supervisor.PATIENCE", 0.5)
    children = Children()
    children.start("sleeper", SLEEP, os.environ)
    children.start("stubborn", STUBBORN, os.environ)
    time.sleep(0.5)  # until it has stopped listening
    children.stop()
    assert [child.process.returncode for child in children._running] == [
        -signal.SIGTERM,
        -signal.SIGKILL,
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_stops_and_later_ones_are_not_heard(number):
    with stoppable():
        with pytest.raises(Stopped):
            os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
