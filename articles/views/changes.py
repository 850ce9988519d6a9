"""What readers were told of an article's changes, and what changed word by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.comparing import (
    Paragraph,
    Stretch,
    compare,
    has_changed,
    paragraphs,
    stretches,
    words,
)
from articles.models import Article, Change
from articles.paging import page_of
from articles.views.articles import gone

PAGE_SIZE = 10  # two whole versions are fetched and compared for each


@dataclass(frozen=True)
class Comparison:
    """The words that readers had before a change and after it; compared when they are shown."""

    change: Change

    @property
    def lines(self) -> list[tuple[str, Paragraph]]:
        """Headline and dek, where they changed."""
        before, after = self.change.before, self.change.after
        pairs = [
            ("Headline", words(before.headline, after.headline)),
            ("Summary", words(before.dek, after.dek)),
        ]
        return [(name, line) for name, line in pairs if line.has_changed]

    @property
    def body(self) -> list[Stretch]:
        """The paragraphs that changed with their neighbours; nothing where none did."""
        return _compared(self.change.before.body, self.change.after.body)


@lru_cache(maxsize=100)
def _compared(before: str, after: str) -> list[Stretch]:
    """Kept, because versions never change: ten of ten thousand words are a second's work."""
    compared = compare(paragraphs(before), paragraphs(after))
    return stretches(compared) if has_changed(compared) else []


@public
@cached("before", "after")
@require_safe
@of_one_moment
def changes(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    here = Article.objects.published().at_address(day, slug).select_related("section")
    article = here.defer("body", "search_vector").first()
    if article is None:
        return gone(request, day, slug)
    page = page_of(article.changes.told().for_record(), request, PAGE_SIZE)
    context = {
        "article": article,
        "page": page,
        "entries": [(change, Comparison(change)) for change in page.rows],
        "minor": article.changes.minor().count(),
    }
    return render(request, "articles/changes.html", context)
