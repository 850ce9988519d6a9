"""What an article's page does for the comfort of its readers."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from articles import photos
from articles.models import Site
from articles.renditions import make_from
from tests.factories import AuthorFactory, PhotoFactory, TagFactory, make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

LONG = "".join(
    f"<p>Paragraph {n}. {'It rained on the bridge. ' * 20}<small>Note of {n}.</small></p>"
    + f"<h2>After {n}</h2>" * (n % 10 == 0)
    for n in range(30)
)


@pytest.fixture
def article():
    """With a photo, a portrait, and others that it leads on to."""
    Site.objects.get_or_create(pk=1)
    picture, portrait = PhotoFactory(), PhotoFactory()
    for photo, colour in ((picture, "olive"), (portrait, "navy")):
        photos.store(photo, make_from(Image.new("RGB", (900, 600), colour)))
    same = {"authors": [AuthorFactory(portrait=portrait)], "tags": [TagFactory(name="Bridges")]}
    for _ in range(3):
        make_article(lead_photo=picture, **same)
    youtube = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    embed = f'<figure data-embed="youtube"><a href="{youtube}">A rabbit</a></figure>'
    figure = f'<figure data-photo="{picture.pk}"><figcaption>A bridge.</figcaption></figure>'
    body = f"{LONG}<section>{figure * 3}</section>{embed}"
    return make_article(headline="On a Bridge", lead_photo=picture, body=body, **same)


COLOUR = "getComputedStyle(document.body).backgroundColor"
SIZE = "parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)"
LIGHT, DARK = "light", "dark"


def test_a_reader_chooses_colours_and_size_for_every_page_by_keys(reader, article, audit):
    reader.emulate_media(color_scheme=LIGHT)
    reader.goto(article.get_absolute_url())
    light, usual = reader.evaluate(COLOUR), reader.evaluate(SIZE)
    sizes, colours = (
        reader.get_by_role("group", name=name) for name in ("Size of the text", "Colours")
    )
    expect(colours.get_by_role("button", name="As the device", pressed=True)).to_be_visible()
    colours.get_by_role("button", name="Dark").press("Enter")
    sizes.get_by_role("button", name="Larger text").press("Space")
    dark, large = reader.evaluate(COLOUR), reader.evaluate(SIZE)
    assert (dark != light, large / usual) == (True, 1.25)
    assert audit(reader) == []

    reader.goto("/")
    assert reader.evaluate(COLOUR) == dark
    reader.goto(article.get_absolute_url())
    assert (reader.evaluate(COLOUR), reader.evaluate(SIZE)) == (dark, large)
    expect(sizes.get_by_role("button", name="Larger text", pressed=True)).to_be_visible()
    colours.get_by_role("button", name="As the device").click()
    sizes.get_by_role("button", name="Text of the usual size").click()
    assert (reader.evaluate(COLOUR), reader.evaluate(SIZE)) == (light, usual)
    assert reader.evaluate("localStorage.length") == 0
    assert reader.complaints == []


def test_before_the_first_paint_the_page_is_as_was_chosen(reader, article):
    reader.emulate_media(color_scheme=LIGHT)
    reader.add_init_script("localStorage.setItem('scheme', 'dark')")
    reader.add_init_script(
        """new MutationObserver(() => {
          if (document.body) window.atFirst ??= document.documentElement.dataset.scheme ?? "none";
        }).observe(document, { childList: true, subtree: true })"""
    )
    reader.goto(article.get_absolute_url())
    assert reader.evaluate("window.atFirst") == DARK


def test_without_javascript_nothing_is_offered_that_does_nothing(open_page, live_server, article):
    page = open_page(java_script_enabled=False)
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.get_by_role("heading", name="Related")).to_be_visible()
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="After 20").click()
    expect(page.get_by_role("heading", name="After 20")).to_be_in_viewport()
    page.get_by_role("link", name="Note 21", exact=True).click()
    expect(page.get_by_text("Note of 20.")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text at note 21").click()
    expect(page.get_by_text("Paragraph 20.")).to_be_in_viewport()
    assert page.locator("button:visible").all_text_contents() == ["Join the Algemeiner"]
    page.get_by_role("link", name="Story", exact=False).first.click()
    expect(page.locator("article.article")).to_be_visible()


def test_a_cold_reader_waits_for_six_files_and_nothing_moves(reader, article):
    asked = []
    reader.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    reader.set_viewport_size({"width": 412, "height": 823})
    reader.goto(article.get_absolute_url(), wait_until="networkidle")
    page = [address for address in asked if not address.endswith("/img/mark.svg")]  # the tab's
    assert len(page) <= 6, page
    shift = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve(
      list.getEntries().reduce((sum, { value }) => sum + value, 0)
    )).observe({ type: "layout-shift", buffered: true }) || setTimeout(resolve, 300, 0))"""
    assert reader.evaluate(shift) == 0


def test_a_gallery_is_scrolled_by_keys(reader, article):
    reader.set_viewport_size({"width": 412, "height": 823})
    reader.goto(article.get_absolute_url())
    gallery = reader.get_by_role("group", name="Gallery of 3 photos")
    gallery.focus()
    for _ in range(5):
        reader.keyboard.press("ArrowRight")
    reader.wait_for_function("document.querySelector('.gallery').scrollLeft > 0")
    expect(gallery.get_by_role("img").first).to_have_attribute("loading", "lazy")


def test_an_embed_is_fetched_when_it_is_asked_for(reader, article):
    reader.goto(article.get_absolute_url())
    reader.get_by_role("button", name="Show the video").click()
    expect(reader.locator("iframe[title='YouTube video: A rabbit']")).to_be_visible()
