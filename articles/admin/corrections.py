"""A better text in the place of a correction's; the old one stays on the record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles import changes
from articles.admin.one_article import article_for, context, number_in
from articles.models import Placement


class BetterTextForm(forms.Form):
    text = forms.CharField(
        label="What readers are told",
        max_length=2_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text="What was wrong, and what is right.",
    )
    placement = forms.ChoiceField(
        label="Where it stands", choices=Placement, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why it is replaced",
        max_length=1_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text="For the record; readers do not see it.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def supersede(request: Any, object_id: int) -> HttpResponse:
    """Ask for the better text of the correction whose id is in ?correction=."""
    article = article_for(request, object_id, "publish")
    asked = number_in(request.GET, "correction", default=0)
    old = article.changes.corrections().standing().filter(pk=asked).first()
    if old is None:
        messages.error(request, "That correction does not stand: another has taken its place.")
        return redirect("admin:articles_article_change", article.pk)
    stands = {"text": old.text, "placement": old.placement}
    form = BetterTextForm(request.POST or None, initial=stands)
    if request.method == "POST" and form.is_valid():
        changes.supersede(old, by=request.user, **form.cleaned_data)
        messages.success(request, "Readers have the better text. The old one stays on the record.")
        return redirect("admin:articles_article_change", article.pk)
    shown = context(request, article, "A better text for a correction", form=form, old=old)
    return render(request, "admin/articles/article/supersede.html", shown)
