"""Links that show one version to somebody outside: making them, who read them, ending them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from articles import previews
from articles.admin.fields import MomentField
from articles.admin.one_article import article_for, context, last_number, number_in
from articles.models import Article, PreviewLink, PreviewUse

SHOWN = 50  # links of an article, the newest
READINGS = 5  # of each link, the last
DAYS = [("1", "1 day"), ("3", "3 days"), ("7", "1 week"), ("", "until …")]


class LinkForm(forms.Form):
    reader = forms.CharField(max_length=120, label="For whom")
    version = forms.IntegerField(min_value=1, max_value=10**9)
    days = forms.ChoiceField(choices=DAYS, required=False, label="Good for", initial="3")
    until = MomentField(required=False, label="Until", help_text="New York time.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("days") and not cleaned.get("until"):
            self.add_error("until", "Say until when.")
        return cleaned

    @property
    def end(self) -> datetime:
        days, until = self.cleaned_data["days"], self.cleaned_data["until"]
        return timezone.now() + timedelta(days=int(days)) if days else until


@dataclass(frozen=True)
class Link:
    """A link with its address, its last readings and whether this person may end it."""

    link: PreviewLink
    address: str
    may_revoke: bool


@require_http_methods(["GET", "HEAD", "POST"])
def preview_links(request: Any, object_id: int) -> HttpResponse:
    """An article's links with who read them; a form for another, and a button to end each."""
    article = article_for(request, object_id, "view")
    if "revoke" in request.POST:
        return _revoked(request, article)
    may_make = policy.may(request.user, "articles.add_previewlink", article)
    form = LinkForm(request.POST or None, initial=_initial(request, article))
    if request.method == "POST":
        if not may_make:
            raise PermissionDenied
        if form.is_valid() and _made(request, article, form):
            return redirect("admin:articles_article_links", article.pk)
    shown = context(
        request,
        article,
        "Links for outsiders",
        form=form if may_make else None,
        links=list(_links(request, article)),
    )
    return render(request, "admin/articles/article/links.html", shown)


def _initial(request: Any, article: Article) -> dict[str, Any]:
    number = number_in(request.GET, "version", default=last_number(article))
    return {"version": number, "days": "3"}


def _made(request: Any, article: Article, form: LinkForm) -> bool:
    revision = article.revisions.filter(number=form.cleaned_data["version"]).first()
    if revision is None:
        form.add_error("version", "No version has this number.")
        return False
    reader = form.cleaned_data["reader"]
    try:
        previews.make_link(article, revision, reader=reader, until=form.end, by=request.user)
    except previews.NoLink as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, f"The link for {reader} is made. Copy it and send it yourself.")
    return True


def _revoked(request: Any, article: Article) -> HttpResponse:
    pk = number_in(request.POST, "revoke")
    link = get_object_or_404(PreviewLink, pk=pk, revision__article=article)
    previews.revoke(link, by=request.user)
    messages.success(request, f"The link for {link.reader} leads nowhere now.")
    return redirect("admin:articles_article_links", article.pk)


def _links(request: Any, article: Article) -> Iterator[Link]:
    uses = PreviewUse.objects.all()[:READINGS]
    found = PreviewLink.objects.filter(revision__article=article)
    found = found.select_related("revision__article__working_copy", "created_by")
    found = found.defer("revision__body", "revision__article__body")
    found = found.annotate(readings=Count("uses")).prefetch_related(
        Prefetch("uses", uses, to_attr="last_uses")
    )
    for link in found[:SHOWN]:
        path = reverse("articles:preview", args=[previews.token_of(link)])
        may_revoke = not link.has_ended and policy.may(
            request.user, "articles.change_previewlink", link
        )
        yield Link(link, settings.SITE_URL + path, may_revoke)
