from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from articles.models import Site
from authors.models import Answer, ContactMessage
from authors.tasks import forget_ended_sessions, send_answer, tell_newsroom
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom(settings):
    settings.SITE_URL = "https://paper.example"
    settings.DEFAULT_FROM_EMAIL = "The Algemeiner <newsroom@paper.example>"
    Site.objects.update_or_create(pk=1, defaults={"newsroom_email": "desk@paper.example"})


def message(**fields):
    words = {
        "topic": "tip",
        "name": "Sarah Levin",
        "email": "sarah@example.org",
        "message": "The <bridge> & the tunnel.",
        "screening": "passed",
    }
    return ContactMessage.objects.create(**words | fields)


def test_a_message_is_mailed_to_the_newsroom_and_answers_go_to_its_sender():
    sent = message(article_url="https://paper.example/2020/")
    tell_newsroom(model="contactmessage", pk=sent.pk)
    (letter,) = mail.outbox
    assert (letter.subject, letter.to, letter.reply_to, letter.from_email) == (
        "Contact message: News tip from Sarah Levin",
        ["desk@paper.example"],
        ["sarah@example.org"],
        "The Algemeiner <newsroom@paper.example>",
    )
    assert letter.body.strip() == (
        "Sarah Levin <sarah@example.org> wrote about “News tip”:\n\n"
        "The <bridge> & the tunnel.\n\n"
        "Article: https://paper.example/2020/\n\n"
        f"At the desk: https://paper.example/admin/authors/contactmessage/{sent.pk}/change/"
    )


def test_machines_are_told_to_answer_no_notice_but_an_answer_is_somebody_s():
    sent = message()
    tell_newsroom(model="contactmessage", pk=sent.pk)
    send_answer(pk=Answer.objects.create(message=sent, text="It is.", by=None).pk)
    notice, answer = (letter.message() for letter in mail.outbox)
    assert (notice["Auto-Submitted"], answer["Auto-Submitted"]) == ("auto-generated", None)


def test_every_try_has_the_same_message_id_and_every_message_its_own():
    first, second = message(), message()
    for sent in (first, first, second):
        tell_newsroom(model="contactmessage", pk=sent.pk)
    ids = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert ids == [
        f"<contactmessage-{first.pk}@paper.example>",
        f"<contactmessage-{first.pk}@paper.example>",
        f"<contactmessage-{second.pk}@paper.example>",
    ]


def test_a_line_break_in_a_name_neither_stops_the_mail_nor_adds_a_header():
    sent = message(name="Sarah\r\nBcc: everybody@example.org")
    tell_newsroom(model="contactmessage", pk=sent.pk)
    (letter,) = mail.outbox
    assert letter.message()["Subject"].endswith("from Sarah Bcc: everybody@example.org")
    assert letter.message()["Bcc"] is None
    assert letter.recipients() == ["desk@paper.example"]


def test_a_hebrew_name_arrives(settings):
    tell_newsroom(model="contactmessage", pk=message(name="שרה").pk)
    assert mail.outbox[0].subject == "Contact message: News tip from שרה"


def test_without_a_newsroom_s_address_or_a_message_there_is_no_mail():
    tell_newsroom(model="contactmessage", pk=message().pk + 1)
    Site.objects.update(newsroom_email="")
    tell_newsroom(model="contactmessage", pk=message().pk)
    Site.objects.all().delete()
    tell_newsroom(model="contactmessage", pk=message().pk)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_tried_again_for_more_than_a_day():
    tries = tell_newsroom.retry_strategy
    waits = [tries.exponential_wait ** (attempt + 1) for attempt in range(tries.max_attempts)]
    assert sum(waits) > 24 * 3600


def test_sessions_that_have_ended_are_forgotten_with_what_was_noted_of_them():
    user, now = UserFactory(), timezone.now()
    for key, ends in (("ended", now - timedelta(hours=1)), ("open", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for key in ("ended", "open", "logged-out"):
        UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1")
    forget_ended_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]


def test_an_answer_goes_to_the_sender_in_the_thread_of_their_message():
    sent = message(message="The bridge\nis closed.")
    answer = Answer.objects.create(
        message=sent, text="It is open again.", by=UserFactory(name="Ruth")
    )
    for _ in range(2):
        send_answer(pk=answer.pk)
    letters = mail.outbox
    assert {letter.extra_headers["Message-ID"] for letter in letters} == {
        f"<answer-{answer.pk}@paper.example>"
    }
    letter = letters[0]
    thread = f"<thread-contactmessage-{sent.pk}@paper.example>"
    assert (letter.subject, letter.to, letter.reply_to) == (
        "Re: News tip",
        ["sarah@example.org"],
        ["desk@paper.example"],
    )
    assert letter.extra_headers["In-Reply-To"] == letter.extra_headers["References"] == thread
    day = f"{timezone.localtime(sent.sent_at):%B} {timezone.localtime(sent.sent_at).day}"
    assert letter.body.strip() == (
        "It is open again.\n\nRuth\nThe Algemeiner\n\n\n"
        f"On {day}, {sent.sent_at.year} you wrote:\n\n> The bridge\n> is closed."
    )
