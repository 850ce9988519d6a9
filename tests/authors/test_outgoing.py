"""Mail that cannot be sent, through a worker of its own and a mail server of the test's."""

import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from socket import gaierror

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from algemeiner.policy import Role
from articles.models import AuditEntry, Site
from authors import inbox, outgoing
from authors.mail import trouble_in_words
from authors.models import ContactMessage, MailTrouble, OutgoingMail
from authors.tasks import send, tell_newsroom
from tests.factories import UserFactory
from tests.mail_server import MailServer

DOWN = "There is no mail server where EMAIL_URL says, or it is down."
SILENT = "The mail server does not answer."


def enqueue(to="ida@example.org"):
    pk = send.defer(subject="For you: Rain", body="It rains.", to=[to])
    return OutgoingMail.objects.get(pk=pk)


def aged(mail, minutes):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - %s * interval '1 minute'"
            " WHERE job_id = %s",
            [minutes, mail.pk],
        )


def standing(mail, **fields):
    """The mail, as the queue would have it after some tries."""
    OutgoingMail.objects.filter(pk=mail.pk).update(**fields)
    return OutgoingMail.objects.get(pk=mail.pk)


@pytest.fixture
def smtp(settings, transactional_db):
    """Where the paper's mail goes; the site waits a fifth of a second."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.2
    settings.SITE_URL = "https://paper.example"

    def at(port):
        settings.EMAIL_PORT = port

    return at


def work():
    """Whatever is due; in a thread, as a browser's event loop may run in ours."""
    with (
        app.replace_connector(app.connector.get_worker_connector()) as worker,
        ThreadPoolExecutor(max_workers=1) as thread,
    ):
        options = {"wait": False, "listen_notify": False, "install_signal_handlers": False}
        told = {"queues": ["mail"], "delete_jobs": "successful"}
        thread.submit(worker.run_worker, **told, **options).result()


def as_they_stand():
    mails = OutgoingMail.objects.select_related("trouble").order_by("pk")
    return [(mail.standing, mail.attempts, mail.last_trouble) for mail in mails]


def test_a_server_that_is_silent_then_down_then_back_loses_nothing_and_keeps_no_page(smtp):
    Site.objects.update_or_create(pk=1, defaults={"newsroom_email": "desk@paper.example"})
    words = {"topic": "tip", "email": "s@example.org", "screening": "passed"}
    with MailServer(silent=True) as silent:
        smtp(silent.port)
        message = ContactMessage.objects.create(name="Sarah", message="Rain.", **words)
        inbox.answer(message, "Thank you.", seen=0, by=None)
        tell_newsroom.defer(model="contactmessage", pk=message.pk)
        enqueue()
        assert (silent.calls, as_they_stand()) == (0, [("Waiting", 0, "")] * 3)
        began = time.monotonic()
        work()
        assert (silent.calls, time.monotonic() - began < 5) == (3, True)
    assert as_they_stand() == [("Tried again", 1, SILENT)] * 3
    assert all(mail.next_try > timezone.now() for mail in OutgoingMail.objects.all())
    OutgoingMail.objects.update(scheduled_at=None)
    work()
    assert as_they_stand() == [("Tried again", 2, DOWN)] * 3

    with MailServer() as server:
        smtp(server.port)
        OutgoingMail.objects.update(scheduled_at=None)
        work()
        work()
    assert (as_they_stand(), MailTrouble.objects.count()) == ([], 0)
    assert len({letter["Message-ID"] for letter in server.letters}) == len(server.letters) == 3


def test_what_is_tried_often_enough_is_dead_until_somebody_sends_it_again(smtp):
    mail = standing(enqueue("gone@example.org"), attempts=16)
    chief = UserFactory(role=Role.MANAGING_EDITOR)
    with MailServer() as server:
        smtp(server.port)
        work()
        refused = "The mail server does not take this address: 550 5.1.1 nobody of that name"
        assert as_they_stand() == [("Not sent", 17, refused)]
        work()
        assert server.calls == 1
        outgoing.send_again(mail, by=chief)
        work()
    assert as_they_stand() == [("Tried again", 1, refused)]
    assert [(entry.verb, entry.by, entry.about_name) for entry in AuditEntry.objects.all()] == [
        ("send_again", chief, "For you: Rain, to gone@example.org")
    ]


@pytest.mark.django_db
def test_what_is_given_up_is_gone_with_what_went_wrong():
    mail, other = standing(enqueue(), status="failed"), enqueue()
    for each in (mail, other):
        MailTrouble.objects.create(job_id=each.pk, what="Refused.")
    outgoing.give_up(mail, by=None)
    assert list(OutgoingMail.objects.values_list("pk", flat=True)) == [other.pk]
    assert list(MailTrouble.objects.values_list("job", flat=True)) == [other.pk]
    assert AuditEntry.objects.get().verb == "give_up"


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [outgoing.send_again, outgoing.give_up])
def test_what_is_being_sent_or_has_been_is_left_alone(verb):
    sending = standing(enqueue(), status="doing")
    sent = enqueue()
    OutgoingMail.objects.filter(pk=sent.pk).delete()
    for mail in (sending, sent):
        with pytest.raises(ValidationError, match="has gone out meanwhile, or is being sent"):
            verb(mail, by=None)
    assert OutgoingMail.objects.get().status == "doing"
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [outgoing.send_again, outgoing.give_up])
def test_an_editor_has_no_say_in_it(verb):
    mail = enqueue()
    with pytest.raises(PermissionDenied):
        verb(mail, by=UserFactory(role=Role.EDITOR))
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_other_jobs_are_no_mail():
    app.configure_task("articles.tasks.render_photo").defer(pk=1)
    assert OutgoingMail.objects.count() == 0


@pytest.mark.django_db
def test_an_alarm_is_for_what_is_dead_or_waits_too_long():
    assert outgoing.alarm() is None
    old = enqueue()
    enqueue()
    for minutes, is_too_long in ((14, False), (16, True)):
        aged(old, minutes)
        found = outgoing.alarm()
        assert (found is not None) == is_too_long
    assert found.dead == 0
    assert timedelta(minutes=15) < timezone.now() - found.waiting_since < timedelta(minutes=17)
    standing(old, status="failed")
    assert outgoing.alarm() == outgoing.Alarm(dead=1, waiting_since=None)


@pytest.mark.django_db
def test_the_dead_are_counted_up_to_a_hundred():
    for _ in range(101):
        enqueue()
    OutgoingMail.objects.update(status="failed")
    assert outgoing.alarm() == outgoing.Alarm(dead=100, waiting_since=None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(111, "refused"), DOWN),
        (TimeoutError(), SILENT),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed: timed out"), SILENT),
        (smtplib.SMTPServerDisconnected("please run connect() first"), "The mail server hung up."),
        (gaierror(-2, "Name"), "No mail server has the name that EMAIL_URL says."),
        (
            smtplib.SMTPAuthenticationError(535, b"no"),
            "The mail server does not take the name and password in EMAIL_URL.",
        ),
        (
            smtplib.SMTPDataError(451, b"try\r\nlater \xff"),
            "The mail server said: 451 try later \ufffd",
        ),
        (ValueError("x" * 999), f"ValueError: {'x' * 288}"),
    ],
)
def test_what_went_wrong_is_said_in_words(error, words):
    assert trouble_in_words(error) == words
