"""Planning the update of a live article for a moment to come, and taking the plan back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from algemeiner.dateline import published
from articles import updates
from articles.admin.fields import MomentField
from articles.admin.one_article import article_for, context, replaced_meanwhile
from articles.changes import TypedChange
from articles.models import Article, ChangeKind, Placement


class UpdateForm(forms.Form):
    at = MomentField(label="When, in New York")
    kind = forms.ChoiceField(
        label="What kind of change it is", choices=ChangeKind, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What readers are told",
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text="A correction says what was wrong and what is right.",
    )
    placement = forms.ChoiceField(
        label="Where a correction stands", choices=Placement, initial=Placement.FOOT
    )

    override = forms.CharField(
        label="Reason to plan it all the same",
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Only where the checklist refuses it; for the record.",
    )

    def change(self) -> TypedChange:
        return TypedChange(*(self.cleaned_data[name] for name in ("kind", "text", "placement")))


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def update(request: Any, object_id: int) -> HttpResponse:
    article = article_for(request, object_id, "publish")
    waiting = article.planned_updates.waiting().select_related("by", "revision").first()
    form = UpdateForm(None if "cancel" in request.POST else request.POST or None)
    if request.method == "POST":
        try:
            if done := _done(request, article, waiting, form):
                messages.success(request, done)
                return redirect("admin:articles_article_change", article.pk)
        except ValidationError as problem:
            for message in problem.messages:
                messages.error(request, message)
    shown = context(request, article, "Plan an update", form=form, waiting=waiting)
    return render(request, "admin/articles/article/update.html", shown)


def panel(article: Article) -> dict[str, Any]:
    """What the schedule's panel of the article's form shows of a plan."""
    if not article.has_unpublished_changes:
        return {}
    return {"planned": article.planned_updates.waiting().select_related("revision").first()}


def _done(request: Any, article: Article, waiting: Any, form: UpdateForm) -> str:
    """What was done, in words; "" where the form must be filled in better."""
    if "cancel" in request.POST:
        if waiting is not None:
            updates.cancel(waiting, by=request.user)
        return "The update is cancelled. Its text stays the working copy."
    if problem := replaced_meanwhile(request, article, "working_copy"):
        form.add_error(None, problem)
    if not form.is_valid():
        return ""
    at, override = form.cleaned_data["at"], form.cleaned_data["override"]
    updates.plan(article, at=at, change=form.change(), by=request.user, override=override)
    return f"Readers will have the new text from {published(at)}, New York time."
