"""The second factor before the desk, and what the list of sessions is told."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from algemeiner.policy import Role
from tests.factories import UserFactory, log_in

pytestmark = pytest.mark.django_db

MUST = [Role.EDITOR, Role.MANAGING_EDITOR]
FORM = "/admin/articles/article/add/?section=1"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def answer(client, path="/admin/", method="get"):
    response = getattr(client, method)(path)
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize("role", MUST)
def test_who_can_publish_enrols_before_anything_else(client, role):
    log_in(client, UserFactory(role=role))
    enrol = "/accounts/second-factor/?next="
    assert answer(client) == (302, f"{enrol}%2Fadmin%2F")
    assert answer(client, FORM) == (
        302,
        f"{enrol}%2Fadmin%2Farticles%2Farticle%2Fadd%2F%3Fsection%3D1",
    )
    assert answer(client, FORM, "post") == (302, f"{enrol}%2Fadmin%2F")


@pytest.mark.parametrize("role", MUST)
def test_who_has_shown_one_is_let_in(client, role):
    log_in(client, UserFactory(role=role), second_factor=True)
    assert answer(client) == (200, None)


def test_a_session_that_has_shown_none_ends_where_its_owner_has_one(client):
    """It began before there was a second factor, or by a way round it."""
    user = log_in(client, UserFactory())
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert answer(client, FORM) == (302, "/accounts/login/?next=" + quote(FORM))
    assert "_auth_user_id" not in client.session


def test_recovery_codes_alone_are_no_factor(client):
    user = log_in(client, UserFactory(), second_factor=True)
    user.authenticator_set.update(type=Authenticator.Type.RECOVERY_CODES)
    assert answer(client)[0] == 302


def test_a_factor_that_is_gone_counts_no_more(client):
    user = log_in(client, UserFactory(), second_factor=True)
    user.authenticator_set.all().delete()
    assert answer(client) == (302, "/accounts/second-factor/?next=%2Fadmin%2F")


def test_somebody_elses_factor_is_not_ones_own(client):
    log_in(client, UserFactory(), second_factor=True)
    session = client.session
    session["second_factor_shown_by"] += 1
    session.save()
    assert answer(client)[0] == 302


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_others_need_none(client, role):
    log_in(client, UserFactory(role=role))
    assert answer(client) == (200, None)


def test_nobody_needs_one_where_it_is_not_required(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    log_in(client, UserFactory(role=Role.MANAGING_EDITOR))
    assert answer(client) == (200, None)


def test_a_promotion_asks_for_the_factor_at_once(client):
    user = log_in(client, UserFactory(role=Role.REPORTER))
    assert answer(client) == (200, None)
    user.role = Role.EDITOR
    user.save()
    assert answer(client)[0] == 302


def test_the_list_of_sessions_is_told_once_in_ten_minutes(client, time_machine):
    time_machine.move_to("2026-03-05T15:00:00Z", tick=False)
    user = log_in(client, UserFactory(role=Role.REPORTER))
    key = client.session.session_key
    UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="Herring")
    began = UserSession.objects.get().last_seen_at
    for minutes, seen_after in [(9, 0), (10, 10), (19, 10), (20, 20)]:
        time_machine.move_to(began + timedelta(minutes=minutes), tick=False)
        client.get("/admin/")
        assert UserSession.objects.get().last_seen_at == began + timedelta(minutes=seen_after)
