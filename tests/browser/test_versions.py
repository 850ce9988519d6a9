"""Versions of an article: compared, restored, previewed, and shown to an outsider."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article
from articles.photos import render
from articles.previews import make_link, note_use
from tests.browser.pages import enter, settle
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    copy,
    make_draft,
)
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

SHOWN = "#preview-pane iframe:not([data-waiting])"  # while the next one loads behind it
# What a reader sees of an element beside its text.
LOOK = ["fontFamily", "fontSize", "fontWeight", "color", "backgroundColor", "width", "textAlign"]
SEEN = """(looks) => [...document.querySelectorAll("header *, main *, footer *")]
  .filter((element) => element.checkVisibility())
  .filter((element) => !element.matches(".form-status")) // of a form that can be sent
  .map((element) => {
    const style = getComputedStyle(element);
    const words = [...element.childNodes].filter((node) => node.nodeType === 3);
    const text = words.map((node) => node.textContent.trim()).join(" ").trim();
    return [element.tagName, text, ...looks.map((look) => style[look])].join("|");
  })"""


@pytest.fixture
def desk(reader, live_server):
    enter(reader, UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz"), live_server)
    return reader


@pytest.fixture
def article():
    """A draft of two versions, the second of which lost what the first was good for."""
    photo = PhotoFactory()
    photo.original.save("street.jpg", ContentFile(picture(900, 600)))
    render(photo)
    city = SectionFactory(slug="city", name="City")
    first = make_draft(
        headline="Rain on Tuesday",
        dek="All day.",
        body="<h2>Before noon</h2><p>It rained on Tuesday.</p><p>Then the sun came.</p>",
        section=city,
        lead_photo=photo,
        authors=[AuthorFactory(name="Ida Roth"), AuthorFactory(name="Noa Levi")],
        tags=[TagFactory(name="Weather")],
        publish_at=None,
    )
    second = copy(
        headline="Rain on Monday",
        body="<h2>Before noon</h2><p>It rained on Monday.</p><p>Then the sun came.</p>",
        section=city,
        authors=[AuthorFactory(name="Shaul Peretz")],
        publish_at=None,
    )
    workflow.save(first, second, based_on=first.working_copy_id, by=None)
    return Article.objects.get(pk=first.pk)


def screen(article, name):
    return f"/admin/articles/article/{article.pk}/{name}/"


def test_compare_two_versions_and_go_back_to_the_first(desk, article):
    desk.goto(screen(article, "history"))
    desk.get_by_label("from version 1").check()
    desk.get_by_label("to version 2").check()
    desk.get_by_role("button", name="Compare").click()
    expect(desk.get_by_role("heading", name="Versions 1 and 2")).to_be_visible()
    expect(desk.locator(".compared-body del")).to_have_text(re.compile("Tuesday."))
    expect(desk.locator(".compared-body ins")).to_have_text(re.compile("Monday."))
    byline = desk.get_by_role("row", name=re.compile("^Bylines"))
    expect(byline.locator("del")).to_have_text(re.compile("Ida Roth, Noa Levi"))

    desk.get_by_role("link", name="Restore it …").press("Enter")
    expect(desk.get_by_role("heading", name="Restore version 1")).to_be_visible()
    desk.get_by_role("button", name="Restore version 1").press("Enter")
    expect(desk.get_by_text("Version 1 is the working copy again, as version 3.")).to_be_visible()
    restored = Article.objects.get().working_copy
    assert [author.name for author in restored.authors_in_order] == ["Ida Roth", "Noa Levi"]
    assert [tag.name for tag in restored.tags.all()] == ["Weather"]
    assert (restored.headline, restored.lead_photo.width) == ("Rain on Tuesday", 900)
    assert desk.complaints == []


@pytest.mark.parametrize(("name", "width"), [("Phone", 390), ("Tablet", 820), ("Desk", 1440)])
def test_the_preview_is_what_readers_get(desk, open_page, live_server, article, name, width):
    desk.set_viewport_size({"width": 1600, "height": 1000})
    desk.goto(f"{screen(article, 'preview')}?version=1")
    desk.get_by_label(name).check()
    frame = desk.frames[1]
    frame.wait_for_load_state("networkidle")
    frame.wait_for_function(f"innerWidth === {width}")
    previewed = frame.evaluate(SEEN, LOOK)
    assert desk.complaints == []

    first = article.revisions.get(number=1)
    restored = workflow.restore(article, first, based_on=article.working_copy_id, by=None)
    live = workflow.publish(article, by=None)
    assert live.live_revision == restored
    outside = open_page(base_url=live_server.url, viewport={"width": width, "height": 1000})
    outside.goto(live.get_absolute_url())
    settle(outside)
    times = re.compile(r"\d+:\d\d [ap]m")
    assert [times.sub("", seen) for seen in previewed] == [
        times.sub("", seen) for seen in outside.evaluate(SEEN, LOOK)
    ]


def test_the_preview_leads_nowhere_but_to_a_window_of_its_own(desk, article):
    desk.goto(screen(article, "preview"))
    frame = desk.frames[1]
    with desk.expect_popup() as popup:
        frame.get_by_role("link", name="City").first.click()
    assert popup.value.url.endswith("/category/city/")
    assert frame.url.endswith("&framed")
    frame.evaluate("document.querySelector('form.join input').focus()")
    assert not frame.evaluate("document.activeElement.matches('input')")


def test_the_preview_stands_beside_the_form_and_follows_a_save(desk, audit, article):
    desk.goto(screen(article, "change"))
    settle(desk)
    desk.keyboard.press("Control+Alt+p")
    shown = desk.frame_locator(SHOWN)
    expect(shown.locator("h1.headline")).to_have_text("Rain on Monday")
    expect(desk.get_by_label("Desk")).to_be_focused()
    assert audit(desk, "#preview-pane") == []
    desk.keyboard.press("ArrowLeft")
    expect(desk.get_by_label("Tablet")).to_be_checked()
    desk.get_by_label("Headline").fill("Rain on Wednesday")
    desk.keyboard.press("Control+s")
    expect(shown.locator("h1.headline")).to_have_text("Rain on Wednesday")
    desk.get_by_role("button", name="Close the preview").press("Enter")
    expect(desk.locator("#preview-pane")).to_be_hidden()
    expect(desk.get_by_role("link", name="Preview", exact=True)).to_be_focused()
    assert desk.complaints == []


def test_the_preview_follows_what_is_typed_and_keeps_its_place(desk, article):
    desk.set_viewport_size({"width": 1440, "height": 500})
    desk.goto(screen(article, "change"))
    settle(desk)
    desk.get_by_role("link", name="Preview", exact=True).click()
    shown = desk.frame_locator(SHOWN)
    expect(shown.locator("h1.headline")).to_have_text("Rain on Monday")
    desk.locator("#preview-pane").get_by_label("Phone").check()
    desk.frames[1].evaluate("scrollTo({top: 240, behavior: 'instant'})")
    desk.get_by_label("Headline").fill("Rain on Thursday, Typed and Not Saved")
    expect(shown.locator("h1.headline")).to_have_text("Rain on Thursday, Typed and Not Saved")
    assert desk.locator(SHOWN).element_handle().content_frame().evaluate("scrollY") == 240
    assert Article.objects.get().working_copy.headline == "Rain on Monday"
    assert desk.complaints == []


def test_without_javascript_the_preview_is_a_page_of_its_own(desk, open_page, live_server, article):
    state = desk.context.storage_state()
    plain = open_page(base_url=live_server.url, java_script_enabled=False, storage_state=state)
    plain.goto(screen(article, "change"))
    plain.get_by_role("link", name="Preview", exact=True).click()
    expect(plain.frame_locator("iframe").locator("h1.headline")).to_have_text("Rain on Monday")
    plain.goto(screen(article, "preview/page"))
    expect(plain.get_by_text("Preview of version 2: not what readers see.")).to_be_visible()
    plain.goto(screen(article, "restore"))
    plain.get_by_role("button", name="Restore version 1").click()
    expect(plain.get_by_text("Version 1 is the working copy again")).to_be_visible()


def test_an_outsider_reads_a_version_until_the_link_is_revoked(
    desk, open_page, live_server, article
):
    desk.goto(f"{screen(article, 'links')}?version=1")
    desk.get_by_label("For whom").fill("Dr. Adler")
    desk.get_by_label("Good for").select_option("1 day")
    desk.get_by_role("button", name="Make the link").click()
    address = re.sub(r"^https?://[^/]+", live_server.url, desk.locator("code").inner_text())

    outside = open_page()
    outside.goto(address)
    expect(outside.locator("h1.headline")).to_have_text("Rain on Tuesday")
    expect(outside.get_by_text("Preview for Dr. Adler, until")).to_be_visible()
    assert (
        outside.locator("figure.lead img").evaluate(
            "image => image.decode().then(() => image.naturalWidth)"
        )
        > 0
    )
    assert outside.context.cookies() == []
    assert outside.complaints == []

    desk.reload()
    expect(
        desk.get_by_role("table", name="Read 1 time").get_by_role("cell", name="127.0.0.1")
    ).to_be_visible()
    desk.get_by_role("button", name="Revoke the link for Dr. Adler").click()
    expect(desk.get_by_text("The link for Dr. Adler leads nowhere now.")).to_be_visible()
    assert outside.goto(address).status == 404
    assert desk.complaints == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 820)])
def test_every_screen_can_be_used_by_everybody(desk, audit, article, scheme, width):
    later = timezone.now() + timedelta(days=1)
    link = make_link(
        article, article.working_copy, reader="Dr. Adler", until=later, by=UserFactory()
    )
    note_use(link, address="192.0.2.7", agent="Lynx")
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name in ("history", "compare", "restore", "links", "preview"):
        desk.goto(screen(article, name))
        settle(desk)
        found[name] = audit(desk)
    assert found == {name: [] for name in found}
    assert desk.complaints == []
