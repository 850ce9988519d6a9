"""
What an editor wants to know in the morning, each list short and read from an index. What is under
an embargo that does not name the person is in none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Replace, StrIndex
from django.utils import timezone
from django.utils.functional import cached_property

from algemeiner import policy
from articles.models import Article, AuditEntry, LinkCheck, PlannedUpdate, Submission
from articles.models.article_lists import ArticleQuerySet
from authors.models import ContactMessage, Contributor, JoinRequest, User

MOST = 8  # lines of a list
SOON = timedelta(hours=24)
LIVE_DAYS = 60  # what readers had longer is the archive's
LOOKED_AT = 200  # of the newest live articles, for dead links
DEAD_LINKS = 30  # the last ones found
RIGHTS_END = timedelta(days=14)
MOST_COUNTED = 100  # of those who wait for mail


@dataclass(frozen=True)
class Short:
    """The first lines of a list, and whether there are more."""

    lines: list[Any]
    has_more: bool

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Trouble:
    """A live article, what is wrong, and the record that is to be mended."""

    article: Article
    what: str
    photo: int | None = None
    update: bool = False


@dataclass(frozen=True)
class Coming:
    at: datetime
    what: str
    article: Article


class Dashboard:
    """Each list is asked when it is first shown."""

    live_days = LIVE_DAYS
    looked_at = LOOKED_AT

    def __init__(self, person: User) -> None:
        self.person = person

    def mine(self) -> Short:
        """What the person has, or has begun and not handed in; of what came back, why."""
        moves = AuditEntry.objects.filter(article=OuterRef("pk")).moves()
        mine = self._articles().in_hands_of(self.person)
        told = mine.annotate(
            last_move=Subquery(moves.values("verb")[:1]), why=Subquery(moves.values("reason")[:1])
        )
        return _short(told.order_by("-working_copy_id"))

    def waiting(self) -> Short:
        """What has been handed in or approved, in the sections of the person; the oldest first."""
        if not policy.may(self.person, "articles.approve_article"):
            return _short(Article.objects.none())
        sections = self.person.section_ids
        ours = Q(working_copy__section__in=sections) | Q(working_copy__section=None)
        waiting = self._articles().handed_in().filter(ours if sections else Q())
        return _short(waiting.order_by("working_copy_id"))

    def coming(self) -> list[Coming]:
        """What readers get within a day: publications and updates, in order."""
        now = timezone.now()
        scheduled = self._articles().coming_out(now, now + SOON).order_by("publish_at")[:MOST]
        publications = [Coming(_moment(article), "Publication", article) for article in scheduled]
        updates = [
            Coming(update.at, "Update", update.article)
            for update in self._updates
            if not update.is_overdue
        ]
        return sorted([*publications, *updates], key=lambda entry: entry.at)[:MOST]

    def troubles(self) -> Short:
        """What is wrong with what readers have: updates that did not go out, photos, dead links."""
        overdue = [
            Trouble(update.article, f"An update is overdue. {update.problem}".strip(), update=True)
            for update in self._updates
            if update.is_overdue
        ]
        if policy.may(self.person, "articles.approve_article"):
            found = [*overdue, *self._photos(), *self._links()]
        elif policy.may(self.person, "articles.add_photo"):
            found = self._photos()
        else:
            found = []
        return Short(found[:MOST], len(found) > MOST)

    def newest(self) -> list[Article]:
        return list(self._articles().published().newest_first()[:MOST])

    def messages(self) -> Short:
        """What visitors have written and nobody has answered, the oldest first."""
        if not policy.may(self.person, "authors.view_contactmessage"):
            return _short(ContactMessage.objects.none())
        return _short(ContactMessage.objects.to_do().order_by("sent_at"))

    def contributors(self) -> Short:
        """Whose profile, new or changed, waits for an editor, the longest waiting first."""
        if not policy.may(self.person, "authors.view_contributor"):
            return _short(Contributor.objects.none())
        return _short(Contributor.objects.to_do().order_by("standing_since"))

    def requests(self) -> Short:
        """Who asked to join and was held for review, the newest first."""
        if not policy.may(self.person, "authors.view_joinrequest"):
            return _short(JoinRequest.objects.none())
        return _short(JoinRequest.objects.held())

    @cached_property
    def held_links(self) -> int:
        """
        How many links to confirm an address wait for tomorrow, of each kind up to a hundred; for
        who runs the paper.
        """
        if not policy.may(self.person, "authors.view_outgoingmail"):
            return 0
        waiting = (JoinRequest.objects.waiting_for_mail(), Submission.objects.waiting_for_mail())
        return sum(found.order_by()[:MOST_COUNTED].count() for found in waiting)

    def _articles(self) -> ArticleQuerySet:
        return Article.objects.not_secret_from(self.person).for_calendar()

    @cached_property
    def _updates(self) -> list[PlannedUpdate]:
        """Those that are overdue and those of the next day, in order."""
        planned = PlannedUpdate.objects.waiting().not_secret_from(self.person).for_calendar()
        return list(planned.filter(at__lt=timezone.now() + SOON).order_by("at")[: 2 * MOST])

    def _live(self) -> ArticleQuerySet:
        now = timezone.now()
        live = self._articles().published().between(now - timedelta(days=LIVE_DAYS), now)
        return live.newest_first()

    def _photos(self) -> list[Trouble]:
        wanting = (
            self._live()
            .select_related("lead_photo")
            .filter(
                Q(lead_photo__credit="")
                | Q(lead_photo__alt="", lead_alt="")
                | Q(lead_photo__rights_until__lte=_soonest())
            )
        )
        return [
            Trouble(article, _of_photo(article), photo=article.lead_photo_id)
            for article in wanting[: MOST + 1]
        ]

    def _links(self) -> list[Trouble]:
        dead = LinkCheck.objects.dead().order_by("-checked_at")[:DEAD_LINKS]
        address = Replace(F("url"), Value("&"), Value("&amp;"))
        inside = (
            LinkCheck.objects.filter(pk__in=dead.values("pk"))
            .annotate(place=StrIndex(OuterRef("body"), address))
            .filter(place__gt=0)
        )
        newest = Article.objects.published().newest_first().values("pk")[:LOOKED_AT]
        live: Any = self._live().filter(pk__in=newest)
        found = live.annotate(dead=Subquery(inside.values("url")[:1]))
        return [
            Trouble(article, f"A link is dead: {article.dead}")
            for article in found.exclude(dead=None)[: MOST + 1]
        ]


def _moment(article: Article) -> datetime:
    assert article.publish_at is not None
    return article.publish_at


def _of_photo(article: Article) -> str:
    photo = article.lead_photo
    assert photo is not None
    until = photo.rights_until
    lacking = []
    if until and not photo.is_in_rights:
        lacking.append("The rights in its photo have ended.")
    elif until and until <= _soonest():
        lacking.append(f"The rights in its photo end on {until:%B %-d}.")
    if not photo.credit:
        lacking.append("Its photo has no credit.")
    if not (photo.alt or article.lead_alt):
        lacking.append("Its photo has no alternative text.")
    return " ".join(lacking)


def _soonest() -> date:
    """Rights that end on this day or before it are worth a word."""
    return timezone.localdate() + RIGHTS_END


def _short(things: Any) -> Short:
    lines = list(things[: MOST + 1])
    return Short(lines[:MOST], len(lines) > MOST)
