"""The desk as an editor on deadline has it."""

import re

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article, Site
from tests.factories import AuthorFactory, SectionFactory, UserFactory, make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/articles/article/add/"
PASSWORD = "thirty herrings swim"
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
def desk(reader):
    """The form for a new article, after a log-in at the paper's own page."""
    Site.objects.get_or_create(pk=1)
    SectionFactory(slug="city", name="City")
    editor = UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz", password=PASSWORD)
    editor.emailaddress_set.create(email=editor.email, verified=True, primary=True)
    reader.goto(ADD)
    reader.get_by_label("Email").fill(editor.email)
    reader.get_by_label("Password").fill(PASSWORD)
    reader.get_by_role("button", name="Log in", exact=True).click()
    expect(reader.get_by_role("heading", name="New article")).to_be_visible()
    reader.wait_for_load_state("networkidle")
    return reader


def body(page):
    return page.get_by_role("textbox", name="Body")


def write(page, text, at="End"):
    body(page).click()
    page.wait_for_timeout(100)  # the editor settles the caret a moment after the click
    page.keyboard.press(f"Control+{at}")
    page.keyboard.type(text)


def press(page, name):
    page.wait_for_load_state("networkidle")  # what is broken off would count as a complaint
    page.get_by_role("button", name=name, exact=True).click()


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
    expect(desk.get_by_text("Published, changes not yet")).to_be_visible()
    outside.reload()
    expect(outside.locator(".body")).to_have_text("It smells of bread at four.")

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
    expect(theirs.get_by_text("Version 2, saved")).to_be_visible()

    write(mine, "Mine. ", at="Home")
    mine.get_by_label("Headline").fill("Rain and Snow")
    press(mine, "Save")
    expect(mine.get_by_text("Ada Katz saved this article while you were writing")).to_be_visible()
    expect(mine.locator("tr.differs td")).to_have_text(
        ["Rain", "Rain and Snow", "First.", "Mine. First.", "Second. Theirs.", "Second."]
    )
    expect(body(mine)).to_have_text("Mine. First.Second.")
    expect(mine.get_by_label("Headline")).to_have_value("Rain and Snow")

    press(mine, "Save")
    expect(mine.get_by_text("Version 3, saved")).to_be_visible()


def test_by_the_keyboard_alone(desk):
    expect(desk.get_by_label("Headline")).to_be_focused()
    desk.keyboard.type("Rain")
    desk.keyboard.press("Tab")
    desk.keyboard.type("All of Tuesday.")
    while not body(desk).evaluate("element => element === document.activeElement"):
        desk.keyboard.press("Tab")
    desk.keyboard.type("Take an umbrella.")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Version 1, saved")).to_be_visible()
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
    expect(desk.get_by_text("Version 1, saved")).to_be_visible()
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


def test_tags_and_authors_are_added_on_the_way(desk):
    for row, name in [("#bylines-0", "Noa Levi"), (".field-tags", "גשרים")]:
        with desk.expect_popup() as popup:
            desk.locator(row).get_by_role("link", name=re.compile("Add another")).click()
        popup.value.get_by_label("Name").fill(name)
        popup.value.get_by_role("button", name="Save").click()
        expect(desk.locator(row).get_by_role("combobox")).to_contain_text(name)
    desk.get_by_label("Headline").fill("Bridges")
    press(desk, "Save")
    expect(desk.get_by_text("Version 1, saved")).to_be_visible()
    saved = Article.objects.get().working_copy
    assert [author.name for author in saved.authors_in_order] == ["Noa Levi"]
    assert [(tag.name, tag.slug) for tag in saved.tags.all()] == [("גשרים", "גשרים")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_asks_another_host_or_breaks_the_policy(desk, live_server, scheme):
    desk.emulate_media(color_scheme=scheme)
    for path in [*SCREENS, ADD]:
        desk.goto(path)
        desk.wait_for_load_state("networkidle")
    when = desk.locator(".field-publish_at")
    when.get_by_label("Date").fill("2026-07-05")
    when.get_by_label("Time").fill("12:00")
    expect(when.locator(".zone")).to_have_text("Sunday, July 5 · New York time, UTC−4")
    for _ in ("light", "dark", "as the system"):
        desk.get_by_role("button", name=re.compile("Toggle theme")).click()
    assert desk.complaints == []
    assert [url for url in desk.asked if not url.startswith(live_server.url)] == []
