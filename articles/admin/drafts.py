"""What an article's form says while it is typed into, and what it is told in return."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from algemeiner.dateline import clock
from articles import drafts, presences
from articles.admin.presence import others_in_words
from articles.admin.unsaved import may_write, offers
from articles.forms import messages
from articles.forms.unsaved import keys_in
from articles.models import Article, Revision


@require_POST
def keep_draft(request: Any, object_id: int | None = None) -> JsonResponse:
    """Keep what is typed, note who is there, and tell who else is and what was saved meanwhile."""
    article = _to_be_written(request, object_id)
    said = messages.heard(request)
    if isinstance(said, JsonResponse):
        return said
    try:
        messages.keep(article, said, by=request.user)
    except drafts.NotKept as problem:
        return messages.problem(" ".join(problem.messages), 422)
    if article is not None:
        _note_presence(request.user, article, said)
    return JsonResponse(_news(request.user, article, said["based_on"]))


def _note_presence(person: Any, article: Article, said: dict[str, Any]) -> None:
    if said["leaving"]:
        presences.leave(article, by=person)
    else:
        presences.stay(article, by=person, typed=said["typed"] is not None)


def _news(person: Any, article: Article | None, based_on: int | None) -> dict[str, Any]:
    news: dict[str, Any] = {"at": clock(timezone.now()), "others": [], "newer": None}
    if article is not None:
        news["others"] = others_in_words(article, than=person)
        if based_on != article.working_copy_id:
            news["newer"] = _newer(article, based_on)
    return news


def _newer(article: Article, based_on: int | None) -> dict[str, str] | None:
    """What was saved since the form's page was made, and where the two can be compared."""
    saved = Revision.objects.select_related("created_by").defer("body").filter(article=article)
    start = saved.filter(pk=based_on or 0).first()
    newest = saved.filter(working_copy_of=article).first()
    if start is None or newest is None:
        return None
    by, at = newest.created_by or "Somebody", clock(newest.created_at)
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    return {
        "words": f"{by} saved version {newest.number} at {at}.",
        "compare": f"{compare}?from={start.number}&to={newest.number}",
    }


@require_safe
def offer_drafts(request: Any, object_id: int | None = None) -> HttpResponse:
    """What of their own somebody may take up, as a piece of the form's page."""
    article = _to_be_written(request, object_id)
    model_admin = admin.site.get_model_admin(Article)
    if article is not None:
        article = model_admin.get_object(request, str(article.pk))
    form: Any = model_admin.get_form(request, article)(instance=article)
    context = {"offers": offers(request.user, article, form), "original": article}
    return render(request, "admin/articles/article/_offers.html", context)


@require_POST
def discard_draft(request: Any, object_id: int | None = None) -> HttpResponse:
    article = _to_be_written(request, object_id)
    drafts.forget(keys_in(request.POST.get("draft", "")), by=request.user)
    if article is None:
        return redirect("admin:articles_article_add")
    return redirect("admin:articles_article_change", article.pk)


def _to_be_written(request: Any, object_id: int | None) -> Article | None:
    """The article, or None for one that is not there yet; only for who may write it."""
    article = None
    if object_id is not None:
        articles = Article.objects.not_secret_from(request.user).select_related("working_copy")
        lean = articles.defer("body", "search_vector", "working_copy__body")
        article = get_object_or_404(lean, pk=object_id)
    if not may_write(request, article):
        raise PermissionDenied
    return article
