"""What the front was, is and will be: the line-ups by their time, and going back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from algemeiner import policy
from algemeiner.dateline import NEWSROOM_ZONE, clock
from algemeiner.keys import is_key
from articles import lineups
from articles.admin.arrangement_form import AS_TYPED, Typed
from articles.admin.front_words import Names, articles_of, in_slots_of, what_moved
from articles.lineups import NotArranged, StaleFront
from articles.models import LineUp
from articles.paging import page_of

AT_ONCE = 20  # drafts, and line-ups to come
LATEST = 3  # of the history, beside the front
PAGE = 15


@dataclass(frozen=True)
class Entry:
    """A line-up that readers had, and what its maker moved."""

    line_up: LineUp
    moves: list[str]
    is_live: bool


@dataclass(frozen=True)
class Record:
    """`opened` is the line-up on the screen."""

    opened: LineUp | None
    now: LineUp | None
    before_now: LineUp | None
    to_come: list[LineUp]
    drafts: list[LineUp]
    latest: list[Entry]


def record(user: Any, opened: LineUp | None) -> Record:
    named = LineUp.objects.select_related("created_by")
    latest = list(_whole()[: LATEST + 1])
    return Record(
        opened=opened,
        now=latest[0] if latest else None,
        before_now=lineups.before_now(),
        to_come=list(named.to_come()[:AT_ONCE]),
        drafts=list(named.drafts()[:AT_ONCE]),
        latest=_entries(latest, user)[:LATEST],
    )


def words_of(line_up: LineUp | None) -> Typed:
    """The fields of a draft or of a line-up to come that are its own."""
    if line_up is None or line_up.has_begun():
        return {}
    starts_at = line_up.starts_at and line_up.starts_at.astimezone(NEWSROOM_ZONE)
    return {"name": line_up.name, "starts_at": f"{starts_at:{AS_TYPED}}" if starts_at else ""}


@require_safe
def live(request: Any) -> JsonResponse:
    """Which line-up readers have, for a page that may be behind it."""
    _require_view(request.user)
    now = LineUp.objects.begun().select_related("created_by").first()
    if now is None or now.starts_at is None:
        return JsonResponse({"id": None})
    by = str(now.created_by or "Somebody")
    return JsonResponse({"id": now.pk, "by": by, "at": clock(now.starts_at)})


@require_safe
def earlier(request: Any) -> HttpResponse:
    """Every line-up that readers had, the newest first, by key."""
    _require_view(request.user)
    page = page_of(_whole(), request, size=PAGE)
    last = page.rows[-1] if page.rows else None
    older = list(_whole().before(last)[:1]) if last else []
    now = LineUp.objects.begun().first()
    context = admin.site.each_context(request) | {
        "title": "What the front was",
        "opts": LineUp._meta,
        "page": page,
        "entries": _entries([*page.rows, *older], request.user)[: len(page.rows)],
        "now": now,
        "may_arrange": policy.may(request.user, lineups.ACT),
    }
    return render(request, "admin/articles/lineup/earlier.html", context)


def _whole() -> Any:
    return (
        LineUp.objects.begun()
        .select_related("created_by", "restored_from__created_by")
        .prefetch_related("slots__section")
    )


def _entries(line_ups: list[LineUp], user: Any) -> list[Entry]:
    """Each beside the one before it; the last is only there to be compared with."""
    sides = [in_slots_of(line_up) for line_up in line_ups]
    names = Names.of(articles_of(*sides), user=user)
    now = LineUp.objects.begun().values_list("pk", flat=True).first()
    pairs = pairwise([*zip(line_ups, sides, strict=True), (None, in_slots_of(None))])
    return [
        Entry(line_up, what_moved(before, after, names), line_up.pk == now)
        for (line_up, after), (_, before) in pairs
        if line_up is not None
    ]


@require_POST
def undo(request: Any) -> HttpResponse:
    return _act(
        request,
        lambda: lineups.undo(seen=_seen(request), by=request.user),
        "Undone. Readers have again what they had before.",
    )


@require_POST
def restore(request: Any, line_up_id: int) -> HttpResponse:
    line_up = get_object_or_404(LineUp, pk=line_up_id)
    return _act(
        request,
        lambda: lineups.restore(line_up, seen=_seen(request), by=request.user),
        "Brought back. Readers have it now.",
    )


@require_POST
def discard(request: Any, line_up_id: int) -> HttpResponse:
    line_up = get_object_or_404(LineUp, pk=line_up_id)
    is_draft = line_up.starts_at is None
    return _act(
        request,
        lambda: lineups.discard(line_up, by=request.user),
        "The draft is thrown away." if is_draft else "Taken off the schedule.",
    )


def _act(request: Any, act: Callable[[], object], words: str) -> HttpResponse:
    if not policy.may(request.user, lineups.ACT):
        raise PermissionDenied
    try:
        act()
    except StaleFront as stale:
        who = (stale.theirs and stale.theirs.created_by) or "Somebody"
        messages.error(request, f"{who} has arranged this meanwhile. Nothing was done: look first.")
    except NotArranged as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, words)
    return redirect("admin:articles_lineup_changelist")


def _seen(request: Any) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if is_key(text) else None


def _require_view(user: Any) -> None:
    if not policy.may(user, "articles.view_lineup"):
        raise PermissionDenied
