import pytest

from algemeiner.policy import Role
from articles import workflow
from articles.models import AuditEntry
from articles.verbs import record_act
from authors import inbox, people
from authors.models import ContactMessage
from tests.factories import TagFactory, UserFactory, make_article, make_draft
from tests.markup import texts

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/auditentry/"


def about(client, words):
    return set(texts(client.get(LIST, {"q": words}), "td.field-about"))


def test_is_searched_by_article_person_and_thing(desk):
    storm = make_article(headline="Storm")
    ida = UserFactory(name="Ida Roth", role=Role.REPORTER)
    workflow.submit(make_draft(headline="Calm"), by=desk.person)
    people.end_sessions(ida, by=None)
    record_act("merge", TagFactory(name="Gale"), by=None)
    assert about(desk, "stor") == about(desk, storm.get_absolute_url()) == {"Storm"}
    assert about(desk, "ida") == {"Ida Roth"}
    assert about(desk, desk.person.name) == {"Calm"}
    assert about(desk, "gale") == {"Tag “Gale”"}
    assert about(desk, "nothing") == set()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.REPORTER, set()),
        (Role.PHOTO_EDITOR, set()),
        (Role.EDITOR, {"Contactmessage “News tip from Ida Roth”"}),
    ],
)
def test_who_gave_a_tip_is_for_those_who_may_read_it(enter, role, seen):
    tip = ContactMessage.objects.create(
        topic="tip", name="Ida Roth", email="ida@example.org", message="Look.", screening="passed"
    )
    inbox.close(tip, by=None)
    client = enter(role)
    assert about(client, "") == about(client, "ida") == seen


def test_has_a_filter_of_the_verbs_that_there_are(desk):
    workflow.submit(make_draft(), by=None)
    assert AuditEntry.objects.verbs() == ["create", "submit"]
    response = desk.get(LIST, {"verb": "submit"})
    assert texts(response, "td.field-verb") == ["submit"]
    by_verb, _ = response.context["cl"].filter_specs
    assert by_verb.lookup_choices == [("create", "Create"), ("submit", "Submit")]


def test_no_verbs_before_the_first_act(db):
    assert AuditEntry.objects.verbs() == []
