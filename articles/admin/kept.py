"""
What the forms of tags, sections, authors, pages and the site's settings have in common: a save over
somebody else's is refused with both shown, and every version can be looked at and brought back.

For another model: name its `kept_fields`, let its form be a KeptForm and its admin a KeptAdmin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_prose_editor.fields import ProseEditorField

from algemeiner.dateline import published
from algemeiner.desk import DeskModelAdmin
from algemeiner.keys import is_key
from articles import versions
from articles.admin.differences import NOTHING, label, shown
from articles.admin.one_article import number_in
from articles.comparing import Paragraph, compare, paragraphs, words
from articles.forms.typed import sent_of
from articles.models import KeptVersion, Photo
from articles.models.versions import field_of, take_words, words_of

PAGE = 25


@dataclass(frozen=True)
class Difference:
    """A field in two versions: the paragraphs that differ, or the line that does."""

    label: str
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Meeting:
    """A field that somebody else saved while it was in this form; `yours` where you changed it."""

    label: str
    theirs: list[Paragraph]
    yours: list[Paragraph] | None


class KeptForm(forms.ModelForm):
    """Says which version it was made from, and takes up what somebody has saved since."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_kept = True  # what the template asks
    theirs: KeptVersion | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings: list[Meeting] = []
        self.fields["based_on"].initial = versions.number_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        stands = versions.hold(self.instance)
        if stands is not None:
            seen = self.cleaned_data.get("based_on") or 0
            theirs = KeptVersion.objects.of(stands).select_related("by").first()
            if theirs is not None and theirs.number != seen:
                self._take_up(theirs, stands, seen)
        return cleaned

    def _take_up(self, theirs: KeptVersion, stands: Any, seen: int) -> None:
        """Show what both made of it; what only they changed goes into the form."""
        self.theirs = theirs
        base = _words_at(stands, seen)
        untouched = type(self)(instance=stands)
        posted: Any = self.data
        self.data = data = posted.copy()
        data[self.add_prefix("based_on")] = str(theirs.number)
        for name in [name for name in stands.kept_fields if name in self.fields]:
            was, now = base.get(name), words_of(stands)[name]
            if was == now:
                continue
            is_yours = self.fields[name].has_changed(was, self[name].data)
            typed = self[name].data if is_yours else None
            self.meetings.append(_meeting(stands, name, was, now, typed))
            if not is_yours:
                self._fill_in(untouched[name])
        self.add_error(None, ValidationError(_refusal(theirs), code="stale"))

    def _fill_in(self, untouched: forms.BoundField) -> None:
        widget: Any = untouched.field.widget
        data: Any = self.data
        if hasattr(widget, "as_sent"):  # a widget of several fields
            data.update(widget.as_sent(untouched.html_name, untouched.value()))
        else:
            for html_name, values in sent_of(untouched):
                data.setlist(html_name, values)


def _words_at(thing: Any, number: int) -> dict[str, Any]:
    """
    What the version of a number has. A form that was opened before anything was kept began with
    the first, which is the thing as it stood then.
    """
    version = KeptVersion.objects.of(thing).filter(number=max(number, 1)).first()
    return version.words if version else {}


def _meeting(thing: Any, name: str, was: Any, now: Any, typed: Any) -> Meeting:
    theirs = _compared(thing, name, was, now)
    yours = None if typed is None else _compared(thing, name, was, typed)
    return Meeting(_label(thing, name), theirs, yours)


def _refusal(theirs: KeptVersion) -> str:
    return (
        f"{theirs.by or 'Somebody'} saved this at {published(theirs.at)}, while you had it open. "
        "Nothing of yours is saved yet, and nothing is lost. Look at what both of you wrote, and "
        "save again."
    )


