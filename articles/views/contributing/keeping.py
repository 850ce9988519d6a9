from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from algemeiner.dateline import clock
from articles import drafts
from articles.forms import messages
from articles.views.contributing.visits import Visit

SAVED_ELSEWHERE = "This piece was saved in another window."


@require_POST
def keep_draft(request: Any, visit: Visit) -> JsonResponse:
    """Keep what is typed, and tell whether another window has saved meanwhile."""
    if not visit.submission.may_be_changed:
        raise PermissionDenied
    said = messages.heard(request)
    if isinstance(said, JsonResponse):
        return said
    try:
        messages.keep(visit.submission, said, by=visit.by)
    except drafts.NotKept as problem:
        return messages.problem(" ".join(problem.messages), 422)
    is_newest = said["based_on"] == visit.submission.version
    newer = None if is_newest else {"words": SAVED_ELSEWHERE, "compare": visit.ways["page"]}
    return JsonResponse({"at": clock(timezone.now()), "others": [], "newer": newer})
