import pytest
from django import forms
from django_recaptcha.checks import recaptcha_key_check
from django_recaptcha.constants import TEST_PRIVATE_KEY

from algemeiner import recaptcha_standin
from algemeiner.recaptcha_standin import Answer, Token
from authors.captcha import Outcome, Verdict
from authors.fields import CaptchaField, CaptchaMixin

VISITOR = "192.0.2.7"


class NoteForm(CaptchaMixin, forms.Form):
    note = forms.CharField()
    captcha = CaptchaField(action="note")


@pytest.fixture
def standin(settings):
    settings.SITE_URL = "http://localhost:8000"
    with recaptcha_standin.start() as running:
        settings.RECAPTCHA_VERIFY_URL = running.verify_url
        yield running


def sent(**data):
    form = NoteForm({"note": "Shalom"} | data, address=VISITOR)
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer.SUCCESS, Verdict(Outcome.PASSED, 0.9)),
        (Answer.LOW_SCORE, Verdict(Outcome.LOW_SCORE, 0.1)),
        (Answer.WRONG_HOSTNAME, Verdict(Outcome.REFUSED, 0.9, ("wrong-hostname",))),
        (Answer.SERVER_ERROR, Verdict(Outcome.UNREACHABLE, None, ("http-500",))),
    ],
)
def test_every_verdict_is_a_value_and_none_an_error(standin, answer, verdict):
    standin.answer = answer
    token = str(Token(action="note"))
    assert sent(captcha=token) == {"note": "Shalom", "captcha": verdict}


@pytest.mark.parametrize("nothing", [{}, {"captcha": ""}, {"captcha": "  "}])
def test_a_post_without_a_token_keeps_what_was_typed(standin, nothing):
    no_token = Verdict(Outcome.REFUSED, reasons=("missing-input-response",))
    assert sent(**nothing) == {"note": "Shalom", "captcha": no_token}
    assert standin.requests == []


def test_a_token_of_another_form_is_refused(standin):
    token = str(Token(action="contact"))
    assert sent(captcha=token)["captcha"].reasons == ("wrong-action",)


def test_the_address_is_the_one_given_and_no_header_s(standin, rf):
    request = rf.post("/", REMOTE_ADDR=VISITOR, HTTP_X_FORWARDED_FOR="203.0.113.99")
    token = str(Token(action="note"))
    form = NoteForm({"note": "Shalom", "captcha": token}, address=request.META["REMOTE_ADDR"])
    assert form.is_valid()
    assert [asked["remoteip"] for asked in standin.requests] == [VISITOR]


def test_one_visitor_s_address_is_not_the_next_one_s():
    NoteForm(address=VISITOR)
    assert NoteForm().fields["captcha"].address is None


def test_the_widget_is_a_hidden_input_without_script_style_or_old_token(settings):
    settings.RECAPTCHA_SCRIPT_URL = "https://captcha.example/api.js?a=1&b=2"
    field = NoteForm({"captcha": "spent"})["captcha"]
    key = field.field.public_key
    assert field.is_hidden
    assert str(field).strip() == (
        '<input type="hidden" name="captcha" id="id_captcha" data-recaptcha data-action="note"'
        f' data-sitekey="{key}" data-script="https://captcha.example/api.js?a=1&amp;b=2">'
    )


def test_the_library_s_own_check_speaks_up_for_google_s_test_keys_only(settings):
    assert recaptcha_key_check(None) == []
    settings.RECAPTCHA_PRIVATE_KEY = TEST_PRIVATE_KEY
    assert [error.id for error in recaptcha_key_check(None)] == [
        "django_recaptcha.recaptcha_test_key_error"
    ]
