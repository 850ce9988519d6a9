"""Accounts as people have them: log-in, second factor, sessions."""

import pytest
from playwright.sync_api import expect

from algemeiner.policy import Role
from articles.models import Site
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "thirty herrings swim"


def test_the_auditor_finds_what_is_wrong(page, audit):
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><input id=name>"
        "<p style='color: #aaa; background: #fff'>faint</p></main></html>"
    )
    assert audit(page) == ["color-contrast: p", "label: #name"]
    assert audit(page, within="h1") == []


@pytest.fixture
def person(reader):
    """Somebody of the newsroom with a password, and a browser that is at the front page."""
    Site.objects.get_or_create(pk=1)
    person = UserFactory(role=Role.EDITOR, name="Ada Katz", password=PASSWORD)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def give_password(page, person):
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


LISTEN = """() => {
  window.heard = [];
  new BroadcastChannel("accounts").onmessage = ({ data }) => window.heard.push(data);
}"""


def test_a_small_window_logs_in_again_tells_the_page_and_closes(reader, person):
    reader.goto("/contact/")
    reader.evaluate(LISTEN)
    with reader.expect_popup() as opened:
        reader.evaluate("window.open('/accounts/again/', '', 'popup,width=480,height=640'), null")
    window = opened.value
    with window.expect_event("close"):
        give_password(window, person)
    reader.wait_for_function("window.heard.length")
    assert reader.evaluate("window.heard") == ["logged-in"]
    assert reader.complaints == []


def test_opened_by_hand_it_only_says_so(reader, person, audit):
    reader.goto("/accounts/again/")
    give_password(reader, person)
    expect(reader.get_by_role("heading", name="You are logged in again")).to_be_visible()
    assert audit(reader) == []
    assert reader.complaints == []
