"""
What the worker does for people: mail, enqueued in the transaction that is its cause, and forgetting
log-ins that have ended.
"""

from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from authors import limits

# Two seconds, four, eight …: sixteen tries reach over a day and a half without a mail server.
UNTIL_THE_SERVER_IS_BACK = RetryStrategy(max_attempts=16, exponential_wait=2)


@app.task(queue="mail", retry=UNTIL_THE_SERVER_IS_BACK, pass_context=True)
def send(context: JobContext, subject: str, body: str, to: list[str]) -> None:
    """Mail a text that is ready."""
    EmailMessage(subject, body, to=to, headers=_identified(f"job-{context.job.id}")).send()


@app.task(queue="mail", retry=UNTIL_THE_SERVER_IS_BACK)
def tell_newsroom(model: str, pk: int) -> None:
    """Mail one message of a visitor's to the newsroom, answerable to its sender."""
    recipient = _newsroom_address()
    sent = apps.get_model("authors", model).objects.filter(pk=pk).first()
    if not recipient or sent is None:
        return
    subject = f"{sent._meta.verbose_name.capitalize()}: {sent}"
    EmailMessage(
        subject=" ".join(subject.split()),  # a line break in a name would make it unsendable
        body=render_to_string(f"mail/{model}.txt", {"sent": sent, "site_url": settings.SITE_URL}),
        to=[recipient],
        reply_to=[sent.email],
        headers=_identified(f"{model}-{pk}"),
    ).send()


@app.task(queue="mail", retry=UNTIL_THE_SERVER_IS_BACK)
def send_answer(pk: int) -> None:
    """Mail the newsroom's answer to who wrote to it, in the thread of their message."""
    answer = apps.get_model("authors", "Answer").objects.select_related("message").get(pk=pk)
    message, address = answer.message, _newsroom_address()
    thread = _message_id(f"thread-contactmessage-{message.pk}")
    EmailMessage(
        subject=f"Re: {message.get_topic_display()}",
        body=render_to_string("mail/answer.txt", {"answer": answer, "message": message}),
        to=[message.email],
        reply_to=[address] if address else None,
        headers=_identified(f"answer-{pk}") | {"In-Reply-To": thread, "References": thread},
    ).send()


@app.periodic(cron="55 4 * * *")
@app.task(queue="housekeeping")
def forget_old_tallies(timestamp: int = 0) -> None:
    """Throw away what was counted for limits that have passed."""
    limits.forget_old(timezone.now())


@app.periodic(cron="50 4 * * *")
@app.task(queue="housekeeping")
def forget_ended_sessions(timestamp: int = 0) -> None:
    """Throw away sessions whose time has passed, and what was noted of them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _identified(name: str) -> dict[str, str]:
    """A Message-ID that is the same on every try: what is accepted twice then shows up once."""
    return {"Message-ID": _message_id(name)}


def _message_id(name: str) -> str:
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def _newsroom_address() -> str:
    # By name: this app does not import the one that keeps the site's settings.
    site = apps.get_model("articles", "Site").objects.first()
    return site.newsroom_email if site else ""
