import pytest

from algemeiner.recaptcha_standin import Answer, Token
from authors.forms import ContactForm, JoinForm
from authors.models import ContactMessage, JoinRequest
from authors.models.contact import Screening
from tests.factories import begun, make_article

pytestmark = pytest.mark.django_db

MESSAGE = {
    "topic": "tip",
    "name": "Sarah Levin",
    "email": "sarah@example.org",
    "article_url": "",
    "message": "The bridge is closed.",
}
REQUEST = {"name": "Sarah Levin", "email": "sarah@example.org", "pitch": "Bridges."}


def contact_form(**fields):
    return ContactForm(MESSAGE | {"begun": begun()} | fields, address="192.0.2.7")


@pytest.fixture(autouse=True)
def without_a_checkbox(settings):
    settings.RECAPTCHA_CHECKBOX_PRIVATE_KEY = ""


@pytest.mark.parametrize(
    ("answer", "screening", "detail"),
    [
        (Answer.SUCCESS, Screening.PASSED, "passed, score 0.9"),
        (Answer.LOW_SCORE, Screening.HELD, "low_score, score 0.1"),
        (Answer.WRONG_ACTION, Screening.HELD, "refused, wrong-action, score 0.9"),
        (Answer.DUPLICATE, Screening.HELD, "refused, timeout-or-duplicate"),
        (Answer.GARBAGE, Screening.HELD, "unreachable, broken-answer"),
        (Answer.SERVER_ERROR, Screening.HELD, "unreachable, http-500"),
        (Answer.SILENCE, Screening.HELD, "unreachable, timeout"),
        (Answer.HANG_UP, Screening.HELD, "unreachable, no-connection"),
    ],
)
def test_what_is_sent_is_kept_whatever_the_captcha_says(standin, answer, screening, detail):
    standin.answer = answer
    form = contact_form(captcha=str(Token(action="contact")))
    assert form.is_valid()
    form.save()
    sent = ContactMessage.objects.get()
    assert {name: getattr(sent, name) for name in MESSAGE} == MESSAGE
    assert (sent.screening, sent.screening_detail) == (screening, detail)


def test_nobody_at_the_other_end(settings):
    settings.RECAPTCHA_VERIFY_URL = "http://127.0.0.1:1/"
    form = contact_form(captcha=str(Token(action="contact")))
    assert form.is_valid()
    assert form.save().screening_detail == "unreachable, no-connection"


def test_without_a_token_it_is_held_and_nobody_is_asked(standin):
    form = contact_form()
    assert form.is_valid()
    sent = form.save()
    assert (sent.screening, sent.screening_detail) == (
        Screening.HELD,
        "refused, missing-input-response",
    )
    assert standin.requests == []


def test_a_request_to_join(standin):
    form = JoinForm(
        REQUEST | {"begun": begun(), "captcha": str(Token(action="join"))}, address=None
    )
    assert form.is_valid()
    form.save()
    sent = JoinRequest.objects.get()
    assert {name: getattr(sent, name) for name in REQUEST} == REQUEST
    assert sent.screening == Screening.PASSED


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, {"name": ["This field is required."]}),
        ({"email": "sarah"}, {"email": ["Enter a valid email address."]}),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, {"email": ["Enter a valid email address."]}),
        (
            {"topic": "gossip"},
            {
                "topic": [
                    "Select a valid choice. gossip is not one of the available choices.",
                ]
            },
        ),
        ({"article_url": "no address"}, {"article_url": ["Enter a valid URL."]}),
        ({"article_url": "javascript:alert(1)"}, {"article_url": ["Enter a valid URL."]}),
        ({"message": "a\0b"}, {"message": ["Null characters are not allowed."]}),
        (
            {"message": "x" * 10_001},
            {"message": ["Ensure this value has at most 10000 characters (it has 10001)."]},
        ),
    ],
)
def test_what_the_newsroom_could_not_answer_is_said(fields, wrong):
    assert contact_form(**fields).errors == wrong


def test_an_address_without_a_scheme_is_https():
    form = contact_form(article_url="paper.example/2020/")
    assert form.is_valid()
    assert form.save().article_url == "https://paper.example/2020/"


def test_links_in_the_passage_count():
    form = contact_form(article=make_article().pk, passage="https://a.example " * 4)
    assert form.is_valid()
    assert "4 links" in form.save().screening_detail


def test_nobody_files_their_own_message():
    form = contact_form(screening="passed", screening_detail="trust me", sent_at="2001-01-01")
    assert form.is_valid()
    sent = form.save()
    assert (sent.screening, sent.sent_at.year > 2001) == (Screening.HELD, True)


class TestTheSecondChance:
    @pytest.fixture(autouse=True)
    def with_a_checkbox(self, settings, standin):
        settings.RECAPTCHA_CHECKBOX_PRIVATE_KEY = "of the checkbox"
        standin.answer = Answer.LOW_SCORE
        self.standin = standin

    def form(self, **fields):
        return contact_form(captcha=str(Token(action="contact")), **fields)

    def ticked(self, token=None):
        token = str(Token(action="")) if token is None else token
        return self.form(checkbox="shown", **{"g-recaptcha-response": token})

    def test_who_scores_low_is_asked_to_tick_the_box_and_nothing_is_kept(self):
        form = self.form()
        assert not form.is_valid()
        assert form.gives_second_chance
        assert form.errors == {
            "captcha": ["One step more: tick the box above the button, and send it again."]
        }

    def test_the_box_lets_them_pass(self):
        form = self.ticked()
        assert form.is_valid()
        assert not form.gives_second_chance
        sent = form.save()
        assert (sent.screening, sent.screening_detail) == ("passed", "passed, checkbox, score 0.1")
        assert [asked["secret"] for asked in self.standin.requests] == [
            "local-stand-in",
            "of the checkbox",
        ]

    @pytest.mark.parametrize(
        ("token", "detail"),
        [
            ("", "refused, checkbox, missing-input-response, score 0.1"),
            ("made up", "refused, checkbox, invalid-input-response, score 0.1"),
        ],
    )
    def test_without_a_tick_it_is_held_and_nobody_is_asked_for_ever(self, token, detail):
        form = self.ticked(token)
        assert form.is_valid()
        sent = form.save()
        assert (sent.screening, sent.screening_detail) == ("held", detail)

    def test_of_another_site_it_is_held(self):
        token = str(Token(action="", hostname="elsewhere.example"))
        form = self.ticked(token)
        assert form.is_valid()
        assert form.save().screening_detail == "refused, checkbox, wrong-hostname, score 0.1"

    @pytest.mark.parametrize("answer", [a for a in Answer if a is not Answer.LOW_SCORE])
    def test_nobody_else_is_asked(self, answer):
        self.standin.answer = answer
        assert self.form().is_valid()
