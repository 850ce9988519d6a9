"""The strip of breaking news at the desk: what it says, since when and by whom; saying another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from algemeiner.dateline import NEWSROOM_ZONE
from articles import breaking as verbs
from articles import lineups
from articles.admin.arrangement_form import AS_TYPED, NO_ARTICLE, article_named
from articles.admin.fields import MomentField
from articles.breaking import NotAnnounced
from articles.models import Article, BreakingNews

USUALLY = timedelta(hours=2)


class BreakingForm(forms.Form):
    text = forms.CharField(
        max_length=140, label="What has happened", widget=forms.TextInput({"dir": "auto"})
    )
    article = forms.CharField(
        required=False,
        max_length=400,
        label="Leads to the article",
        help_text="Its number or its address, if there is one.",
    )
    until = MomentField(label="Ends at, in New York")

    def __init__(self, data: Any = None, *, user: Any) -> None:
        end = timezone.now().astimezone(NEWSROOM_ZONE) + USUALLY
        initial = {"until": end.strftime(AS_TYPED)}
        super().__init__(data, initial=initial, prefix="breaking", use_required_attribute=False)
        self.user = user

    def clean_article(self) -> Article | None:
        said = self.cleaned_data["article"]
        if not said:
            return None
        known = Article.objects.not_secret_from(self.user)
        article: Article | None = known.filter(pk=article_named(said, self.user) or 0).first()
        if article is None:
            raise forms.ValidationError(NO_ARTICLE)
        return article


@require_http_methods(["GET", "HEAD", "POST"])
def breaking(request: Any) -> HttpResponse:
    """A page of its own, or with `part` the part of the front's page that it is."""
    if not policy.may(request.user, lineups.ACT):
        raise PermissionDenied
    form = None
    if request.method == "POST":
        form, done = _posted(request)
        if done and "part" not in request.POST:
            messages.success(request, done)
            return redirect("admin:articles_lineup_changelist")
        form = None if done else form
    context = {"breaking": strip(request, form), "may_arrange": True}
    if "part" in request.POST:
        return render(request, "admin/articles/lineup/_breaking.html", context)
    context |= admin.site.each_context(request) | {
        "title": "Breaking news",
        "opts": BreakingNews._meta,
    }
    return render(request, "admin/articles/lineup/breaking.html", context)


def _posted(request: Any) -> tuple[BreakingForm | None, str]:
    """The form, and what was done; "" where it must be filled in better."""
    if "end" in request.POST:
        verbs.end(by=request.user)
        return None, "Taken down. No page shows it any more."
    form = BreakingForm(request.POST, user=request.user)
    if not form.is_valid():
        return form, ""
    said = form.cleaned_data
    try:
        verbs.announce(said["text"], until=said["until"], article=said["article"], by=request.user)
    except NotAnnounced as problem:
        form.add_error(None, problem)
        return form, ""
    return form, "Shown over every page now."


def showing(user: Any) -> dict[str, Any]:
    """What the strip says now, as far as the person may know what it leads to."""
    news = BreakingNews.objects.showing().select_related("article", "created_by").first()
    article = news.article if news else None
    is_known = article is not None and not article.is_secret_from(user)
    return {"news": news, "article": article if is_known else None}


def strip(request: Any, form: BreakingForm | None = None) -> dict[str, Any]:
    return showing(request.user) | {"form": form or BreakingForm(user=request.user)}
