"""
What the worker does for people: mail, enqueued in the transaction that is its cause, and forgetting
log-ins that have ended.
"""

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from authors import joining, limits, notices, outgoing
from authors.mail import BY_ITSELF, letter, message_id, one_click, text

# Two seconds, four, eight …: sixteen tries reach over a day and a half without a mail server.
UNTIL_THE_SERVER_IS_BACK = RetryStrategy(max_attempts=16, exponential_wait=2)


@app.task(
    queue="mail",
    retry=UNTIL_THE_SERVER_IS_BACK,
    task_middleware=[outgoing.keep_trouble],
    pass_context=True,
)
def send(
    context: JobContext, subject: str, body: str, to: list[str], unsubscribe: str = ""
) -> None:
    """Mail a text that is ready; `unsubscribe` is the address that ends mail of its kind."""
    headers = BY_ITSELF | (one_click(unsubscribe) if unsubscribe else {})
    letter(subject, body, to=to, name=f"job-{context.job.id}", headers=headers).send()


@app.task(queue="mail", retry=UNTIL_THE_SERVER_IS_BACK, task_middleware=[outgoing.keep_trouble])
def tell_newsroom(model: str, pk: int) -> None:
    """Mail one message of a visitor's to the newsroom, answerable to its sender."""
    recipient = _newsroom_address()
    sent = apps.get_model("authors", model).objects.filter(pk=pk).first()
    if not recipient or sent is None:
        return
    letter(
        f"{sent._meta.verbose_name.capitalize()}: {sent}",
        text(model, sent=sent),
        to=[recipient],
        name=f"{model}-{pk}",
        reply_to=sent.email,
        headers=BY_ITSELF,
    ).send()


@app.task(queue="mail", retry=UNTIL_THE_SERVER_IS_BACK, task_middleware=[outgoing.keep_trouble])
def send_answer(pk: int) -> None:
    """Mail the newsroom's answer to who wrote to it, in the thread of their message."""
    answer = apps.get_model("authors", "Answer").objects.select_related("message").get(pk=pk)
    message = answer.message
    thread = message_id(f"thread-contactmessage-{message.pk}")
    letter(
        f"Re: {message.get_topic_display()}",
        text("answer", answer=answer, message=message),
        to=[message.email],
        name=f"answer-{pk}",
        reply_to=_newsroom_address(),
        headers={"In-Reply-To": thread, "References": thread},
    ).send()


# New York's seven o'clock is another hour of UTC in summer, and a worker may have been away.
@app.periodic(cron="0 * * * *")
@app.task(queue="housekeeping")
def send_digests(timestamp: int = 0) -> None:
    """Mail everybody what came before seven this morning, unless it went out already."""
    notices.send_digests(timezone.now())


@app.periodic(cron="55 4 * * *")
@app.task(queue="housekeeping")
def forget_old_tallies(timestamp: int = 0) -> None:
    """Throw away what was counted for limits that have passed."""
    limits.forget_old(timezone.now())


@app.periodic(cron="5 0 * * *")
@app.task(queue="housekeeping")
def mail_who_waits_to_join(timestamp: int = 0) -> None:
    """Send the links that the day before had no room for; its days are counted in UTC."""
    joining.send_waiting()


@app.periodic(cron="45 4 * * *")
@app.task(queue="housekeeping")
def forget_unconfirmed_requests(timestamp: int = 0) -> None:
    """Throw away requests to join that nobody has confirmed in a month."""
    joining.forget_unconfirmed()


@app.periodic(cron="50 4 * * *")
@app.task(queue="housekeeping")
def forget_ended_sessions(timestamp: int = 0) -> None:
    """Throw away sessions whose time has passed, and what was noted of them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _newsroom_address() -> str:
    # By name: this app does not import the one that keeps the site's settings.
    site = apps.get_model("articles", "Site").objects.first()
    return site.newsroom_email if site else ""
