"""Writers in two processes, two hands each, at the same fifty articles; readers beside them."""

import time
from datetime import UTC, datetime

import pytest

from tests.faults.newsroom import path_of
from tests.faults.record import Record, faults

pytestmark = pytest.mark.slow


def test_nothing_is_lost_and_nothing_half_published_is_seen(stage, seconds):
    for name in ("one", "two"):
        stage.writer(name, "verbs", "desk")
    readers = stage.readers()
    stage.play(seconds, until=lambda: was_a_fight(stage.acts(), readers))
    stage.stop(readers)

    acts = stage.acts()
    stage.report(acts, readers)
    stage.none([fault for reader in readers for fault in reader.faults])
    stage.none([str(act) for act in acts if act.answer == "unknown"])
    stage.none(faults(Record.read(stage.url), stage.newsroom, acts, quiet=True))
    stage.none(wrong_answers(stage))
    assert was_a_fight(acts, readers)


def was_a_fight(acts, readers):
    """Every verb succeeded, somebody met somebody else's version, readers saw every status."""
    told = {(act.verb, act.answer) for act in acts}
    refused = {("save", "stale"), ("stale", "stale")}
    seen = {status for reader in readers for status in reader.statuses}
    return {("save", "done"), ("publish", "done"), ("withdraw", "done")} | refused <= told and (
        {200, 404, 410} <= seen
    )


def wrong_answers(stage):
    """Addresses that answer otherwise than their articles stand."""
    time.sleep(5)  # until the last one that was scheduled has come out
    found = []
    for pk, article in Record.read(stage.url).articles.items():
        at = article.row["publish_at"]
        came = at is not None and at <= datetime.now(UTC)
        expected = {"published": 200, "withdrawn": 410}[article.row["status"]] if came else 404
        path = path_of(stage.newsroom.slug(pk), at or stage.newsroom.time(pk, None))
        answered = stage.paper.get(path)[0]
        if answered != expected:
            found.append(f"{path}: {answered} in place of {expected}, {article}")
    return found
