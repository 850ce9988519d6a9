"""Two tags become one, and the old address leads there; the navigation is put in order by keys."""

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Site, Tag
from tests.factories import SectionFactory, TagFactory, UserFactory, log_in, make_article

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def desk(open_page, live_server, client, transactional_db):
    Site.objects.get_or_create(pk=1)
    log_in(client, UserFactory(role=Role.MANAGING_EDITOR), second_factor=True)
    page = open_page(base_url=live_server.url)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": live_server.url}])
    return page


def test_two_tags_become_one_and_the_old_address_leads_there(desk, audit):
    bridge, bridges = TagFactory(name="Bridge"), TagFactory(name="Bridges")
    make_article(headline="Closed", tags=[bridge])
    make_article(headline="Open", tags=[bridges])
    old = bridge.get_absolute_url()

    desk.goto("/admin/articles/tag/")
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.locator("select[name=action]").select_option(label="Merge …")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Merge tags")
    desk.get_by_role("radio", name="Bridges").check()
    assert audit(desk) == []
    desk.get_by_role("button", name="Merge").click()
    expect(desk.locator(".messagelist")).to_contain_text("Bridges")
    assert [tag.name for tag in Tag.objects.all()] == ["Bridges"]

    desk.goto(old)
    expect(desk).to_have_url(bridges.get_absolute_url())
    expect(desk.locator("article.teaser")).to_have_count(2)
    desk.goto("/admin/articles/tag/?q=bridge")
    expect(desk.locator("#result_list th a")).to_have_text(["Bridges"])
    assert desk.complaints == []


def test_the_navigation_is_put_in_order_by_the_keyboard(desk):
    for position, name in enumerate(("News", "City", "Books"), start=1):
        SectionFactory(slug=name.lower(), name=name, position=position)
    desk.goto("/admin/articles/navigation/")
    books = desk.locator("li", has=desk.get_by_text("Books", exact=True))
    books.locator("button.up").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(desk.locator("[role=status]", has_text="Books is 1")).to_be_visible()
    desk.get_by_role("button", name="Save", exact=True).focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_be_visible()
    desk.goto("/")
    expect(desk.locator("nav.sections a")).to_have_text(["Books", "News", "City"])
    assert desk.complaints == []
