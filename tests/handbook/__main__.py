"""
Draws the pictures of docs/desk.md and docs/pages/ anew: `make handbook`, or those that are named:
`.venv/bin/python -m tests.handbook calendar compare`.

A newspaper of its own, with the demo newsroom and a day's work in it, is started in a temporary
directory, looked at in Chromium, and stopped. Nothing of yours is touched.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from algemeiner.devdb import provide
from algemeiner.environment import BASE_DIR
from bench import lighthouse
from tests.browser.conftest import FLAGS
from tests.handbook import the_paper
from tests.newspaper import Newspaper
from tests.pictures import encoded, scene

PICTURES = BASE_DIR / "docs" / "desk"
SETTINGS = {
    "ENV": "development",
    "DJANGO_SETTINGS_MODULE": "algemeiner.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # playwright's event loop counts as running
}
WIDTH, HEIGHT = 1440, 900
COLOURS = 96  # of a palette: screens have few, and a handbook is read on slow lines, too

# name, role, address, and what is done on the page before it is drawn
SHOTS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("first-page", "editor", "../", {}),
    ("writing", "editor", "article/{submitted}/change/", {}),
    ("writing-narrow", "editor", "article/{submitted}/change/", {"width": 820}),
    ("writing-dark", "editor", "article/{submitted}/change/", {"scheme": "dark"}),
    ("returned", "reporter", "article/{returned}/change/", {}),
    ("live", "editor", "article/{changed}/change/", {}),
    ("conflict", "editor", "article/{contested}/change/", {"conflict": True}),
    ("list", "editor", "article/", {}),
    ("history", "editor", "article/{changed}/history/", {}),
    ("compare", "editor", "article/{changed}/compare/", {}),
    ("plan-an-update", "editor", "article/{changed}/update/", {}),
    ("front", "editor", "lineup/", {"front": True}),
    ("front-meeting", "managing_editor", "lineup/", {"meeting": True}),
    ("calendar", "managing_editor", "article/calendar/", {}),
    ("embargo", "managing_editor", "article/{sealed}/embargo/", {}),
    ("withdraw", "editor", "article/{live}/withdraw/", {}),
    ("photo", "editor", "photo/{photo}/change/", {}),
    ("add-photos", "editor", "photo/upload/", {"files": True}),
    ("photos", "editor", "photo/", {}),
    ("tags", "editor", "tag/", {}),
    ("merge-tags", "managing_editor", "tag/merge/?tag={tag}&tag={another_tag}", {}),
    ("navigation", "managing_editor", "navigation/1/change/", {}),
]


def main() -> None:
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "var") as newspaper:
        data_dir = newspaper.data_dir
        os.environ |= SETTINGS | {"DATA_DIR": str(data_dir)}
        with provide(data_dir):
            articles = a_days_work()
        logins = {
            login["role"]: login
            for login in json.loads((data_dir / "demo-logins.json").read_text(encoding="utf-8"))
        }
        with sync_playwright() as playwright:
            path = lighthouse.chromium()
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            draw(browser, newspaper, logins, articles)
            with provide(data_dir):
                addresses = addresses_of_the_paper()
            base = f"http://localhost:{newspaper.port}"
            the_paper.draw(browser, base, addresses, set(sys.argv[1:]))
            browser.close()


@contextmanager
def running(data_dir: Path) -> Iterator[Newspaper]:
    data_dir.mkdir(parents=True)
    newspaper = Newspaper(data_dir)
    try:
        newspaper.wait_until_ready()
        yield newspaper
    finally:
        newspaper.stop()


def draw(browser: Browser, newspaper: Newspaper, logins: Any, articles: dict[str, int]) -> None:
    base = f"http://localhost:{newspaper.port}"
    pages: dict[str, Page] = {}
    wanted = set(sys.argv[1:])  # all, unless some are named
    for name, role, address, how in SHOTS:
        if wanted and name not in wanted:
            continue
        if role not in pages:
            pages[role] = log_in(browser, base, logins[role])
        page = pages[role]
        page.set_viewport_size({"width": how.get("width", WIDTH), "height": HEIGHT})
        page.emulate_media(color_scheme=how.get("scheme", "light"))
        page.goto(f"{base}/admin/articles/{address.format(**articles)}")
        page.wait_for_load_state("networkidle")
        if how.get("conflict"):
            make_conflict(page, articles["contested"])
        if how.get("files"):
            send_files(page)
        if how.get("front"):
            take_up_an_article(page)
        if how.get("meeting"):
            make_meeting(page)
        keep(name, page.screenshot())


def log_in(browser: Browser, base: str, login: dict[str, str]) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Email").fill(login["email"])
    page.get_by_label("Password").fill(login["password"])
    page.get_by_label("Password").press("Enter")
    page.wait_for_url("**/admin/**")
    return page


def make_conflict(page: Page, pk: int) -> None:
    """Somebody saves while this page is open, and then it is saved."""
    page.get_by_label("Headline").fill("A Bench for Tolliver Park, at Last")
    with provide(Path(os.environ["DATA_DIR"])):
        somebody_saves(pk)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("while you were writing").first.wait_for()


def send_files(page: Page) -> None:
    """Three that come in, and one that is refused."""
    files = [
        {"name": f"IMG_{2041 + number}.jpg", "mimeType": "image/jpeg", "buffer": data}
        for number, data in enumerate([*map(_street, range(3)), b"Dear editor, my picture."])
    ]
    page.locator(".uploader input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_text("3 of 4 uploaded, 1 refused").wait_for()


def _street(number: int) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = f"Canal Street on Tuesday, {number + 6} pm."
    exif[0x013B] = "Ida Roth"
    return encoded(scene(number, (1200, 800)), exif=exif)


def take_up_an_article(page: Page) -> None:
    page.locator(".find button").nth(1).click()
    page.get_by_text("choose its slot").wait_for()


def make_meeting(page: Page) -> None:
    """Somebody arranges the front while this page is open, and then it is published."""
    page.locator(".slot[data-place=top-1]").get_by_text("Edit", exact=False).click()
    page.locator(".slot[data-place=top-1]").get_by_role("button", name="Move down").click()
    page.locator(".slot.by-hand[data-place=top-2]").wait_for()
    with provide(Path(os.environ["DATA_DIR"])):
        somebody_arranges()
    page.get_by_role("button", name="Publish now").click()
    page.locator(".meeting").wait_for()


def keep(name: str, screenshot: bytes) -> None:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(COLOURS, dither=0)
    picture.save(PICTURES / f"{name}.png", optimize=True)
    sys.stdout.write(f"docs/desk/{name}.png\n")


def a_days_work() -> dict[str, int]:
    """Articles in every stage on top of the demo newsroom, by what they show."""
    import django

    django.setup()
    from tests.handbook.a_days_work import make

    return make()


def addresses_of_the_paper() -> dict[str, str]:
    from tests.handbook.a_days_work import addresses

    return addresses()


def somebody_saves(pk: int) -> None:
    from tests.handbook.a_days_work import save_over

    save_over(pk)


def somebody_arranges() -> None:
    from tests.handbook.a_days_work import arrange_the_front

    arrange_the_front()


if __name__ == "__main__":
    main()
