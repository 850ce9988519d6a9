import environ
import pytest
from django.db import connection
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
    assert response.headers["Location"] == ("/admin/" if role in DESK_ROLES else "/contribute/")


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


def fail(client, email, **extra):
    data = {"login": email, "password": "wrong"}
    return client.post("/accounts/login/", data, **extra).status_code


def test_after_five_failures_even_the_right_password_waits(client, time_machine):
    time_machine.move_to("2026-03-05T15:00:00Z", tick=False)
    user = UserFactory(password=PASSWORD)
    assert [fail(client, user.email) for _ in range(6)] == [200, 200, 200, 200, 200, 429]
    response = log_in(client, user)
    assert response.status_code == 429
    assert texts(response, "h1") == ["Please wait five minutes"]
    assert response.headers["Retry-After"] == "300"
    assert "_auth_user_id" not in client.session
    time_machine.move_to("2026-03-05T15:06:00Z", tick=False)
    assert log_in_again(client, user).status_code == 302


def log_in_again(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


@pytest.mark.parametrize(
    "other",
    [
        {"headers": {"x-forwarded-for": "203.0.113.9"}},
        {"headers": {"host": "localhost:6666"}},
        {"REMOTE_ADDR": "203.0.113.9"},
    ],
)
def test_an_account_is_limited_wherever_it_is_tried_from(client, other):
    user = UserFactory()
    for _ in range(5):
        fail(client, user.email)
    assert fail(client, user.email.upper(), **other) == 429


def test_one_letter_for_another_is_the_same_account(client):
    """PostgreSQL finds ross@… by either, where its UPPER says so."""
    for _ in range(5):
        fail(client, "ross@news.org")
    assert fail(client, "ross@newſ.org") == 429


def test_an_address_is_limited_whichever_account_it_tries(client):
    answers = [fail(client, f"person{n}@example.org") for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert fail(client, "another@example.org", REMOTE_ADDR="203.0.113.9") == 200


def test_a_header_does_not_make_another_address_of_it(client):
    for n in range(10):
        fail(client, f"person{n}@example.org")
    forged = {"headers": {"x-forwarded-for": "203.0.113.9", "forwarded": "for=203.0.113.9"}}
    assert fail(client, "another@example.org", **forged) == 429


def test_behind_a_proxy_of_ours_each_visitor_has_an_address(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    client = Client()

    def tried_from(address, email):
        return fail(client, email, headers={"x-forwarded-for": f"198.51.100.7, {address}"})

    answers = [tried_from("203.0.113.9", f"person{n}@example.org") for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert tried_from("203.0.113.10", "another@example.org") == 200


def test_whether_there_is_such_an_account_is_not_told(client):
    there = UserFactory(password=PASSWORD)

    def answers(email):
        page = client.post("/accounts/login/", {"login": email, "password": "wrong"})
        reset = client.post("/accounts/password/reset/", {"email": email})
        return texts(page, ".error-summary"), reset.status_code, reset.headers["Location"]

    assert answers(there.email) == answers("nobody@example.org")
    assert [fail(client, "nobody@example.org") for _ in range(5)] == [200, 200, 200, 200, 429]


def test_resets_of_one_account_are_limited(client):
    user = UserFactory()
    answers = [
        client.post("/accounts/password/reset/", {"email": user.email}).status_code
        for _ in range(6)
    ]
    assert answers == [302] * 5 + [429]


def test_limits_count_in_every_process(client, settings):
    """By default they are kept in the database, by a table that a migration makes."""
    url = "dbcache://cache?max_entries=10000"
    settings.CACHES = {"default": environ.Env().cache_url_config(url)}
    assert [fail(client, "ada@example.org") for _ in range(6)] == [200] * 5 + [429]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone() == (3,)
