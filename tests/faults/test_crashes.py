"""kill -9 in the middle of saves and publications, again and again."""

import random
import time
from collections import Counter
from itertools import cycle

import psycopg
import pytest

from algemeiner import devdb
from tests.faults.killing import children_of, command_of, kill, kill_trees
from tests.faults.record import Record, faults

pytestmark = pytest.mark.slow

# What makes an acknowledged commit outlive the machine as well, which no kill can show.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


# What is killed, and how it comes back.


def a_web_process(stage):
    """Its server starts another."""
    kill([random.choice(web_processes(stage))])


def the_web_server(stage):
    kill_trees(web_server(stage))
    stage.reopen()


def a_database_process(stage):
    """PostgreSQL ends all the others too, recovers and goes on."""
    sessions = [pid for pid in children_of(postmaster(stage)) if "algemeiner" in command_of(pid)]
    kill(random.sample(sessions, 1) if sessions else [])


def the_database(stage):
    kill_trees(postmaster(stage))
    start_database(stage)


def everything(stage):
    kill_trees(stage.paper.process.pid, postmaster(stage))
    stage.reopen()


CRASHES = [a_web_process, the_database, the_web_server, a_database_process, everything]


def web_server(stage):
    (server,) = [
        pid for pid in children_of(stage.paper.process.pid) if "granian" in command_of(pid)
    ]
    return server


def web_processes(stage):
    return [
        pid for pid in children_of(web_server(stage)) if "resource_tracker" not in command_of(pid)
    ]


def postmaster(stage):
    noted = stage.directory / "var" / "postgres" / "postmaster.pid"
    pid = int(noted.read_text().split()[0])
    assert "postgres" in command_of(pid)
    return pid


def start_database(stage):
    with devdb.hold(stage.directory / "var"):  # the stage holds it on
        pass


def test_what_was_acknowledged_survives_and_nothing_is_half_there(stage, seconds):
    assert durable(stage.url) == dict.fromkeys(DURABLE, "on")
    for name in ("one", "two"):
        stage.writer(name, "desk")
    readers = stage.readers(also={503})
    deadline, crashed = time.monotonic() + seconds, Counter()
    for crash in cycle(CRASHES):
        if time.monotonic() > deadline and len(crashed) == len(CRASHES):
            break
        enough = stage.answered() + 6
        stage.play(random.random(), until=lambda enough=enough: stage.answered() >= enough)
        crash(stage)
        crashed[crash.__name__] += 1
        stage.paper.wait_until_ready()
        acts = stage.acts()
        stage.none(faults(Record.read(stage.url), stage.newsroom, acts, quiet=False))
    stage.stop(readers)

    acts, record = stage.acts(), Record.read(stage.url)
    stage.report(acts, readers, killed=crashed, in_the_middle=became_of_the_unknown(acts, record))
    stage.none(faults(record, stage.newsroom, acts, quiet=True))
    stage.none([fault for reader in readers for fault in reader.faults])
    assert any(act.answer == "unknown" for act in acts)
    assert any(reader.statuses[200] for reader in readers)


def durable(url):
    with psycopg.connect(url) as connection:
        return {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in DURABLE}


def became_of_the_unknown(acts, record):
    """Saves that were never answered: how many are wholly there, and how many not at all."""
    kept = {revision.token for revision in record.revisions.values()}
    return Counter(
        "kept" if act.token in kept else "not kept"
        for act in acts
        if (act.verb, act.answer) == ("save", "unknown")
    )
