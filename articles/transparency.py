"""
Whether the paper tells about itself what readers, search engines and those who vouch for newspapers
ask: the Journalism Trust Initiative (JTI, CWA 17493:2019) and the Trust Project's indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from algemeiner.dateline import published
from articles import text_files, verbs, versions
from articles.entries import entries_in
from articles.models import Page, Site
from articles.models.pages import Topic
from authors.models import Author, User

OUTLINES = Path(__file__).parent / "outlines"
# What an outline leaves to be written: “[… name of the owner]”.
BLANK = re.compile(r"\[…[^\]<]*\]")
SOON = timedelta(days=30)
JTI, TRUST, BOTH, LAW = "JTI", "Trust Project", "JTI, Trust Project", "law"

# Who asks for each topic of a page, and what belongs into it.
WANTED: dict[Topic, tuple[str, str]] = {
    Topic.PRINCIPLES: (BOTH, "What the paper is for, and the standards it works by."),
    Topic.ETHICS: (BOTH, "Fairness, conflicts of interest, news apart from opinion."),
    Topic.CORRECTIONS: (BOTH, "What is done when something was wrong, and how readers see it."),
    Topic.FACT_CHECKING: (BOTH, "What is checked before publication, and by whom."),
    Topic.UNNAMED_SOURCES: (BOTH, "When a source stays without a name, and who knows it."),
    Topic.OWNERSHIP: (BOTH, "Who owns the paper, and what its revenue comes from."),
    Topic.MASTHEAD: (BOTH, "Who answers for what is published, editors and business."),
    Topic.FEEDBACK: (BOTH, "How to complain, who answers and when, and where to turn next."),
    Topic.DIVERSITY: (TRUST, "How voices are found that would be missing."),
    Topic.STAFFING: (TRUST, "Who works in the newsroom."),
    Topic.COVERAGE: (TRUST, "What is covered first, and what is not."),
    Topic.NO_BYLINES: (TRUST, "When an article has no byline."),
    Topic.CONTRIBUTORS: (JTI, "The rules for what readers and guests write."),
    Topic.ADVERTISING: (BOTH, "How what is paid for is marked."),
    Topic.MACHINES: (BOTH, "What AI and algorithms do here, and how readers are told."),
    Topic.PRIVACY: (f"{JTI}, {LAW}", "What is learnt of readers, and what is kept."),
    Topic.ACCESSIBILITY: (LAW, "How far everyone can read the paper, and whom to tell."),
    Topic.TERMS: (LAW, "What may be done with what stands here."),
}
SETTINGS = [
    ("legal_name", "Legal name", BOTH, "Of the company or person that publishes the paper."),
    ("founded", "Year of foundation", JTI, "Since when there is the paper."),
    ("address", "Postal address", JTI, "Where the publisher can be reached."),
    ("public_email", "Address for readers", BOTH, "A general one, for search engines to show."),
    ("description", "Description", JTI, "What the paper is, in a sentence."),
]


@dataclass(frozen=True)
class Line:
    """One thing that the paper should tell. `problem` is empty where it does."""

    label: str
    wanted_by: str
    about: str
    problem: str
    page: Page | None = None
    place: str = "page"  # or "site", "authors": where it is mended


@dataclass(frozen=True)
class Report:
    lines: list[Line]

    @property
    def told(self) -> int:
        return sum(not line.problem for line in self.lines)

    @property
    def can_begin(self) -> bool:
        """Whether there is a topic that no page has, not even one that waits."""
        return any(line.place == "page" and line.page is None for line in self.lines)


def report() -> Report:
    """Three queries."""
    paper = Site.objects.first() or Site()
    pages = list(Page.objects.all())
    return Report([*_pages(pages), *_settings(paper), _security(paper), _authors()])


def has_blanks(body: str) -> list[str]:
    """What an outline left to be written and nobody has."""
    return BLANK.findall(body)


@transaction.atomic
def begin_pages(*, by: User | None) -> list[Page]:
    """
    A page of each outline that tells of something no page tells of yet. Readers do not have them
    until somebody has filled them in and says so.
    """
    verbs.require(by, "articles.add_page")
    told = {topic for page in Page.objects.all() for topic in page.topics}
    missing = [entry for entry in entries_in(OUTLINES) if set(entry.settings["topics"]) - told]
    taken = set(Page.objects.values_list("slug", flat=True))
    return [
        _begun(entry.settings | {"body": entry.body}, position, told, by)
        for position, entry in enumerate(missing, start=len(taken) + 1)
        if entry.settings["slug"] not in taken
    ]


def _begun(words: dict[str, Any], position: int, told: set[str], by: User | None) -> Page:
    topics = [topic for topic in words["topics"] if topic not in told]
    page = Page(**words | {"topics": topics}, position=position, is_published=False)
    versions.keep(page, by=by, note="Begun from an outline.")
    return page


def _pages(pages: list[Page]) -> Iterator[Line]:
    for topic in Topic:
        wanted_by, about = WANTED[topic]
        telling = [page for page in pages if topic in page.topics]
        # One that readers have counts before one that waits.
        page = next(iter(sorted(telling, key=lambda page: not page.is_published)), None)
        yield Line(topic.label, wanted_by, about, _problem_of(page), page)


def _problem_of(page: Page | None) -> str:
    if page is None:
        return "No page tells of it."
    if blanks := has_blanks(page.body):
        return f"{len(blanks)} blank{'s' * (len(blanks) > 1)} to fill in."
    return "" if page.is_published else "Readers do not have the page yet."


def _settings(paper: Site) -> Iterator[Line]:
    for name, label, wanted_by, about in SETTINGS:
        problem = "" if getattr(paper, name) else "Not filled in."
        yield Line(label, wanted_by, about, problem, place="site")


def _security(paper: Site) -> Line:
    about, expiry = "Whom to tell of a hole in the site (RFC 9116).", None
    if paper.security_txt:
        expiry = text_files.expiry_of(paper.security_txt)
    if expiry is None:
        problem = "There is none."
    elif expiry < timezone.now() + SOON:
        problem = f"It ends on {published(expiry)}: name a later time."
    else:
        problem = ""
    return Line("security.txt", "RFC 9116", about, problem, place="site")


def _authors() -> Line:
    without = Author.objects.filter(bio="").count()
    problem = f"{without} author{'s' * (without > 1)} without." if without else ""
    about = "Who they are and what they know of what they write about."
    return Line("Biographies of authors", BOTH, about, problem, place="authors")
