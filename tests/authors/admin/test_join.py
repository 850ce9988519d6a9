"""Who asked to write for the paper, at the desk."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from authors.models import JoinRequest
from tests.factories import UserFactory
from tests.markup import element, elements, texts

pytestmark = pytest.mark.django_db

LIST = "/admin/authors/joinrequest/"
NOW = "2026-11-25T12:00Z"


def asked(name="Ada", **fields):
    sent = {"email": "ada@example.org", "screening": "held", "screening_detail": "No token."}
    return JoinRequest.objects.create(name=name, **sent | fields)


@pytest.fixture
def editor(client):
    person = UserFactory(role=Role.EDITOR)
    client.force_login(person)
    return person


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [(job.args["to"], job.args["subject"]) for job in jobs]


def test_the_list_begins_with_what_is_held_and_has_the_rest(client, editor):
    rows = {
        "": asked("Held"),
        "where=waiting": asked("Waiting", screening="passed"),
        "where=mailed": asked("Mailed", screening="passed", mailed_at=NOW),
        "where=confirmed": asked("Confirmed", screening="passed", mailed_at=NOW, confirmed_at=NOW),
    }
    for query, request in rows.items():
        assert texts(client.get(f"{LIST}?{query}"), "td.field-name") == [request.name]
    shown = texts(client.get(f"{LIST}?where=all"), "td.field-standing")
    assert shown == ["Confirmed", "Has the link", "Mail waits", "Held for review"]


def test_is_read_as_it_was_sent_and_stays_so(client, editor):
    request = asked(pitch="Look <b>up</b>.\nNow.")
    response = client.get(f"{LIST}{request.pk}/change/")
    (letter,) = texts(response, "article.letter")
    assert letter.endswith("Look <b>up</b>.Now.")  # a line break between
    assert "No token." in element(response, "aside.letter-side").text
    assert elements(response, "input[type=submit]") == []
    assert client.post(f"{LIST}{request.pk}/change/", {"name": "Eve"}).status_code == 403


@pytest.mark.parametrize("screening", ["held", "passed"])
def test_the_link_goes_out_by_an_editor_s_word_once(client, editor, screening, settings):
    settings.CONFIRMATION_MAILS_PER_DAY = 0
    request = asked(screening=screening)
    for _ in range(2):
        response = client.post(f"{LIST}{request.pk}/release/", follow=True)
    assert mails() == [(["ada@example.org"], "Confirm your address")]
    assert "Has the link" in element(response, "aside.letter-side").text
    ways = [form.attrs["action"] for form in elements(response, "form[action]")]
    assert f"{LIST}{request.pk}/release/" not in ways
