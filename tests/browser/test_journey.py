"""One article from its first word to its minute, in the hands of a reporter and an editor."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article
from tests.browser.pages import settle
from tests.factories import AuthorFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)  # 10 am in New York
DESK = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=True)
    return time_machine


@pytest.fixture
def person(open_as):
    """Opens a page as somebody of a role, logged in."""

    def person(role, **fields):
        return open_as(UserFactory(role=role, **fields))

    return person


def press(page, name):
    settle(page)
    page.get_by_role("button", name=name, exact=True).click()


def test_written_returned_approved_scheduled_and_out_at_its_minute(
    person, open_page, live_server, clock
):
    SectionFactory(slug="city", name="City")
    reporter = person(Role.REPORTER, name="Noa Levi")
    AuthorFactory(name="Noa Levi")
    editor = person(Role.EDITOR, name="Ada Katz")
    outside = open_page(base_url=live_server.url)

    reporter.goto(f"{DESK}add/")
    reporter.get_by_label("Headline").fill("Ferry Runs Again")
    reporter.get_by_label("Dek").fill("The first boat leaves at six.")
    reporter.get_by_role("textbox", name="Body").click()
    reporter.keyboard.type("It leaves at six.")
    reporter.locator("#bylines-0").get_by_role("combobox").click()
    reporter.locator(".select2-results__option", has_text="Noa Levi").click()
    press(reporter, "Save and submit")
    expect(reporter.get_by_text("Submitted. An editor has it now.")).to_be_visible()
    article = Article.objects.get()
    form = f"{DESK}{article.pk}/change/"

    editor.goto(form)
    editor.locator("summary", has_text="Send back").click()
    editor.get_by_label("Why it goes back").fill("Who said so?")
    press(editor, "Send back")
    expect(editor.get_by_text("Its writer can change it again")).to_be_visible()
    reporter.goto(form)
    expect(reporter.locator(".returned")).to_contain_text("Who said so?")
    expect(reporter.locator(".returned")).to_contain_text("Sent back by Ada Katz")
    reporter.get_by_role("textbox", name="Body").click()
    reporter.keyboard.press("Control+End")
    reporter.keyboard.type(" The harbor master said so.")
    press(reporter, "Save and submit")
    expect(reporter.get_by_text("Submitted. An editor has it now.")).to_be_visible()

    editor.goto(form)
    expect(editor.locator(".returned")).to_have_count(0)
    editor.get_by_label("Section").select_option("City")
    when = editor.locator(".field-publish_at")
    when.get_by_label("Date").fill("2026-03-05")
    when.get_by_label("Time").fill("10:30:00")
    press(editor, "Approve")
    expect(editor.get_by_text("Approved. It can be published.")).to_be_visible()
    press(editor, "Schedule")
    told = "Readers will see it from March 5, 2026 10:30 am, New York time."
    expect(editor.get_by_text(told)).to_be_visible()
    editor.goto(f"{DESK}calendar/")
    expect(editor.locator(".entry-publication")).to_contain_text("10:30 am")

    address = Article.objects.get().get_absolute_url()
    clock.move_to(datetime(2026, 3, 5, 15, 29, 58, tzinfo=UTC), tick=False)
    assert outside.goto(address).status == 404
    outside.goto("/")
    expect(outside.get_by_text("Ferry Runs Again")).to_have_count(0)
    clock.move_to(datetime(2026, 3, 5, 15, 30, tzinfo=UTC), tick=False)
    assert outside.goto(address).status == 200
    expect(outside.locator(".body")).to_have_text("It leaves at six. The harbor master said so.")
    outside.goto("/")
    expect(outside.get_by_role("link", name="Ferry Runs Again")).to_be_visible()
    assert (reporter.complaints, editor.complaints) == ([], [])
