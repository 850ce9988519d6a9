"""How much each check before publishing weighs, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from algemeiner.desk import DeskModelAdmin
from articles import gate_rules
from articles.checks import CHECKS, Check
from articles.models import GateRule, Kind, Level, Section

BY_NAME = {check.name: check for check in CHECKS}
NO_EXCEPTION = ("", "No exception")


@dataclass(frozen=True)
class Row:
    """A check on the page: its weight everywhere, and the exceptions, each with its place."""

    check: Check
    everywhere: forms.BoundField
    exceptions: list[tuple[str, forms.BoundField]]


class WeightsForm(forms.Form):
    """
    Every check's weight everywhere, every exception's, and room for one more exception.

    Each field sends along what it showed, so that only what this person changed is written.
    """

    check = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *Kind.choices])
    section = forms.ModelChoiceField(
        Section.objects.all(), required=False, empty_label="Every section"
    )
    level = forms.ChoiceField(required=False, label="Weight", choices=[("", "–"), *Level.choices])

    def __init__(self, data: Any = None, *, may_change: bool) -> None:
        super().__init__(data)
        self.fields["check"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((check.name, check.label) for check in CHECKS),
        ]
        self.rules = gate_rules.by_check()
        for check in CHECKS:
            everywhere = [rule for rule in self.rules[check.name] if _is_everywhere(rule)]
            level = everywhere[0].level if everywhere else check.level
            self.fields[check.name] = _weight(Level.choices, level, f"{check.label}, everywhere")
        for rule in self.exceptions():
            name = f"{BY_NAME[rule.check_name].label}, {_place(rule)}"
            choices = [NO_EXCEPTION, *Level.choices]
            self.fields[f"rule-{rule.pk}"] = _weight(choices, rule.level, name)
        for field in self.fields.values():
            field.disabled = not may_change

    def exceptions(self) -> Iterator[GateRule]:
        for rules in self.rules.values():
            yield from (rule for rule in rules if not _is_everywhere(rule))

    def rows(self) -> Iterator[Row]:
        for check in CHECKS:
            exceptions = [rule for rule in self.exceptions() if rule.check_name == check.name]
            fields = [(_place(rule), self[f"rule-{rule.pk}"]) for rule in exceptions]
            yield Row(check, self[check.name], fields)

    def another(self) -> list[forms.BoundField]:
        return [self[name] for name in ("check", "kind", "section", "level")]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        named, placed = said.get("check"), said.get("kind") or said.get("section")
        if bool(named) != bool(said.get("level")) or bool(named) != bool(placed):
            self.add_error(
                None,
                "An exception names a check, a weight, and a kind or a section or both.",
            )
        return said

    def save(self, by: Any) -> None:
        said = self.cleaned_data
        for rule in list(self.exceptions()):
            if f"rule-{rule.pk}" in self.changed_data:
                level = said[f"rule-{rule.pk}"]
                _weigh(rule.check_name, level, kind=rule.kind, section=rule.section, by=by)
        for check in CHECKS:
            if check.name in self.changed_data:
                gate_rules.generally(check, Level(said[check.name]), by=by)
        if said["check"]:
            place = {"kind": said["kind"], "section": said["section"]}
            _weigh(said["check"], said["level"], **place, by=by)


@admin.register(GateRule)
class GateRuleAdmin(DeskModelAdmin):
    """No rows to open one by one: the list is the page."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="articles_gaterule_changelist")]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        may_change = self.has_change_permission(request)
        if not self.has_view_permission(request) or (request.method == "POST" and not may_change):
            raise PermissionDenied
        form = WeightsForm(request.POST or None, may_change=may_change)
        if form.is_valid():
            return _saved(request, form)
        context = self.admin_site.each_context(request) | {
            "title": "Checks before publishing",
            "form": form,
            "may_change": may_change,
            "history": gate_rules.history(),
            "opts": self.opts,
        }
        return render(request, "admin/articles/gaterule/weights.html", context)


def _saved(request: HttpRequest, form: WeightsForm) -> HttpResponse:
    with transaction.atomic():
        form.save(by=request.user)
    messages.success(request, "Saved. It counts for whatever is published from now on.")
    return redirect("admin:articles_gaterule_changelist")


def _weigh(name: str, level: str, **place: Any) -> None:
    gate_rules.weigh(BY_NAME[name], Level(level) if level else None, **place)


def _weight(choices: Any, level: str, name: str) -> forms.ChoiceField:
    widget = forms.Select({"aria-label": name})
    return forms.ChoiceField(
        choices=choices,
        initial=str(level),
        required=False,
        widget=widget,
        show_hidden_initial=True,
    )


def _is_everywhere(rule: GateRule) -> bool:
    return not rule.kind and rule.section_id is None


def _place(rule: GateRule) -> str:
    return gate_rules.place_in_words(rule.kind, rule.section)
