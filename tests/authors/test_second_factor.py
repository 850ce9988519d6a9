"""Enrolment, log-in and removal, by allauth's own pages."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from tests.factories import UserFactory, log_in
from tests.markup import element, texts

# allauth says that a factor was added when the transaction is done.
pytestmark = pytest.mark.usefixtures("transactional_db")

PASSWORD = "a long enough password"
ENROL, APP, PASSKEYS = (
    "/accounts/second-factor/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
)


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def person():
    person = UserFactory(role=Role.EDITOR, password=PASSWORD)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def give_password(client, person, **fields):
    fields = {"login": person.email, "password": PASSWORD} | fields
    return client.post("/accounts/login/", fields)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enrol(client):
    secret = element(client.get(APP), "code.secret").text
    response = client.post(APP, {"code": code_of(secret)})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def has_session(client):
    return "_auth_user_id" in client.session


def passkey_of(person, name="Phone"):
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def test_from_the_log_in_over_enrolment_to_the_page_that_was_wanted(client, person):
    wanted = "/admin/articles/article/"
    assert give_password(client, person, next=wanted).headers["Location"] == wanted
    landing = client.get(wanted, follow=True)
    assert texts(landing, "h1") == ["Add a second factor"]
    enrol(client)
    codes = client.get("/accounts/2fa/recovery-codes/")
    assert texts(codes, "code") == RecoveryCodes.activate(person).get_unused_codes()
    assert client.get(ENROL).headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_a_log_in_asks_for_the_code_and_takes_each_one_once(client, person, settings):
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may end between two lines of this test
    give_password(client, person)
    secret = enrol(client)
    client.logout()
    response = give_password(client, person, next="/admin/articles/tag/")
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not has_session(client)
    assert client.get("/admin/").status_code == 302
    code = code_of(secret)
    response = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert response.headers["Location"] == "/admin/articles/tag/"
    assert client.get("/admin/").status_code == 200
    other = Client()
    give_password(other, person)
    assert other.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert not has_session(other)


def test_a_recovery_code_stands_in_once(client, person):
    give_password(client, person)
    enrol(client)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for entered in (True, False):
        client.logout()
        give_password(client, person)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert has_session(client) == entered


def test_a_new_password_by_mail_does_not_go_round_it(client, person):
    give_password(client, person)
    enrol(client)
    client.logout()
    client.post("/accounts/password/reset/", {"email": person.email})
    body = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").latest("id").args["body"]
    path = re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", body)[1]
    form = client.get(path).headers["Location"]
    new = {"password1": "thirty herrings swim", "password2": "thirty herrings swim"}
    assert client.post(form, new).status_code == 302
    assert not has_session(client)
    response = give_password(client, person, password="thirty herrings swim")
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not has_session(client)


def test_a_confirmed_address_logs_nobody_in(client, person):
    address = person.emailaddress_set.get()
    address.verified = False
    address.save()
    give_password(client, person)
    body = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").latest("id").args["body"]
    path = re.search(r"http://localhost:8000(/accounts/confirm-email/\S+)", body)[1]
    assert client.post(path).status_code == 302
    assert not has_session(client)


def test_enrolment_ends_the_sessions_that_began_without(client, person):
    other = Client()
    give_password(other, person)
    give_password(client, person)
    enrol(client)
    assert client.get(ENROL).status_code == 302
    assert other.get(ENROL).headers["Location"].startswith("/accounts/login/")


def test_a_log_in_long_ago_asks_for_the_password_before_it_adds_anything(
    client, person, time_machine
):
    time_machine.move_to("2026-03-05T15:00:00Z", tick=False)
    give_password(client, person)
    assert client.get(APP).status_code == 200
    time_machine.move_to("2026-03-05T15:06:00Z", tick=False)
    again = f"/accounts/reauthenticate/?next={APP.replace('/', '%2F')}"
    assert client.get(APP).headers["Location"] == again
    client.post(again, {"password": PASSWORD})
    assert client.get(APP).status_code == 200


def last_factor_stays(client, path):
    before = Authenticator.objects.count()
    response = client.post(path, follow=True)
    assert "This is your last second factor" in response.content.decode()
    assert Authenticator.objects.count() == before


def test_the_last_factor_stays_where_it_is_required(client, person):
    give_password(client, person)
    enrol(client)
    last_factor_stays(client, "/accounts/2fa/totp/deactivate/")
    passkey = passkey_of(person)
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 0
    remove = f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/"
    last_factor_stays(client, remove)
    passkey_of(person, "Key")
    client.post(remove)
    assert [str(one) for one in Authenticator.objects.filter(type="webauthn")] == ["Key"]


def test_elsewhere_it_may_go(client, person):
    person.role = Role.REPORTER
    person.save()
    give_password(client, person)
    enrol(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.count() == 0


def test_somebody_elses_passkey_is_not_there(client, person):
    passkey = passkey_of(UserFactory())
    give_password(client, person)
    enrol(client)
    assert client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


@pytest.mark.parametrize("path", [ENROL, "/accounts/2fa/", APP, PASSKEYS, "/accounts/sessions/"])
def test_strangers_have_nothing_to_add(client, path):
    assert client.get(path).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:1", ""])
def test_enrolment_leads_nowhere_else(client, person, wanted):
    log_in(client, person, second_factor=True)
    assert client.get(ENROL, {"next": wanted}).headers["Location"] == "/admin/"


def test_passkeys_are_for_the_paper_s_own_host(client, person, settings):
    settings.SITE_URL = "https://www.algemeiner.example"
    give_password(client, person)
    options = client.get("/accounts/2fa/webauthn/add/").context["js_data"]["creation_options"]
    assert options["publicKey"]["rp"] == {"id": "www.algemeiner.example", "name": "The Algemeiner"}


def test_codes_are_limited_too(client, person):
    give_password(client, person)
    enrol(client)
    client.logout()
    give_password(client, person)
    path = "/accounts/2fa/authenticate/"
    answers = [client.post(path, {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert not has_session(client)
