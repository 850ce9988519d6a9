from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelform_factory
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST, require_safe

from algemeiner import policy
from algemeiner.keys import is_key
from articles import versions
from articles.admin.addressed import AddressedAdmin, AddressedForm
from articles.models import Tag

FOUND_AT_ONCE = 8
NEAR_AT_ONCE = 3


class TagForm(AddressedForm):
    """A name that is nearly another's is asked about once; `asked_about` is the one that was."""

    asked_about = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any] | None:
        name = self.cleaned_data.get("name")
        if name and "name" in self.changed_data and name != self.cleaned_data.get("asked_about"):
            near = Tag.objects.exclude(pk=self.instance.pk).nearly_called(name)[:NEAR_AT_ONCE]
            if near:
                self._ask_about(name, list(near))
        return super().clean()

    def _ask_about(self, name: str, near: list[Tag]) -> None:
        posted: Any = self.data
        self.data = data = posted.copy()
        data["asked_about"] = name
        links = format_html_join(
            ", ",
            '“<a href="{}">{}</a>”',
            ((reverse("admin:articles_tag_change", args=[tag.pk]), tag) for tag in near),
        )
        question = "There is {} already: use it? To have “{}” all the same, save again."
        self.add_error("name", ValidationError(format_html(question, links, name)))


class TagPicker(forms.SelectMultiple):
    """The chosen tags only, of which there may be thousands; desk/tags.js finds the others."""

    def __init__(self) -> None:
        addresses = {
            "data-find": reverse_lazy("admin:articles_tag_find"),
            "data-make": reverse_lazy("admin:articles_tag_make"),
        }
        super().__init__({"class": "tag-picker"} | addresses)

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        chosen = [one for one in value if is_key(one)]
        self.choices = [(tag.pk, tag.name) for tag in Tag.objects.filter(pk__in=chosen)]
        return super().optgroups(name, value, attrs)


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Tags whose names have the letters of `?q=`, those nearly of that name, and who may add it."""
    if not policy.may(request.user, "articles.view_tag"):
        raise PermissionDenied
    name = " ".join(request.GET.get("q", "").split())[:100]
    found = Tag.objects.with_letters(name) if name else Tag.objects.none()
    near = Tag.objects.nearly_called(name) if name else Tag.objects.none()
    return JsonResponse(
        {
            "tags": [_in_short(tag) for tag in found[:FOUND_AT_ONCE]],
            "near": [_in_short(tag) for tag in near[:NEAR_AT_ONCE]],
            "may_add": policy.may(request.user, "articles.add_tag"),
        }
    )


@require_POST
def make(request: Any) -> JsonResponse:
    """A new tag by its name alone, whose near ones were shown."""
    if not policy.may(request.user, "articles.add_tag"):
        raise PermissionDenied
    name = request.POST.get("name", "")
    form_class = modelform_factory(Tag, form=AddressedForm, fields=["name", "slug"])
    form = form_class({"name": name, "slug": ""})
    if not form.is_valid():
        problems = [str(problem) for found in form.errors.values() for problem in found]
        return JsonResponse({"problem": " ".join(problems)}, status=400)
    tag = form.instance
    versions.keep(tag, by=request.user)
    return JsonResponse(_in_short(tag))


def _in_short(tag: Tag) -> dict[str, Any]:
    return {"id": tag.pk, "name": tag.name}


@admin.register(Tag)
class TagAdmin(AddressedAdmin):
    form = TagForm
    list_display = ["name", "slug", "description"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description", "asked_about"]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("find/", view(find), name="articles_tag_find"),
            path("make/", view(make), name="articles_tag_make"),
            *super().get_urls(),
        ]
