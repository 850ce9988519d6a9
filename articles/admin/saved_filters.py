"""The filters above the list of articles, by their names, and the page on which they are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from algemeiner import policy
from algemeiner.keys import is_key
from articles import saved_filters
from articles.models import Article, SavedFilter

LIST = "admin:articles_article_changelist"


@require_POST
def keep(request: Any) -> HttpResponse:
    """Keep what the list shows, as its form's hidden `query` says it, under a name."""
    _require_the_desk(request)
    query = _said(request, "query")[:1_000]
    try:
        kept = saved_filters.keep(name=_said(request, "name"), query=query, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, f"Saved as “{kept}”.")
    return redirect(f"{reverse(LIST)}?{QueryDict(query).urlencode()}")


@require_http_methods(["GET", "HEAD", "POST"])
def filters(request: Any) -> HttpResponse:
    """A person's own filters: other names, what the list opens with, what everybody has, an end."""
    _require_the_desk(request)
    if request.method == "POST":
        _change(request)
        return redirect("admin:articles_article_filters")
    shown = admin.site.each_context(request) | {
        "title": "Saved filters",
        "opts": Article._meta,
        "filters": request.user.saved_filters.all(),
        "may_share": policy.may(request.user, "articles.share_savedfilter"),
    }
    return render(request, "admin/articles/article/filters.html", shown)


def _change(request: Any) -> None:
    named = request.POST.get("filter", "")
    if not is_key(named):
        raise BadRequest("Which filter?")
    kept = get_object_or_404(SavedFilter.objects.filter(owner=request.user), pk=named)
    try:
        if "forget" in request.POST:
            saved_filters.forget(kept, by=request.user)
            messages.success(request, f"“{kept}” is no more.")
            return
        may_share = policy.may(request.user, "articles.share_savedfilter")
        saved_filters.change(
            kept,
            name=_said(request, "name"),
            is_default="is_default" in request.POST,
            is_shared="is_shared" in request.POST if may_share else kept.is_shared,
            by=request.user,
        )
        messages.success(request, f"“{kept}” is kept.")
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))


def _said(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")  # which is no text for PostgreSQL


def _require_the_desk(request: HttpRequest) -> None:
    if not policy.may(request.user, "articles.view_article"):
        raise PermissionDenied
