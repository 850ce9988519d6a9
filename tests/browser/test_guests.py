"""A guest sends a Word document, with and without scripts, confirms by mail, and comes back."""

import re

import pytest
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Submission
from tests.documents import LONG, docx, p
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

COLUMN = docx(p("The Price of Bread", "T") + p(f"{LONG} {LONG}") * 15)
DOCUMENT = {"name": "bread.docx", "mimeType": "application/x", "buffer": COLUMN}
STREET = {"name": "street.jpg", "mimeType": "image/jpeg", "buffer": picture(800, 600)}


HUGE = {"name": "huge.jpg", "mimeType": "image/jpeg", "buffer": bytes(10 * 1024 * 1024 + 1)}


def link_in_the_newest_mail():
    body = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").last().args["body"]
    return re.search(r"https?://[^/]+(/submit/\S+)", body)[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_guest_sends_a_document(open_page, live_server, standin, audit, scripts):
    guest = open_page(base_url=live_server.url, java_script_enabled=scripts)
    guest.goto("/submit/")
    if scripts:
        assert audit(guest) == []
    guest.get_by_label("Or attach your text").set_input_files(DOCUMENT)
    guest.get_by_label("One photo").set_input_files(STREET)
    guest.get_by_label("Name", exact=True).fill("Dan Katz")
    guest.get_by_label("E-mail").fill("dan@example.org")
    guest.get_by_role("button", name="Send the piece").click()

    # Of the picture nothing was said: all that was attached is there for the next try.
    expect(guest.locator(".form-taken").first).to_contain_text("is now in the text field")
    expect(guest.get_by_label("Headline")).to_have_value("The Price of Bread")
    expect(guest.get_by_text("“street.jpg” is kept")).to_be_visible()
    if scripts:
        assert audit(guest) == []
    guest.get_by_label("What it shows").fill("A street in rain")
    guest.get_by_label("Credit").fill("Dan Katz")
    guest.get_by_label("It is mine").check()
    guest.get_by_role("button", name="Send the piece").click()
    expect(guest.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    assert list(Submission.objects.in_the_queue()) == []

    guest.goto(link_in_the_newest_mail())
    guest.get_by_role("button", name="Yes, send my piece").click()
    expect(guest.get_by_role("heading", name="The Price of Bread", level=1)).to_be_visible()
    piece = Submission.objects.get()
    assert piece.body == f"<p>{LONG} {LONG}</p>" * 15
    assert piece.photo.original_name == "street.jpg"
    waiting = Submission.objects.in_the_queue() if scripts else Submission.objects.quarantined()
    assert list(waiting) == [piece]

    guest.goto(link_in_the_newest_mail())
    guest.get_by_label("Write to the editors").fill("Print it on Friday.")
    guest.get_by_role("button", name="Send the message").click()
    expect(guest.get_by_text("Print it on Friday.")).to_be_visible()
    if scripts:
        assert audit(guest) == []
        assert guest.complaints == []


def test_what_is_too_large_is_not_even_sent(reader):
    reader.goto("/submit/")
    photo = reader.get_by_label("One photo")
    photo.set_input_files(HUGE)
    reader.get_by_role("button", name="Send the piece").click()
    problem = "The picture is larger than 10 MB. Make it smaller, and choose it again."
    expect(photo).to_have_js_property("validationMessage", problem)
    photo.set_input_files(STREET)
    expect(photo).to_have_js_property("validationMessage", "")
    assert [url for url in reader.asked if url.endswith("/submit/")] == [reader.url]
