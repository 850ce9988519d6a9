"""What was done to an article, newest first, and the versions that it left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from algemeiner import policy
from articles.admin.one_article import article_for, context, number_in
from articles.models import Article, AuditEntry, Revision

PAGE = 50
RECENT = 5
SAVES = {"create", "save", "restore"}  # the verbs that leave a version
IN_WORDS = {
    "create": "First version",
    "save": "Saved",
    "restore": "Restored version {from}",
    "submit": "Submitted",
    "send_back": "Sent back",
    "approve": "Approved",
    "publish": "Published",
    "unschedule": "Taken off the schedule",
    "withdraw": "Withdrawn",
    "reinstate": "Given back to readers",
    "supersede": "Correction replaced by another",
    "plan_update": "Update planned",
    "cancel_update": "Planned update cancelled",
    "assign": "Assigned to {to}",
    "note": "Note left",
    "let_in": "{person} let in under the embargo",
    "shut_out": "{person} taken off the embargo’s list",
    "break_open": "Embargo broken open",
    "preview_link": "Preview link for {reader}, version {version}",
    "revoke_link": "Preview link for {reader} revoked",
}


@dataclass(frozen=True)
class Act:
    """A line of the record, and the version that it left where it was a save."""

    entry: AuditEntry
    article: Article

    @property
    def words(self) -> str:
        verb, details = self.entry.verb, self.entry.details
        if verb == "publish" and self._was_to_come:
            return "Scheduled"
        if verb == "publish" and "change" in details:
            return f"Published: {details['change']}"
        words = IN_WORDS.get(verb, self.entry.action)
        return words.format_map(defaultdict(str, details))

    @property
    def _was_to_come(self) -> bool:
        """Whether what was published then was to appear later."""
        when = self.entry.revision.publish_at if self.entry.revision else None
        return when is not None and when > self.entry.at

    @property
    def day(self) -> date:
        return timezone.localdate(self.entry.at)

    @property
    def version(self) -> Revision | None:
        return self.entry.revision if self.entry.verb in SAVES else None

    @property
    def version_before(self) -> int:
        """The number of the version that this one was saved over; 0 for the first."""
        return self.version.number - 1 if self.version else 0

    @property
    def about(self) -> str:
        """Why it was done, or what was said of the version."""
        return self.entry.reason or (self.version.note if self.version else "")

    @property
    def is_working_copy(self) -> bool:
        return self.version is not None and self.version.pk == self.article.working_copy_id

    @property
    def is_live(self) -> bool:
        return self.version is not None and self.version.pk == self.article.live_revision_id


@require_safe
def history(request: Any, object_id: int) -> HttpResponse:
    article = article_for(request, object_id, "view")
    entries = _entries(article)
    if "before" in request.GET:
        entries = entries.filter(pk__lt=number_in(request.GET, "before"))
    page = [Act(entry, article) for entry in entries[: PAGE + 1]]
    shown = context(
        request,
        article,
        "History",
        acts=page[:PAGE],
        picked=_newest_two(page[:PAGE]),
        older_than=page[PAGE - 1].entry.pk if len(page) > PAGE else None,
        is_newest="before" not in request.GET,
        may_change=policy.may(request.user, "articles.change_article", article),
    )
    return render(request, "admin/articles/article/object_history.html", shown)


def recent(article: Article) -> list[Act]:
    """The last acts, for the side bar of the article's form."""
    return [Act(entry, article) for entry in _entries(article)[:RECENT]]


def _newest_two(acts: list[Act]) -> list[int]:
    """The numbers that are picked for a comparison unless told: [from, to]."""
    numbers = [act.version.number for act in acts if act.version]
    return sorted(numbers[:2]) if len(numbers) > 1 else []


def _entries(article: Article) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(article=article).select_related("by", "revision")
    return entries.defer("revision__body").order_by("-pk")
