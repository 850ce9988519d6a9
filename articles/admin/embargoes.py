"""Who may see an article before its embargo ends, and what is closed to whoever asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from articles import embargoes
from articles.admin.one_article import article_for, context, number_in
from articles.admin.withdrawal import ReasonForm
from articles.models import Article
from authors.models import User


class PersonForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label="Let somebody in", empty_label="Choose a name"
    )

    def __init__(self, *args: Any, others_than: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = User.objects.at_the_desk().exclude(pk__in=others_than)


@require_http_methods(["GET", "HEAD", "POST"])
def embargo(request: Any, object_id: int) -> HttpResponse:
    """The list of one article: who is on it, another name, and one name less."""
    article = article_for(request, object_id, "change")
    listed = article.embargo_list.all()
    if request.method == "POST":
        return _changed(request, article, listed)
    form = PersonForm(others_than=listed)
    shown = context(request, article, "Embargo", form=form, listed=listed, ends=ends(article))
    return render(request, "admin/articles/article/embargo.html", shown)


def _changed(request: Any, article: Article, listed: Any) -> HttpResponse:
    try:
        if "shut_out" in request.POST:
            person = get_object_or_404(listed, pk=number_in(request.POST, "shut_out"))
            embargoes.shut_out(article, person=person, by=request.user)
        else:
            form = PersonForm(request.POST, others_than=listed)
            if form.is_valid():
                embargoes.let_in(article, person=form.cleaned_data["person"], by=request.user)
            else:
                messages.error(request, "Choose a name.")
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    still = not Article.objects.get(pk=article.pk).is_secret_from(request.user)
    if still:
        return redirect("admin:articles_article_embargo", article.pk)
    return redirect("admin:articles_article_changelist")


@require_http_methods(["GET", "HEAD", "POST"])
def sealed(request: Any) -> HttpResponse:
    """
    The embargoes that do not name a managing editor: their ends and who can open them, nothing of
    what they hold. One can be broken open with a reason.
    """
    if not policy.may(request.user, "articles.break_embargo"):
        raise PermissionDenied
    articles = Article.objects.secret_from(request.user).select_related("working_copy")
    if request.method == "POST":
        article = articles.filter(pk=number_in(request.POST, "article", default=0)).first()
        form = ReasonForm(request.POST)
        if article and form.is_valid():
            embargoes.break_open(article, by=request.user, reason=form.cleaned_data["reason"])
            return redirect("admin:articles_article_change", article.pk)
        messages.error(request, "Say why." if article else "That embargo has ended.")
    rows = [
        {"pk": article.pk, "ends": ends(article), "listed": article.embargo_list.all()}
        for article in articles.prefetch_related("embargo_list").order_by("pk")
    ]
    shown = admin.site.each_context(request) | {
        "title": "Embargoes that do not name you",
        "opts": Article._meta,
        "rows": rows,
    }
    return render(request, "admin/articles/article/sealed.html", shown)


def ends(article: Article) -> datetime | None:
    """When everybody at the desk may see it."""
    copies = (article, article.working_copy)
    return max((copy.embargo_until for copy in copies if copy and copy.embargo_until), default=None)
