"""The desk as an editor on deadline has it."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article
from tests.browser.pages import enter, settle
from tests.factories import (
    AuthorFactory,
    PhotoFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_article,
    make_draft,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

ADD = "/admin/articles/article/add/"
PASSWORD = "thirty herrings swim"
TOP = {"x": 20, "y": 2}  # of a row
SCREENS = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/auditentry/",
    "/admin/articles/page/add/",
    "/admin/articles/photo/add/",
    "/admin/articles/redirect/add/",
    "/admin/articles/site/1/change/",
    "/admin/authors/author/add/",
    "/admin/authors/user/add/",
]


@pytest.fixture
def desk(reader, live_server):
    """The form for a new article."""
    SectionFactory(slug="city", name="City")
    enter(reader, UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz"), live_server)
    reader.goto(ADD)
    settle(reader)
    return reader


def body(page):
    return page.get_by_role("textbox", name="Body")


def write(page, text, at="End"):
    body(page).click()
    page.wait_for_timeout(100)  # the editor settles the caret a moment after the click
    page.keyboard.press(f"Control+{at}")
    page.keyboard.type(text)


def press(page, name):
    settle(page)  # what is broken off would count as a complaint
    page.get_by_role("button", name=name, exact=True).click()


def at_version(page, number):
    """Waits until the line over the form says that this one is saved."""
    expect(page.locator(".standing .version")).to_contain_text(f"Version {number},")


def choose(page, row, name):
    """Finds somebody by an autocomplete, one question at a time: it gives up the one before."""
    page.locator(row).get_by_role("combobox").click()
    options = page.locator(".select2-results__option")
    expect(options).to_have_count(2)
    page.keyboard.insert_text(name)
    expect(options).to_have_text([name])
    page.keyboard.press("Enter")


def tab_of(page, path):
    tab = page.context.new_page()
    tab.goto(path)
    return tab


def test_from_the_first_word_to_the_second_version(desk, open_page, live_server):
    AuthorFactory(name="Ida Roth")
    AuthorFactory(name="Noa Levi")
    outside = open_page(base_url=live_server.url)

    desk.get_by_label("Headline").fill("Bakers Open Before Dawn")
    write(desk, "It smells of ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("bread")
    desk.keyboard.press("Control+b")
    desk.keyboard.type(" at four.")
    choose(desk, "#bylines-0", "Ida Roth")
    desk.get_by_label("Section").select_option("City")
    press(desk, "Save")
    expect(desk.get_by_text("Saved. Readers see it when it is published.")).to_be_visible()
    expect(body(desk).locator("strong")).to_have_text("bread")
    outside.goto("/")
    expect(outside.get_by_text("Bakers Open Before Dawn")).to_have_count(0)

    press(desk, "Publish")
    desk.get_by_role("link", name="Bakers Open Before Dawn", exact=True).wait_for()
    outside.goto(Article.objects.get().get_absolute_url())
    expect(outside.locator(".body")).to_have_text("It smells of bread at four.")
    expect(outside.locator(".byline a[rel=author]")).to_have_text("Ida Roth")

    write(desk, " Every day.")
    press(desk, "Save")
    expect(desk.get_by_text("Update pending")).to_be_visible()
    outside.reload()
    expect(outside.locator(".body")).to_have_text("It smells of bread at four.")

    desk.get_by_label("Update: something new").check()
    press(desk, "Publish")
    expect(desk.get_by_text("Readers see it now")).to_be_visible()
    outside.reload()
    expect(outside.locator(".body")).to_have_text("It smells of bread at four. Every day.")
    assert (desk.complaints, outside.complaints) == ([], [])
    assert [url for url in desk.asked if not url.startswith(live_server.url)] == []


def test_two_tabs_do_not_overwrite_each_other(desk, live_server):
    article = make_article(headline="Rain", body="<p>First.</p><p>Second.</p>")
    path = f"{live_server.url}/admin/articles/article/{article.pk}/change/"
    mine, theirs = tab_of(desk, path), tab_of(desk, path)
    write(theirs, " Theirs.")
    press(theirs, "Save")
    at_version(theirs, 2)

    write(mine, "Mine. ", at="Home")
    mine.get_by_label("Headline").fill("Rain and Snow")
    press(mine, "Save")
    expect(mine.get_by_text("Ada Katz saved this article while you were writing")).to_be_visible()
    expect(mine.locator("tr.theirs td")).to_have_text([re.compile(r"Second\.\s[^A-Z]*Theirs\.")])
    expect(mine.locator("tr.yours td")).to_have_text(
        [re.compile(r"Rain\s[^A-Z]*and Snow"), re.compile(r"Mine\.\s[^A-Z]*First\.")]
    )
    expect(body(mine)).to_have_text("Mine. First.Second.")
    expect(mine.get_by_label("Headline")).to_have_value("Rain and Snow")

    press(mine, "Save")
    at_version(mine, 3)


def test_by_the_keyboard_alone(desk):
    expect(desk.get_by_label("Headline")).to_be_focused()
    desk.keyboard.type("Rain")
    desk.keyboard.press("Tab")
    desk.keyboard.type("All of Tuesday.")
    while not body(desk).evaluate("element => element === document.activeElement"):
        desk.keyboard.press("Tab")
    desk.keyboard.type("Take an umbrella.")
    desk.keyboard.press("Control+s")
    at_version(desk, 1)
    desk.get_by_label("Kicker").press("Enter")
    expect(desk.get_by_text("Saved. Readers see it when it is published.")).to_be_visible()
    article = Article.objects.get()
    saved = article.working_copy
    assert (saved.headline, saved.dek, saved.body) == (
        "Rain",
        "All of Tuesday.",
        "<p>Take an umbrella.</p>",
    )
    assert (saved.number, article.status) == (1, "draft")


def test_what_is_typed_is_not_left_behind_without_a_question(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write(desk, "Half a thought")
    desk.get_by_role("link", name="The paper").click()
    expect(body(desk)).to_have_text("Half a thought")
    desk.get_by_label("Headline").fill("Thought")
    press(desk, "Save")
    at_version(desk, 1)
    desk.get_by_role("link", name="The paper").click()
    expect(desk.locator(".masthead")).to_be_visible()
    assert asked == ["beforeunload"]


def test_hebrew_is_written_from_the_right(desk):
    desk.get_by_label("Language").select_option("Hebrew")
    for field in (body(desk), desk.get_by_label("Headline")):
        expect(field).to_have_css("direction", "rtl")
    desk.get_by_label("Headline").fill("שוק מתעורר")
    press(desk, "Save")
    expect(desk.get_by_role("heading", name="שוק מתעורר")).to_be_visible()


def test_an_author_is_added_on_the_way(desk):
    with desk.expect_popup() as popup:
        desk.locator("#bylines-0").get_by_role("link", name=re.compile("Add another")).click()
    popup.value.get_by_label("Name").fill("Noa Levi")
    popup.value.get_by_role("button", name="Save").click()
    expect(desk.locator("#bylines-0").get_by_role("combobox")).to_contain_text("Noa Levi")
    desk.get_by_label("Headline").fill("Bridges")
    press(desk, "Save")
    at_version(desk, 1)
    saved = Article.objects.get().working_copy
    assert [author.name for author in saved.authors_in_order] == ["Noa Levi"]


def test_the_keys_do_what_the_buttons_do(desk):
    desk.get_by_label("Headline").fill("Rain")
    desk.keyboard.press("?")  # in a field it is a question mark
    expect(desk.get_by_label("Headline")).to_have_value("Rain?")
    desk.keyboard.press("F1")
    keys = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Publish")
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(desk.get_by_label("Headline")).to_be_focused()

    write(desk, "It pours.")
    desk.keyboard.press("Control+Enter")  # in the text, where it would break the line
    expect(desk.locator(".messagelist")).to_contain_text("A section is missing.")
    assert Article.objects.get().working_copy.body == "<p>It pours.</p>"


def test_a_whole_article_by_the_keyboard_alone(desk):
    AuthorFactory(name="Ida Roth")
    AuthorFactory(name="Noa Levi")
    tab_to = partial(tab_until, desk)
    expect(desk.get_by_label("Headline")).to_be_focused()
    desk.keyboard.type("Rain")
    tab_to(body(desk))
    desk.keyboard.type("Take an umbrella.")
    tab_to(desk.get_by_role("link", name="Skip to the side bar").last)
    desk.keyboard.press("Enter")
    tab_to(desk.get_by_label("Section", exact=True))
    desk.keyboard.type("City")
    tab_to(desk.locator("#bylines-0").get_by_role("combobox"))
    desk.keyboard.press("Alt+ArrowDown")
    options = desk.locator(".select2-results__option")
    expect(options).to_have_count(2)
    desk.keyboard.insert_text("Ida")
    expect(options).to_have_text(["Ida Roth"])
    desk.keyboard.press("Enter")
    tab_to(desk.get_by_role("combobox", name="Tags"))
    desk.keyboard.type("Weather")
    expect(desk.locator("#tag-options li")).to_have_text(["Add “Weather” as a new tag"])
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Take off Weather")).to_be_visible()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Readers see it now")).to_be_visible()
    article = Article.objects.published().get()
    assert (article.body, [str(tag) for tag in article.tags_in_order]) == (
        "<p>Take an umbrella.</p>",
        ["Weather"],
    )
    assert [byline.author.name for byline in article.bylines_in_order] == ["Ida Roth"]


def tab_until(page, element, most=60):
    """Presses Tab until `element` has the focus, as somebody without a mouse would."""
    for _ in range(most):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{element} is not reached")


class TestBylines:
    @pytest.fixture
    def article(self):
        return make_article(authors=[AuthorFactory(name=name) for name in ("Ann", "Ben", "Cleo")])

    @pytest.fixture
    def form(self, desk, article):
        desk.goto(f"/admin/articles/article/{article.pk}/change/")
        settle(desk)
        return desk

    def saved(self, form, article):
        press(form, "Save")
        at_version(form, 2)
        copy = Article.objects.get(pk=article.pk).working_copy
        return [author.name for author in copy.authors_in_order]

    def test_are_moved_by_keyboard_and_the_move_is_told(self, form, article):
        form.get_by_role("button", name="Move up Cleo").focus()
        form.keyboard.press("Enter")
        expect(form.get_by_text("Cleo is now 2 of 4.")).to_be_attached()
        expect(form.get_by_role("button", name="Move up Cleo")).to_be_focused()
        form.keyboard.press("Enter")
        form.keyboard.press("Enter")  # there is nothing further up
        form.get_by_role("button", name="Move down Ann").press("Space")
        expect(form.get_by_text("Unsaved changes")).to_be_visible()
        assert self.saved(form, article) == ["Cleo", "Ben", "Ann"]

    def test_are_dragged(self, form, article):
        form.locator("#bylines-2 .grip").drag_to(form.locator("#bylines-0"), target_position=TOP)
        expect(form.get_by_text("Cleo is now 1 of 4.")).to_be_attached()
        assert self.saved(form, article) == ["Cleo", "Ann", "Ben"]

    def test_are_taken_out_and_added(self, form, article):
        AuthorFactory(name="Dov Katz")
        form.get_by_role("button", name="Remove Ben").click()
        form.get_by_role("button", name="Remove the empty row").click()
        form.get_by_role("button", name="Add an author").click()
        form.keyboard.press("Alt+ArrowDown")
        form.locator(".select2-results__option").first.wait_for()
        form.keyboard.insert_text("Dov")
        expect(form.locator(".select2-results__option")).to_have_text(["Dov Katz"])
        form.keyboard.press("Enter")
        form.get_by_role("button", name="Move up Dov Katz").click()
        assert self.saved(form, article) == ["Ann", "Dov Katz", "Cleo"]


def test_a_tag_that_is_nearly_another_is_asked_about(desk):
    TagFactory(name="Settlements")
    tags = desk.get_by_role("combobox", name="Tags")
    tags.press_sequentially("Settlement")
    expect(desk.locator("#tag-options li")).to_have_text(
        ["Settlements", "Add “Settlement” as a new tag"]
    )
    desk.get_by_role("option", name="as a new tag").click()
    expect(desk.get_by_text("There is “Settlements” already: use it?")).to_be_visible()
    desk.get_by_role("button", name="Use “Settlements”").click()
    expect(desk.locator(".chips li")).to_have_count(1)

    tags.press_sequentially("settlement")
    desk.get_by_role("option", name="as a new tag").click()
    desk.get_by_role("button", name="Add “settlement” all the same").click()
    expect(desk.locator(".chips li span")).to_have_text(["Settlements", "settlement"])
    desk.get_by_label("Headline").fill("Bridges")
    press(desk, "Save")
    at_version(desk, 1)
    saved = Article.objects.get().working_copy
    assert [tag.name for tag in saved.tags.all()] == ["Settlements", "settlement"]
    assert desk.complaints == []


def test_the_lead_photo_is_chosen_by_looking(desk):
    PhotoFactory(caption="A bridge", alt="", credit="")
    chosen = PhotoFactory(caption="A harbor", alt="Ships.", credit="Reuters")
    desk.get_by_role("button", name="Choose a photo").focus()
    desk.keyboard.press("Enter")
    library = desk.get_by_role("dialog", name="Choose a photo")
    expect(library.get_by_role("listitem")).to_contain_text(["A harbor", "A bridge"])
    expect(library.get_by_role("searchbox")).to_be_focused()
    desk.keyboard.type("bridge")
    expect(library.get_by_role("listitem")).to_have_text(
        ["A bridgeNo picture yet · No alternative text · No credit"]
    )
    desk.keyboard.press("Escape")  # empties the field
    expect(library.get_by_role("listitem")).to_have_count(2)
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Choose a photo")).to_be_focused()

    desk.keyboard.press("Enter")
    library.get_by_role("button", name="A harbor").press("Enter")
    panel = desk.locator("#panel-photo")
    expect(panel.locator("figcaption")).to_have_text("A harbor Reuters")
    expect(panel.locator(".lacking")).to_have_text("No picture yet")
    desk.get_by_label("Lead caption").fill("Ships at dawn.")
    desk.get_by_label("Headline").fill("Harbor")
    press(desk, "Save")
    at_version(desk, 1)
    copy = Article.objects.get().working_copy
    assert (copy.lead_photo, copy.lead_caption) == (chosen, "Ships at dawn.")

    panel.get_by_role("button", name="Take it off").click()
    press(desk, "Save")
    at_version(desk, 2)
    assert Article.objects.get().working_copy.lead_photo is None
    assert desk.complaints == []


def test_words_are_counted_in_every_script(desk):
    write(desk, "Don’t wait: 24-hour rain. ")
    expect(desk.locator(".count")).to_have_text("4 words · 1 min")
    desk.keyboard.insert_text("שלום עולם, ביה״ס")
    expect(desk.locator(".count")).to_have_text("7 words · 1 min")


def test_others_previews_follow_what_is_typed(desk):
    desk.get_by_label("Headline").fill("Café Life: Bakers")
    desk.get_by_label("Dek").fill("It smells.")
    desk.locator(".field-publish_at").get_by_label("Date").fill("2026-03-05")
    found, card = desk.locator(".search-result"), desk.locator(".social-card")
    expect(found.locator(".address")).to_have_text(
        re.compile("› 2026 › 03 › 05 › cafe-life-bakers$")
    )
    expect(card).to_contain_text("Café Life: BakersIt smells.")
    desk.get_by_label("Search engine title").fill("B" * 61)
    expect(found.locator(".title")).to_have_text(re.compile("^B{61} | "))
    expect(desk.locator("output[for=id_seo_title]")).to_have_text(
        "61 of 60 characters: search engines will cut it"
    )
    expect(card).to_contain_text("Café Life: Bakers")


def test_what_is_saved_and_what_is_not_is_said(desk):
    state = desk.locator(".save-state")
    expect(state).to_have_text("Not saved yet")
    desk.get_by_label("Headline").fill("Rain")
    expect(state).to_have_text("Unsaved changes")
    press(desk, "Save")
    expect(state).to_have_text("Saved")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("light", 390), ("dark", 820)])
def test_the_form_and_the_list_are_open_to_everybody(desk, audit, width, scheme):
    photo = PhotoFactory(alt="", credit="")
    article = make_article(tags=[TagFactory(name="Rain")], lead_photo=photo)
    make_draft(headline="Draft")
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    for path in (ADD, f"/admin/articles/article/{article.pk}/change/", "/admin/articles/article/"):
        desk.goto(path)
        settle(desk)
        # The checks that the page before was asking for when it was left.
        assert [said for said in desk.complaints if not said.endswith("/checks/")] == []
        # To the foot, where the bar of actions covers nothing.
        desk.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert audit(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        desk.complaints.clear()  # axe-core's own


def test_no_screen_asks_another_host_or_breaks_the_policy(desk, live_server):
    for path in [*SCREENS, ADD]:
        desk.goto(path)
        settle(desk)
    when = desk.locator(".field-publish_at")
    when.get_by_label("Date").fill("2026-07-05")
    when.get_by_label("Time").fill("12:00")
    expect(when.locator(".zone")).to_have_text("Sunday, July 5 · New York time, UTC−4")
    for _ in ("light", "dark", "as the system"):
        desk.get_by_role("button", name=re.compile("Toggle theme")).click()
    assert desk.complaints == []
    assert [url for url in desk.asked if not url.startswith(live_server.url)] == []
