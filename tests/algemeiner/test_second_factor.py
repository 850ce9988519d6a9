import pytest
from allauth.mfa.models import Authenticator

from algemeiner.policy import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ENROLMENT = "/accounts/2fa/totp/activate/"


def opened(client, role, *, enrolled):
    user = UserFactory(role=role)
    if enrolled:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(user)
    response = client.get("/admin/")
    return response.status_code, response.headers.get("Location")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGING_EDITOR])
def test_who_can_publish_enrols_before_anything_else(client, settings, role):
    settings.REQUIRE_SECOND_FACTOR = True
    assert opened(client, role, enrolled=False) == (302, ENROLMENT)
    assert opened(client, role, enrolled=True) == (200, None)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_EDITOR])
def test_others_need_none(client, settings, role):
    settings.REQUIRE_SECOND_FACTOR = True
    assert opened(client, role, enrolled=False) == (200, None)


def test_nobody_needs_one_where_it_is_not_required(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    assert opened(client, Role.MANAGING_EDITOR, enrolled=False) == (200, None)
