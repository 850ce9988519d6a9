from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.core import signing
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from algemeiner.policy import Role
from articles import assignments
from authors import inbox, notices
from authors.models import ContactMessage, Delivery, Notice
from authors.tasks import send, send_digests
from tests.factories import UserFactory, make_article, make_draft

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 3, 5, 23, tzinfo=UTC)
BEFORE_SEVEN = datetime(2026, 3, 6, 11, 59, tzinfo=UTC)
SEVEN = datetime(2026, 3, 6, 12, tzinfo=UTC)  # in New York, in winter


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://paper.example"


@pytest.fixture
def ida():
    return UserFactory(name="Ida Roth", email="ida@example.org")


def mails():
    jobs = ProcrastinateJob.objects.filter(task_name="authors.tasks.send").order_by("pk")
    return [job.args for job in jobs]


def subjects():
    return [mail["subject"] for mail in mails()]


def wait_for_the_morning(person, *kinds):
    notices.choose(person, dict.fromkeys(kinds or notices.BY_NAME, Delivery.DIGEST))


def tell(person, kind="assigned", name="Rain", **more):
    notices.tell(person, kind, "For you", "It is yours.", name=name, link="/admin/x/", **more)


def test_at_once_a_notice_is_a_mail_that_says_how_to_end_it(ida):
    tell(ida)
    (mail,) = mails()
    link = notices.link_to_mute(ida, "assigned")
    assert mail == {
        "subject": "For you: Rain",
        "body": "It is yours.\n\n--\nWhich mail you get: https://paper.example/admin/authors/user/mail/\n"
        f"No more of this kind: {link}\n\n",
        "to": ["ida@example.org"],
        "unsubscribe": link,
    }
    assert notices.read_link(link.split("/")[-2]) == (ida, "assigned")


def test_each_kind_goes_as_its_reader_chose(ida):
    notices.choose(ida, {"assigned": Delivery.NEVER, "message": Delivery.DIGEST})
    for kind in ("assigned", "message", "sent_back"):
        tell(ida, kind, name=kind)
    assert subjects() == ["For you: sent_back"]
    assert [notice.name for notice in Notice.objects.all()] == ["message"]


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": Role.CONTRIBUTOR}])
def test_who_is_not_of_the_newsroom_is_told_nothing(fields):
    tell(UserFactory(**fields))
    assert (mails(), Notice.objects.count()) == ([], 0)


def test_a_digest_comes_at_seven_with_everything_since_and_once(ida, time_machine):
    wait_for_the_morning(ida)
    time_machine.move_to(EVENING, tick=False)
    tell(ida, name="Rain & Hail")
    tell(ida, "message", name="News tip from Sarah")
    time_machine.move_to(BEFORE_SEVEN, tick=False)
    send_digests()
    assert mails() == []
    time_machine.move_to(SEVEN, tick=False)
    tell(ida, name="Too late")
    for _ in range(2):
        send_digests()
    (mail,) = mails()
    link = notices.link_to_mute(ida, notices.DIGEST)
    assert (mail["subject"], mail["unsubscribe"]) == ("Since yesterday: 2 for you", link)
    assert mail["body"].startswith(
        "Dear Ida Roth,\n\nThis came for you at the desk.\n\n"
        "An article is given to you:\n\n"
        "For you: Rain & Hail, March 5, 2026 6:00 pm\nhttps://paper.example/admin/x/\n\n"
        "A message from a reader is given to you:\n\n"
        "For you: News tip from Sarah, March 5, 2026 6:00 pm\nhttps://paper.example/admin/x/\n"
    )
    time_machine.move_to(SEVEN + timedelta(days=1, hours=3), tick=False)  # the worker was away
    send_digests()
    assert subjects() == ["Since yesterday: 2 for you", "Since yesterday: 1 for you"]


def test_seven_is_new_york_s_also_in_summer(ida, time_machine):
    wait_for_the_morning(ida)
    time_machine.move_to(datetime(2026, 7, 1, 20, tzinfo=UTC), tick=False)
    tell(ida)
    time_machine.move_to(datetime(2026, 7, 2, 10, 59, tzinfo=UTC), tick=False)
    send_digests()
    assert mails() == []
    time_machine.move_to(datetime(2026, 7, 2, 11, tzinfo=UTC), tick=False)
    send_digests()
    assert len(mails()) == 1


