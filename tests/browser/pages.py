"""What tests do with a page of Chromium, whatever stands on it."""

import time

from django.conf import settings
from django.test import Client

MOMENT = 60  # milliseconds


def watch(page):
    """
    From now on its `asked` are the addresses of all requests in order, its `complaints` what the
    console was told: errors of scripts, refusals of the policy, requests that failed or were
    answered so.
    """
    page.asked, page.complaints, page.under_way = [], [], set()
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("request", lambda request: page.under_way.add(request))
    page.on("requestfinished", lambda request: page.under_way.discard(request))
    page.on("requestfailed", lambda request: page.under_way.discard(request))
    page.on("requestfailed", lambda request: page.complaints.extend(failure_of(request)))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text))


def failure_of(request):
    """What a request that came to nothing is blamed for; one that a page left behind is not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url}"]


def enter(page, person, live_server):
    """Log `person` in, without the form for it, which has tests of its own."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def settle(page):
    """Until nothing is under way and nothing begins; playwright's own wait takes half a second."""
    deadline, asked = time.monotonic() + 10, None
    while (page.under_way or asked != len(page.asked)) and time.monotonic() < deadline:
        asked = len(page.asked)
        page.wait_for_timeout(MOMENT)
