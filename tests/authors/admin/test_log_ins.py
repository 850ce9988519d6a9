import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from algemeiner.policy import Role
from tests.factories import UserFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.person = UserFactory(role=Role.MANAGING_EDITOR)
    client.force_login(client.person)
    return client


@pytest.fixture
def person():
    person = UserFactory(name="Noa Levi")
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Phone"})
    UserSession.objects.create(
        user=person,
        session_key="x",
        ip="203.0.113.9",
        user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0",
    )
    return person


def page_of(person):
    return f"/admin/authors/user/{person.pk}/log-ins/"


def test_shows_how_and_where_somebody_logs_in(desk, person):
    response = desk.get(page_of(person))
    assert texts(response, "h1") == ["Log-ins of Noa Levi"]
    assert texts(response, "strong") == ["Firefox on Linux", "Phone"]
    (link,) = [
        link
        for link in elements(desk.get(f"/admin/authors/user/{person.pk}/change/"), "a")
        if link.attrs.get("href") == page_of(person)
    ]
    assert link.text == "Log-ins"


def test_resets_with_a_reason(desk, person):
    response = desk.post(page_of(person), {"reset": "Reset", "reason": ""})
    assert texts(response, ".errorlist") == ["This field is required."]
    assert Authenticator.objects.count() == 1
    response = desk.post(page_of(person), {"reset": "Reset", "reason": "Lost."}, follow=True)
    assert texts(response, "strong") == []
    assert Authenticator.objects.count() == 0


def test_ends_every_session(desk, person):
    response = desk.post(page_of(person), {"end": "Log out everywhere"}, follow=True)
    assert texts(response, ".success") == ["Logged out everywhere."]
    assert UserSession.objects.count() == 0


def test_one_s_own_factor_is_not_offered_and_not_reset(desk):
    Authenticator.objects.create(user=desk.person, type="webauthn", data={"name": "Phone"})
    response = desk.get(page_of(desk.person))
    assert elements(response, "input[name=reset]") == []
    response = desk.post(page_of(desk.person), {"reset": "Reset", "reason": "Lost."})
    assert response.status_code == 403
    assert Authenticator.objects.count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REPORTER, Role.PHOTO_EDITOR])
def test_log_ins_are_the_managing_editors(client, person, role):
    client.force_login(UserFactory(role=role))
    for data in ({}, {"end": "x"}, {"reset": "x", "reason": "x"}):
        assert client.post(page_of(person), data).status_code == 403
    assert client.get(page_of(person)).status_code == 403
    assert (Authenticator.objects.count(), UserSession.objects.count()) == (1, 1)
