"""
Telling the caches in front of the site which pages have turned over, by their tags.

A cache that asks for a page again at once may meet a web process that has not heard yet, so every
tag is told twice: at once, and when no process can be behind any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.announcements import NotTold
from articles.models import Purge

HEARD = timedelta(seconds=3)  # by every process; one that hears nothing keeps pages for two
MOST_AT_ONCE = 30  # tags; Cloudflare takes no more
PATIENCE = 10  # seconds
MANY = "many"  # what pages with more tags than a header should have are known by


@transaction.atomic
def purge() -> None:
    """Tell of everything that waits. Raises NotTold, and all of it waits on."""
    waiting = list(Purge.objects.select_for_update(skip_locked=True))
    if not waiting:
        return
    if settings.PURGE_URL:
        for tags in _told_of(waiting):
            _post(tags)
    known = timezone.now() - HEARD
    Purge.objects.filter(pk__in=[row.pk for row in waiting if row.at <= known]).delete()
    if any(row.at > known for row in waiting):
        _again()


def _told_of(waiting: Sequence[Purge]) -> Iterator[list[str]]:
    tags = sorted({MANY, *(tag for row in waiting for tag in row.tags.split())})
    if "site" in tags:  # every page has it
        tags = ["site"]
    for start in range(0, len(tags), MOST_AT_ONCE):
        yield tags[start : start + MOST_AT_ONCE]


def _again() -> None:
    at = timezone.now() + HEARD
    # By its name: articles.tasks imports this module.
    job = app.configure_task("articles.tasks.purge", queueing_lock="purge again", schedule_at=at)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer()


def _post(tags: list[str]) -> None:
    """In the ways of Fastly (Surrogate-Key), Varnish (xkey-purge) and Cloudflare (JSON) at once."""
    name, _, value = settings.PURGE_HEADER.partition(":")
    request = Request(  # noqa: S310 (the operator's own address)
        settings.PURGE_URL,
        json.dumps({"tags": tags}).encode(),
        {
            "Content-Type": "application/json",
            "Surrogate-Key": " ".join(tags),
            "xkey-purge": " ".join(tags),
            **({name.strip(): value.strip()} if name else {}),
        },
    )
    try:
        with urlopen(request, timeout=PATIENCE):  # noqa: S310
            pass
    except (URLError, OSError) as problem:
        raise NotTold(f"{settings.PURGE_URL}: {problem}") from problem
