"""What an article's form says while it is typed into, and what it is told in return."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from algemeiner.dateline import clock
from articles import drafts, presences
from articles.admin.presence import others_in_words
from articles.admin.unsaved import keys_in, may_write, offers
from articles.models import Article, Revision

LARGEST_BODY = 4 * drafts.LARGEST  # bytes; no letter takes more
COUNTABLE = 2**53  # beyond it JavaScript loses count


class Message(forms.Form):
    """What a form's page says of itself; without `typed` only that it is open."""

    person = forms.IntegerField()
    key = forms.UUIDField()
    sequence = forms.IntegerField(min_value=0, max_value=COUNTABLE)
    took_up = forms.CharField(required=False, max_length=1_000)
    based_on = forms.IntegerField(required=False)
    leaving = forms.BooleanField(required=False)
    typed = forms.JSONField(required=False)

    def clean_typed(self) -> drafts.Fields | None:
        typed = self.cleaned_data["typed"]
        if typed is None:
            return None
        if not isinstance(typed, dict):
            raise ValidationError("A form has fields with names.")
        return {_storable(name): _texts(values) for name, values in typed.items()}


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValidationError("A field is a list of texts.")
    return [_storable(value) for value in values]


def _storable(text: str) -> str:
    """Without NUL and halves of letters, which PostgreSQL's JSON cannot hold."""
    return text.replace("\0", "").encode(errors="replace").decode()


@require_POST
def keep_draft(request: Any, object_id: int | None = None) -> JsonResponse:
    """Keep what is typed, note who is there, and tell who else is and what was saved meanwhile."""
    article = _to_be_written(request, object_id)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _problem("This is too long to be kept while you type. Save a part of it.", 413)
    message = Message(_decoded(request.body))
    if not message.is_valid():
        return _problem("What the page sent cannot be read.", 400)
    said = message.cleaned_data
    if said["person"] != request.user.pk:
        return _problem(f"{request.user} is logged in in this browser now.", 409)
    try:
        _hear(request.user, article, said)
    except drafts.NotKept as problem:
        return _problem(" ".join(problem.messages), 422)
    return JsonResponse(_news(request.user, article, said["based_on"]))


def _hear(person: Any, article: Article | None, said: dict[str, Any]) -> None:
    typed = said["typed"]
    if typed is not None:
        drafts.keep(
            article,
            by=person,
            key=said["key"],
            fields=typed,
            sequence=said["sequence"],
            in_place_of=keys_in(said["took_up"]),
        )
    if article is not None and said["leaving"]:
        presences.leave(article, by=person)
    elif article is not None:
        presences.stay(article, by=person, typed=typed is not None)


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


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}


def _problem(problem: str, status: int) -> JsonResponse:
    return JsonResponse({"problem": problem}, status=status)