class KeptAdmin(DeskModelAdmin):
    form = KeptForm

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """With an earlier version's words laid over it where `?version=` asks for them."""
        thing = super().get_object(request, object_id, from_field)
        number = request.GET.get("version", "")
        if thing is not None and request.method == "GET" and is_key(number):
            version = get_object_or_404(KeptVersion.objects.of(thing), number=number)
            take_words(thing, version.words)
            message = (
                f"The form has the words of version {version.number}. Nothing changes until you "
                "save it."
            )
            messages.info(request, message)
        return thing

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        # The form holds the row since it was checked: nobody has come between.
        versions.keep(obj, by=request.user, based_on=form.cleaned_data.get("based_on") or 0)

    def log_addition(self, *about: Any) -> Any:
        """Django's own log would say less than the versions do."""

    def log_change(self, *about: Any) -> Any:
        """As above."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404("There is none of this number.")
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        found = KeptVersion.objects.of(thing).select_related("by")
        if "before" in request.GET:
            found = found.filter(number__lt=number_in(request.GET, "before"))
        page = list(found[: PAGE + 1])
        context = self.admin_site.each_context(request) | {
            "title": f"History of {thing}",
            "original": thing,
            "opts": self.opts,
            "lines": list(_lines(thing, page)),
            "older_than": page[PAGE - 1].number if len(page) > PAGE else None,
            "is_newest": "before" not in request.GET,
            "may_change": self.has_change_permission(request, thing),
            "compared": _against(thing, request.GET.get("against", "")),
        }
        return render(request, "admin/kept_history.html", context)


class OneOfItsKind(KeptAdmin):
    """Of what there is one row of: the list leads straight to its form."""

    title = ""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        options = self.opts
        return redirect(f"admin:{options.app_label}_{options.model_name}_change", 1)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        named = {"title": self.title, "subtitle": None}
        return super().change_view(request, object_id, form_url, named | (extra_context or {}))


@dataclass(frozen=True)
class Line:
    """A version, and what it made of the one before it."""

    version: KeptVersion
    differences: list[Difference]


def _lines(thing: Any, page: list[KeptVersion]) -> Iterator[Line]:
    for version, older in list(zip_longest(page, page[1:]))[:PAGE]:
        yield Line(version, _differences(thing, older.words, version.words) if older else [])


def _against(thing: Any, number: str) -> Line | None:
    """An earlier version against the thing as it stands."""
    if not is_key(number):
        return None
    version = get_object_or_404(KeptVersion.objects.of(thing), number=number)
    return Line(version, _differences(thing, version.words, words_of(thing)))


def _differences(thing: Any, older: dict[str, Any], newer: dict[str, Any]) -> list[Difference]:
    return [
        Difference(_label(thing, name), _compared(thing, name, older.get(name), newer.get(name)))
        for name in thing.kept_fields
        if older.get(name) != newer.get(name)
    ]


def _label(thing: Any, name: str) -> str:
    field = field_of(thing, name)
    return label(field) if field else name.replace("_", " ").capitalize()


def _compared(thing: Any, name: str, older: Any, newer: Any) -> list[Paragraph]:
    field = field_of(thing, name)
    if isinstance(field, ProseEditorField):
        changed = compare(paragraphs(older or ""), paragraphs(newer or ""))
        return [paragraph for paragraph in changed if paragraph.has_changed]
    return [words(_text(field, older), _text(field, newer))]


def _text(field: models.Field | None, value: Any) -> str:
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        of_each: Any = getattr(field, "base_field", None)
        labels = dict(of_each.choices or ()) if of_each else {}
        return ", ".join(str(labels.get(one, one)) for one in value)
    if isinstance(field, models.ForeignKey):
        return str(_others(field).filter(pk=value).first() or value)
    return shown(field.to_python(value), field) if field else str(value)


def _others(field: models.ForeignKey) -> Any:
    """What the field may name in a version; a photo that is under embargo by now is its number."""
    model: Any = field.remote_field.model
    return Photo.objects.not_under_embargo() if model is Photo else model.objects.all()
