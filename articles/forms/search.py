"""What a reader asks of the search: the words, and where to look for them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from articles.gathering import Places
from articles.models import Kind, Section
from articles.questions import Question
from articles.search import Order
from authors.models import Author

LONGEST_NAME = 120
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day:%Y}"


class DayField(forms.CharField):
    """A day, or the first or the last one of a month or year: "2019-07-19", "2019-07", "2019"."""

    def __init__(self, *, ends: bool = False, **options: Any) -> None:
        super().__init__(required=False, max_length=10, **options)
        self.ends = ends
        self.widget.input_type = "date"

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """No length: HTML knows none of a date."""
        return {}

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self._day(text)
        except ValueError as error:
            raise ValidationError(
                f"“{text}” is no day that we know. Write one like this: 2019-07-19."
            ) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """As the day that it was taken for: no browser's own field shows a year alone."""
        try:
            return self.to_python(data)
        except ValidationError:
            return data

    def run_validators(self, value: Any) -> None:
        """A day is one, or it was refused."""

    def _day(self, text: str) -> date:
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if not 1900 <= year < 2200:
            raise ValueError(text)
        month = month or (12 if self.ends else 1)
        return date(year, month, day or (monthrange(year, month)[1] if self.ends else 1))


class SearchForm(forms.Form):
    """
    Always answers: what cannot be taken is left out, and said why in `problems`.

    `sections` are those of the paper, so that nothing is asked for them.
    """

    q = forms.CharField(required=False, label="Words to look for")
    section = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "There is no section “%(value)s”."},
    )
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Every kind"), *Kind.choices],
        error_messages={"invalid_choice": "There is no kind of article “%(value)s”."},
    )
    author = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        help_text="The whole name, as it stands in bylines.",
    )
    since = DayField(label="From")
    until = DayField(label="To", ends=True)
    sort = forms.ChoiceField(
        required=False,
        label="Order",
        choices=Order.choices,
        error_messages={"invalid_choice": "Results have no order “%(value)s”."},
    )

    def __init__(self, data: QueryDict, sections: list[Section]) -> None:
        super().__init__(data, auto_id="search-%s")
        self.sections = {section.slug: section for section in sections}
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            ("", "Every section"),
            *((section.slug, section.name) for section in sections),
        ]
        self.full_clean()

    def clean_author(self) -> Author | None:
        name = " ".join(self.cleaned_data["author"].split())
        if not name:
            return None
        called = Author.objects.filter(Q(slug=name) | Q(name__iexact=name)).first()
        if called is None:
            raise ValidationError(f"No author is called “{name}”.")
        return called

    def clean(self) -> None:
        first, last = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if first and last and first > last:
            self.add_error("since", "It is after the last day: nothing was published in between.")

    @property
    def problems(self) -> list[str]:
        return [str(problem) for problems in self.errors.values() for problem in problems]

    @property
    def places(self) -> Places:
        taken = self.cleaned_data
        section = self.sections.get(taken.get("section", ""))
        return Places(
            sections=[section] if section else [],
            kind=taken.get("kind", ""),
            author=taken.get("author"),
            first=None if "since" in self.errors else taken.get("since"),
            last=taken.get("until"),
        )

    @property
    def question(self) -> Question:
        return Question.parse(self.cleaned_data.get("q", ""))

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or Order.BEST

    def chips(self) -> list[Chip]:
        """What the search is narrowed to, each with the address of the search without it."""
        places = self.places
        shown = {
            "section": places.sections[0].name if places.sections else "",
            "kind": Kind(places.kind).label if places.kind else "",
            "author": f"By {places.author}" if places.author else "",
            "since": f"From {_day(places.first)}" if places.first else "",
            "until": f"To {_day(places.last)}" if places.last else "",
        }
        return [Chip(label, self.address(**{name: ""})) for name, label in shown.items() if label]

    @property
    def everywhere(self) -> str:
        return self.address(section="", kind="", author="", since="", until="")

    def address(self, **changes: str) -> str:
        """Of this search with some of its fields changed, from its first page on."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            value = changes.get(name, self.data.get(name, "").strip())
            if value:
                query[name] = value
        return f"{reverse('articles:search')}?{query.urlencode()}"


@dataclass(frozen=True)
class Chip:
    label: str
    without: str
