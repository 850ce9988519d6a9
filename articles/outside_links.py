"""
What the other sites that bodies link to answer: asked by the worker, kept in LinkCheck.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from algemeiner import outside
from articles import links, verbs
from articles.models import Article, LinkCheck, Revision

FRESH = timedelta(days=1)  # for so long an answer is believed
AT_ONCE = 8
KEPT_FOR = timedelta(days=180)


def ask_later(revision: Revision) -> None:
    """
    Let the worker ask the addresses of a working copy that is being saved, in its transaction.

    One job an article waits at most: it reads the working copy that there is when it runs.
    """
    if links.outside(revision.body):
        # By its name: articles.tasks imports this module.
        job = app.configure_task(
            "articles.tasks.check_links", queueing_lock=f"links of {revision.article_id}"
        )
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(pk=revision.article_id)


def check(pk: int) -> int:
    """Ask every address of an article's working copy whose answer is old; how many were asked."""
    addresses = links.outside(_body(pk))
    since = timezone.now() - FRESH
    known = LinkCheck.objects.filter(url__in=addresses, checked_at__gt=since)
    asked = sorted(set(addresses) - set(known.values_list("url", flat=True)))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(outside.ask, asked))
    _keep(zip(asked, answers, strict=True))
    return len(asked)


def forget_old() -> int:
    """Throw away answers that nobody has asked for again in half a year; how many."""
    return LinkCheck.objects.filter(checked_at__lt=timezone.now() - KEPT_FOR).delete()[0]


@transaction.atomic
def _body(pk: int) -> str:
    # Whoever is just saving, and found this job waiting, has the row: theirs is the body to read.
    article = verbs.lock(Article(pk=pk))
    return article.working_copy.body if article.working_copy else ""


def _keep(answers: Iterable[tuple[str, outside.Answer]]) -> None:
    now = timezone.now()
    LinkCheck.objects.bulk_create(
        [
            LinkCheck(url=url, status=answer.status, problem=answer.problem, checked_at=now)
            for url, answer in answers
        ],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["status", "problem", "checked_at"],
    )
