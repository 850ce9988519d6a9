"""The front page at the desk: one form, which every act on it comes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from algemeiner.keys import is_key
from articles import lineups
from articles.admin import breaking, front_preview, front_record
from articles.admin.arrangement_form import ArrangementForm, Typed, typed_of
from articles.admin.board import board_of
from articles.admin.finder import Finder
from articles.admin.front_meeting import Meeting, meeting_of, rebased_on
from articles.admin.front_moves import Moved, move
from articles.admin.one_article import number_in
from articles.lineups import NotArranged, StaleFront
from articles.models import LineUp, Section

HOME = "admin:articles_lineup_changelist"
# The buttons that keep what is on the screen, by their names.
KEEPING = ("publish", "draft", "schedule")
MOVING = {"put", "move", "strip"}


@require_http_methods(["GET", "HEAD", "POST"])
def front(request: Any) -> HttpResponse:
    """
    Without anything the line-up that readers have, with `?from=` another one. A POST carries the
    whole form and the name of the button: a move, a search or one of KEEPING. With `part` only
    that part of the page is answered, for static/js/desk/front.js.
    """
    if not policy.may(request.user, "articles.view_lineup"):
        raise PermissionDenied
    if request.method != "POST":
        return _opened(request)
    if not policy.may(request.user, lineups.ACT):
        raise PermissionDenied
    return _posted(request)


def _opened(request: Any) -> HttpResponse:
    asked = number_in(request.GET, "from", default=0)
    now = LineUp.objects.begun().first()
    base = get_object_or_404(LineUp.objects.standing(), pk=asked) if asked else now
    form = ArrangementForm(_typed_from(base, now, request.user), base=base, user=request.user)
    form.is_valid()
    return _page(request, form)


def _typed_from(base: LineUp | None, now: LineUp | None, user: Any) -> Typed:
    sections = list(Section.objects.all())
    arrangement = lineups.arrangement_of(base)
    typed = typed_of(arrangement, sections=sections, user=user)
    typed |= {"based_on": str(base.pk) if base else "", "seen": str(now.pk) if now else ""}
    return typed | front_record.words_of(base)


def _posted(request: Any) -> HttpResponse:
    # NUL is no text for PostgreSQL.
    typed: Typed = {name: text.replace("\0", "") for name, text in request.POST.items()}
    done = Moved(typed, "")
    if "rebase" in typed:
        done = rebased_on(typed, user=request.user)
    elif MOVING & typed.keys():
        done = move(typed, user=request.user)
    base = _base(done.typed)
    form = ArrangementForm(done.typed, base=base, user=request.user)
    pressed = next((name for name in KEEPING if name in typed), None)
    if form.is_valid() and pressed:
        return _kept(request, form, pressed)
    if pressed:
        form.add_error(None, "Nothing is kept yet: please correct what is named below.")
    return _page(request, form, done=done)


def _base(typed: Typed) -> LineUp | None:
    """The line-up that the form was made from, as it stood."""
    pk = typed.get("based_on", "")
    if not pk:
        return None
    if not is_key(pk):
        raise BadRequest("based_on is the number of a line-up.")
    return get_object_or_404(LineUp, pk=pk)


def _kept(request: Any, form: ArrangementForm, pressed: str) -> HttpResponse:
    """Do what was pressed, or say what stands in its way on the very same form."""
    try:
        line_up, words = ACTS[pressed](form, request.user)
    except StaleFront as stale:
        meeting = meeting_of(form, stale.theirs)
        form = ArrangementForm(form.typed | meeting.anew, base=meeting.base, user=request.user)
        form.is_valid()
        return _page(request, form, meeting=meeting)
    except NotArranged as problem:
        form.add_error(None, problem)
        return _page(request, form)
    messages.success(request, words)
    # What the browser has kept of the form goes by the name of what it was made from.
    asked: dict[str, Any] = {"kept": form.base.pk if form.base else ""}
    if not line_up.has_begun():
        asked = {"from": line_up.pk} | asked
    return redirect(f"{reverse(HOME)}?{urlencode(asked)}")


def _publish(form: ArrangementForm, user: Any) -> tuple[LineUp, str]:
    said = form.cleaned_data
    line_up = lineups.publish(
        form.arrangement(), based_on=form.base, seen=said["seen"], by=user, name=said["name"]
    )
    return line_up, "Published. Readers have this front now."


def _save_draft(form: ArrangementForm, user: Any) -> tuple[LineUp, str]:
    name = form.cleaned_data["name"]
    line_up = lineups.save_draft(form.arrangement(), based_on=form.base, by=user, name=name)
    return line_up, "Saved as a draft. Readers see nothing of it."


def _schedule(form: ArrangementForm, user: Any) -> tuple[LineUp, str]:
    said = form.cleaned_data
    if said["starts_at"] is None:
        raise NotArranged("Say when readers are to see it.")
    line_up = lineups.schedule(
        form.arrangement(), at=said["starts_at"], based_on=form.base, by=user, name=said["name"]
    )
    return (
        line_up,
        f"Scheduled. Readers have it from {published(said['starts_at'])}, New York time.",
    )


ACTS: dict[str, Callable[[ArrangementForm, Any], tuple[LineUp, str]]] = {
    "publish": _publish,
    "draft": _save_draft,
    "schedule": _schedule,
}


def _page(
    request: Any,
    form: ArrangementForm,
    *,
    done: Moved | None = None,
    meeting: Meeting | None = None,
) -> HttpResponse:
    """The whole page, or the part of it that was asked for."""
    part = request.POST.get("part", "")
    may_arrange = policy.may(request.user, lineups.ACT)
    context: dict[str, Any] = {"form": form, "may_arrange": may_arrange, "done": done}
    if part != "found":
        context["board"] = board_of(form)
    if may_arrange and part != "board":
        context["finder"] = Finder(form)
    if part in ("board", "found"):
        return render(request, f"admin/articles/lineup/_{part}.html", context)
    context |= admin.site.each_context(request) | {
        "title": "Front page",
        "opts": LineUp._meta,
        "meeting": meeting,
        "is_bound": request.method == "POST",
        "breaking": breaking.strip(request) if may_arrange else breaking.showing(request.user),
        "record": front_record.record(request.user, form.base),
    }
    status = 409 if meeting else 200
    return render(request, "admin/articles/lineup/front.html", context, status=status)


SCREENS: list[tuple[str, Callable[..., Any], str]] = [
    ("", front, "changelist"),
    ("preview/", front_preview.preview, "preview"),
    ("live/", front_record.live, "live"),
    ("earlier/", front_record.earlier, "earlier"),
    ("undo/", front_record.undo, "undo"),
    ("<int:line_up_id>/restore/", front_record.restore, "restore"),
    ("<int:line_up_id>/discard/", front_record.discard, "discard"),
    ("breaking/", breaking.breaking, "breaking"),
]


@admin.register(LineUp)
class LineUpAdmin(DeskModelAdmin):
    """No rows to open one by one: the front is the page."""

    def get_urls(self) -> list[Any]:
        return [
            path(route, self.admin_site.admin_view(view), name=f"articles_lineup_{name}")
            for route, view, name in SCREENS
        ]
