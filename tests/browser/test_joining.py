"""From a stranger at the foot of an article to somebody who writes for the paper."""

import re

import pytest
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.models import Site
from articles.photos import render
from authors import contributors
from authors.models import Author, Contributor, User
from tests.browser.pages import settle
from tests.factories import UserFactory, make_article
from tests.pictures import encoded, scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

ADDRESS = "dov@example.org"
BIO = "Dov Adler taught mathematics in Monsey, and writes about chess."


def newest_mail():
    job = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").latest("pk")
    assert job.args["to"] == [ADDRESS]
    return job.args["body"]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def is_sound(page, audit):
    """In both colours, and in the narrowest window."""
    settle(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert audit(page) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 720})
    return page.complaints == []


def test_a_stranger_comes_to_write_for_the_paper(reader, open_page, open_as, live_server, audit):
    Site.objects.get_or_create(pk=1)
    contributors.adopt_terms("What you send is your own.", by=None)
    editor = UserFactory(role=Role.EDITOR, name="Ida Roth")

    # Asking, at the foot of an article. There is nothing usable yet.
    reader.goto(make_article().get_absolute_url())
    form = reader.locator("form.join")
    form.get_by_label("Name").fill("Dov Adler")
    form.get_by_label("E-mail").fill(ADDRESS)
    expect(reader.locator(".grecaptcha-badge")).to_be_visible()
    form.get_by_role("button").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert list(User.objects.all()) == [editor]

    # Confirming. Looking at the link alone, as a mail server does, makes no account.
    [link] = re.findall(r"/join/confirm/\S+/", newest_mail())
    reader.goto(link)
    assert is_sound(reader, audit)
    assert list(User.objects.all()) == [editor]
    press(reader, "Confirm and go on")

    # The profile, with a portrait and the terms.
    expect(reader).to_have_url("/contribute/profile/")
    reader.get_by_label("Bio").fill(BIO)
    expect(reader.locator("output")).to_have_text(f"{600 - len(BIO)} characters left")
    face = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": encoded(scene(7))}
    reader.get_by_label("Portrait", exact=False).set_input_files(face)
    press(reader, "Hand in")
    expect(reader.locator(".error-summary")).to_contain_text("Read the terms and agree to them.")
    reader.get_by_label("I have read the terms").check()
    reader.get_by_label("Portrait", exact=False).set_input_files(face)
    press(reader, "Hand in")
    expect(reader.locator("#whereabouts h2")).to_have_text("An editor has your profile")
    render(Contributor.objects.get().portrait)
    reader.reload()
    shown = reader.get_by_alt_text("Your portrait as readers see it")
    assert shown.evaluate("image => image.naturalWidth > 0")
    reader.get_by_label("From left to right").fill("0.9")
    expect(shown).to_have_css("object-position", "90% 40%")
    assert is_sound(reader, audit)

    # The editor lets them in.
    desk = open_as(editor)
    desk.goto("/admin/")
    desk.get_by_role("link", name="Dov Adler would like to write").click()
    expect(desk.locator("article.person")).to_contain_text(BIO)
    assert is_sound(desk, audit)
    press(desk, "Let them write for us")
    expect(desk.locator(".messagelist")).to_contain_text("Dov Adler can write for us now")
    assert Author.objects.get(user__email=ADDRESS).bio == BIO
    assert "/contribute/" in newest_mail()

    # Days later, elsewhere, without a password.
    later = open_page(base_url=live_server.url)
    later.goto("/accounts/login/")
    later.get_by_role("link", name="Log in with a code that we mail you").click()
    later.get_by_label("Email").fill(ADDRESS)
    press(later, "Send the code")
    [code] = re.findall(r"^\s*([A-Z0-9-]{6,12})\s*$", newest_mail(), flags=re.MULTILINE)
    later.get_by_label("Code").fill(code)
    assert is_sound(later, audit)
    press(later, "Log in")
    expect(later).to_have_url("/contribute/")
