"""What a page weighs and how much memory a web process takes with a warm cache."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import servers
from bench.archives import Archive
from bench.load import Effort, Figures, fetched, waits
from bench.publishing import one_of_each_process

NO_SANDBOX = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def measure(archive: Archive, effort: Effort) -> Figures:
    with servers.newspaper(archive.url, cached=True) as newspaper:
        article = newspaper + archive.pages["article"]
        asked = asked_by_a_browser(article)
        others = None if asked is None else [kind for kind in asked if kind != "image"]
        return {
            "page_kb": round(len(fetched(article, "br")) / 1000, 1),
            "page_requests": others and len(others),
            "page_requests_with_pictures": asked and len(asked),
            "web_process_mib": memory_when_warm(newspaper, archive.articles[: effort.pages]),
        }


def asked_by_a_browser(url: str) -> list[str] | None:
    """The kinds of what a browser that has nothing yet asks for; None where there is none."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=NO_SANDBOX)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.resource_type))
        page.goto(url, wait_until="load")
        browser.close()
    return asked


def memory_when_warm(newspaper: str, paths: list[str]) -> float:
    """MiB of the largest web process (its share of what processes share) with all pages cached."""
    readers = one_of_each_process(newspaper, "/")
    with ThreadPoolExecutor(len(readers)) as threads:
        for _ in threads.map(lambda reader: waits(reader.visitor, paths), readers):
            pass
    return max(proportional_mib(int(reader.process.rpartition("-")[2])) for reader in readers)


def proportional_mib(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    assert kilobytes
    return round(int(kilobytes[1]) / 1024, 1)
