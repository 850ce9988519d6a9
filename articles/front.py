"""
The front page: newest first with a lead, until the desk arranges it by hand.

The candidates' ids come from indexes, what goes where is decided on those, and only the articles
that are shown are fetched: the page costs the same whatever the archive's size.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles.models import Article, Kind, Section

TOP, LATEST, OPINION, STRIP = 4, 9, 5, 4
NEWEST = 1 + TOP + LATEST + OPINION  # as many as the zones before the strips can take
# A lead says "this matters": nobody buys their way there, and opinion has a column of its own.
NEVER_LEAD = {Kind.SPONSORED, Kind.PRESS_RELEASE, Kind.OPINION}


@dataclass(frozen=True)
class Strip:
    section: Section
    articles: list[Article]


@dataclass(frozen=True)
class Front:
    lead: Article | None
    top: list[Article]
    latest: list[Article]
    opinion: list[Article]
    strips: list[Strip]


@dataclass(frozen=True)
class Candidate:
    pk: int
    kind: str
    widths: list[int] | None  # of the lead photo’s renditions; nothing leads with a placeholder


def newest_front() -> Front:
    """The front made of the newest public articles, none of them twice. Four queries."""
    public = Article.objects.published().newest_first()
    newest = [
        Candidate(*row) for row in public.values_list("pk", "kind", "lead_photo__widths")[:NEWEST]
    ]
    sections = Section.objects.filter(in_navigation=True).annotate(
        newest=ArraySubquery(
            public.in_section(OuterRef("pk")).values("pk")[: NEWEST + STRIP]  # type: ignore[arg-type]
        )
    )
    lead, top, latest, opinion = zones(newest)
    used = {pk for zone in (lead, top, latest, opinion) for pk in zone}
    strips = [
        (section, [pk for pk in section.newest if pk not in used][:STRIP]) for section in sections
    ]
    shown = used.union(*(pks for _, pks in strips))
    found = {article.pk: article for article in public.for_lists().filter(pk__in=shown)}

    def fetched(pks: list[int]) -> list[Article]:
        # What was withdrawn between the two queries is simply not there.
        return [found[pk] for pk in pks if pk in found]

    return Front(
        lead=next(iter(fetched(lead)), None),
        top=fetched(top),
        latest=fetched(latest),
        opinion=fetched(opinion),
        strips=[Strip(section, fetched(pks)) for section, pks in strips if pks],
    )


def stands_on_it(article: Article) -> bool:
    """Whether readers find a public article on the front page now."""
    front = newest_front()
    zones = [front.top, front.latest, front.opinion, *(strip.articles for strip in front.strips)]
    return article == front.lead or any(article in zone for zone in zones)


def zones(newest: list[Candidate]) -> tuple[list[int], list[int], list[int], list[int]]:
    """
    The ids of the lead (one or none), the top, the latest and the opinion column.

    `newest` is newest first. The lead is the newest with a photo that may lead, else the newest
    that may; every id stands in one zone at most.
    """
    opinion = [c.pk for c in newest if c.kind == Kind.OPINION][:OPINION]
    rest = [c for c in newest if c.pk not in opinion]
    may_lead = [c for c in rest if c.kind not in NEVER_LEAD]
    lead = [c.pk for c in may_lead if c.widths][:1] or [c.pk for c in may_lead][:1]
    others = [c.pk for c in rest if c.pk not in lead]
    return lead, others[:TOP], others[TOP : TOP + LATEST], opinion
