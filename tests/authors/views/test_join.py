import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.recaptcha_standin import Token
from authors.models import JoinRequest, User
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
    assert texts(client.get("/join/thanks/"), "h1") == ["Look into your mail"]


def test_a_token_of_the_contact_form_does_not(client, standin):
    token = str(Token(action="contact"))
    client.post("/join/", {"name": "Dov", "email": "dov@example.org", "captcha": token})
    assert kept() == [("Dov", "dov@example.org", "", "held")]


def test_a_post_without_javascript_is_for_the_mail_to_confirm(client, standin):
    sent = {"name": "Dov", "email": "dov@example.org", "pitch": "Chess.", "begun": begun()}
    client.post("/join/", sent)
    assert kept() == [("Dov", "dov@example.org", "Chess.", "passed")]


class TestConfirm:
    @pytest.fixture
    def link(self, client, standin):
        """The path of the link that was mailed."""
        sent = {"name": "Dov Adler", "email": "dov@example.org", "begun": begun()}
        client.post("/join/", sent)
        body = ProcrastinateJob.objects.get(task_name="authors.tasks.send").args["body"]
        [path] = re.findall(r"/join/confirm/\S+/", body)
        return path

    def test_a_program_that_follows_links_makes_nothing(self, client, link):
        response = client.get(link)
        assert (response.status_code, texts(response, "h1")) == (200, ["Confirm your address"])
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in response.headers["Cache-Control"]
        assert User.objects.count() == 0

    def test_the_button_makes_the_account_and_leads_on_to_the_profile(self, client, link):
        response = client.post(link)
        assert response.headers["Location"] == "/contribute/profile/"
        page = client.get("/contribute/profile/")
        assert element(page, "input[name=name]").attrs["value"] == "Dov Adler"

    def test_a_second_press_leads_to_the_log_in_and_logs_nobody_in(self, client, link):
        client.post(link)
        stranger = Client()
        for response in (stranger.get(link), stranger.post(link)):
            assert texts(response, "h1") == ["You have an account"]
        assert "_auth_user_id" not in stranger.session

    def test_an_old_link_sends_another_to_the_same_address(self, client, link, time_machine):
        time_machine.move_to(timezone.now() + timedelta(days=4))
        response = client.get(link)
        assert (response.status_code, texts(response, "h1")) == (410, ["This link is too old"])
        assert client.post(link).status_code == 410
        assert client.post(f"{link}again/").headers["Location"] == "/join/thanks/"
        assert ProcrastinateJob.objects.filter(task_name="authors.tasks.send").count() == 2

    def test_many_are_not_sent(self, client, link):
        answers = [client.post(f"{link}again/").status_code for _ in range(6)]
        assert answers == [302, 302, 302, 302, 429, 429]

    @pytest.mark.parametrize("token", ["x", "1:2:3", "MQ:1abc:zzz"])
    def test_a_made_up_link_is_none(self, client, token):
        response = client.get(f"/join/confirm/{token}/")
        assert (response.status_code, texts(response, "h1")) == (410, ["This is no link of ours"])
        assert client.post(f"/join/confirm/{token}/again/").headers["Location"] == "/join/thanks/"


def test_a_post_that_is_wrong_keeps_what_was_typed_and_not_what_the_address_says(client):
    response = client.post("/join/?name=Somebody", {"name": "Dov", "email": "dov@"})
    assert kept() == []
    assert element(response, "input[name=name]").attrs["value"] == "Dov"
    assert "Enter a valid email address." in element(response, ".error-summary").text
