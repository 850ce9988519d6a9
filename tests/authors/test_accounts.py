import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import DESK_ROLES, Role
from authors.models import User
from tests.factories import UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


def log_in(client, user, **fields):
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD} | fields)


@pytest.mark.parametrize("role", Role)
def test_who_logs_in_is_led_to_where_their_work_is(client, role):
    response = log_in(client, UserFactory(role=role, password=PASSWORD))
    assert response.status_code == 302
    assert response.headers["Location"] == ("/admin/" if role in DESK_ROLES else "/")


@pytest.mark.parametrize(
    "fields", [{"password": "something else"}, {"login": "nobody@example.org"}, {"login": ""}]
)
def test_a_wrong_answer_opens_nothing(client, fields):
    response = log_in(client, UserFactory(password=PASSWORD), **fields)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_has_left_the_paper_does_not_get_in(client):
    log_in(client, UserFactory(password=PASSWORD, is_active=False))
    assert "_auth_user_id" not in client.session


def test_nobody_opens_an_account_by_themselves(client):
    response = client.post(
        "/accounts/signup/",
        {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert response.status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example/", "javascript:1", "http://["]
)
def test_a_log_in_leads_nowhere_else(client, next_page):
    response = log_in(client, UserFactory(password=PASSWORD), next=next_page)
    assert response.headers["Location"] == "/admin/"


@pytest.mark.django_db
def test_a_link_in_a_mail_leads_to_this_site_whatever_host_was_asked(client):
    """The request's own host is the sender's to choose."""
    UserFactory(email="ada@example.org")
    client.post(
        "/accounts/password/reset/",
        {"email": "ada@example.org"},
        headers={"host": "localhost:6666"},
    )
    body = ProcrastinateJob.objects.get(task_name="authors.tasks.send").args["body"]
    assert "localhost:6666" not in body
    assert "http://localhost:8000/accounts/password/reset/key/" in body


@pytest.mark.django_db
def test_nobody_is_mailed_who_has_no_account(client):
    response = client.post("/accounts/password/reset/", {"email": "stranger@example.org"})
    assert (response.status_code, ProcrastinateJob.objects.count()) == (302, 0)


def at(user_agent):
    return Client(headers={"user-agent": f"Mozilla/5.0 ({user_agent}) Firefox/143.0"})


def test_sessions_are_listed_and_the_others_end():
    user = UserFactory(password=PASSWORD)
    here, there = at("Windows NT 10.0"), at("X11; Linux x86_64")
    log_in(here, user)
    there.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert texts(here.get("/accounts/sessions/"), "strong") == [
        "Firefox on Windows",
        "Firefox on Linux",
    ]
    assert there.get("/accounts/sessions/").status_code == 200
    response = here.post("/accounts/sessions/", follow=True)
    assert texts(response, "strong") == ["Firefox on Windows"]
    assert there.get("/accounts/sessions/").status_code == 302
    assert here.get("/admin/").status_code == 200


def test_a_new_password_ends_the_other_sessions():
    user = UserFactory(password=PASSWORD)
    here, there = at("Windows NT 10.0"), at("X11; Linux x86_64")
    log_in(here, user)
    there.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "herrings swim", "password2": "herrings swim"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert (here.get("/admin/").status_code, there.get("/admin/").status_code) == (200, 302)
    assert texts(here.get("/accounts/sessions/"), "strong") == ["Firefox on Windows"]


def test_a_closed_account_and_another_role_count_at_once(client):
    user = UserFactory(password=PASSWORD, role=Role.MANAGING_EDITOR)
    log_in(client, user)
    for changed, status in [
        ({}, 200),
        ({"role": Role.REPORTER}, 403),
        ({"role": Role.MANAGING_EDITOR}, 200),
        ({"is_active": False}, 302),
    ]:
        User.objects.filter(pk=user.pk).update(**changed or {"name": "Ada"})
        assert client.get("/admin/authors/user/").status_code == status


def test_readers_get_no_session(client):
    response = client.get("/")
    assert (response.cookies, "Cookie" in response.headers.get("Vary", "")) == ({}, False)
