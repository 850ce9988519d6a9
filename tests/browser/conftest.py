"""Chromium for the tests of this directory, and the stand-in for Google that its pages meet."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import sync_playwright

from algemeiner import recaptcha_standin
from bench import lighthouse
from tests.browser.pages import enter, watch

FLAGS = (
    "--no-sandbox",  # which a container's root cannot have
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

# A colour on its way to another is neither.
SETTLE = """() => document.getAnimations()
  .filter((animation) => animation.effect.getComputedTiming().endTime < Infinity)
  .forEach((animation) => animation.finish())"""
# WCAG 2.2 AA, and what axe-core calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    """A browser on a busy machine may be late; what fails twice more is no matter of time."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


# Its scope is this directory, not the session: while playwright is there, its event loop counts
# as running, and neither asyncio nor Django's ORM would work in the tests that come after.
@pytest.fixture(scope="package")
def chromium():
    path = lighthouse.chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium found")
        pytest.skip("no Chromium found")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    """The live server looks for it before any test has settings of its own."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def open_page(chromium):
    """Opens a page in a context of its own, made with the keywords that playwright has for it."""
    contexts = []

    def open_page(**context):
        contexts.append(chromium.new_context(**context))
        contexts[-1].on("page", watch)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        # A form that is left says so; the server that would hear it goes away.
        context.set_offline(True)
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def standin(settings, monkeypatch):
    """reCAPTCHA's stand-in, which the site asks and whose script its policy lets in."""
    with recaptcha_standin.start() as running:
        settings.RECAPTCHA_SCRIPT_URL = running.script_url
        settings.RECAPTCHA_VERIFY_URL = running.verify_url
        policy = settings.RECAPTCHA_CONTENT_SECURITY_POLICY
        monkeypatch.setitem(policy, "script-src", [running.origin])
        monkeypatch.setattr("authors.spam.TOO_FAST", 0)  # these readers type like lightning
        yield running


@pytest.fixture
def reader(open_page, live_server, standin):
    """A page for walking through the paper by its paths: goto("/contact/")."""
    return open_page(base_url=live_server.url)


@pytest.fixture
def open_as(open_page, live_server):
    """Opens a page as `open_page` does, of somebody who has logged in."""

    def open_as(person, **context):
        page = open_page(base_url=live_server.url, **context)
        enter(page, person, live_server)
        return page

    return open_as


@pytest.fixture
def audit():
    """
    What axe-core has against the page that is open, each as "rule: selector".

    `audit(page)`, or `audit(page, within="main")` for a part of it, or with `only` for one rule. It
    sees the page as it is: in the colours of the moment, and without what is folded away.
    """
    axe = Axe()

    def audit(page, within=None, only=None):
        heard = len(page.complaints)
        page.evaluate(SETTLE)
        asked = {"type": "rule", "values": [only]} if only else RULES
        found = axe.run(page, within, {"runOnly": asked, "resultTypes": ["violations"]})
        del page.complaints[heard:]  # axe's own attempts at what the policy forbids
        return [
            f"{violation['id']}: {' '.join(str(part) for part in node['target'])}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]

    return audit
