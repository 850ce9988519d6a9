"""
A page of each type that readers meet, drawn into docs/pages/: on a desk, on a telephone, and some
in the dark. `make handbook` draws them, too, or those that are named.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Container
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from algemeiner.environment import BASE_DIR

PICTURES = BASE_DIR / "docs" / "pages"
QUALITY = 68  # of WebP: letters stay sharp, and the pictures' grain costs little
SIZES = {"": (1440, 1000), "-narrow": (390, 844)}
# Where the text is that a page is drawn for, if it is not at its head.
BELOW = {"notes": ".footnotes", "gallery": ".body .gallery", "foot": ".article-foot"}

# name, address, and what is particular about it
PAGES: list[tuple[str, str, dict[str, Any]]] = [
    ("home", "/", {"dark": True}),
    ("article", "{small-synagogues-will-buy-their-heat-together}", {"dark": True}),
    ("foot", "{small-synagogues-will-buy-their-heat-together}", {}),
    ("opinion", "{in-defense-of-the-boring-meeting}", {}),
    ("contents", "{nineteen-years-on-the-long-street-a-translator}", {}),
    ("notes", "{nineteen-years-on-the-long-street-a-translator}", {}),
    ("gallery", "{eleven-thousand-glass-negatives-mistakes-included}", {}),
    ("hebrew", "{שעת-הסיפור-בעברית-עברה-למספרה}", {}),
    ("series", "/series/what-the-city-kept/", {}),
    ("changes", "{corrected}changes/", {}),
    ("corrections", "/corrections/", {}),
    ("gone", "{withdrawn}", {}),
    ("section", "/category/city/", {}),
    ("tag", "/tag/brooklyn/", {}),
    ("author", "/author/miriam-adler/", {}),
    ("kind", "/kind/opinion/", {}),
    ("year", "/{year}/", {}),
    ("month", "/{year}/{month}/", {}),
    ("most-read", "/most-read/", {}),
    ("search", "/search/?q=brooklyn", {}),
    ("nothing-found", "/search/?q=submarines", {}),
    ("not-found", "/2020/01/02/nothing/", {}),
    ("about", "/about/", {}),
    ("contact", "/contact/", {}),
    ("join", "/join/", {}),
    ("submit", "/submit/", {}),
    ("log-in", "/accounts/login/", {}),
]


def draw(browser: Browser, base: str, addresses: dict[str, str], wanted: Container[str]) -> None:
    """All pages, unless some are named. `addresses` are those that have to be asked for."""
    PICTURES.mkdir(exist_ok=True)
    page = browser.new_context().new_page()
    for name, address, how in PAGES:
        if wanted and name not in wanted:
            continue
        url = base + address.format_map(addresses)
        for suffix, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            keep(f"{name}{suffix}", _shot(page, url, name))
        if how.get("dark"):
            page.emulate_media(color_scheme="dark")
            keep(f"{name}-dark", _shot(page, url, name))
            page.emulate_media(color_scheme="light")
    (PICTURES / "README.md").write_text(album(), encoding="utf-8")


def _shot(page: Page, url: str, name: str) -> bytes:
    page.goto(url)
    if name in BELOW:
        page.locator(BELOW[name]).first.evaluate("element => element.scrollIntoView()")
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def keep(name: str, screenshot: bytes) -> None:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture.save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)
    sys.stdout.write(f"docs/pages/{name}.webp\n")


def album() -> str:
    """The page that shows all pictures."""
    rows = [f"| {name} | ![]({name}.webp) | ![]({name}-narrow.webp) |" for name, *_ in PAGES]
    dark = [f"![]({name}-dark.webp)" for name, _, how in PAGES if how.get("dark")]
    head = "# The reader’s pages\n\nDrawn by `make handbook` from the demo newsroom.\n\n"
    table = "\n".join(["| page | 1440 pixels | 390 pixels |", "| --- | --- | --- |", *rows])
    return f"{head}{table}\n\nIn the dark:\n\n" + "\n\n".join(dark) + "\n"
