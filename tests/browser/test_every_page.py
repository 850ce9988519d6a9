"""What holds on every page that readers can meet, whatever is on it."""

from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from tests.every_page import every_page

pytestmark = pytest.mark.browser

GOOGLE_S_OWN = ".grecaptcha-badge"  # which its script puts outside of everything
WIDTHS = (1440, 820, 390, 320)  # pixels

# What is wrong with the page that is open, in words.
AUDIT = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const problems = [];
  const refuse = (elements, why) =>
    problems.push(...elements.map((e) => `${why}: ${e.outerHTML.slice(0, 120)}`));

  for (const one of ["h1", "body > header", "main", "body > footer", "nav.sections",
                     "header .dateline time[datetime]"])
    if (all(one).length !== 1) problems.push(`${all(one).length} × ${one}`);
  if (!document.title || !document.documentElement.lang) problems.push("no title or language");

  refuse(all("[style]:not(.grecaptcha-badge), style"), "style in the page");
  refuse(all("*").filter((e) => e.getAttributeNames().some((a) => a.startsWith("on"))), "handler");
  const data = ["application/ld+json", "importmap"];
  refuse(all("script:not([src])").filter((s) => !data.includes(s.type)), "script in the page");

  refuse(all("img:not([width][height][alt])"), "picture without its size or text");
  refuse(all("img").filter((i) => i.complete && !i.naturalWidth), "picture that is not there");
  const ids = all("[id]").map((e) => e.id);
  problems.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: #${id}`));
  const levels = all("h1, h2, h3, h4").map((h) => Number(h.tagName[1]));
  if (levels.some((level, i) => i && level > levels[i - 1] + 1)) problems.push(`levels ${levels}`);

  const named = (e) => e.innerText.trim() || e.ariaLabel || e.querySelector("img")?.alt;
  refuse(all("a[href], button").filter((e) => !e.hidden && !named(e)), "link without a name");
  refuse(all("input:not([type=hidden]), select, textarea").filter((e) => !e.labels.length),
         "field without a label");
  refuse(all("[aria-labelledby], [aria-describedby]").filter((e) =>
    `${e.getAttribute("aria-labelledby") ?? ""} ${e.getAttribute("aria-describedby") ?? ""}`
      .trim().split(/ +/).some((id) => !document.getElementById(id))), "points to nothing");
  return problems;
}"""
# The texts that stand out from what is behind them by less than WCAG's 4.5 to 1.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((v) =>
      v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] ? backgroundColor : behind(element.parentElement);
  };
  const contrast = (element) => {
    const pair = [getComputedStyle(element).color, behind(element)].map(luminance);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  return [...document.querySelectorAll("body *:not(.grecaptcha-badge)")]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()))
    .filter((e) => contrast(e) < 4.5)
    .map((e) => `faint: ${e.outerHTML.slice(0, 120)}`);
}"""
WIDER_BY = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def problems(page, audit):
    """What is wrong with the open page, by daylight and in the dark and at every width."""
    found = page.evaluate(AUDIT)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(FAINT)
        found += [problem for problem in audit(page) if GOOGLE_S_OWN not in problem]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate(WIDER_BY)
        if wider > 0:
            found.append(f"at {width} pixels it is wider by {wider}")
    return found


@pytest.fixture
def addresses(transactional_db):
    return every_page()


def test_pages_are_sound_and_ask_nobody_else(reader, live_server, addresses, audit):
    found = {}
    for name, address in addresses.items():
        reader.goto(address)
        found[name] = problems(reader, audit)
    assert found == {name: [] for name in addresses}
    assert {urlsplit(url).netloc for url in reader.asked} == {urlsplit(live_server.url).netloc}


def test_a_form_with_mistakes_is_sound(reader, audit):
    reader.goto("/contact/")
    with reader.expect_navigation():
        reader.get_by_role("button", name="Send").click()
    assert problems(reader, audit) == []


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (PermissionDenied("not you"), 403),
        (RuntimeError("a mistake of ours"), 500),
        (OperationalError("no connection"), 503),
    ],
)
def test_a_page_that_fails_keeps_the_look(
    reader, monkeypatch, transactional_db, audit, problem, status
):
    def fail():
        raise problem

    monkeypatch.setattr("articles.views.home.front_now", fail)
    response = reader.goto("/")
    assert response.status == status
    assert reader.locator(f'.error-page[data-status="{status}"] h1').count() == 1
    assert problems(reader, audit) == []
