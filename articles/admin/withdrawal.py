"""Taking an article from readers, giving it back, and taking it off the schedule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.admin.one_article import article_for, context, replaced_meanwhile
from articles.front import stands_on_it
from articles.models import Article


class WithdrawalForm(forms.Form):
    notice = forms.CharField(
        label="Notice to readers",
        initial="This article has been withdrawn.",
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text="Stands at its address from now on. An empty line begins a new paragraph.",
    )
    reason = forms.CharField(
        label="Reason and authority",
        max_length=1_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text="For the record; readers do not see it.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason and authority",
        max_length=1_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text="For the record; readers do not see it.",
    )


class OptionalReasonForm(ReasonForm):
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text="For the record, if you like.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def withdraw(request: Any, object_id: int) -> HttpResponse:
    """Ask for the notice and the reason, then take the article down in one act."""
    article = _article_for(request, object_id, "withdraw")
    done = (
        "Withdrawn. Nobody had seen it."
        if article.is_scheduled
        else "Withdrawn. Its address answers “gone”, and no list shows it."
    )
    is_on_front = article.is_public() and stands_on_it(article)
    return _asked(
        request, article, workflow.withdraw, WithdrawalForm, done, "Withdraw", on_front=is_on_front
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def reinstate(request: Any, object_id: int) -> HttpResponse:
    """Ask why, then give readers the article again as it was when it was taken down."""
    article = _article_for(request, object_id, "reinstate")
    done = "Readers have it again, as it was when it was withdrawn."
    return _asked(request, article, workflow.reinstate, ReasonForm, done, "Reinstate")


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def unschedule(request: Any, object_id: int) -> HttpResponse:
    article = _article_for(request, object_id, "unschedule")
    done = "Taken off the schedule. It is approved, and nobody has seen it."
    return _asked(
        request, article, workflow.unschedule, OptionalReasonForm, done, "Take off the schedule"
    )


def _article_for(request: Any, object_id: int, verb: str) -> Article:
    """The article; PermissionDenied where its status does not allow the verb now."""
    article = article_for(request, object_id, verb)
    if verb not in workflow.open_to(request.user, article):
        raise PermissionDenied
    return article


def _asked(
    request: Any,
    article: Article,
    verb: Callable[..., Article],
    form_class: type[forms.Form],
    done: str,
    title: str,
    **more: Any,
) -> HttpResponse:
    """A screen that asks for what `verb` must be told, and does it to what the person has seen."""
    form = form_class(request.POST or None)
    if request.method == "POST":
        if problem := replaced_meanwhile(request, article, "live_revision"):
            form.add_error(None, problem)
        if form.is_valid():
            _do(request, article, verb, done, **form.cleaned_data)
            return redirect("admin:articles_article_change", article.pk)
    shown = context(request, article, title, form=form, **more)
    return render(request, f"admin/articles/article/{verb.__name__}.html", shown)


def _do(
    request: Any, article: Article, verb: Callable[..., Article], done: str, **typed: str
) -> None:
    try:
        verb(article, by=request.user, **typed)
    except workflow.IllegalMove as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
