"""An editor corrects what readers have, and readers are told of it everywhere."""

import json
import re

import pytest
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Change, Language
from tests.browser.test_desk import body, desk, press  # noqa: F401 (desk is a fixture)
from tests.factories import change, make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

BODY = "".join(f"<p>Paragraph {number} of the report.</p>" for number in range(6))
WRONG = "<p>It rained on Monday.</p>" + BODY


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_a_live_article_is_corrected_and_readers_are_told(desk, open_page, live_server):  # noqa: F811
    article = make_article(headline="Rain in the City", body=WRONG)
    desk.goto(form_of(article))
    body(desk).click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.insert_text("Corrected. ")
    desk.keyboard.press("Control+Enter")

    # Nothing was chosen: it is asked, by the keyboard, and what was typed is there.
    expect(desk.get_by_label("Minor: spelling")).to_be_focused()
    expect(desk.locator("[role=alert]:text('Readers')")).to_have_text(
        "Readers have this article. Say what this change is, then publish."
    )
    expect(desk.get_by_label("What readers are told")).to_be_hidden()
    desk.keyboard.press("ArrowUp")
    expect(desk.get_by_label("Correction: something was wrong")).to_be_checked()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_label("What readers are told")).to_be_focused()
    desk.keyboard.type("An earlier version named the wrong day.")
    desk.get_by_label("Above the text").check()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Readers see it now")).to_be_visible()
    expect(desk.locator(".told-changes")).to_contain_text("An earlier version named the wrong day.")

    reader = open_page(base_url=live_server.url)
    path = article.get_absolute_url()
    reader.goto(path)
    told = reader.locator(".corrections")
    expect(told).to_contain_text("An earlier version named the wrong day.")
    above = told.bounding_box()["y"] < reader.locator("div.body").bounding_box()["y"]
    told_machines = reader.locator("script[type='application/ld+json']").text_content()
    data, _ = json.loads(told_machines)["@graph"]
    [said] = data["correction"]
    assert (above, said["text"]) == (True, "An earlier version named the wrong day.")
    assert data["dateModified"] == said["datePublished"]

    reader.get_by_role("link", name="What changed").click()
    expect(reader.locator("ins").last).to_contain_text("Corrected.")
    expect(reader.get_by_text(re.compile(r"^\d paragraphs unchanged$"))).to_be_visible()
    reader.get_by_role("link", name="Corrections", exact=True).click()
    expect(reader.locator(".correction")).to_contain_text("Rain in the City")
    feed = reader.request.get("/feed/").text()
    assert "An earlier version named the wrong day." in feed
    assert (desk.complaints, reader.complaints) == ([], [])

    # And a better text takes its place.
    desk.get_by_role("link", name="Put a better text in its place").click()
    desk.get_by_label("What readers are told").fill("It was Sunday, not Monday.")
    desk.get_by_label("Why it is replaced").fill("It did not say which day.")
    press(desk, "Put it in its place")
    expect(desk.get_by_text("Readers have the better text")).to_be_visible()
    reader.goto(path)
    expect(reader.locator(".corrections")).to_contain_text("It was Sunday, not Monday.")
    workflow.withdraw(Article.objects.get(), by=None, notice="It was wrong after all.")
    assert reader.goto(f"{path}changes/").status == 410


@pytest.fixture
def told():
    """Two articles, one written from right to left, with every kind of thing that is told."""
    english = make_article(headline="Rain in the City", dek="Wet.", body=WRONG, slug="rain")
    change(english, "update", "Added what the mayor said.", dek="Very wet.")
    change(english, "correction", "The day was Sunday.\n\nNot Monday.", "top", body=BODY)
    change(english, "correction", "השם היה שגוי.", "foot", headline="Rain in This City")
    change(english, "minor", kicker="Weather")
    hebrew = make_article(
        headline="גשם בעיר", body="<p>ירד גשם ביום שני.</p>", lang=Language.HEBREW, slug="geshem"
    )
    change(hebrew, "correction", "The day was Sunday.", "top", body="<p>ירד גשם ביום ראשון.</p>")
    change(hebrew, "correction", "היום היה ראשון.", "foot", dek="יום ראשון")
    return [english.get_absolute_url(), hebrew.get_absolute_url()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_what_is_told_reads_well_and_for_everybody(
    open_page, live_server, standin, audit, told, scheme, width
):
    viewport = {"width": width, "height": 900}
    page = open_page(base_url=live_server.url, color_scheme=scheme, viewport=viewport)
    pages = [*told, *(f"{path}changes/" for path in told), "/corrections/"]
    for path in pages:
        page.goto(path)
        assert audit(page) == [], path
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, path
    assert page.complaints == []


def test_the_desk_s_screens_are_for_everybody(desk, audit, told):  # noqa: F811
    english = Article.objects.get(slug="rain")
    correction = Change.objects.corrections().filter(article=english)[0]
    desk.goto(form_of(english))
    desk.get_by_label("Correction: something was wrong").check()
    assert audit(desk, within=".change-kind") == []
    assert audit(desk, within="#panel-changes") == []
    start = f"/admin/articles/article/{english.pk}"
    for path in (f"{start}/supersede/?correction={correction.pk}", f"{start}/withdraw/"):
        desk.goto(path)
        assert audit(desk) == [], path
    workflow.withdraw(english, by=None, notice="It was wrong.")
    desk.goto(f"{start}/reinstate/")
    assert audit(desk) == []
    assert desk.complaints == []