def test_a_worker_that_dies_in_the_middle_loses_no_notice(ida, monkeypatch):
    wait_for_the_morning(ida)
    tell(ida)
    tomorrow = timezone.now() + timedelta(days=1)

    def die(*args):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(notices, "_send", die)
        with pytest.raises(SystemExit):
            notices.send_digests(tomorrow)
    assert (mails(), Notice.objects.count()) == ([], 1)
    notices.send_digests(tomorrow)
    assert (len(mails()), Notice.objects.count()) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_digest_s_queries_do_not_grow_with_it(ida, django_assert_num_queries, count):
    wait_for_the_morning(ida)
    for _ in range(count):
        tell(ida, article=make_article())
    with django_assert_num_queries(6):
        notices.send_digests(timezone.now() + timedelta(days=1))


def test_what_has_come_under_embargo_meanwhile_is_not_named_and_not_told_to_others(ida):
    ruth = UserFactory()
    article = make_draft(headline="The Secret", publish_at=None)
    for person in (ida, ruth):
        wait_for_the_morning(person)
        assignments.assign(article, to=person, due_at=None, by=None)
    type(article).objects.update(embargo_until=timezone.now() + timedelta(days=9))
    article.embargo_list.set([ida])
    notices.send_digests(timezone.now() + timedelta(days=1))
    (mail,) = mails()
    assert mail["to"] == ["ida@example.org"]
    assert "Secret" not in mail["body"]
    assert f"/admin/articles/article/{article.pk}/change/" in mail["body"]


def test_who_has_left_gets_no_digest(ida):
    wait_for_the_morning(ida)
    tell(ida)
    type(ida).objects.update(is_active=False)
    notices.send_digests(timezone.now() + timedelta(days=1))
    assert (mails(), Notice.objects.count()) == ([], 0)


def test_what_is_muted_before_the_morning_does_not_come(ida):
    wait_for_the_morning(ida)
    tell(ida)
    tell(ida, "sent_back")
    notices.mute(ida, "assigned")
    assert [notice.kind for notice in Notice.objects.all()] == ["sent_back"]


def test_who_ends_the_digest_ends_all_that_comes_with_it_and_nothing_else(ida):
    wait_for_the_morning(ida, "message", "sent_back")
    notices.mute(ida, notices.DIGEST)
    chosen = notices.choices_of(ida)
    never = [kind for kind, delivery in chosen.items() if delivery == Delivery.NEVER]
    assert never == ["sent_back", "message"]


@pytest.mark.parametrize(
    "token", ["", "junk", signing.Signer(salt="another").sign_object([1, "assigned"])]
)
def test_a_link_that_is_not_ours_is_nobody_s(token):
    assert notices.read_link(token) is None


def test_a_link_of_an_unknown_kind_or_person_is_nobody_s(ida):
    for pair in ([ida.pk, "gossip"], [0, "assigned"]):
        assert notices.read_link(signing.Signer(salt=notices.SALT).sign_object(pair)) is None


def test_a_notice_has_the_headers_for_one_press_and_other_mail_has_none(ida, monkeypatch):
    tell(ida)
    send.defer(subject="Your code", body="123", to=["ida@example.org"])
    for number, args in enumerate(mails()):
        context = type("Context", (), {"job": type("Job", (), {"id": number})})
        send(context, **args)
    notice, code = [letter.message() for letter in sent.outbox]
    assert notice["List-Unsubscribe"] == f"<{notices.link_to_mute(ida, 'assigned')}>"
    assert notice["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (code["List-Unsubscribe"], code["List-Unsubscribe-Post"]) == (None, None)


def test_whoever_is_given_a_message_is_told_unless_they_took_it(ida):
    chief = UserFactory(name="Ruth", role=Role.MANAGING_EDITOR)
    words = {"topic": "tip", "email": "s@example.org", "screening": "passed"}
    message = ContactMessage.objects.create(name="Sarah", message="Rain.", **words)
    inbox.assign(message, to=chief, by=chief)
    inbox.assign(message, to=ida, by=chief)
    (mail,) = mails()
    assert (mail["to"], mail["subject"]) == (["ida@example.org"], "For you: News tip from Sarah")
    assert mail["body"].startswith(
        "Dear Ida Roth,\n\nRuth has given you a message from Sarah: News tip.\n\n"
        f"At the desk: https://paper.example/admin/authors/contactmessage/{message.pk}/change/\n"
    )
