import pytest

from algemeiner.policy import DESK_ROLES, Role
from authors.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_one_however_it_is_written():
    ruth = User.objects.create_user("Ruth@Example.ORG", "a long enough password", name="Ruth")
    assert ruth.email == "ruth@example.org"
    assert User.objects.get_by_natural_key("RUTH@example.org") == ruth
    assert ruth.check_password("a long enough password")
    typed = User(email="Ruth@Example.ORG", name="Ruth")
    typed.clean()
    assert typed.email == "ruth@example.org"


def test_without_a_password_none_opens():
    ruth = User.objects.create_user("ruth@example.org", name="Ruth")
    assert not ruth.has_usable_password()
    assert (ruth.role, ruth.is_staff) == (Role.CONTRIBUTOR, False)


def test_the_command_line_s_superuser_is_a_managing_editor():
    ruth = User.objects.create_superuser("ruth@example.org", "a long enough password")
    assert (ruth.role, ruth.is_staff) == (Role.MANAGING_EDITOR, True)


@pytest.mark.parametrize("role", Role)
def test_the_desk_is_open_to_newsroom_roles(role):
    assert UserFactory(role=role).is_staff == (role in DESK_ROLES)


@pytest.mark.parametrize(("name", "shown"), [("Ruth", "Ruth"), ("", "ruth@example.org")])
def test_who_it_is(name, shown):
    assert str(User(email="ruth@example.org", name=name)) == shown
