"""A whole journey while no mail server is there: nothing is lost, and nothing comes twice."""

import time
from datetime import timedelta

from django.utils import timezone

from algemeiner.policy import Role
from algemeiner.recaptcha_standin import Token
from algemeiner.tasks import retry_interrupted
from articles import assignments, workflow
from articles.models import Site
from authors import inbox, notices
from authors.models import ContactMessage, MailTrouble, OutgoingMail
from tests.factories import UserFactory, begun, copy
from tests.faults.killing import a_minute_passes, kill_trees
from tests.mail_server import MailServer
from tests.newspaper import free_port

PATIENCE = 60  # seconds on a busy machine
SENT = {"name": "Sarah Levin", "email": "sarah@example.org"}
ARRIVES = {
    ("desk@paper.example", "Contact message: News tip from Sarah Levin"),
    ("sarah@example.org", "Re: News tip"),
    ("sarah@example.org", "Confirm your address"),
    ("noa@example.org", "Password Reset Email"),
    ("noa@example.org", "For you: Rain"),
    ("noa@example.org", "Sent back: Rain"),
    ("noa@example.org", "Published: Rain"),
    ("ruth@example.org", "Since yesterday: 1 for you"),
}


def journey(client):
    """What strangers, a reporter and an editor do, each through its own door."""
    Site.objects.update_or_create(pk=1, defaults={"newsroom_email": "desk@paper.example"})
    noa = UserFactory(name="Noa Levi", email="noa@example.org", role=Role.REPORTER)
    ruth = UserFactory(name="Ruth Katz", email="ruth@example.org")
    gone = UserFactory(name="Old Hand", email="gone@example.org")
    notices.choose(ruth, {"message": "digest"})
    for act, words in (("contact", {"topic": "tip", "message": "Rain."}), ("join", {"pitch": "I"})):
        typed = SENT | words | {"captcha": str(Token(action=act)), "begun": begun()}
        assert client.post(f"/{act}/", typed).status_code == 302
    message = ContactMessage.objects.get()
    inbox.assign(message, to=ruth, by=None)
    inbox.answer(message, "Thank you.", seen=0, by=ruth)
    assert client.post("/accounts/password/reset/", {"email": noa.email}).status_code == 302
    article = workflow.create(copy(headline="Rain"), by=noa)
    assignments.assign(article, to=gone, due_at=None, by=ruth)
    assignments.assign(article, to=noa, due_at=None, by=ruth)
    workflow.submit(article, by=noa)
    workflow.send_back(article, by=ruth, reason="Who says so?")
    workflow.publish(article, by=ruth)
    notices.send_digests(timezone.now() + timedelta(days=1))


def waiting():
    """(how a mail stands, how often it was tried) of each."""
    mails = OutgoingMail.objects.order_by("pk").values_list("status", "attempts")
    return list(mails)


def at_once():
    """The time has come for whatever is tried again later."""
    OutgoingMail.objects.filter(status="todo").update(scheduled_at=None)


def kill_while_it_waits(process, server):
    deadline = time.monotonic() + PATIENCE
    while not server.calls:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    kill_trees(process.pid)


def test_every_mail_of_a_journey_arrives_once_when_the_server_is_back(client, standin, worker):
    def mailing(port):
        return worker("mail", EMAIL_URL=f"smtp://127.0.0.1:{port}")

    journey(client)
    many = len(ARRIVES) + 1  # and one to an address that no server takes
    assert waiting() == [("todo", 0)] * many

    assert mailing(free_port()).wait(PATIENCE) == 0  # nobody is there
    assert waiting() == [("todo", 1)] * many

    at_once()
    with MailServer(silent=True) as silent:
        kill_while_it_waits(mailing(silent.port), silent)
    assert sorted(status for status, _ in waiting()) == ["doing"] + ["todo"] * (many - 1)

    a_minute_passes()
    retry_interrupted.defer()
    with MailServer(busy=3) as server:
        for _ in range(3):
            at_once()
            assert mailing(server.port).wait(PATIENCE) == 0
    assert server.busy == 0
    arrived = [(letter["To"], letter["Subject"]) for letter in server.letters]
    assert sorted(arrived) == sorted(ARRIVES)
    assert len({letter["Message-ID"] for letter in server.letters}) == len(ARRIVES)

    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["gone@example.org"]
    (trouble,) = MailTrouble.objects.all()
    assert trouble.what.startswith("The mail server does not take this address: 550")
