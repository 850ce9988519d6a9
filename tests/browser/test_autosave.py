"""Nothing typed at the desk is ever lost, whatever becomes of the page, the line or the log-in."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article, Autosave, Presence
from tests.browser.pages import enter, settle
from tests.factories import AuthorFactory, SectionFactory, TagFactory, UserFactory, make_draft

BEAT = 16_000  # milliseconds; a form asks the desk who else is there every fifteen seconds
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
PASSWORD = "thirty herrings swim"


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def make_person(name, role=Role.MANAGING_EDITOR):
    person = UserFactory(role=role, name=name, password=PASSWORD)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def ada(reader):
    """Somebody of the newsroom; the page of `reader` is theirs."""
    SectionFactory(slug="city", name="City")
    return make_person("Ada Katz")


@pytest.fixture
def desk(reader, ada, live_server):
    enter(reader, ada, live_server)
    return reader


def open_form(page, path):
    page.goto(path)
    expect(body(page)).to_be_visible()
    settle(page)


def body(page):
    return page.get_by_role("textbox", name="Body")


def write(page, text):
    body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def expect_state(page, words):
    expect(page.locator(".save-state")).to_have_text(words, timeout=15_000)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_what_was_typed_is_there_after_the_tab_was_closed(desk):
    ida, tag = AuthorFactory(name="Ida Roth"), TagFactory(name="Bridges")
    article = make_draft(headline="Rain", body="<p>First.</p>", tags=[], authors=[])
    open_form(desk, form_of(article))
    desk.get_by_label("Headline").fill("Rain at Last")
    write(desk, " Second.")
    for name, pk, words in [("tags", tag.pk, "Bridges"), ("bylines-0-author", ida.pk, "Ida Roth")]:
        desk.evaluate(
            "([name, pk, words]) => django.jQuery(`[name='${name}']`)"
            ".append(new Option(words, pk, true, true)).trigger('change')",
            [name, pk, words],
        )
    expect_state(desk, "Draft kept")
    desk.close(run_before_unload=False)

    again = desk.context.new_page()
    open_form(again, form_of(article))
    offer = again.locator(".offer")
    expect(offer).to_contain_text("Rain at Last")
    expect(offer).to_contain_text("Differs in: headline, body (2 words), tags, bylines.")
    offer.get_by_role("link", name="Take it up").click()
    expect(again.get_by_label("Headline")).to_have_value("Rain at Last")
    expect(body(again)).to_have_text("First. Second.")
    settle(again)
    press(again, "Save")
    expect(again.locator(".version")).to_contain_text("Version 2")
    saved = Article.objects.get().working_copy
    assert (saved.headline, saved.body) == ("Rain at Last", "<p>First. Second.</p>")
    assert ([*saved.tags.all()], saved.authors_in_order) == ([tag], [ida])
    assert not Autosave.objects.exists()
    expect(again.locator(".offer")).to_have_count(0)


def test_a_new_article_is_offered_again_and_thrown_away(desk, audit):
    open_form(desk, ADD)
    desk.get_by_label("Headline").fill("Bakers")
    expect_state(desk, "Draft kept")
    open_form(desk, ADD)
    expect(desk.locator(".offer")).to_contain_text("Bakers")
    assert audit(desk, within=".unsaved") == []
    desk.locator(".offer").get_by_role("button", name="Discard").click()
    expect(desk.get_by_label("Headline")).to_have_value("")
    expect(desk.locator(".offer")).to_have_count(0)


def test_the_last_word_is_sent_on_leaving(desk):
    article = make_draft(body="<p>First.</p>")
    open_form(desk, form_of(article))
    desk.on("dialog", lambda dialog: dialog.accept())
    write(desk, " Last word")
    desk.goto("/")
    desk.wait_for_timeout(500)
    assert Autosave.objects.get().first("body") == "<p>First. Last word</p>"
    assert not Presence.objects.exists()


def test_without_a_line_it_is_kept_here_and_delivered_when_the_line_is_back(desk):
    article = make_draft(body="<p>First.</p>")
    open_form(desk, form_of(article))
    desk.context.set_offline(True)
    write(desk, " In the tunnel.")
    expect_state(
        desk, re.compile(r"Not reached the desk since \d+:\d\d [ap]m\. .* kept in this browser")
    )
    press(desk, "Save")
    expect_state(desk, re.compile("Not saved: the desk cannot be reached"))
    assert not Autosave.objects.exists()
    desk.context.set_offline(False)
    expect_state(desk, "Draft kept")
    assert Autosave.objects.get().first("body") == "<p>First. In the tunnel.</p>"
    press(desk, "Save")
    expect(desk.locator(".version")).to_contain_text("Version 2")


def test_a_crash_without_a_line_loses_nothing(desk):
    article = make_draft(body="<p>First.</p>")
    open_form(desk, form_of(article))
    desk.context.set_offline(True)
    write(desk, " In the tunnel.")
    expect_state(desk, re.compile("Not reached the desk"))
    desk.close(run_before_unload=False)

    again = desk.context.new_page()
    desk.context.set_offline(False)
    open_form(again, form_of(article))
    again.locator(".offer").get_by_role("link", name="Take it up").click()
    expect(body(again)).to_have_text("First. In the tunnel.")


def log_in_in(window, person):
    window.get_by_label("Email").fill(person.email)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Log in", exact=True).click()


def test_a_session_that_ran_out_is_begun_again_over_the_text(desk, ada):
    article = make_draft(body="<p>First.</p>")
    open_form(desk, form_of(article))
    Session.objects.all().delete()
    write(desk, " Second.")
    dialog = desk.get_by_role("dialog", name="You have been logged out")
    expect(dialog).to_be_visible(timeout=15_000)
    with desk.expect_popup() as popup:
        dialog.get_by_role("button", name="Log in again").click()
    log_in_in(popup.value, ada)
    expect(dialog).to_be_hidden()
    expect_state(desk, "Draft kept")
    assert Autosave.objects.get().first("body") == "<p>First. Second.</p>"
    press(desk, "Save")
    expect(desk.locator(".version")).to_contain_text("Version 2")
    assert Article.objects.get().working_copy.body == "<p>First. Second.</p>"


def test_save_after_the_session_ran_out_saves_when_it_is_back(desk, ada):
    article = make_draft(headline="Rain")
    open_form(desk, form_of(article))
    Session.objects.all().delete()
    desk.get_by_label("Headline").fill("Rain at Last")
    press(desk, "Save")
    dialog = desk.get_by_role("dialog", name="You have been logged out")
    with desk.expect_popup() as popup:
        dialog.get_by_role("button", name="Log in again").click()
    log_in_in(popup.value, ada)
    expect(desk.locator(".version")).to_contain_text("Version 2")
    assert Article.objects.get().working_copy.headline == "Rain at Last"


COUNT_IN_BROWSER = """() => new Promise((resolve) => {
  indexedDB.open("desk").onsuccess = ({ target: { result } }) => {
    const all = result.transaction("typed").objectStore("typed").count();
    all.onsuccess = () => resolve(all.result);
  };
})"""


def test_another_person_does_not_save_it_under_their_name(desk, live_server, audit):
    article = make_draft(headline="Rain")
    open_form(desk, form_of(article))
    enter(desk, make_person("Noa Levi"), live_server)
    desk.get_by_label("Headline").fill("A word of Ada’s")
    press(desk, "Save")
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("Noa Levi is logged in in this browser now.")
    assert audit(desk, within="#logged-out") == []
    assert desk.evaluate(COUNT_IN_BROWSER) == 0
    assert (Autosave.objects.count(), Article.objects.get().working_copy.headline) == (0, "Rain")
    dialog.get_by_role("button", name="Later").click()
    expect(desk.get_by_label("Headline")).to_have_value("A word of Ada’s")


def test_nothing_stays_in_the_browser_after_a_log_out(desk):
    open_form(desk, ADD)
    desk.get_by_label("Headline").fill("Mine")
    press(desk, "Log out")
    expect(desk.get_by_role("button", name="Log out")).to_have_count(0)
    assert desk.evaluate(COUNT_IN_BROWSER) == 0
    assert Autosave.objects.get().headline == "Mine"


def test_two_editors_see_each_other_and_the_newer_version(desk, open_as):
    article = make_draft(headline="Rain")
    desk.clock.install()
    open_form(desk, form_of(article))
    other = open_as(make_person("Noa Levi"))
    open_form(other, form_of(article))
    expect(other.locator(".others")).to_have_text("Ada Katz has this open too.")
    other.get_by_label("Headline").fill("Rain at Last")
    press(other, "Save")
    expect(other.locator(".version")).to_contain_text("Version 2")
    desk.clock.fast_forward(BEAT)
    expect(desk.locator(".newer")).to_contain_text("Noa Levi saved version 2 at")
    expect(desk.locator(".others")).to_contain_text("Noa Levi has this open too")
    other.goto(LIST)
    desk.clock.fast_forward(BEAT)
    expect(desk.locator(".others")).to_have_text("")
    assert (desk.complaints, other.complaints) == ([], [])


def test_three_versions_become_one_and_nobody_s_text_goes(desk, open_as, audit):
    article = make_draft(
        headline="Rain", dek="", body="<p>One.</p><p>Two.</p><p>Three.</p>", publish_at=None
    )
    open_form(desk, form_of(article))
    other = open_as(make_person("Noa Levi"))
    open_form(other, form_of(article))
    other.get_by_label("Dek", exact=True).fill("By Noa.")
    body(other).press("Control+Home")
    other.keyboard.type("Noa. ")
    other.get_by_label("Headline").fill("Noa’s rain")
    press(other, "Save")
    expect(other.locator(".version")).to_contain_text("Version 2")

    desk.get_by_label("Headline").fill("Ada’s rain")
    write(desk, " Ada.")
    press(desk, "Save")
    expect(desk.get_by_role("heading", name="Noa Levi saved version 2")).to_be_visible()
    rows = {who: desk.locator(f"tr.{who} th") for who in ("both", "theirs", "yours")}
    expect(rows["both"]).to_have_text(["Headline"])
    expect(rows["theirs"]).to_have_text(["Dek", "Body"])
    expect(rows["yours"]).to_have_text(["Body"])
    assert audit(desk, within=".conflict") == []
    settle(desk)
    press(desk, "Take over what only they changed")
    expect(desk.get_by_text("Taken over: dek, body.")).to_be_visible()
    expect(body(desk)).to_have_text("Noa. One.Two.Three. Ada.")
    expect(desk.get_by_label("Headline")).to_have_value("Ada’s rain")
    settle(desk)
    press(desk, "Save")
    expect(desk.locator(".version")).to_contain_text("Version 3")
    versions = [(r.number, r.headline, r.dek, r.body) for r in article.revisions.all()]
    assert versions[:2] == [
        (3, "Ada’s rain", "By Noa.", "<p>Noa. One.</p><p>Two.</p><p>Three. Ada.</p>"),
        (2, "Noa’s rain", "By Noa.", "<p>Noa. One.</p><p>Two.</p><p>Three.</p>"),
    ]
