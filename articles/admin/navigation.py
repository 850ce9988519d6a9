"""The order of the sections in the navigation and of the pages in the footer, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.forms.widgets import Script

from algemeiner.keys import is_key
from articles.admin.kept import KeptForm, OneOfItsKind
from articles.models import Navigation, Page, Section

Row = tuple[str, str]  # slug, name


class Arrangement(forms.Widget):
    """Rows with a number each; one without is not shown. desk/arrangement.js moves them."""

    template_name = "admin/widgets/arrangement.html"

    def __init__(self, rows: Callable[[], list[Row]], shown: str) -> None:
        super().__init__()
        self.rows, self.shown = rows, shown

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        places = {slug: place for place, slug in enumerate(value or [], start=1)}
        rows = [
            {"name": f"{name}-{slug}", "label": label, "place": places.get(slug, "")}
            for slug, label in self.rows()
        ]
        in_order = sorted(rows, key=lambda row: row["place"] or len(rows) + 1)
        return super().get_context(name, value, attrs) | {"rows": in_order, "shown": self.shown}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        numbers = {slug: data.get(f"{name}-{slug}", "").strip() for slug, _ in self.rows()}
        shown = [slug for slug, number in numbers.items() if number]
        return sorted(shown, key=lambda slug: _place(numbers[slug]))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def as_sent(self, name: str, value: list[str]) -> dict[str, str]:
        """What a browser would send of it."""
        places = {slug: str(place) for place, slug in enumerate(value, start=1)}
        return {f"{name}-{slug}": places.get(slug, "") for slug, _ in self.rows()}


def _place(number: str) -> int:
    return int(number) if is_key(number) else 0


def _rows(model: Any, label: str) -> Callable[[], list[Row]]:
    return lambda: list(model.objects.values_list("slug", label))


class NavigationForm(KeptForm):
    sections = forms.Field(
        required=False,
        label="Sections in the navigation",
        widget=Arrangement(_rows(Section, "name"), "in the navigation"),
    )
    pages = forms.Field(
        required=False,
        label="Pages in the footer",
        widget=Arrangement(_rows(Page, "title"), "in the footer"),
    )

    class Meta:
        model = Navigation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Navigation.kept_fields:
            if name in self.fields:
                self.fields[name].initial = getattr(self.instance, name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in Navigation.kept_fields:
            came = [slug for slug in getattr(self.instance, name) if self._has_come(name, slug)]
            setattr(self.instance, name, [*self.cleaned_data.get(name, []), *came])
        return cleaned

    def _has_come(self, name: str, slug: str) -> bool:
        """Whether the form was opened before this was made: then it stays where it is shown."""
        return f"{name}-{slug}" not in self.data


@admin.register(Navigation)
class NavigationAdmin(OneOfItsKind):
    title = "Navigation"
    form = NavigationForm
    fields = ["sections", "pages"]

    class Media:
        js = [Script("js/desk/arrangement.js", type="module")]


class PlacedLast:
    """Over the admin of what the navigation shows: a new one comes last."""

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change:
            last = type(obj).objects.aggregate(last=Max("position"))["last"]
            obj.position = (last or 0) + 1
        super().save_model(request, obj, form, change)  # type: ignore[misc]
