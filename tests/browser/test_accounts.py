"""Accounts as people have them: log-in, second factor, sessions."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from playwright.sync_api import expect

from algemeiner.policy import Role
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

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


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def plug_in(page):
    """A passkey's authenticator in the browser, which says yes to everything."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    answers = ["hasResidentKey", "hasUserVerification", "isUserVerified"]
    options = dict.fromkeys([*answers, "automaticPresenceSimulation"], True)
    options |= {"protocol": "ctap2", "transport": "internal"}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def log_out(page):
    page.goto("/accounts/logout/")
    press(page, "Log out")
    page.wait_for_url("**/")


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_passkey_is_added_and_then_logs_in_alone(reader, person, required):
    plug_in(reader)
    reader.goto("/admin/articles/tag/")
    give_password(reader, person)
    at(reader, "Add a second factor")
    follow(reader, "Add a passkey")
    press(reader, "Add the passkey")
    at(reader, "Recovery codes")
    follow(reader, "I have kept them: go on")
    at(reader, "Tags")

    log_out(reader)
    reader.goto("/admin/articles/photo/")
    press(reader, "Use a passkey")
    at(reader, "Photos")
    assert reader.complaints == []


def test_a_passkey_after_the_password(reader, person, required):
    plug_in(reader)
    reader.goto("/admin/")
    give_password(reader, person)
    follow(reader, "Add a passkey")
    reader.get_by_label("Log in with this passkey alone").uncheck()
    press(reader, "Add the passkey")
    at(reader, "Recovery codes")
    log_out(reader)
    reader.goto("/admin/articles/tag/")
    give_password(reader, person)
    press(reader, "Use your passkey")
    at(reader, "Tags")
    assert reader.complaints == []


def test_an_app_s_code_and_a_recovery_code_log_in(reader, person, required):
    reader.goto("/admin/articles/tag/")
    give_password(reader, person)
    follow(reader, "Set up an app")
    secret = reader.locator("code.secret").inner_text()
    reader.get_by_label("Code").fill(code_of(secret))
    press(reader, "Set it up")
    at(reader, "Recovery codes")
    spare = reader.locator(".recovery-codes code").first.inner_text()
    follow(reader, "I have kept them: go on")
    at(reader, "Tags")
    for code in (code_of(secret), spare):
        log_out(reader)
        reader.goto("/admin/articles/photo/")
        give_password(reader, person)
        reader.get_by_label("Code").fill(code)
        press(reader, "Log in")
        at(reader, "Photos")
    assert reader.complaints == []


def test_a_passkey_that_is_refused_leaves_a_word_and_the_form(reader, person):
    reader.goto("/accounts/login/")
    reader.evaluate(
        "() => { navigator.credentials.get = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    press(reader, "Use a passkey")
    expect(reader.get_by_role("status")).to_contain_text("Try again")
    give_password(reader, person)
    at(reader, "The desk")


def test_the_small_window_asks_for_the_second_factor_too(reader, person, required):
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    reader.goto("/accounts/again/")
    give_password(reader, person)
    reader.get_by_label("Code").fill(code_of(secret))
    press(reader, "Log in")
    at(reader, "You are logged in again.")


FOR_STRANGERS = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/x-y/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/x/",
    "/accounts/inactive/",
    "/accounts/signup/",
]
OF_ONE_S_OWN = [
    "/accounts/2fa/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
    "/accounts/logout/",
]
WIDER_BY = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def wrong_with(page, audit):
    found = []
    for width, scheme in [(1440, "dark"), (820, "light"), (390, "light"), (390, "dark")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if page.evaluate(WIDER_BY) > 0:
            found.append(f"wider than {width}")
        if (width, scheme) != (820, "light"):
            found += audit(page)
    return found


@pytest.mark.parametrize("path", FOR_STRANGERS)
def test_a_page_for_strangers_is_sound(reader, person, audit, path):
    reader.goto(path)
    assert wrong_with(reader, audit) == []
    assert reader.complaints == []


def test_pages_of_one_s_own_are_sound(reader, person, audit):
    plug_in(reader)
    reader.goto("/accounts/2fa/webauthn/add/")
    give_password(reader, person)
    press(reader, "Add the passkey")
    at(reader, "Recovery codes")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    passkey = Authenticator.objects.get(type="webauthn")
    keys = f"/accounts/2fa/webauthn/keys/{passkey.pk}"
    found = {}
    for path in [*OF_ONE_S_OWN, f"{keys}/edit/", f"{keys}/remove/"]:
        reader.goto(path)
        assert reader.url.endswith(path)
        found[path] = wrong_with(reader, audit)
    log_out(reader)
    reader.goto("/accounts/login/")
    give_password(reader, person)
    at(reader, "Your second factor")
    found["second step"] = wrong_with(reader, audit)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert reader.complaints == []


def test_enrolment_and_its_mistakes_are_sound(reader, person, required, audit):
    reader.goto("/admin/")
    give_password(reader, person)
    at(reader, "Add a second factor")
    assert wrong_with(reader, audit) == []
    follow(reader, "Set up an app")
    reader.get_by_label("Code").fill("000000")
    press(reader, "Set it up")
    expect(reader.get_by_role("alert")).to_contain_text("That did not match")
    assert wrong_with(reader, audit) == []
    assert reader.complaints == []


def test_too_many_attempts_get_a_sound_page(reader, person, audit):
    reader.goto("/accounts/login/")
    for _ in range(6):
        reader.get_by_label("Email").fill(person.email)
        reader.get_by_label("Password").fill("wrong")
        press(reader, "Log in")
    at(reader, "Please wait five minutes")
    assert wrong_with(reader, audit) == []


def test_log_ins_of_somebody_else_at_the_desk_are_sound(reader, person, audit):
    person.role = Role.MANAGING_EDITOR
    person.save()
    somebody = UserFactory(name="Noa Levi")
    Authenticator.objects.create(user=somebody, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    UserSession.objects.create(user=somebody, session_key="x", ip="203.0.113.9", user_agent="x")
    reader.goto(f"/admin/authors/user/{somebody.pk}/log-ins/")
    give_password(reader, person)
    at(reader, "Log-ins of Noa Levi")
    assert wrong_with(reader, audit) == []
    press(reader, "Log out everywhere")
    reader.get_by_label("Why").fill("Phone lost; I rang her.")
    press(reader, "Reset the second factor")
    expect(reader.get_by_text("None.")).to_be_visible()
    assert reader.complaints == []
    assert not Authenticator.objects.exists()
