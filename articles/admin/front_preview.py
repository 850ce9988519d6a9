"""The home page as readers would have it at a moment: of a line-up, or of what is on screen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from csp.constants import SELF
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from algemeiner.dateline import published
from articles import lineups
from articles.admin.arrangement_form import ArrangementForm
from articles.admin.fields import MomentField
from articles.admin.one_article import number_in
from articles.context import Dateline
from articles.front import Arrangement, front_of
from articles.models import BreakingNews, LineUp


@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
def preview(request: Any) -> HttpResponse:
    """
    A POST carries the form as it is typed; `?line_up=` names one that is kept, without it the one
    that readers have; `?at=` the moment, now unless given.
    """
    if not policy.may(request.user, "articles.view_lineup"):
        raise PermissionDenied
    if request.method == "POST":
        return _typed(request)
    asked = number_in(request.GET, "line_up", default=0)
    line_up = get_object_or_404(LineUp, pk=asked) if asked else LineUp.objects.begun().first()
    starts_at = line_up.starts_at if line_up and line_up.is_to_come else None
    at = _moment(request.GET.get("at", "")) or starts_at or timezone.now()
    name = "what readers see" if not asked else f"“{line_up}”"
    return _page(request, lineups.arrangement_of(line_up), at, f"Preview of {name}")


# The readers' own policy, but that the desk may frame the page.
preview.content_security_policy = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]


def _typed(request: Any) -> HttpResponse:
    if not policy.may(request.user, lineups.ACT):
        raise PermissionDenied
    typed = {name: text.replace("\0", "") for name, text in request.POST.items()}
    base = LineUp.objects.filter(pk=number_in(request.POST, "based_on", default=0)).first()
    form = ArrangementForm(typed, base=base, user=request.user)
    words = "Preview of what is on your screen"
    if not form.is_valid():
        words += "; what cannot be read is left out"
    at = form.cleaned_data.get("shown_at") or form.moment()
    return _page(request, form.arrangement(), at, words)


def _page(request: Any, arrangement: Arrangement, at: datetime, words: str) -> HttpResponse:
    at = max(at, timezone.now())
    context = {
        "front": front_of(arrangement, at=at, user=request.user),
        "dateline": Dateline(at),
        "news": BreakingNews.objects.showing(at).select_related("article").first(),
        "preview": f"{words}, {published(at)}, New York time.",
    }
    response = render(request, "articles/front_preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _moment(text: str) -> datetime | None:
    """The moment that an address asks for, as the form would type it."""
    try:
        moment: datetime | None = MomentField(required=False).clean(text)
    except ValidationError as problem:
        raise BadRequest("at is no moment.") from problem
    return moment
