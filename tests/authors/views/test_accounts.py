import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

AGAIN = "/accounts/again/"


def test_who_is_not_logged_in_is_asked_to_and_comes_back(client):
    assert reverse("authors:logged_in_again") == AGAIN
    response = client.get(AGAIN)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/accounts/login/?next={AGAIN}"


def test_who_is_logged_in_again_is_told_so(client):
    client.force_login(UserFactory())
    response = client.get(AGAIN)
    assert texts(response, ".notice") == ["You are logged in again. You can close this window."]
    assert "no-store" in response.headers["Cache-Control"]
