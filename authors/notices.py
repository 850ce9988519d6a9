"""
Notices to people of the newsroom: each by mail at once, with the next morning's digest, or not at
all, as its reader chose. What somebody must get (a code, an answer, an alarm) is no notice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from algemeiner import policy
from algemeiner.dateline import NEWSROOM_ZONE
from authors import mail
from authors.models import Delivery, Notice, NoticeChoice, User

SALT = "authors.notices"
DIGEST = "digest"  # in a link's token, where others have the name of a kind
DIGEST_HOUR = 7  # in New York


@dataclass(frozen=True)
class Kind:
    """`template` is templates/mail/<template>.txt, where there is one for the whole kind."""

    name: str  # never changes: choices and links hold it
    label: str
    template: str = ""
    default: str = Delivery.AT_ONCE


KINDS = (
    Kind("assigned", "An article is given to you", "assigned"),
    Kind("sent_back", "An article comes back to you", "sent_back"),
    Kind("published", "Your article is published", "published"),
    Kind("message", "A message from a reader is given to you", "message_assigned"),
    Kind("piece_given", "A contributor’s piece is given to you"),
    Kind("piece_answered", "A contributor answers, resubmits, withdraws, agrees or objects"),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def tell(
    person: User,
    kind: str,
    what: str,
    body: str,
    *,
    name: str = "",
    link: str = "/admin/",
    article: Any = None,
) -> None:
    """
    Tell somebody of the newsroom, as they chose, that `what` happened to `name`; part of a verb's
    transaction. `body` is the mail at once, `link` a path of ours, which a digest names.

    Of an article under embargo a digest says no name: pass the article with its name.
    """
    if not (person.is_active and person.is_staff):
        return
    delivery = choices_of(person)[kind]
    if delivery == Delivery.DIGEST:
        kept = {"what": what, "name": mail.one_line(name)[:250], "link": settings.SITE_URL + link}
        Notice.objects.create(person=person, kind=kind, article=article, at=timezone.now(), **kept)
    elif delivery == Delivery.AT_ONCE:
        _send(person, kind, f"{what}: {name}" if name else what, body)


def choices_of(person: User) -> dict[str, str]:
    """How each kind of notice reaches somebody, by its name."""
    defaults = {kind.name: str(kind.default) for kind in KINDS}
    chosen = dict(person.notice_choices.values_list("kind", "delivery"))
    return defaults | {kind: to for kind, to in chosen.items() if kind in defaults}


@transaction.atomic
def choose(person: User, deliveries: Mapping[str, str]) -> None:
    """Keep what somebody chose for mail to themselves; nothing of it is the newsroom's record."""
    for kind, delivery in deliveries.items():
        NoticeChoice.objects.update_or_create(
            person=person, kind=BY_NAME[kind].name, defaults={"delivery": delivery}
        )
    never = [kind for kind, delivery in deliveries.items() if delivery == Delivery.NEVER]
    person.notices.filter(kind__in=never).delete()


# By a link in a mail, without a log-in


def link_to_mute(person: User, kind: str) -> str:
    token = signing.Signer(salt=SALT).sign_object([person.pk, kind])
    return settings.SITE_URL + reverse("authors:mute", args=[token])


def read_link(token: str) -> tuple[User, str] | None:
    """Whose mail of which kind a link ends; None for one that is not ours."""
    try:
        pk, kind = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk).first()
    return (person, kind) if person and kind in {DIGEST, *BY_NAME} else None


def mute(person: User, kind: str) -> None:
    """No more of a kind; of the digest: of all that comes with it."""
    chosen = choices_of(person)
    in_it = [name for name, delivery in chosen.items() if delivery == Delivery.DIGEST]
    choose(person, dict.fromkeys(in_it if kind == DIGEST else [kind], Delivery.NEVER))


def label_of(kind: str) -> str:
    return "The digest each morning" if kind == DIGEST else BY_NAME[kind].label


# The digest


def send_digests(now: datetime) -> None:
    """Enqueue for each person one mail with what came before this morning's hour."""
    since = _latest_hour(now)
    people = User.objects.filter(notices__at__lt=since).distinct()
    for person in people:
        _send_digest(person, since)


@transaction.atomic
def _send_digest(person: User, before: datetime) -> None:
    """The mail is enqueued and its notices are gone, both or neither; two workers share none."""
    locked = person.notices.select_for_update(skip_locked=True, of=("self",))
    due = list(locked.filter(at__lt=before).select_related("article__working_copy"))
    Notice.objects.filter(pk__in=[notice.pk for notice in due]).delete()
    lines = [_without_secrets(notice) for notice in due if _may_know(person, notice)]
    if lines and person.is_active and person.is_staff:
        body = mail.text("digest", person=person, groups=_by_kind(lines))
        _send(person, DIGEST, f"Since yesterday: {len(lines)} for you", body)


def _latest_hour(now: datetime) -> datetime:
    local = now.astimezone(NEWSROOM_ZONE)
    hour = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= local else hour - timedelta(days=1)


def _may_know(person: User, notice: Notice) -> bool:
    about = notice.article
    return about is None or policy.may(person, "articles.view_article", about)


def _without_secrets(notice: Notice) -> Notice:
    if notice.article is not None and notice.article.is_under_embargo:
        notice.name = ""
    return notice


def _by_kind(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[label_of(notice.kind)].append(notice)
    return dict(groups)


def _send(person: User, kind: str, subject: str, body: str) -> None:
    link = link_to_mute(person, kind)
    foot = mail.text("_notice_foot", link=link)
    # By its name: authors.tasks imports this.
    app.configure_task("authors.tasks.send").defer(
        subject=mail.one_line(subject),
        body=f"{body.strip()}\n\n{foot}",
        to=[person.email],
        unsubscribe=link,
    )
