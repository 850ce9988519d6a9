import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles.models import AuditEntry
from authors.models import User
from tests.articles.admin.forms import errors, filled_in
from tests.factories import SectionFactory, UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

ADD = "/admin/authors/user/add/"
PASSWORD = "thirty herrings swim"


@pytest.fixture
def desk(client):
    client.person = UserFactory(role=Role.MANAGING_EDITOR)
    client.force_login(client.person)
    return client


def form_of(user):
    return f"/admin/authors/user/{user.pk}/change/"


def add(client, **fields):
    typed = {"email": "Noa@Example.org", "name": "Noa Levi", "role": "reporter"} | fields
    return client.post(ADD, filled_in(client.get(ADD)) | typed | {"_save": "Save"})


def save(client, user, **fields):
    return client.post(form_of(user), filled_in(client.get(form_of(user))) | fields)


def test_an_account_with_a_password(desk):
    add(desk, password1=PASSWORD, password2=PASSWORD)
    user = User.objects.get(email="noa@example.org")
    assert (user.name, user.role, user.is_active) == ("Noa Levi", Role.REPORTER, True)
    assert user.check_password(PASSWORD)


def test_an_account_without_one_chooses_its_own(desk, client):
    add(desk, usable_password="false")
    assert not User.objects.get(email="noa@example.org").has_usable_password()
    client.logout()
    client.post("/accounts/password/reset/", {"email": "noa@example.org"})
    message = ProcrastinateJob.objects.get(task_name="authors.tasks.send").args
    assert message["to"] == ["noa@example.org"]
    assert "http://localhost:8000/accounts/password/reset/key/" in message["body"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"password1": "herring", "password2": "herring"}, "This password is too short."),
        ({"password1": PASSWORD, "password2": "another one"}, "The two password fields didn’t"),
        ({"email": "there@example.org"}, "User with this Email already exists."),
    ],
)
def test_what_is_wrong_is_said(desk, typed, message):
    UserFactory(email="there@example.org")
    (error,) = errors(add(desk, **{"password1": PASSWORD, "password2": PASSWORD} | typed))
    assert error.startswith(message)


def test_a_password_is_set_for_somebody(desk):
    user = UserFactory()
    path = f"/admin/authors/user/{user.pk}/password/"
    desk.post(path, {"password1": PASSWORD, "password2": PASSWORD, "set-password": "Set"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_role_is_given_and_an_account_closed(desk):
    user = UserFactory(role=Role.REPORTER)
    save(desk, user, role="editor")
    user.refresh_from_db()
    assert user.role == Role.EDITOR
    data = filled_in(desk.get(form_of(user)))
    del data["is_active"]
    UserSession.objects.create(user=user, session_key="x", ip="127.0.0.1", user_agent="x")
    desk.post(form_of(user), data)
    user.refresh_from_db()
    assert not user.is_active
    assert not UserSession.objects.exists()


def test_nobody_locks_themselves_out(desk):
    person = desk.person
    response = desk.get(form_of(person))
    assert texts(response, ".field-role") == ["Role: Managing editor"]
    desk.post(form_of(person), filled_in(response) | {"role": "reporter", "name": "Ada"})
    person.refresh_from_db()
    assert (person.name, person.role, person.is_active) == ("Ada", Role.MANAGING_EDITOR, True)


def test_a_changed_address_is_to_be_confirmed_and_the_old_one_opens_nothing(desk):
    user = UserFactory(email="old@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    save(desk, user, name="Ada")
    assert EmailAddress.objects.get().email == "old@example.org"
    save(desk, user, email="new@example.org")
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REPORTER, Role.PHOTO_EDITOR])
def test_accounts_are_the_managing_editors(client, role):
    user = UserFactory(role=role)
    client.force_login(user)
    for path in (ADD, form_of(user), f"/admin/authors/user/{user.pk}/password/"):
        assert client.get(path).status_code == 403


def test_an_editor_is_bound_to_sections(desk):
    city, food = SectionFactory(slug="city"), SectionFactory(slug="food")
    editor = UserFactory(role=Role.EDITOR)
    save(desk, editor, sections=[str(city.pk)])
    assert list(editor.sections.all()) == [city]
    assert filled_in(desk.get(form_of(editor)))["sections"] == str(city.pk)
    assert food not in editor.sections.all()
    entry = AuditEntry.objects.get(person=editor)
    assert (entry.verb, entry.by, entry.details) == (
        "change_rights",
        desk.person,
        {"role": "editor", "sections": ["City"], "active": True},
    )


def test_what_is_no_right_leaves_nothing_on_the_record(desk):
    person = UserFactory(role=Role.REPORTER)
    save(desk, person, name="Noa Adler")
    assert not AuditEntry.objects.filter(person=person).exists()
    save(desk, person, role="editor")
    assert AuditEntry.objects.get(person=person).details["role"] == "editor"


def told(person):
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("id")
    return [(job.args["subject"], job.args["to"]) for job in jobs]


def test_another_password_is_on_the_record_and_its_owner_hears_of_it(desk):
    noa = UserFactory(email="noa@example.org")
    page = f"/admin/authors/user/{noa.pk}/password/"
    desk.post(page, {"password1": PASSWORD, "password2": "another", "usable_password": "true"})
    assert not AuditEntry.objects.exists()
    desk.post(page, {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"})
    [entry] = AuditEntry.objects.all()
    assert (entry.verb, entry.person, entry.by) == ("change_password", noa, desk.person)
    assert told(noa) == [("Your password was changed", ["noa@example.org"])]


def test_so_is_another_address_and_the_old_one_hears_of_it(desk):
    noa = UserFactory(email="noa@example.org")
    save(desk, noa, email="other@example.org")
    [entry] = AuditEntry.objects.all()
    assert (entry.verb, entry.person, entry.by) == ("change_email", noa, desk.person)
    assert entry.details == {"before": "noa@example.org", "after": "other@example.org"}
    assert told(noa) == [("Your e-mail address was changed", ["noa@example.org"])]
