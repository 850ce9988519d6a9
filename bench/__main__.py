"""
`python -m bench [--quick]`: builds what it needs, measures, prints a table, writes bench.json.

Loads only servers that it starts itself, on 127.0.0.1, in short rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from algemeiner.devdb import provide
from algemeiner.environment import data_dir
from bench import growth, lighthouse, publishing, report, throughput, waiting, weight
from bench.archives import Archive, Archives
from bench.load import Effort, Figures, has_wrk
from bench.servers import has_nginx, newspaper

SMALL, LARGE, QUICK = 1_000, 1_000_000, 50_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"with {QUICK:,} articles, not {LARGE:,}; fewer rounds"
    )
    quick = parser.parse_args().quick
    os.environ.setdefault("ENV", "development")
    refuse_without_tools()
    directory = data_dir()
    with provide(directory):
        archives = Archives(os.environ["DATABASE_URL"], directory)
        say("Archives")
        small, large = archives.of(SMALL), archives.of(QUICK if quick else LARGE)
        effort = Effort(3, 1, 25, 500) if quick else Effort(5, 2, 100, 5_000)
        figures = measured(small, large, effort, directory)
        if not quick:
            say("Lighthouse")
            figures["lighthouse"] = seen_by_lighthouse(large)
    figures["load_1m_minutes"] = None if quick else large.minutes
    figures["load_minutes"] = large.minutes
    path = directory / ("bench-quick.json" if quick else "bench.json")
    path.write_text(json.dumps(figures, indent=2) + "\n")
    for line in (*report.rounds_told(figures["rounds"]), "", *report.lines(figures)):
        print(line)
    print(f"\nAll of it is in {path}.")


def measured(small: Archive, large: Archive, effort: Effort, directory: Path) -> Figures:
    figures = report.surroundings() | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    say("Throughput")
    ratios, figures["rounds"] = throughput.measure(large, effort, directory / "bench-nginx")
    say("Growth")
    grown, figures["growth_rounds"] = growth.measure(small, large, effort)
    say("Waiting")
    waited = waiting.measure(large, directory / "demo-logins.json")
    say("Publishing")
    published = publishing.measure(large, effort)
    say("Weight")
    return figures | ratios | grown | waited | published | weight.measure(large, effort)


def seen_by_lighthouse(archive: Archive) -> Figures | None:
    """What it says of three pages; None where it cannot be had."""
    with newspaper(archive.url, cached=True) as address:
        pages = {name: address + archive.pages[name] for name in ("article", "home", "section")}
        try:
            return {name: asdict(told) for name, told in lighthouse.reports(pages).items()}
        except lighthouse.Unable as problem:
            print(problem)
            return None


def refuse_without_tools() -> None:
    if not has_wrk():
        sys.exit("wrk loads the servers, and is not installed: apt-get install wrk")
    if not has_nginx():
        print("nginx is not installed; its figures stay empty: apt-get install nginx-light")


def say(what: str) -> None:
    """What comes next, and when it began."""
    print(f"[{monotonic() - BEGUN:4.0f} s] {what}", flush=True)


BEGUN = monotonic()

if __name__ == "__main__":
    main()
