"""The checks before publishing, as an editor meets them."""

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Article, AuditEntry, GateRule, Level
from authors.models import User
from tests.browser.pages import enter, settle
from tests.factories import PhotoFactory, SectionFactory, UserFactory, make_draft

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def article():
    GateRule.objects.create(check_name="dek", level=Level.BLOCKING)
    photo = PhotoFactory(caption="Umbrellas in Queens", alt="")
    return make_draft(headline="Rain Expected", lead_photo=photo, publish_at=None)


@pytest.fixture
def desk(reader, live_server, article):
    """The article's form, opened by an editor."""
    SectionFactory(slug="city", name="City")
    enter(reader, UserFactory(role=Role.EDITOR, name="Ada Katz"), live_server)
    reader.goto(f"/admin/articles/article/{article.pk}/change/")
    settle(reader)
    return reader


def press(page, name):
    settle(page)
    page.get_by_role("button", name=name, exact=True).click()


def test_refused_mended_in_part_and_overridden_for_the_rest(desk):
    findings = desk.locator(".checks .blocking a[data-field]")
    expect(findings).to_have_count(2)
    press(desk, "Publish")
    expect(desk.get_by_text("Your text is saved. It is not published.")).to_be_visible()
    expect(desk.locator(".messagelist .error")).to_have_count(2)

    findings.filter(has_text="Write a dek").click()
    expect(desk.get_by_label("Dek")).to_be_focused()
    desk.keyboard.type("All of Tuesday.")
    expect(findings).to_have_count(1)
    expect(desk.locator(".checks .summary")).to_have_text("1 required, 3 advised, 24 passed")

    desk.get_by_role("link", name="publish it all the same").click()
    reason = desk.get_by_label("Why it cannot wait for what is required")
    expect(reason).to_be_focused()
    press(desk, "Publish all the same")
    expect(desk.get_by_text("Say why it is to be published all the same.")).to_be_visible()
    expect(desk.get_by_label("Dek")).to_have_value("All of Tuesday.")
    reason.fill("The flood warning is out.")
    press(desk, "Publish all the same")
    expect(desk.get_by_text("Readers see it now")).to_be_visible()
    assert Article.objects.published().get().dek == "All of Tuesday."
    assert AuditEntry.objects.first().details == {
        "override": "The flood warning is out.",
        "overridden": "photo_alt",
    }
    assert desk.complaints == []


def test_every_finding_leads_to_its_field(desk):
    for link in desk.locator(".checks a[data-field]").all():
        link.focus()
        desk.keyboard.press("Enter")
        field = link.get_attribute("data-field")
        inside = "document.activeElement.closest('.panel-body, .form-row').innerHTML"
        assert f"id_{field}" in desk.evaluate(inside), field
    assert desk.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_against_the_checks(desk, audit, scheme):
    desk.emulate_media(color_scheme=scheme)
    press(desk, "Publish")
    expect(desk.locator("#id_override")).to_be_visible()
    desk.locator(".checks .passed summary").click()
    assert audit(desk, ".refused") == []
    assert audit(desk, "#panel-checks") == []


def test_without_scripts_it_is_all_there(open_page, live_server, desk, article):
    page = open_page(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=desk.context.storage_state(),
    )
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".checks .blocking")).to_have_count(2)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_label("Why it cannot wait for what is required").fill("It floods.")
    page.get_by_role("button", name="Publish all the same").click()
    expect(page.get_by_text("Readers see it now")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_weights_are_read_and_changed_on_one_page(desk, audit, scheme):
    desk.emulate_media(color_scheme=scheme)
    User.objects.update(role=Role.MANAGING_EDITOR)
    desk.goto("/admin/articles/gaterule/")
    desk.get_by_label("Tags, everywhere").select_option("Required")
    desk.get_by_label("Check:").select_option("A lead photo")
    desk.get_by_label("Kind:").select_option("Opinion")
    desk.get_by_label("Weight:").select_option("Not asked")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_label("A lead photo, Opinion")).to_have_value("off")
    expect(desk.get_by_label("Tags, everywhere")).to_have_value("blocking")
    assert desk.complaints == []
    assert audit(desk, "#content") == []
