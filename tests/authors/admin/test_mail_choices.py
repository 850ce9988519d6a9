import pytest

from algemeiner.policy import Role
from authors import notices
from tests.factories import UserFactory
from tests.markup import elements, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/authors/user/mail/"


@pytest.fixture
def reporter(client):
    person = UserFactory(role=Role.REPORTER)
    client.force_login(person)
    return person


def test_everybody_at_the_desk_chooses_for_themselves(client, reporter):
    other = UserFactory()
    chosen = dict.fromkeys(notices.BY_NAME, "digest") | {"message": "never"}
    assert client.post(PAGE, chosen).status_code == 302
    assert notices.choices_of(reporter) == chosen
    assert set(notices.choices_of(other).values()) == {"at_once"}
    picked = elements(client.get(PAGE), "option[selected]")
    assert [option.attrs["value"] for option in picked] == list(chosen.values())


def test_what_is_no_choice_is_refused_and_nothing_is_kept(client, reporter):
    response = client.post(PAGE, dict.fromkeys(notices.BY_NAME, "hourly"))
    assert len(texts(response, ".errorlist li")) == len(notices.KINDS)
    assert set(notices.choices_of(reporter).values()) == {"at_once"}


def test_the_menu_leads_there(client, reporter):
    assert PAGE in [link.attrs["href"] for link in elements(client.get("/admin/"), "a")]
