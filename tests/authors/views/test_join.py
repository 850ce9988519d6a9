import pytest

from algemeiner.recaptcha_standin import Token
from authors.models import JoinRequest
from tests.factories import begun, make_article
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db


def kept():
    return list(JoinRequest.objects.values_list("name", "email", "pitch", "screening"))


def test_the_form_under_an_article_brings_what_was_typed_by_get(client):
    article = make_article()
    form = element(client.get(article.get_absolute_url()), "form.join")
    assert (form.attrs["method"], form.attrs["action"]) == ("get", "/join/")
    response = client.get("/join/", {"name": 'Dov "D" <i>', "email": "dov@", "captcha": ""})
    assert element(response, "input[name=name]").attrs["value"] == 'Dov "D" <i>'
    assert element(response, "input[name=email]").attrs["value"] == "dov@"
    # Nothing is wrong yet, and nothing is kept: the visitor has only followed the form.
    assert elements(response, ".error-summary") == []
    assert kept() == []
    assert "no-store" in response.headers["Cache-Control"]


def test_a_post_with_a_token_passes(client, standin):
    token = str(Token(action="join"))
    sent = {"name": "Dov", "email": "dov@example.org", "captcha": token, "begun": begun()}
    response = client.post("/join/", sent)
    assert (response.status_code, response.headers["Location"]) == (302, "/join/thanks/")
    assert kept() == [("Dov", "dov@example.org", "", "passed")]
    assert texts(client.get("/join/thanks/"), "h1") == ["Welcome to the conversation"]


def test_a_token_of_the_contact_form_does_not(client, standin):
    token = str(Token(action="contact"))
    client.post("/join/", {"name": "Dov", "email": "dov@example.org", "captcha": token})
    assert kept() == [("Dov", "dov@example.org", "", "held")]


def test_a_post_without_javascript_is_held(client, standin):
    client.post("/join/", {"name": "Dov", "email": "dov@example.org", "pitch": "Chess."})
    assert kept() == [("Dov", "dov@example.org", "Chess.", "held")]


def test_a_post_that_is_wrong_keeps_what_was_typed_and_not_what_the_address_says(client):
    response = client.post("/join/?name=Somebody", {"name": "Dov", "email": "dov@"})
    assert kept() == []
    assert element(response, "input[name=name]").attrs["value"] == "Dov"
    assert "Enter a valid email address." in element(response, ".error-summary").text
