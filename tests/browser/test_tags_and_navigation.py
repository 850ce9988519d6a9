"""Tags become one, wherever one comes from; the navigation gets its order by keys and mouse."""

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Navigation, Tag
from tests.factories import (
    PageFactory,
    SectionFactory,
    TagFactory,
    UserFactory,
    make_article,
    make_draft,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(open_as, transactional_db):
    return open_as(UserFactory(role=Role.MANAGING_EDITOR))


def test_two_tags_become_one_and_the_old_address_and_name_lead_to_it(desk, audit):
    bridge, bridges = TagFactory(name="Viaduct"), TagFactory(name="Bridges")
    make_article(headline="A Span Too Far", tags=[bridge])
    draft = make_draft(tags=[bridges])
    desk.goto("/admin/articles/tag/")
    for name in ("Viaduct", "Bridges"):
        desk.get_by_role("row", name=name).get_by_role("checkbox").check()
    desk.locator("select[name=action]").select_option(label="Merge …")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_label("Bridges").check()
    assert audit(desk) == []
    desk.get_by_role("button", name="Merge").click()
    expect(desk.locator(".messagelist")).to_contain_text("“Viaduct” is “Bridges” now")

    desk.goto("/tag/viaduct/")
    assert desk.url.endswith("/tag/bridges/")
    expect(desk.get_by_role("link", name="A Span Too Far").first).to_be_visible()

    desk.goto(f"/admin/articles/article/{draft.pk}/change/")
    desk.get_by_label("Take off Bridges").click()
    desk.locator("#tag-input").press_sequentially("viad")
    desk.get_by_role("option", name="Bridges (Viaduct)").click()
    expect(desk.locator(".chips")).to_contain_text("Bridges")
    assert desk.complaints == []
    assert [tag.name for tag in Tag.objects.all()] == ["Bridges"]


def test_the_navigation_is_put_in_order_by_keys_and_by_the_mouse(desk, audit):
    for position, slug in enumerate(["city", "books", "food"], start=1):
        SectionFactory(slug=slug, position=position)
    PageFactory(slug="about", title="About")
    desk.goto("/admin/articles/navigation/1/change/")
    desk.get_by_role("button", name="Move down: City").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("[role=status]").first).to_have_text("City is 2 in the navigation.")
    expect(desk.get_by_role("button", name="Move down: City")).to_be_focused()
    desk.keyboard.press("Space")
    desk.get_by_label("shown: About").focus()
    desk.keyboard.press("Space")
    assert audit(desk) == []
    rows = desk.locator(".arrangement").first.locator("li")
    rows.nth(1).drag_to(rows.nth(0), target_position={"x": 5, "y": 2})
    expect(rows.nth(0)).to_contain_text("Food")
    desk.get_by_role("button", name="Save", exact=True).focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("changed successfully")
    stands = Navigation.objects.get()
    assert (stands.sections, stands.pages) == (["food", "books", "city"], [])
    desk.goto("/")
    expect(desk.locator("nav.sections")).to_have_text("Food Books City", use_inner_text=True)
    assert desk.complaints == []
