"""Asking before several tags become one, and before what nothing has is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from algemeiner.autocompletes import AutocompleteSelect
from algemeiner.keys import is_key
from articles import tags
from articles.models import Tag, TaggedArticle

MOST = 100  # tags that are asked about at once


class MergeForm(forms.Form):
    """`into` is one of the chosen tags; `another` any other one, and goes before it."""

    into = forms.ModelChoiceField(
        Tag.objects.none(), required=False, widget=forms.RadioSelect, label="The tag that stays"
    )
    another = forms.ModelChoiceField(
        Tag.objects.all(),
        required=False,
        label="Or another one",
        widget=AutocompleteSelect(TaggedArticle._meta.get_field("tag"), admin.site),
    )
    reason = forms.CharField(
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        help_text="For the record, if you like.",
    )

    class Media:
        js = [Script("js/desk.js", type="module")]

    def __init__(self, data: Any = None, *, chosen: list[Tag]) -> None:
        super().__init__(data)
        into: Any = self.fields["into"]
        into.queryset = Tag.objects.filter(pk__in=[tag.pk for tag in chosen])
        into.empty_label = None
        if len(chosen) < 2:
            del self.fields["into"]
            self.fields["another"].label = "The tag that stays"

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and self.stays is None:
            raise ValidationError("Choose the tag that stays.")
        return super().clean()

    @property
    def stays(self) -> Tag | None:
        return self.cleaned_data.get("another") or self.cleaned_data.get("into")


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Any) -> HttpResponse:
    """`?tag=` names each that is to be merged."""
    _require(request, "articles.merge_tag")
    chosen = _chosen(request.GET)
    if not chosen:
        return _nothing(request)
    form = MergeForm(request.POST if request.method == "POST" else None, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            into = tags.merge(
                chosen,
                into=form.stays,  # type: ignore[arg-type]  # clean() saw to it
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _merged(chosen, into))
            return redirect("admin:articles_tag_change", into.pk)
    context = _context(request, "Merge tags") | {"form": form, "tags": chosen}
    return render(request, "admin/articles/tag/merge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: Any) -> HttpResponse:
    """`?tag=` names each that is to go, unless something has it."""
    _require(request, "articles.discard_tag")
    chosen = _chosen(request.GET)
    if not chosen:
        return _nothing(request)
    if request.method == "POST":
        gone = tags.discard(chosen, by=request.user)
        messages.success(request, _discarded(gone, len(chosen) - len(gone)))
        return redirect("admin:articles_tag_changelist")
    idle = set(Tag.objects.on_nothing().filter(pk__in=[tag.pk for tag in chosen]))
    context = _context(request, "Delete tags") | {
        "idle": [tag for tag in chosen if tag in idle],
        "used": [tag for tag in chosen if tag not in idle],
    }
    return render(request, "admin/articles/tag/discard.html", context)


def _require(request: Any, act: str) -> None:
    if not policy.may(request.user, act):
        raise PermissionDenied


def _chosen(asked: QueryDict) -> list[Tag]:
    """Each with the number of articles that it is on."""
    keys = [key for key in asked.getlist("tag") if is_key(key)][:MOST]
    chosen = Tag.objects.with_count().prefetch_related("synonyms").filter(pk__in=keys)
    return list(chosen.order_by("name"))


def _nothing(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "There are no such tags any more.")
    return redirect("admin:articles_tag_changelist")


def _merged(chosen: list[Tag], into: Tag) -> str:
    names = ", ".join(f"“{tag}”" for tag in chosen if tag != into)
    words = 'Merged: {} is “{}” now, <a href="{}">with every address it had</a>.'
    return format_html(words, names, into, into.get_absolute_url())


def _discarded(gone: list[str], staying: int) -> str:
    names = ", ".join(f"“{name}”" for name in gone)
    done = f"Deleted: {names}." if gone else "Nothing was deleted."
    return f"{done} {staying} stayed: something has them." if staying else done


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return admin.site.each_context(request) | {"title": title, "opts": Tag._meta}
