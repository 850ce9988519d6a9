import pytest
from django.conf import settings
from django.test import Client

from algemeiner.recaptcha_standin import Answer, Token
from authors.models import ContactMessage
from tests.factories import begun, make_article, make_draft
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

MESSAGE = {
    "topic": "tip",
    "name": "Sarah Levin",
    "email": "sarah@example.org",
    "message": "The bridge is closed.",
}


def kept():
    return list(ContactMessage.objects.values_list("name", "message", "screening"))


@pytest.mark.parametrize(
    ("answer", "screening"),
    [
        (Answer.SUCCESS, "passed"),
        (Answer.WRONG_ACTION, "held"),
        (Answer.WRONG_HOSTNAME, "held"),
        (Answer.DUPLICATE, "held"),
        (Answer.WRONG_SECRET, "held"),
        (Answer.SERVER_ERROR, "held"),
        (Answer.TRICKLE, "held"),
        (Answer.SILENCE, "held"),
        (Answer.GARBAGE, "held"),
        (Answer.HANG_UP, "held"),
    ],
)
def test_the_sender_is_thanked_and_learns_nothing_of_the_verdict(
    client, standin, answer, screening
):
    standin.answer = answer
    response = client.post(
        "/contact/", MESSAGE | {"captcha": str(Token(action="contact")), "begun": begun()}
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/contact/thanks/")
    assert kept() == [("Sarah Levin", "The bridge is closed.", screening)]
    assert texts(client.get("/contact/thanks/"), "h1") == ["Your message is with the newsroom"]


def test_who_scores_low_is_given_the_box_with_what_was_typed(client, standin):
    standin.answer = Answer.LOW_SCORE
    sent = MESSAGE | {"captcha": str(Token(action="contact")), "begun": begun()}
    response = client.post("/contact/", sent)
    assert (response.status_code, kept()) == (200, [])
    assert element(response, "textarea[name=message]").text == "The bridge is closed."
    assert "tick the box" in texts(response, ".error-summary")[0]
    box = element(response, ".captcha-checkbox").attrs
    assert box["data-sitekey"] == settings.RECAPTCHA_CHECKBOX_PUBLIC_KEY
    again = {"checkbox": "shown", "g-recaptcha-response": str(Token(action=""))}
    sent |= again | {"captcha": str(Token(action="contact"))}
    assert client.post("/contact/", sent).status_code == 302
    assert kept() == [("Sarah Levin", "The bridge is closed.", "passed")]


def test_no_answer_of_the_verifier_is_left_out():
    (mark,) = [
        mark
        for mark in test_the_sender_is_thanked_and_learns_nothing_of_the_verdict.pytestmark
        if mark.name == "parametrize"
    ]
    assert {answer for answer, _ in mark.args[1]} | {Answer.LOW_SCORE} == set(Answer)


def test_where_nobody_listens_the_message_is_held(client, settings):
    settings.RECAPTCHA_VERIFY_URL = "http://127.0.0.1:1/"
    sent = MESSAGE | {"captcha": str(Token(action="contact")), "begun": begun()}
    response = client.post("/contact/", sent)
    assert response.headers["Location"] == "/contact/thanks/"
    assert kept() == [("Sarah Levin", "The bridge is closed.", "held")]


@pytest.mark.parametrize("second", list(Answer))
def test_a_low_score_twice_or_any_trouble_with_the_box_keeps_what_was_typed(
    client, standin, second
):
    standin.answer = Answer.LOW_SCORE
    sent = MESSAGE | {
        "captcha": str(Token(action="contact")),
        "begun": begun(),
        "checkbox": "shown",
    }
    client.post("/contact/", sent)  # with the box left empty
    standin.answer = second
    box = {"captcha": str(Token(action="contact")), "g-recaptcha-response": str(Token(action=""))}
    client.post("/contact/", sent | box)
    assert {message for _, message, _ in kept()} == {"The bridge is closed."}
    assert len(kept()) == 2


@pytest.mark.parametrize("answer", list(Answer))
def test_whatever_the_verifier_says_what_is_wrong_comes_back_with_what_was_typed(
    client, standin, answer
):
    standin.answer = answer
    sent = MESSAGE | {"captcha": str(Token(action="contact")), "email": "sarah@", "begun": begun()}
    response = client.post("/contact/", sent)
    assert (response.status_code, kept()) == (200, [])
    assert element(response, "input[name=email]").attrs["value"] == "sarah@"
    assert element(response, "textarea[name=message]").text == "The bridge is closed."


def test_without_javascript_there_is_no_token_and_the_message_is_held(client, standin):
    response = client.post("/contact/", MESSAGE)
    assert response.headers["Location"] == "/contact/thanks/"
    assert kept() == [("Sarah Levin", "The bridge is closed.", "held")]


def test_the_verifier_is_told_the_visitor_s_own_address(client, standin):
    token = str(Token(action="contact"))
    client.post(
        "/contact/",
        MESSAGE | {"captcha": token},
        REMOTE_ADDR="192.0.2.7",
        HTTP_X_FORWARDED_FOR="203.0.113.99",
    )
    assert [asked["remoteip"] for asked in standin.requests] == ["192.0.2.7"]


def test_what_was_typed_comes_back_with_what_is_wrong(client, standin):
    response = client.post("/contact/", MESSAGE | {"email": "sarah", "name": '<b>"Sarah"</b>'})
    assert response.status_code == 200
    assert kept() == []
    assert element(response, "input[name=name]").attrs["value"] == '<b>"Sarah"</b>'
    assert element(response, "input[name=email]").attrs["value"] == "sarah"
    assert element(response, "input[name=email]").attrs["aria-invalid"] == "true"
    assert "Enter a valid email address." in element(response, ".error-summary").text
    assert element(response, "textarea[name=message]").text == "The bridge is closed."


def test_the_empty_form(client):
    response = client.get("/contact/")
    assert elements(response, ".error-summary") == []
    assert element(response, "input[name=captcha]").attrs["data-action"] == "contact"
    assert "reCAPTCHA" in element(response, ".recaptcha-notice").text
    assert "no-store" in response.headers["Cache-Control"]


def test_only_from_our_own_page(standin):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/csrf/").json()["csrf_token"]
    captcha = {"captcha": str(Token(action="contact"))}
    refused = client.post("/contact/", MESSAGE | captcha)
    assert (refused.status_code, kept()) == (403, [])
    assert element(refused, ".error-page").attrs["data-status"] == "403"
    assert standin.requests == []
    taken = client.post("/contact/", MESSAGE | captcha | {"csrfmiddlewaretoken": token})
    assert (taken.status_code, len(kept())) == (302, 1)


def test_two_letters_from_one_page(client, standin):
    """A second press sends the spent token again: that one is kept for a person to look at."""
    sent = MESSAGE | {"captcha": str(Token(action="contact")), "begun": begun()}
    for _ in range(2):
        assert client.post("/contact/", sent).status_code == 302
    assert sorted(screening for _, _, screening in kept()) == ["held", "passed"]


class TestFromAnArticle:
    @pytest.fixture(autouse=True)
    def article(self):
        self.article = make_article(headline="Rain")
        self.version = self.article.live_revision

    def link(self, client):
        page = client.get(self.article.get_absolute_url())
        return element(page, "a[data-report]").attrs["href"]

    def test_it_is_named_with_the_version_that_was_seen(self, client):
        response = client.get(f"{self.link(client)}&passage=It+will+%3Cb%3Erain.")
        assert "About Rain" in texts(response, ".letter-about")
        assert element(response, "textarea[name=passage]").text == "It will <b>rain."
        assert element(response, "option[selected]").attrs["value"] == "correction"
        assert elements(response, "input[name=article_url]") == []

    def test_all_of_it_reaches_the_newsroom(self, client, standin):
        sent = {
            **MESSAGE,
            "topic": "correction",
            "article": self.article.pk,
            "revision": self.version.pk,
            "passage": "It will rain.",
            "begun": begun(),
            "captcha": str(Token(action="contact")),
        }
        assert client.post("/contact/", sent).status_code == 302
        message = ContactMessage.objects.get()
        assert (message.article, message.revision, message.passage) == (
            self.article,
            self.version,
            "It will rain.",
        )

    @pytest.mark.parametrize("number", [None, "0", "999999", "9" * 30, "junk"])
    def test_only_a_version_of_the_article_is_taken_for_what_was_seen(
        self, client, standin, number
    ):
        revision = number or make_article().live_revision_id
        sent = MESSAGE | {"article": self.article.pk, "revision": revision}
        client.post("/contact/", sent)
        message = ContactMessage.objects.get()
        assert (message.article, message.revision) == (self.article, None)

    @pytest.mark.parametrize("number", ["0", "junk", "999999999999999999999", "-1", "é"])
    def test_what_is_no_article_of_readers_is_a_message_like_others(self, client, standin, number):
        response = client.get("/contact/", {"article": number, "passage": "Hm."})
        assert elements(response, ".letter-about") == elements(response, "[name=passage]") == []
        client.post("/contact/", MESSAGE | {"article": number, "passage": "Hm."})
        assert [name for name, _, _ in kept()] == ["Sarah Levin"]

    def test_nothing_is_said_of_what_is_to_come(self, client):
        draft = make_draft(headline="Secret")
        response = client.get("/contact/", {"article": draft.pk})
        assert "Secret" not in response.content.decode()
        assert elements(response, "[name=article]") == []
