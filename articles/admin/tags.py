from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.keys import is_key
from articles import versions
from articles.admin import tag_merging
from articles.admin.addressed import AddressedAdmin, AddressedForm
from articles.models import MergedTag, Tag

FOUND_AT_ONCE = 8
LONGEST_NAME = 100
NEAR_AT_ONCE = 3
IDLE_YEARS = 2


class NamesField(forms.CharField):
    """Names, one on a line; as a list without doubles, in order."""

    widget = forms.Textarea({"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [" ".join(line.split()) for line in (super().to_python(value) or "").splitlines()]
        by_letters = {line.upper(): line for line in reversed(lines) if line}
        if any(len(line) > LONGEST_NAME for line in lines):
            raise ValidationError(f"A name has at most {LONGEST_NAME} characters.")
        return sorted(by_letters.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or []), data)


class TagForm(AddressedForm):
    """A name that is nearly another's is asked about once; `asked_about` is the one that was."""

    asked_about = forms.CharField(required=False, widget=forms.HiddenInput)
    other_names = NamesField(
        required=False,
        help_text="Former names, other spellings: by these it is found, too. One on a line.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "other_names" in self.fields:
            self.fields["other_names"].initial = self.instance.other_names

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        self._refuse_another_s([name])
        return name

    def clean_other_names(self) -> list[str]:
        own = self.cleaned_data.get("name", "").upper()
        names = [name for name in self.cleaned_data["other_names"] if name.upper() != own]
        self._refuse_another_s(names)
        self.instance.other_names = names
        return names

    def clean(self) -> dict[str, Any] | None:
        name = self.cleaned_data.get("name")
        if name and "name" in self.changed_data and name != self.cleaned_data.get("asked_about"):
            near = Tag.objects.exclude(pk=self.instance.pk).nearly_called(name)[:NEAR_AT_ONCE]
            if near:
                self._ask_about(name, list(near))
        return super().clean()

    def _refuse_another_s(self, names: list[str]) -> None:
        for name in names:
            tag = Tag.objects.called(name).exclude(pk=self.instance.pk).first()
            if tag is not None:
                raise ValidationError(_is_a_name_of(name, tag))

    def _ask_about(self, name: str, near: list[Tag]) -> None:
        posted: Any = self.data
        self.data = data = posted.copy()
        data["asked_about"] = name
        links = format_html_join(", ", "“{}”", ((_link(tag),) for tag in near))
        question = "There is {} already: use it? To have “{}” all the same, save again."
        self.add_error("name", ValidationError(format_html(question, links, name)))


def _link(tag: Tag) -> SafeString:
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    return format_html('<a href="{}">{}</a>', address, tag)


def _is_a_name_of(name: str, tag: Tag) -> SafeString:
    if tag.name.upper() == name.upper():
        return format_html("There is a tag “{}” already.", _link(tag))
    return format_html("“{}” is another name of “{}”: use that.", name, _link(tag))


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

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen before its tag was merged into another is that other."""
        chosen = super().value_from_datadict(data, files, name) or []
        heirs = MergedTag.objects.in_bulk([one for one in chosen if is_key(one)])
        known = {str(old): str(merged.tag_id) for old, merged in heirs.items()}
        return list(dict.fromkeys(known.get(one, one) for one in chosen))


@require_safe
def find(request: HttpRequest) -> JsonResponse:
    """Tags whose names have the letters of `?q=`, those nearly of that name, and who may add it."""
    if not policy.may(request.user, "articles.view_tag"):
        raise PermissionDenied
    name = " ".join(request.GET.get("q", "").split())[:100]
    tags = Tag.objects.prefetch_related("synonyms") if name else Tag.objects.none()
    return JsonResponse(
        {
            "tags": [_in_short(tag, name) for tag in tags.with_letters(name)[:FOUND_AT_ONCE]],
            "near": [_in_short(tag, name) for tag in tags.nearly_called(name)[:NEAR_AT_ONCE]],
            "may_add": policy.may(request.user, "articles.add_tag"),
        }
    )


@require_POST
def make(request: Any) -> JsonResponse:
    """A new tag by its name alone, whose near ones were shown."""
    if not policy.may(request.user, "articles.add_tag"):
        raise PermissionDenied
    name = request.POST.get("name", "")
    form_class = modelform_factory(Tag, form=TagForm, fields=["name", "slug"])
    form = form_class({"name": name, "slug": "", "asked_about": name})
    if not form.is_valid():
        problems = [strip_tags(str(problem)) for found in form.errors.values() for problem in found]
        return JsonResponse({"problem": " ".join(problems)}, status=400)
    tag = form.instance
    versions.keep(tag, by=request.user)
    return JsonResponse(_in_short(tag))


def _in_short(tag: Tag, typed: str = "") -> dict[str, Any]:
    """What static/js/desk/tags.js knows of a tag; `also` is the other name that it was found by."""
    letters = typed.upper()
    others = [one.name for one in tag.synonyms.all() if letters in one.name.upper()]
    also = others[0] if typed and others and letters not in tag.name.upper() else ""
    return {"id": tag.pk, "name": tag.name, "also": also}


class Use(admin.SimpleListFilter):
    """The report of tags that hardly anything has, read tag by tag from their indexes."""

    title = "use"
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("nothing", "On nothing"),
            ("one", "On one article"),
            ("old", f"Not for {IDLE_YEARS} years"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        since = timezone.now() - timedelta(days=IDLE_YEARS * 365)
        narrowed = {
            "nothing": queryset.on_nothing,
            "one": queryset.on_one_article,
            "old": lambda: queryset.unused_since(since),
        }.get(self.value() or "")
        return narrowed() if narrowed else queryset


@admin.register(Tag)
class TagAdmin(AddressedAdmin):
    form = TagForm
    list_display = ["name", "also_called", "slug", "description", "newest_article"]
    list_filter = [Use]
    search_fields = ["name"]  # asked by get_search_results
    fields = ["name", "slug", "description", "other_names", "asked_about"]
    actions = ["merge", "discard"]

    def get_queryset(self, request: HttpRequest) -> Any:
        tags: Any = super().get_queryset(request)
        return tags.with_newest().prefetch_related("synonyms")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        words = " ".join(search_term.split())
        return (queryset.with_letters(words) if words else queryset), False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("find/", view(find), name="articles_tag_find"),
            path("make/", view(make), name="articles_tag_make"),
            path("merge/", view(tag_merging.merge), name="articles_tag_merge"),
            path("discard/", view(tag_merging.discard), name="articles_tag_discard"),
            *super().get_urls(),
        ]

    @admin.action(description="Merge …", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return _asking("merge", queryset)

    @admin.action(description="Delete what nothing has …", permissions=["discard"])
    def discard(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return _asking("discard", queryset)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "merge", None)

    def has_discard_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "discard", None)

    @admin.display(description="also called")
    def also_called(self, tag: Tag) -> str:
        return ", ".join(synonym.name for synonym in tag.synonyms.all())

    @admin.display(description="newest article")
    def newest_article(self, tag: Any) -> str:
        return published(tag.newest) if tag.newest else ""


def _asking(what: str, tags: Any) -> HttpResponse:
    chosen = urlencode({"tag": [tag.pk for tag in tags]}, doseq=True)
    return redirect(f"{reverse(f'admin:articles_tag_{what}')}?{chosen}")
