"""An article's form and its drafts: which form it is, what it takes up, who else is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags

from algemeiner import policy
from articles.admin.presence import others_in_words
from articles.admin.typed import as_data, byline_in, same, sent_of
from articles.drafts import Fields
from articles.models import Article, Autosave
from authors.models import Author, User

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_KEYS = 20
# What is typed about a save and not into the article.
BESIDE_THE_TEXT = {"based_on", "note", "reason"}


class UnsavedForm(forms.ModelForm):
    """
    A form that is kept while it is typed into.

    Every page with the form on it is a form of its own, with a fresh `draft` for its key; `keys`
    are those of the forms before it whose text it holds.
    """

    person: User | None = None  # whom the page was made for
    taken_up: Autosave | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.is_taken_up = data is None and self.taken_up is not None
        if data is None and self.taken_up is not None:
            data = as_data(self.taken_up.fields)
        super().__init__(data, *args, **kwargs)
        self.draft = uuid4()
        self.opened_for = self.data.get("person") or str(self.person.pk if self.person else "")
        self.keys = keys_in(self.data.get("draft", ""), self.data.get("took_up", ""))

    @property
    def took_up(self) -> str:
        return " ".join(str(key) for key in self.keys)

    def clean(self) -> dict[str, Any] | None:
        if self.person and self.opened_for != str(self.person.pk):
            raise ValidationError(
                f"You are logged in as {self.person}, and this page was opened by somebody else. "
                "Nothing has been saved. Whoever wrote this logs in again and saves it."
            )
        return super().clean()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_taken_up:
            # Half a form that was taken up is no mistake; its next save says what is missing.
            for name in set(self.errors) - {NON_FIELD_ERRORS}:
                del self.errors[name]


def keys_in(*texts: str) -> list[UUID]:
    found = dict.fromkeys(key for text in texts for key in _KEY.findall(text))
    return [UUID(key) for key in found][:MOST_KEYS]


@dataclass(frozen=True)
class Offer:
    """Something typed and not saved, with what of it differs from what is there now."""

    draft: Autosave
    differs: str


def offers(person: User, article: Article | None, form: UnsavedForm) -> list[Offer]:
    """What `person` may take up in place of an untouched form."""
    found = []
    for draft in Autosave.objects.typed_by(person, article).exclude(pk__in=form.keys):
        differences = _differences(draft.fields, form)
        if differences:
            found.append(Offer(draft, ", ".join(differences)))
    return found


def _differences(typed: Fields, form: UnsavedForm) -> Sequence[str]:
    labels = [
        _label(field, typed)
        for field in form
        if field.name not in BESIDE_THE_TEXT
        and any(not same(typed.get(name, []), values) for name, values in sent_of(field))
    ]
    there = [str(author.pk) for author in authors_before(form.instance, form.person)]
    return labels if byline_in(typed) == there else [*labels, "bylines"]


def authors_before(article: Article, person: User | None) -> Sequence[Author]:
    """Who is in the byline before anybody changes it: in a new article, who writes it."""
    if article.working_copy is not None:
        return article.working_copy.authors_in_order
    return list(Author.objects.filter(user=person))


def _label(field: forms.BoundField, typed: Fields) -> str:
    name = field.label.lower()
    if field.name != "body":
        return name
    words = len(strip_tags(" ".join(typed.get("body", [])).replace("<", " <")).split())
    return f"{name} ({words:,} word{'' if words == 1 else 's'})"


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
    return Autosave.objects.typed_by(request.user, article).filter(pk__in=keys[:1]).first()
