"""The editor of a body, and what readers see of it."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article
from articles.photos import store
from articles.renditions import make
from articles.sanitize import BODY, allowed, clean_html
from tests.articles.test_embeds import KNOWN, UNKNOWN
from tests.articles.test_sanitize import Elements
from tests.browser.pages import enter, settle
from tests.factories import PhotoFactory, UserFactory, make_article, make_draft
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
# Every element and attribute there is, as the editor writes them.
EVERYTHING = (
    "<p>One <strong>two</strong> <em>three</em><br>four "
    '<a href="https://a.example/?b=1&amp;c=2">five</a>'
    '<small>six <em>seven</em> <a href="/b/">eight</a></small>.</p>'
    "<h2>Six</h2><h3>Seven</h3>"
    "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"
    '<ol start="3"><li><p>c</p></li></ol>'
    "<blockquote><p>d</p></blockquote><aside><p>e</p><p>f</p></aside><hr>"
    '<table><tbody><tr><th colspan="2"><p>g</p></th><td rowspan="2"><p>h</p></td></tr>'
    '<tr><th rowspan="2"><p>i</p></th><td><p>j</p></td></tr>'
    '<tr><td colspan="2"><p>k</p></td></tr></tbody></table>'
    '<figure data-photo="{photo}" data-alt="p &quot;q&quot;"><figcaption>l <em>m</em></figcaption>'
    "</figure>"
    '<section><figure data-photo="{photo}"><figcaption>r</figcaption></figure>'
    '<figure data-photo="{photo}"><figcaption></figcaption></figure></section>'
    f'<figure data-embed="youtube"><a href="{YOUTUBE}">n</a></figure>'
    "<p>o</p>"
)


@pytest.fixture
def library():
    """A photo with its picture."""
    photo = PhotoFactory(caption="Umbrellas on Canal Street.", alt="Umbrellas.")
    store(photo, make(picture(900, 600)))
    return photo


@pytest.fixture
def edit(reader, live_server):
    """Opens the form of a draft with this body, as one who may do everything."""

    def edit(body="", **fields):
        enter(reader, UserFactory(role=Role.MANAGING_EDITOR), live_server)
        article = make_draft(body=body, **fields)
        reader.goto(f"/admin/articles/article/{article.pk}/change/")
        expect(reader.get_by_role("toolbar", name="Formatting")).to_be_visible()
        return reader

    return edit


def body(page):
    return page.get_by_role("textbox", name="Body")


CARET = 100  # milliseconds: the editor takes over a selection later than the browser makes it


def click(page, place):
    place.click()
    page.wait_for_timeout(CARET)


def select_all(page):
    page.keyboard.press("Control+a")
    page.wait_for_timeout(CARET)


def html(page):
    """What the form would send."""
    return page.locator("#id_body").input_value()


def tool(page, name):
    return page.get_by_role("toolbar", name="Formatting").get_by_role(
        "button", name=name, exact=True
    )


PASTE = """(element, data) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
  const about = { clipboardData, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", about));
}"""


def paste(page, *, markup="", text=""):
    data = {"text/html": markup, "text/plain": text}
    body(page).evaluate(PASTE, {kind: what for kind, what in data.items() if what})


# One schema


def test_the_editor_writes_what_the_sanitizer_keeps(edit, library):
    everything = EVERYTHING.replace("{photo}", str(library.pk))
    page = edit(everything)
    names = page.evaluate("""() => {
      const { schema } = document.querySelector(".ProseMirror").editor;
      return [...Object.keys(schema.nodes), ...Object.keys(schema.marks)];
    }""")
    assert set(names) == {"doc", "text"} | {name[0].lower() + name[1:] for name in BODY}
    assert page.evaluate("document.querySelector('.ProseMirror').editor.getHTML()") == everything
    assert clean_html(everything) == everything
    written = {}
    for tag, attributes in Elements(everything).found:
        written[tag] = written.get(tag, set()) | set(attributes)
    assert written == allowed(BODY)
    assert page.complaints == []


DIRTY = (
    '<h1 class="a">b</h1><h4 style="color:red">c</h4><p align="right" onclick="x()">d '
    '<u>e</u> <a href="javascript:alert(1)">f</a> <a href="/g/" target="_blank" title="h">i</a> '
    '<a href="tel:1">j</a><img src="https://evil.example/k.png" onerror="l()"></p>'
    '<ol type="a" start="2000"><li>m<h2>n</h2></li></ol><pre><code>o</code></pre>'
    '<table width="9"><caption>p</caption><colgroup><col width="3"></colgroup><thead><tr>'
    '<td colwidth="3" colspan="1">q<ul><li>r</li></ul></td></tr></thead></table>'
    '<iframe src="https://evil.example/"></iframe><figure data-photo="x"><figcaption>s</figcaption>'
    '</figure><figure data-embed="youtube"><a href="https://evil.example/">t</a></figure>'
    "<script>u()</script>"
)


def test_what_is_pasted_is_held_to_the_schema(edit):
    page = edit()
    paste(page, markup=DIRTY)
    pasted = html(page)
    assert clean_html(pasted) == pasted
    for gone in ("javascript", "evil.example/k", "style", "onclick", "class", "tel:", "data-"):
        assert gone not in pasted
    assert page.complaints == []


# Office programs

# As the programs put it into the clipboard.
CLIPBOARD = Path(__file__).parent.parent / "clipboard"


LISTED = "<ul><li><p>Wheat</p><ul><li><p>winter wheat</p></li></ul></li><li><p>Barley</p></li></ul>"
SENTENCE = (
    "<p><strong>Rain</strong> came on <em>Monday</em>, says "
    '<a href="https://weather.example/today">the office</a>.</p>'
)


def test_pasting_from_word(edit):
    page = edit()
    paste(page, markup=(CLIPBOARD / "word.html").read_text(), text="The Harvest")
    assert html(page) == (
        f"<h2>The Harvest</h2>{SENTENCE}{LISTED}<p>Then:</p>"
        "<ol><li><p>Reap</p></li><li><p>Sow</p></li></ol>"
        "<table><tbody><tr><td><p>Acres</p></td><td><p>12</p></td></tr></tbody></table>"
        "<blockquote><p>We were lucky.</p></blockquote>"
    )
    assert clean_html(html(page)) == html(page)
    assert page.complaints == []


def test_pasting_from_google_docs(edit):
    page = edit()
    paste(page, markup=(CLIPBOARD / "google-docs.html").read_text(), text="The Harvest")
    assert html(page) == f"<h2>The Harvest</h2>{SENTENCE}{LISTED}"
    assert page.complaints == []


# Embeds

RECOGNISE = """async ({ module, field, addresses }) => {
  const { recognise } = await import(module);
  const { providers } = JSON.parse(field).extensions.Embed;
  return addresses.map((address) => {
    const found = recognise(providers, address);
    return found && [found.provider.name, found.address];
  });
}"""


def test_the_editor_recognises_what_the_paper_does(edit):
    page = edit()
    [module] = [url for url in page.asked if re.search(r"/editor/embed\b.*js$", url)]
    addresses = [address for address, *_ in KNOWN] + UNKNOWN
    field = page.locator("#id_body").get_attribute("data-django-prose-editor-body")
    asked = {"module": module, "field": field, "addresses": addresses}
    known = [[provider, address] for _, provider, address, _ in KNOWN]
    assert page.evaluate(RECOGNISE, asked) == known + [None] * len(UNKNOWN)
    assert "frame" not in json.dumps(json.loads(field))


def test_an_address_on_a_line_of_its_own_becomes_an_embed(edit):
    page = edit()
    click(page, body(page))
    paste(page, text="https://youtu.be/aqz-KE-bpKQ?t=3")
    embed = f'<figure data-embed="youtube"><a href="{YOUTUBE}">{YOUTUBE}</a></figure>'
    assert embed in html(page)
    expect(body(page).get_by_text("YouTube video")).to_be_visible()
    page.keyboard.press("Control+z")
    assert "figure" not in html(page)


def test_an_address_in_a_sentence_does_not(edit):
    page = edit("<p>See </p>")
    click(page, body(page))
    page.keyboard.press("Control+End")
    paste(page, text=YOUTUBE)
    assert "figure" not in html(page)
    assert YOUTUBE in html(page)


def test_the_dialog_says_at_once_what_it_recognises_or_why_not(edit):
    page = edit()
    click(page, body(page))
    tool(page, "Embed").click()
    dialog = page.get_by_role("dialog", name="Embed")
    address = dialog.get_by_label("Address, or the code")
    expect(address).to_be_focused()
    for typed, said in [
        ("https://www.youtube.com/@paper", "This is YouTube’s, but not the whole address of one"),
        ("https://example.org/", "It can be one of YouTube, Vimeo, X, Instagram, Facebook, TikTok"),
        ('<iframe src="https://player.vimeo.com/video/76979871?h=1&amp;a=2"></iframe>', "Vimeo"),
    ]:
        address.fill(typed)
        expect(dialog.get_by_role("status")).to_contain_text(said)
    dialog.get_by_label("What it shows").fill("A <film>")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(body(page)).to_be_focused()
    assert html(page) == (
        '<figure data-embed="vimeo"><a href="https://vimeo.com/76979871">A &lt;film&gt;</a>'
        "</figure>"
    )
    body(page).get_by_role("button", name="Change").click()
    dialog.get_by_label("What it shows").fill("A film")
    dialog.get_by_role("button", name="Insert").click()
    assert html(page).count("figure") == 2
    assert ">A film</a>" in html(page)
    assert page.complaints == []


# Links


def test_a_link_to_an_article_that_is_found_by_its_words(edit):
    target = make_article(headline="Bakers Open Before Dawn")
    page = edit("<p>bread</p>")
    click(page, body(page))
    select_all(page)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_label("Address")).to_be_focused()
    dialog.get_by_label("Or an article of ours").fill("bakers")
    dialog.get_by_role("button", name="Bakers Open Before Dawn").click()
    assert html(page) == f'<p><a href="{target.get_absolute_url()}">bread</a></p>'
    expect(body(page)).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("example.org/a b", None),
        ("javascript:alert(1)", None),
        ("bread", None),
        ("example.org/bread", "https://example.org/bread"),
        ("https://example.org/?a=1", "https://example.org/?a=1"),
        ("ida@example.org", "mailto:ida@example.org"),
        ("/about/", "/about/"),
        ("{site}/about/#us", "/about/#us"),
    ],
)
def test_an_address_is_understood_or_refused(edit, live_server, typed, href):
    page = edit("<p>bread</p>")
    click(page, body(page))
    select_all(page)
    tool(page, "Link").click()
    dialog = page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Address").fill(typed.replace("{site}", live_server.url))
    page.keyboard.press("Enter")
    if href:
        expect(dialog).to_be_hidden()
        assert html(page) == f'<p><a href="{href}">bread</a></p>'
    else:
        expect(dialog).to_be_visible()
        dialog.get_by_label("Or an article of ours").fill("rain")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(body(page)).to_be_focused()
        assert html(page) == "<p>bread</p>"


def test_a_link_is_taken_away(edit):
    page = edit('<p>a <a href="/b/">bread</a></p>')
    click(page, body(page).locator("a"))
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_label("Address")).to_have_value("/b/")
    dialog.get_by_role("button", name="Remove the link").click()
    assert html(page) == "<p>a bread</p>"


# Photos


def test_a_photo_is_chosen_captioned_and_published(edit, library, open_page, live_server):
    page = edit("<p>Rain.</p>", headline="Rain on Canal Street")
    click(page, body(page))
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    tool(page, "Photo").click()
    page.get_by_role("dialog", name="Choose a photo").get_by_role(
        "button", name="Umbrellas"
    ).click()
    figure = body(page).locator("figure")
    expect(figure.locator("img")).to_have_attribute("src", library.url(400))
    expect(figure.locator("figcaption")).to_have_attribute(
        "data-placeholder", "Umbrellas on Canal Street."
    )
    click(page, figure.locator("figcaption"))
    page.keyboard.type("All of Tuesday.")
    page.keyboard.press("Enter")
    page.keyboard.type("And hail.")
    figure.get_by_role("button", name="Describe").press("Enter")
    dialog = page.get_by_role("dialog", name="What the photo shows here")
    expect(dialog).to_contain_text("In the library: Umbrellas.")
    page.keyboard.type("Umbrellas, from above.")
    page.keyboard.press("Enter")
    expect(figure.locator("img")).to_have_attribute("alt", "Umbrellas, from above.")
    assert html(page) == (
        f'<p>Rain.</p><figure data-photo="{library.pk}" data-alt="Umbrellas, from above.">'
        "<figcaption>All of Tuesday.</figcaption></figure><p>And hail.</p>"
    )
    settle(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Readers see it now").wait_for()
    outside = open_page(base_url=live_server.url)
    outside.goto(Article.objects.get().get_absolute_url())
    shown = outside.locator(".body figure.photo")
    shown.scroll_into_view_if_needed()
    expect(shown.locator("img")).to_have_attribute("alt", "Umbrellas, from above.")
    expect(shown).to_have_text("All of Tuesday. Photo: The Algemeiner / Ida Roth")
    assert shown.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert (page.complaints, outside.complaints) == ([], [])


def test_a_photo_goes_by_the_keyboard(edit, library):
    page = edit(f'<p>a</p><figure data-photo="{library.pk}"><figcaption></figcaption></figure>')
    expect(body(page).locator("figure img")).to_have_attribute("src", library.url(400))
    click(page, body(page).locator("figcaption"))
    page.keyboard.press("Backspace")
    assert html(page) == "<p>a</p>"


# The toolbar


def test_the_toolbar_by_the_keyboard(edit):
    page = edit("<p>bread</p>")
    click(page, body(page))
    select_all(page)
    page.keyboard.press("Alt+F10")
    expect(tool(page, "Heading")).to_be_focused()
    for key, name in [("ArrowLeft", "Redo"), ("ArrowRight", "Heading"), ("End", "Redo")]:
        page.keyboard.press(key)
        expect(tool(page, name)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(body(page)).to_be_focused()
    expect(tool(page, "Bold")).to_have_attribute("aria-pressed", "true")
    assert html(page) == "<p><strong>bread</strong></p>"
    page.keyboard.press("Alt+F10")
    page.keyboard.press("Escape")
    expect(body(page)).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Control+b", "<p><strong>bread</strong></p>"),
        ("Control+i", "<p><em>bread</em></p>"),
        ("Control+Alt+2", "<h2>bread</h2>"),
        ("Control+Alt+3", "<h3>bread</h3>"),
        ("Control+Shift+8", "<ul><li><p>bread</p></li></ul>"),
        ("Control+Shift+7", "<ol><li><p>bread</p></li></ol>"),
        ("Control+Shift+b", "<blockquote><p>bread</p></blockquote>"),
        ("Control+Alt+q", "<aside><p>bread</p></aside>"),
    ],
)
def test_shortcuts(edit, keys, expected):
    page = edit("<p>bread</p>")
    click(page, body(page))
    select_all(page)
    page.keyboard.press(keys)
    assert html(page) == expected


def test_a_table_is_made_and_grows(edit):
    page = edit()
    click(page, body(page))
    tool(page, "Table").click()
    page.keyboard.type("Branch")
    page.keyboard.press("Tab")
    page.keyboard.type("Readers")
    tool(page, "Delete column").click()
    tool(page, "Row below").click()
    assert html(page).count("<tr>") == 4
    assert html(page).count("<th>") == 2
    page.get_by_role("button", name="Delete table").click()
    assert "table" not in html(page)
    expect(page.get_by_role("button", name="Delete table")).to_be_hidden()


def test_captions_and_dialogs_take_hebrew_from_the_right(edit, library):
    figure = f'<figure data-photo="{library.pk}"><figcaption>שוק</figcaption></figure>'
    page = edit(f"<p>שוק</p>{figure}", lang="he")
    expect(body(page)).to_have_css("direction", "rtl")
    expect(body(page).locator("figcaption")).to_have_css("direction", "rtl")
    body(page).locator("p").first.click()
    tool(page, "Embed").click()
    title = page.get_by_role("dialog", name="Embed").get_by_label("What it shows")
    title.fill("שוק")
    expect(title).to_have_css("direction", "rtl")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_it_shuts_anybody_out(edit, library, audit, scheme):
    page = edit(EVERYTHING.replace("{photo}", str(library.pk)))
    page.emulate_media(color_scheme=scheme)
    expect(body(page).locator("figure img").last).to_have_attribute("src", library.url(400))
    assert audit(page, within=".prose-editor") == []
    for name in ("Link", "Embed"):
        body(page).locator("p").first.click()
        tool(page, name).click()
        assert audit(page, within=f"#{name.lower()}-dialog") == []
        page.keyboard.press("Escape")


# Readers


def test_nothing_is_asked_of_another_site_until_a_reader_wants_it(reader, live_server):
    article = make_article(
        body=f'<p>a</p><figure data-embed="youtube"><a href="{YOUTUBE}">A rabbit</a></figure>'
    )
    reader.goto(article.get_absolute_url())
    settle(reader)
    assert [url for url in reader.asked if "youtube" in url] == []
    expect(reader.get_by_role("link", name="A rabbit")).to_have_attribute("href", YOUTUBE)
    assert reader.complaints == []

    button = reader.get_by_role("button", name="Show the video (loads youtube.com)")
    button.focus()
    reader.keyboard.press("Enter")
    frame = reader.locator("iframe")
    expect(frame).to_be_focused()
    assert frame.evaluate("({ title, src, referrerPolicy }) => [title, src, referrerPolicy]") == [
        "YouTube video: A rabbit",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        "strict-origin-when-cross-origin",
    ]
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    # The policy lets it through; this machine's network does not.
    reader.wait_for_timeout(200)
    assert [line for line in reader.complaints if "Content Security Policy" in line] == []
    assert "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" in reader.asked


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("width", [1440, 820, 390])
def test_a_page_with_everything(reader, library, audit, lang, width):
    article = make_article(body=EVERYTHING.replace("{photo}", str(library.pk)), lang=lang)
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(article.get_absolute_url())
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    assert audit(reader, within=".body") == []


def test_a_wide_table_scrolls_inside_itself(reader):
    cells = "".join(f"<td><p>Number {number}</p></td>" for number in range(12))
    article = make_article(body=f"<table><tbody><tr>{cells}</tr></tbody></table>")
    reader.set_viewport_size({"width": 390, "height": 900})
    reader.goto(article.get_absolute_url())
    table = reader.get_by_role("group", name="Table")
    table.focus()
    reader.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
    expect(table).not_to_have_css("outline-style", "none")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_footnote_is_written_where_it_belongs(edit):
    page = edit("<p>It was closed</p>")
    click(page, body(page).get_by_text("closed"))
    page.keyboard.press("End")
    tool(page, "Footnote").click()
    page.keyboard.type("City archive, ")
    tool(page, "Italic").click()
    page.keyboard.type("Bridges")
    page.keyboard.press("Enter")
    page.keyboard.type(", they said")
    settle(page)
    note = "<small>City archive, <em>Bridges</em></small>"
    assert clean_html(html(page)).startswith(f"<p>It was closed{note}")
    assert "they said" in html(page).partition("</small>")[2]
    for _ in range(len(", they said") + 3):
        page.keyboard.press("ArrowLeft")
    expect(tool(page, "Footnote")).to_have_attribute("aria-pressed", "true")
    tool(page, "Footnote").click()
    assert "<small>" not in html(page)


def test_a_gallery_is_put_together_and_in_order(edit, library):
    other = PhotoFactory(caption="A bench.", alt="A bench.")
    store(other, make(picture(600, 900)))
    figure = '<figure data-photo="{}"><figcaption>{}</figcaption></figure>'
    page = edit(figure.format(library.pk, "First") + "<p>After.</p>")
    click(page, body(page).locator("figcaption"))
    tool(page, "Gallery").click()
    page.locator("#photo-picker").get_by_role("button", name="A bench.").click()
    page.keyboard.type("Second")
    settle(page)
    first, second = figure.format(library.pk, "First"), figure.format(other.pk, "Second")
    assert clean_html(html(page)) == f"<section>{first}{second}</section><p>After.</p>"
    tool(page, "Photo earlier in the gallery").click()
    assert clean_html(html(page)) == f"<section>{second}{first}</section><p>After.</p>"
    tool(page, "Separate the gallery’s photos").click()
    assert clean_html(html(page)) == f"{second}{first}<p>After.</p>"
    assert page.complaints == []
