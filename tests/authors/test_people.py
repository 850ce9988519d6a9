import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.models import AuditEntry
from authors import people
from tests.factories import UserFactory
from tests.factories import log_in as with_session

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def chief():
    return UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz")


@pytest.fixture
def person():
    person = UserFactory(role=Role.EDITOR, name="Noa Levi", password=PASSWORD)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def logged_in(person):
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    return client


def enrolled(person):
    for kind in Authenticator.Type:
        Authenticator.objects.create(user=person, type=kind, data={"name": "Phone"})
    return person


def history(person):
    return list(AuditEntry.objects.filter(person=person).values_list("by__name", "verb", "reason"))


def test_a_reset_takes_every_factor_and_session_and_says_so(chief, person):
    client = logged_in(person)
    other = enrolled(UserFactory())
    people.reset_second_factor(enrolled(person), by=chief, reason=" Phone stolen. ")
    assert {one.user for one in Authenticator.objects.all()} == {other}
    assert client.get("/admin/").status_code == 302
    assert history(person) == [("Ada Katz", "reset_second_factor", "Phone stolen.")]
    mail = ProcrastinateJob.objects.get(task_name="authors.tasks.send").args
    assert (mail["to"], mail["subject"]) == ([person.email], "Your second factor was reset")
    assert "Dear Noa Levi,\n\nAda Katz has reset the second factor" in mail["body"]


def test_everywhere_is_everywhere_and_nobody_else(chief, person):
    clients, other = [logged_in(person), logged_in(person)], Client()
    with_session(other, UserFactory())
    people.end_sessions(person, by=chief)
    assert [client.get("/admin/").status_code for client in clients] == [302, 302]
    assert other.get("/admin/").status_code == 200
    assert history(person) == [("Ada Katz", "end_sessions", "")]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGING_EDITOR}))
def test_only_the_managing_editor_may(person, role):
    somebody = UserFactory(role=role)
    with pytest.raises(PermissionDenied):
        people.reset_second_factor(enrolled(person), by=somebody, reason="Why not.")
    with pytest.raises(PermissionDenied):
        people.end_sessions(person, by=somebody)
    assert (Authenticator.objects.count(), AuditEntry.objects.count()) == (3, 0)


def test_nobody_resets_their_own(chief):
    with pytest.raises(PermissionDenied):
        people.reset_second_factor(enrolled(chief), by=chief, reason="Lost.")
    assert Authenticator.objects.count() == 3


def test_a_reset_says_why(chief, person):
    with pytest.raises(ValidationError):
        people.reset_second_factor(enrolled(person), by=chief, reason=" ")
    assert Authenticator.objects.count() == 3


def test_the_operator_helps_the_last_managing_editor(chief, capsys):
    call_command("reset_second_factor", enrolled(chief).email.upper())
    assert Authenticator.objects.count() == 0
    assert history(chief) == [(None, "reset_second_factor", "lost")]
    with pytest.raises(CommandError, match=r"There is no account nobody@example\.org\."):
        call_command("reset_second_factor", "nobody@example.org")
