import pytest
from django.test import Client

from authors import notices
from tests.factories import UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida():
    return UserFactory()


def path(person, kind="assigned"):
    return f"/mail/none/{notices.link_to_mute(person, kind).split('/')[-2]}/"


def test_to_follow_the_link_changes_nothing_and_shows_a_button(client, ida):
    response = client.get(path(ida))
    assert texts(response, "h1") == ["No more of this mail?"]
    assert texts(response, "button")[0] == "Send me no more of it"
    assert response["Referrer-Policy"] == "same-origin"
    assert notices.choices_of(ida)["assigned"] == "at_once"


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_the_button_and_a_mail_program_end_it_without_a_log_in(ida, body):
    stranger = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = stranger.post(path(ida), body)
        assert (response.status_code, texts(response, "h1")) == (
            200,
            ["You get no more of it"],
        )
    never = [kind for kind, delivery in notices.choices_of(ida).items() if delivery == "never"]
    assert never == ["assigned"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_ends_nothing(client, ida, method):
    response = getattr(client, method)(path(ida)[:-3] + "xx/")
    assert (response.status_code, texts(response, "h1")) == (404, ["This is no link of ours"])
    assert notices.choices_of(ida)["assigned"] == "at_once"
