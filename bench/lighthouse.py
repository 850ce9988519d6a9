"""
What Lighthouse says of the readers' pages, as a telephone on a slow line sees them.

`make bench` asks it; by itself, of a newspaper that is up:
`.venv/bin/python -m bench.lighthouse http://localhost:8000 / /search/?q=rain`. Lighthouse comes
from npm with the first run, by bench/package-lock.json; a Chromium has to be there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules" / ".bin" / "lighthouse"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = (
    "--no-sandbox --headless --disable-gpu --disable-background-networking"
    " --disable-component-update --disable-sync"
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3  # a page's scores are those of its median run by performance


class Unable(Exception):
    """What is missing, in words."""


@dataclass(frozen=True)
class Report:
    scores: dict[str, int]  # of CATEGORIES, 0 to 100
    layout_shift: float
    blocking_ms: float
    largest_paint_ms: float
    requests: int
    kilobytes: float  # over the line, but for pictures
    other_hosts: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Report:
        audits = told["audits"]
        items = audits["network-requests"]["details"]["items"]
        asked = [one for one in items if one["url"].startswith("http")]  # not data:
        host = told["finalDisplayedUrl"].split("/")[2]
        text = [one for one in asked if one.get("resourceType") != "Image"]
        return cls(
            scores={
                name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES
            },
            layout_shift=audits["cumulative-layout-shift"]["numericValue"],
            blocking_ms=audits["total-blocking-time"]["numericValue"],
            largest_paint_ms=audits["largest-contentful-paint"]["numericValue"],
            requests=len(asked),
            kilobytes=round(sum(one["transferSize"] for one in text) / 1000, 1),
            other_hosts=sum(one["url"].split("/")[2] != host for one in asked),
        )


def reports(pages: Mapping[str, str], *, runs: int = RUNS) -> dict[str, Report]:
    """The report of each page by its name; Unable where Lighthouse or a Chromium is not there."""
    browser = chromium()
    if browser is None:
        raise Unable("Lighthouse needs a Chromium.")
    _install()
    return {name: _median(url, browser, runs) for name, url in pages.items()}


def chromium() -> str | None:
    """Where this machine has one; None where it has none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _install() -> None:
    if LIGHTHOUSE.exists():
        return
    if not shutil.which("npm"):
        raise Unable("Lighthouse needs npm.")
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=HERE, check=True)


def _median(url: str, browser: str, runs: int) -> Report:
    found = sorted(
        (_report(url, browser) for _ in range(runs)),
        key=lambda report: report.scores["performance"],
    )
    return found[runs // 2]


def _report(url: str, browser: str) -> Report:
    command = [str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--chrome-flags={CHROMIUM}"]
    environment = os.environ | {"CHROME_PATH": browser}
    told = subprocess.run(command, env=environment, capture_output=True, check=True)
    return Report.of(json.loads(told.stdout))


def table(found: Mapping[str, Report]) -> str:
    """The reports as a table in Markdown."""
    head = [
        "page",
        *CATEGORIES,
        "CLS",
        "TBT",
        "LCP",
        "requests",
        "kB without pictures",
        "other hosts",
    ]
    rows = [
        [
            name,
            *(str(report.scores[category]) for category in CATEGORIES),
            f"{report.layout_shift:.3f}",
            f"{report.blocking_ms:.0f} ms",
            f"{report.largest_paint_ms / 1000:.1f} s",
            str(report.requests),
            f"{report.kilobytes:.1f}",
            str(report.other_hosts),
        ]
        for name, report in found.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


if __name__ == "__main__":
    base, *paths = sys.argv[1:]
    print(table(reports({path: base.rstrip("/") + path for path in paths or ["/"]})))
