"""What the worker does for people: mail. Enqueued in the transaction that is its cause."""

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

# Two seconds, four, eight …: sixteen tries reach over a day and a half without a mail server.
UNTIL_THE_SERVER_IS_BACK = RetryStrategy(max_attempts=16, exponential_wait=2)


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
        # The same on every try, so that a message accepted twice shows up once.
        headers={"Message-ID": f"<{model}-{pk}@{settings.SITE_URL.split('//')[-1]}>"},
    ).send()


def _newsroom_address() -> str:
    # By name: this app does not import the one that keeps the site's settings.
    site = apps.get_model("articles", "Site").objects.first()
    return site.newsroom_email if site else ""
