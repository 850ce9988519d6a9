"""Logging in with a code that was mailed, in place of a password."""

import re

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from tests.authors.test_second_factor import enrol, give_password, has_session
from tests.factories import UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


def person_of(role, **fields):
    person = UserFactory(role=role, password="a long enough password", **fields)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["body"]) for job in jobs]


def code():
    """The newest."""
    [found] = re.findall(r"^\s*([A-Z0-9-]{6,12})\s*$", mails()[-1][1], flags=re.MULTILINE)
    return found


def ask(client, email):
    return client.post(ASK, {"email": email})


def log_in_by_code(client, person):
    assert ask(client, person.email).headers["Location"] == CONFIRM
    return client.post(CONFIRM, {"code": code()})


def test_a_contributor_comes_to_their_pieces(client):
    response = log_in_by_code(client, person_of(Role.CONTRIBUTOR))
    assert response.headers["Location"] == "/contribute/"
    assert has_session(client)


def test_a_code_is_good_in_its_own_window_and_once(client):
    person = person_of(Role.CONTRIBUTOR)
    log_in_by_code(client, person)
    used, other = code(), Client()
    other.post(CONFIRM, {"code": used})
    ask(other, person.email)
    other.post(CONFIRM, {"code": used})
    assert not has_session(other)


def test_guessing_ends(client):
    ask(client, person_of(Role.CONTRIBUTOR).email)
    right = code()
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": right})
    assert not has_session(client)


def test_it_ends_with_its_time(client, time_machine):
    time_machine.move_to("2026-11-25 12:00", tick=False)
    ask(client, person_of(Role.CONTRIBUTOR).email)
    time_machine.shift(15 * 60 + 1)
    client.post(CONFIRM, {"code": code()})
    assert not has_session(client)


def test_whether_there_is_such_an_account_is_not_told(client):
    there = person_of(Role.CONTRIBUTOR)
    left = person_of(Role.CONTRIBUTOR, is_active=False)

    def answers(email):
        other = Client()
        asked = ask(other, email)
        page = other.get(CONFIRM)
        wrong = other.post(CONFIRM, {"code": "WRONG1"})
        seen = (asked.status_code, texts(page, "h1"), texts(page, "p"), texts(wrong, "li"))
        return str(seen).replace(email, "…")

    assert answers(there.email) == answers("nobody@example.org") == answers(left.email)
    assert [to for to, _ in mails()] == [[there.email]]


def test_codes_of_one_account_are_limited(client):
    email = person_of(Role.CONTRIBUTOR).email
    assert [ask(Client(), email).status_code for _ in range(6)] == [302] * 5 + [429]


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


# allauth says that a factor was added when the transaction is done.
@pytest.mark.usefixtures("transactional_db")
def test_it_does_not_go_round_the_second_factor(client, required):
    person = person_of(Role.EDITOR)
    give_password(client, person)
    enrol(client)
    other = Client()
    assert log_in_by_code(other, person).headers["Location"] == "/accounts/2fa/authenticate/"
    assert not has_session(other)
    assert other.get("/admin/").status_code == 302


def test_nor_does_it_open_the_desk_to_who_has_none(client, required):
    log_in_by_code(client, person_of(Role.EDITOR))
    landing = client.get("/admin/", follow=True)
    assert texts(landing, "h1") == ["Add a second factor"]
