import subprocess

import pytest

from bench import load, report
from bench.load import Effort, Round, Wrong, in_turns, ratio, round_of, told

WRK = """Running 1s test @ http://127.0.0.1:8000/
  Latency Distribution
     50%  {p50}
     99%    9.10ms
{wrong}Requests/sec:   1234.50
"""


@pytest.fixture
def wrk(monkeypatch):
    """What wrk says, in the place of wrk."""

    def say(p50="1.50ms", wrong=""):
        said = WRK.format(p50=p50, wrong=wrong)
        done = subprocess.CompletedProcess([], 0, stdout=said)
        monkeypatch.setattr(load.subprocess, "run", lambda *args, **options: done)

    return say


@pytest.mark.parametrize(("p50", "ms"), [("1.50ms", 1.5), ("87.00us", 0.087), ("2.25s", 2250)])
def test_a_round_is_read_from_what_wrk_says(wrk, p50, ms):
    wrk(p50)
    assert round_of("http://127.0.0.1:8000/", seconds=1) == Round(1234.5, pytest.approx(ms))


@pytest.mark.parametrize("wrong", ["Non-2xx or 3xx responses: 3\n", "Socket errors: connect 1\n"])
def test_a_round_with_errors_is_none(wrk, wrong):
    wrk(wrong=wrong)
    with pytest.raises(Wrong):
        round_of("http://127.0.0.1:8000/", seconds=1)


def test_rounds_are_taken_in_turns(monkeypatch):
    asked = []
    monkeypatch.setattr(load, "fetched", lambda url: b"")
    monkeypatch.setattr(
        load, "round_of", lambda url, **options: asked.append(url) or Round(len(asked), 1)
    )
    rounds = in_turns({"page": "p", "hello": "h"}, Effort(3, 1, 0, 0))
    assert asked == ["p", "h"] * 3
    assert ratio(rounds, "page", "hello") == 0.75  # of 1/2, 3/4 and 5/6
    assert ratio(rounds, "page", "nginx") is None
    assert told(rounds["page"]) == {"per_second": 3, "lowest": 1, "highest": 5, "p50_ms": 1}


def word_of(name, figure):
    (line,) = [line for line in report.lines({name: figure}) if line.startswith(f"{name} ")]
    return line.split()[-1]


def test_figures_stand_beside_their_bars():
    assert word_of("cached_article_vs_hello", 4.1) == "good"
    assert word_of("cached_article_vs_hello", 3) == "enough"
    assert word_of("cached_article_vs_hello", 2) == "MISSED"
    assert word_of("page_kb", 41) == "MISSED"
    assert word_of("stale_pages_served_after_publish", 0) == "good"
    assert word_of("load_1m_minutes", None) == "measured"
    assert word_of("publish_to_visible_ms", {"p50": 10, "p99": 300}) == "MISSED"
    both = report.lines({"search_p95_ms_1m": {"rare": 20, "half": 61}})
    words = [line.split()[-1] for line in both if line.startswith("search")]
    assert words == ["good", "MISSED"]
