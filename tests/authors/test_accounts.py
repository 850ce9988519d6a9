import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import DESK_ROLES, Role
from authors.models import User
from tests.factories import UserFactory

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
