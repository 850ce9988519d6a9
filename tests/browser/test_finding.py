"""An article is found from the list, by the keyboard alone; what finds it is kept and used."""

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles import workflow
from articles.models import Article, SavedFilter
from tests.factories import SectionFactory, UserFactory, make_article, make_draft

pytestmark = pytest.mark.browser

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(open_as, transactional_db):
    return open_as(UserFactory(role=Role.MANAGING_EDITOR))


def press(page, locator, *keys):
    """At a field that the Tab key reaches, and these keys."""
    locator.focus()
    for key in keys:
        page.keyboard.press(key)


def test_search_filter_save_and_approve_by_keyboard(desk, audit):
    food = SectionFactory(slug="food")
    for number in range(3):
        make_article(headline=f"Storm {number}")
    wanted = workflow.submit(make_draft(headline="Storm over Challah", section=food), by=None)
    make_draft(headline="Storm in a Teacup", section=food)
    desk.goto(LIST)

    press(desk, desk.get_by_label("Search"))
    desk.keyboard.type("stor")
    press(desk, desk.get_by_label("Section", exact=True))
    desk.keyboard.type("Food")
    press(desk, desk.get_by_label("Status"))
    desk.keyboard.type("Submitted")
    press(desk, desk.get_by_role("button", name="Find"), "Enter")
    headlines = desk.locator("th.field-headline_in_work")
    expect(headlines).to_have_text(["Storm over Challah"])
    assert audit(desk) == []

    press(desk, desk.get_by_text("Save this filter"), "Enter")
    press(desk, desk.get_by_label("Its name"))
    desk.keyboard.type("Food to approve")
    desk.keyboard.press("Enter")
    expect(desk.locator("a[aria-current]")).to_have_text("Food to approve")
    assert SavedFilter.objects.get().query == f"q=stor&status=submitted&section={food.pk}"

    press(desk, headlines.locator("xpath=..").get_by_role("checkbox"), "Space")
    press(desk, desk.locator("select[name=action]"))
    desk.keyboard.type("Approve")
    press(desk, desk.get_by_role("button", name="Go"), "Enter")
    expect(desk.get_by_role("heading", name="Approve")).to_be_visible()
    assert audit(desk) == []
    press(desk, desk.get_by_role("button", name="Approve"), "Enter")
    expect(desk.locator(".messagelist")).to_contain_text("1 article done")
    expect(headlines).to_have_count(0)
    assert Article.objects.get(pk=wanted.pk).status == "approved"
    assert desk.complaints == []
