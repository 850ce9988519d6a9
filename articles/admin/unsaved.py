"""An article's form and its drafts: what it takes up, who else is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from algemeiner import policy
from articles.admin.presence import others_in_words
from articles.drafts import Fields
from articles.forms.typed import as_data, byline_in
from articles.forms.unsaved import Offer, UnsavedForm, differences, keys_in
from articles.models import Article, Autosave
from authors.models import Author, User


def offers(person: User, article: Article | None, form: UnsavedForm) -> list[Offer]:
    """What `person` may take up in place of an untouched form."""
    found = []
    for draft in Autosave.objects.typed_in(article, by=person).exclude(pk__in=form.keys):
        differences = _differences(draft.fields, form)
        if differences:
            found.append(Offer(draft, ", ".join(differences)))
    return found


def _differences(typed: Fields, form: UnsavedForm) -> Sequence[str]:
    labels = list(differences(typed, form))
    there = [str(author.pk) for author in authors_before(form.instance, form.person)]
    return labels if byline_in(typed) == there else [*labels, "bylines"]


def authors_before(article: Article, person: User | None) -> Sequence[Author]:
    """Who is in the byline before anybody changes it: in a new article, who writes it."""
    if article.working_copy is not None:
        return article.working_copy.authors_in_order
    return list(Author.objects.filter(user=person))


class TakingUp(admin.ModelAdmin):
    """Over the article's admin: a form that starts from what was typed into another."""

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        request.taken_up = _taken_up(request, obj)
        form.person, form.taken_up = request.user, request.taken_up
        return form

    def get_formset_kwargs(
        self, request: Any, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        arguments = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.taken_up is not None:
            arguments["data"] = as_data(request.taken_up.fields)
        return arguments

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article: Article | None = context["original"]
        form = context["adminform"].form
        if may_write(request, article) and not context["is_popup"]:
            context["unsaved"] = form
            context["others"] = others_in_words(article, than=request.user) if article else []
            if not form.is_bound or form.is_taken_up:
                context["offers"] = offers(request.user, article, form)
        return super().render_change_form(request, context, *args, **kwargs)


def may_write(request: HttpRequest, article: Article | None) -> bool:
    act = "articles.change_article" if article else "articles.add_article"
    return policy.may(request.user, act, article)


def _taken_up(request: Any, article: Article | None) -> Autosave | None:
    """The draft of their own that somebody asks for in the address."""
    if request.method != "GET" or not may_write(request, article):
        return None
    keys = keys_in(request.GET.get("draft", ""))
    return Autosave.objects.typed_in(article, by=request.user).filter(pk__in=keys[:1]).first()
