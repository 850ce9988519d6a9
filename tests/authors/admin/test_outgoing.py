"""Mail that has not gone out, at the desk."""

from datetime import UTC, datetime

import pytest

from algemeiner.policy import Role
from articles.models import AuditEntry
from authors.models import MailTrouble, OutgoingMail
from authors.tasks import send, send_answer, tell_newsroom
from tests.factories import UserFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db

LIST = "/admin/authors/outgoingmail/"


@pytest.fixture
def chief(client):
    person = UserFactory(role=Role.MANAGING_EDITOR, name="Ada Katz")
    client.force_login(person)
    return person


def mail(subject="For you", **fields):
    pk = send.defer(subject=subject, body="The <secret> link.", to=["ida@example.org"])
    OutgoingMail.objects.filter(pk=pk).update(**fields)
    return OutgoingMail.objects.get(pk=pk)


def dead(subject="Dead"):
    return mail(subject, status="failed", attempts=17)


def subjects(client, query=""):
    return texts(client.get(f"{LIST}?{query}"), "th.field-subject")


def test_the_list_has_what_has_not_gone_out_and_says_why(client, chief):
    mail("Waiting")
    MailTrouble.objects.create(job_id=dead().pk, what="Nobody <there>.")
    mail("Later", attempts=2)
    assert subjects(client) == ["Later", "Dead", "Waiting"]
    assert subjects(client, "standing=waiting") == ["Waiting"]
    assert subjects(client, "standing=retrying") == ["Later"]
    response = client.get(f"{LIST}?standing=dead")
    assert texts(response, "th.field-subject") == ["Dead"]
    assert texts(response, "td.field-where") == ["Not sent"]
    assert texts(response, "td.field-why") == ["Nobody <there>."]


def test_what_is_tried_again_says_when(client, chief):
    mail(attempts=3, scheduled_at=datetime(2031, 3, 5, 21, tzinfo=UTC))
    where = "Tried again, March 5, 2031 4:00 pm"
    assert texts(client.get(LIST), "td.field-where") == [where]


def test_mail_that_holds_no_subject_is_named_by_what_it_is(client, chief):
    tell_newsroom.defer(model="contactmessage", pk=1)
    send_answer.defer(pk=1)
    response = client.get(LIST)
    assert texts(response, "th.field-subject") == ["The newsroom’s answer", "A visitor’s message"]
    assert texts(response, "td.field-recipient") == ["whoever wrote to it", "the newsroom"]


def test_what_a_mail_says_is_shown_to_nobody(client, chief):
    """It may hold a link by which somebody logs in."""
    for path in (LIST, f"{LIST}{dead().pk}/change/", f"{LIST}{mail().pk}/history/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "secret" not in response.content.decode()


def test_one_is_sent_again_from_its_page(client, chief):
    one = dead()
    buttons = texts(client.get(f"{LIST}{one.pk}/change/"), "button")
    assert {"Send again", "Throw it away"} <= set(buttons)
    response = client.post(f"{LIST}{one.pk}/send-again/", follow=True)
    assert texts(response, "ul.messagelist") == ["It is to be sent again now."]
    assert OutgoingMail.objects.values_list("status", "attempts").get() == ("todo", 0)


def test_many_are_sent_again_at_once(client, chief):
    chosen = [dead(), dead(), mail("Later", attempts=3)]
    sending = mail("Now", status="doing")
    data = {"action": "send_again", "_selected_action": [one.pk for one in [*chosen, sending]]}
    response = client.post(LIST, data, follow=True)
    (told,) = texts(response, "ul.messagelist")
    assert told == (
        "“Now, to ida@example.org” has gone out meanwhile, or is being sent. "
        "3 mails are to be sent again now."
    )
    assert list(OutgoingMail.objects.order_by("pk").values_list("status", "attempts")) == [
        *[("todo", 0)] * 3,
        ("doing", 0),
    ]
    assert AuditEntry.objects.filter(verb="send_again", by=chief).count() == 3


def test_one_is_thrown_away(client, chief):
    one = dead()
    response = client.post(f"{LIST}{one.pk}/give-up/", follow=True)
    assert texts(response, "ul.messagelist") == ["“Dead, to ida@example.org” is thrown away."]
    assert OutgoingMail.objects.count() == 0
    assert client.post(f"{LIST}{one.pk}/give-up/").status_code == 404


def test_what_is_being_sent_offers_nothing(client, chief):
    response = client.get(f"{LIST}{mail(status='doing').pk}/change/")
    assert {"Send again", "Throw it away"} & set(texts(response, "button")) == set()


def test_reporters_do_not_read_on_the_record_whose_mail_it_was(client, chief):
    client.post(f"{LIST}{dead().pk}/send-again/")
    record = "/admin/articles/auditentry/"
    assert "ida@example.org" in client.get(record).content.decode()
    client.force_login(UserFactory(role=Role.EDITOR))
    assert "ida@example.org" not in client.get(record).content.decode()


def alarm(client, role):
    client.force_login(UserFactory(role=role))
    return texts(client.get("/admin/"), "p.alarm")


def test_the_first_page_warns_who_can_do_something_about_it(client):
    assert alarm(client, Role.MANAGING_EDITOR) == []
    dead()
    assert alarm(client, Role.MANAGING_EDITOR) == ["One mail could not be sent. Look at the mail"]
    dead()
    assert alarm(client, Role.MANAGING_EDITOR) == ["2 mails could not be sent. Look at the mail"]
    assert alarm(client, Role.EDITOR) == []
