"""A piece from its first word to the editor and back, and to its sender's yes."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles import workflow
from articles.contributing import submissions
from articles.models import Autosave, Photo, Site, Submission
from articles.models.consent import Consent, consent_to
from articles.photos import render
from tests.browser.pages import enter, settle
from tests.factories import UserFactory, make_contributor, make_submission, send
from tests.pictures import encoded, scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

TEN = "One two three four five six seven eight nine ten."


@pytest.fixture
def sender(db):
    Site.objects.update_or_create(pk=1, defaults={"fewest_words": 10, "most_words": 500})
    return make_contributor(name="Dan Katz")


@pytest.fixture
def page(sender, open_as):
    return open_as(sender)


def text(page):
    return page.get_by_role("textbox", name="Text")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def write(page, words):
    text(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def fits(page, width=320):
    """Whether nothing has to be scrolled sideways in the narrowest window."""
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 600})
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(size)
    return fits


def edit(piece, **content):
    article = piece.article
    copy = workflow.copy_of(article.working_copy)
    changed = workflow.Copy(copy.content | content, copy.authors)
    return workflow.save(article, changed, based_on=article.working_copy_id, by=None)


def test_from_the_first_word_to_the_senders_yes(page, audit):
    page.goto("/contribute/")
    page.get_by_role("link", name="Write a new piece").click()
    page.get_by_label("Working headline").fill("Our Street")
    press(page, "Begin to write")

    # What is typed is kept, and there after the page was loaded anew.
    expect(text(page)).to_be_visible()
    settle(page)
    write(page, TEN)
    expect(page.locator(".save-state")).to_have_text("Draft kept", timeout=15_000)
    expect(page.locator(".count output")).to_have_text("10 words · 1 min")
    assert Submission.objects.get().body == ""
    page.reload()
    expect(text(page)).to_have_text(TEN)
    expect(page.locator(".taken-up")).to_be_visible()
    settle(page)
    assert fits(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert audit(page) == []

    # Its photo is shown to its sender as soon as it is made.
    street = {"name": "street.jpg", "mimeType": "image/jpeg", "buffer": encoded(scene(1))}
    page.get_by_label("Photo file").set_input_files(street)
    page.get_by_label("What it shows").fill("A street.")
    page.get_by_label("Credit").fill("Dan Katz")
    page.get_by_label("It is mine").check()
    press(page, "Save")
    expect(page.get_by_text("The photo has arrived.")).to_be_visible()
    assert Autosave.objects.count() == 0
    render(Photo.objects.get())
    expect(page.locator(".photo-shown img")).to_be_visible()

    press(page, "Send it to the editors")
    expect(page.get_by_text("It is with the editors.")).to_be_visible()
    expect(text(page)).to_have_count(0)

    # An editor asks for changes.
    editor = UserFactory(name="Ida Roth")
    submissions.request_changes(Submission.objects.get(), text="Say eleven.", by=editor)
    page.goto("/contribute/")
    expect(page.get_by_text("Make the changes that are asked for")).to_be_visible()
    page.get_by_role("link", name="Our Street").click()
    expect(page.get_by_role("heading", name="Ida Roth asks for changes")).to_be_visible()
    write(page, " Eleven.")
    page.get_by_label("Your answer to the editor").fill("Done.")
    press(page, "Send your changes")
    expect(page.get_by_text("Nothing. Your changes wait to be read.")).to_be_visible()
    piece = Submission.objects.get()
    assert piece.manuscript.body == f"<p>{TEN} Eleven.</p>"

    # It is accepted and edited; its sender compares, and agrees.
    submissions.accept(piece, by=editor)
    piece.refresh_from_db()
    revision = edit(piece, body=f"<p>{TEN} Twelve.</p>")
    page.reload()
    page.get_by_role("link", name="Read what was edited").click()
    expect(page.locator(".comparison-of-piece del")).to_have_text("taken out: Eleven.")
    expect(page.locator(".comparison-of-piece ins")).to_have_text("put in: Twelve.")
    assert audit(page) == []
    assert fits(page)
    press(page, "Yes, I agree")
    expect(page.get_by_text("You have agreed to it as it is.")).to_be_visible()
    assert consent_to(piece, revision) is Consent.AGREED
    assert audit(page) == []
    assert fits(page)
    assert page.complaints == []


def test_a_word_to_the_editors_outlives_the_log_in(page, sender, live_server, audit):
    piece = send(make_submission(sender))
    page.goto(f"/contribute/{piece.pk}/")
    page.get_by_label("Write to the editors").fill("When, please?")
    Session.objects.all().delete()
    press(page, "Send the message")
    dialog = page.get_by_role("dialog", name="You have been logged out")
    expect(dialog).to_be_visible()
    assert audit(page) == []
    enter(page, sender, live_server)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    press(page, "Send the message")
    expect(page.get_by_text("Your message is with the editors.")).to_be_visible()
    assert piece.acts.last().text == "When, please?"


def test_without_a_script_a_piece_is_written_and_sent(open_as, sender):
    page = open_as(sender, java_script_enabled=False)
    piece = make_submission(sender, body="")
    page.goto(f"/contribute/{piece.pk}/")
    page.get_by_label("Text").fill("One two three four five six.\n\nSeven eight nine ten.")
    press(page, "Send it to the editors")
    assert page.get_by_text("It is with the editors.").count() == 1
    piece.refresh_from_db()
    assert (
        piece.manuscript.body == "<p>One two three four five six.</p><p>Seven eight nine ten.</p>"
    )
