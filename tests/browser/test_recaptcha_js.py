"""static/js/recaptcha.js in a real browser, on bare pages under a strict policy."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django import forms
from playwright.sync_api import expect

from algemeiner.recaptcha_standin import Token
from authors.captcha import verify
from authors.fields import CaptchaField, CaptchaMixin

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "recaptcha.js"
PAGE = """<!doctype html><html lang="en"><title>A form</title>
<script type="module" src="/recaptcha.js"></script>
<form {attributes} data-recaptcha-form>
  <input name="note" required>
  {captcha}
  <button name="do" value="send">Send</button> <button name="do" value="keep">Keep</button>
</form>"""
POST = 'method="post" action="/sent"'
CACHED = 'method="get" action="/join/" data-csrf-url="/csrf" data-post-action="/sent"'

# Google's script in three moods: it never gets ready, it gets ready when told, it refuses.
NEVER_READY = "window.grecaptcha = { ready() {} };"
READY_WHEN_TOLD = """window.grecaptcha = {
  ready(callback) {
    document.title = "Waiting";
    window.getReady = () => { document.title = "Ready"; callback(); };
  },
  execute: async () => "a-token",
};"""
REFUSES = """window.grecaptcha = {
  ready(callback) { callback(); }, execute: async () => { throw null; },
};"""


class NoteForm(CaptchaMixin, forms.Form):
    captcha = CaptchaField(action="note")


class Site(ThreadingHTTPServer):
    """Serves the two pages; `received` is what their forms sent, as (method, path, fields)."""

    def __init__(self, policy, captcha):
        super().__init__(("127.0.0.1", 0), SiteHandler)
        self.policy = policy
        self.captcha = captcha
        self.csrf = (200, b'{"csrf_token": "fresh"}')
        self.received = []

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class SiteHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlsplit(self.path).path
        if path in ("/post", "/cached"):
            attributes = POST if path == "/post" else CACHED
            page = PAGE.format(attributes=attributes, captcha=self.server.captcha)
            self.send(200, page.encode(), "text/html")
        elif path == "/recaptcha.js":
            self.send(200, SCRIPT.read_bytes(), "text/javascript")
        elif path == "/csrf":
            self.send(*self.server.csrf, "application/json")
        elif path == "/join/":
            self.keep(urlsplit(self.path).query)
        else:
            self.send(204, b"", "text/plain")

    def do_POST(self):
        self.keep(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def keep(self, form_data):
        fields = dict(parse_qsl(form_data, keep_blank_values=True))
        self.server.received.append((self.command, urlsplit(self.path).path, fields))
        status = 204 if fields.get("note") == "stay" else 200
        self.send(status, b"<title>Thank you</title>" if status == 200 else b"", "text/html")

    def send(self, status, body, content_type):
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


@pytest.fixture
def site(standin):
    policy = f"default-src 'none'; script-src 'self' {standin.origin}; connect-src 'self'"
    with Site(policy, str(NoteForm()["captcha"])) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def script_mood(page, standin, body):
    page.route(f"{standin.script_url}**", lambda route: route.fulfill(body=body))


def press(page, name="Send", note="Shalom"):
    page.get_by_role("textbox").fill(note)
    page.get_by_role("button", name=name).click()


def test_google_hears_of_nothing_before_the_first_touch_and_of_one_after_many(page, site, standin):
    page.goto(site.url("/post"))
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith(site.url("/"))] == []

    page.get_by_role("textbox").click()
    page.get_by_role("textbox").fill("Shalom")
    page.get_by_role("textbox").fill("Shalom!")

    expect(page.locator(".grecaptcha-badge")).to_contain_text("stand-in")
    site_key = NoteForm()["captcha"].field.public_key
    assert [url for url in page.asked if not url.startswith(site.url("/"))] == [
        f"{standin.script_url}?render={site_key}"
    ]
    assert page.complaints == []


@pytest.mark.parametrize(("button", "value"), [("Send", "send"), ("Keep", "keep")])
def test_sent_with_a_token_and_the_pressed_button(page, site, button, value):
    page.goto(site.url("/post"))
    press(page, button)
    expect(page).to_have_title("Thank you")

    [(method, path, fields)] = site.received
    token = fields.pop("captcha")
    assert (method, path, fields) == ("POST", "/sent", {"note": "Shalom", "do": value})
    assert (Token.read(token).action, Token.read(token).hostname) == ("note", "127.0.0.1")
    assert verify(token, action="note", address=None).passed
    assert page.complaints == []


def test_sent_by_the_enter_key(page, site):
    page.goto(site.url("/post"))
    page.get_by_role("textbox").fill("Shalom")
    page.get_by_role("textbox").press("Enter")
    expect(page).to_have_title("Thank you")

    [(_, _, fields)] = site.received
    assert (fields["do"], Token.read(fields["captcha"]).action) == ("send", "note")


def test_sent_without_a_token_where_the_script_cannot_be_had(page, site, standin):
    standin.stop()
    page.goto(site.url("/post"))
    press(page)
    expect(page).to_have_title("Thank you")

    assert site.received == [("POST", "/sent", {"note": "Shalom", "captcha": "", "do": "send"})]


@pytest.mark.parametrize("script", [REFUSES, "", "throw new Error('broken')"])
def test_sent_without_a_token_where_none_is_given(page, site, standin, script):
    script_mood(page, standin, script)
    page.goto(site.url("/post"))
    press(page)
    expect(page).to_have_title("Thank you")

    assert site.received == [("POST", "/sent", {"note": "Shalom", "captcha": "", "do": "send"})]


def test_a_long_wait_is_announced_and_ends(page, site, standin):
    script_mood(page, standin, NEVER_READY)
    page.clock.install()
    page.goto(site.url("/post"))
    press(page)
    status = page.get_by_role("status")
    expect(page.locator("form")).to_have_attribute("aria-busy", "true")
    expect(status).to_have_text("")

    page.clock.run_for(1000)
    expect(status).to_have_text("Sending, one moment…")
    assert site.received == []

    page.clock.run_for(3000)
    expect(page).to_have_title("Thank you")
    assert site.received == [("POST", "/sent", {"note": "Shalom", "captcha": "", "do": "send"})]


def test_what_is_emptied_while_waiting_is_asked_for_again(page, site, standin):
    script_mood(page, standin, READY_WHEN_TOLD)
    page.goto(site.url("/post"))
    press(page)
    expect(page).to_have_title("Waiting")
    page.get_by_role("textbox").fill("")
    page.evaluate("getReady()")
    expect(page.locator("form")).not_to_have_attribute("aria-busy", "true")
    assert site.received == []

    press(page, note="Shalom again")
    expect(page).to_have_title("Waiting")
    page.evaluate("getReady()")
    expect(page).to_have_title("Thank you")
    fields = {"note": "Shalom again", "captcha": "a-token", "do": "send"}
    assert site.received == [("POST", "/sent", fields)]


def test_a_second_press_is_ignored_until_the_page_is_seen_again(page, site):
    page.goto(site.url("/post"))
    page.get_by_role("textbox").fill("stay")
    press_twice = "button => { button.click(); button.click(); }"
    send = page.get_by_role("button", name="Send")

    with page.expect_response(site.url("/sent")):
        send.evaluate(press_twice)
    send.evaluate(press_twice)
    assert len(site.received) == 1

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    with page.expect_response(site.url("/sent")):
        send.evaluate(press_twice)
    tokens = {fields["captcha"] for _, _, fields in site.received}
    assert (len(site.received), len(tokens)) == (2, 2)


class TestCachedPage:
    """Its form comes without a CSRF token, as a plain GET."""

    def test_becomes_a_post_when_touched(self, page, site):
        page.goto(site.url("/cached"))
        form = page.locator("form")
        expect(form).to_have_attribute("method", "get")
        page.get_by_role("textbox").focus()
        expect(form).to_have_attribute("method", "post")

        press(page)
        expect(page).to_have_title("Thank you")
        [(method, path, fields)] = site.received
        token = fields.pop("captcha")
        expected = {"note": "Shalom", "csrfmiddlewaretoken": "fresh", "do": "send"}
        assert (method, path, fields) == ("POST", "/sent", expected)
        assert Token.read(token).action == "note"
        assert page.complaints == []

    def test_becomes_a_post_even_where_google_fails(self, page, site, standin):
        script_mood(page, standin, REFUSES)
        page.goto(site.url("/cached"))
        press(page)
        expect(page).to_have_title("Thank you")
        fields = {"note": "Shalom", "captcha": "", "csrfmiddlewaretoken": "fresh", "do": "send"}
        assert site.received == [("POST", "/sent", fields)]

    @pytest.mark.parametrize("csrf", [(503, b""), (200, b"<html>"), (200, b"null"), (200, b"{}")])
    def test_stays_a_get_without_a_csrf_token_and_tells_no_captcha(self, page, site, csrf):
        site.csrf = csrf
        page.goto(site.url("/cached"))
        press(page)
        expect(page).to_have_title("Thank you")
        assert site.received == [("GET", "/join/", {"note": "Shalom", "do": "send"})]

    def test_tries_again_after_a_failure(self, page, site):
        good = site.csrf
        site.csrf = (503, b"")
        page.goto(site.url("/cached"))
        with page.expect_response(site.url("/csrf")):
            page.get_by_role("textbox").focus()
        site.csrf = good
        press(page)
        expect(page).to_have_title("Thank you")
        [(method, _, fields)] = site.received
        assert (method, fields["csrfmiddlewaretoken"]) == ("POST", "fresh")
