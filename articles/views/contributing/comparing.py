"""What was edited of an accepted piece, for its sender to agree or object to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.comparing import (
    Paragraph,
    Stretch,
    compare,
    has_changed,
    paragraphs,
    stretches,
    words,
)
from articles.models import Manuscript, Revision, Submission
from articles.models.consent import consent_to
from articles.models.pieces import Piece
from articles.views.contributing.visits import Visit

STALE = "An editor has changed it since you opened this page. Here it is as it is now."


@dataclass(frozen=True)
class Difference:
    """Two texts of one piece, word by word."""

    before: Piece | Revision
    after: Piece | Revision

    @property
    def lines(self) -> list[tuple[str, Paragraph]]:
        """Headline and summary, where they differ."""
        pairs = [
            ("Headline", words(self.before.headline, self.after.headline)),
            ("Summary", words(self.before.dek, self.after.dek)),
        ]
        return [(name, line) for name, line in pairs if line.has_changed]

    @property
    def body(self) -> list[Stretch]:
        """The paragraphs that differ with their neighbours; nothing where none does."""
        compared = compare(paragraphs(self.before.body), paragraphs(self.after.body))
        return stretches(compared) if has_changed(compared) else []


@require_safe
def page(request: Any, visit: Visit) -> HttpResponse:
    return _page(request, visit)


def refused(request: Any, visit: Visit, *, act: str, problem: str, text: str) -> HttpResponse:
    """The same after an act that was not done, with what was written to it."""
    visit.submission.refresh_from_db(fields=["article"])
    return _page(request, visit, refused_act=act, problem=problem, text=text)


def _page(request: Any, visit: Visit, **said: str) -> HttpResponse:
    submission = visit.submission
    sent, edited = _both(submission)
    context = said | {
        "submission": submission,
        "ways": visit.ways,
        "sent": sent,
        "edited": edited,
        "difference": Difference(sent, edited),
        "consent": consent_to(submission, edited),
        "may_answer": submission.allows("agree"),
    }
    return render(request, "contributing/compare.html", context)


def _both(submission: Submission) -> tuple[Manuscript, Revision]:
    """What was sent last, and what it is now: of what readers have, their version."""
    manuscript, article = submission.manuscript, submission.article
    if manuscript is None or article is None:
        raise Http404("Nothing was edited yet.")
    revision = article.live_revision if article.was_seen() else article.working_copy
    if revision is None:
        raise Http404("There is no text.")
    return manuscript, revision
