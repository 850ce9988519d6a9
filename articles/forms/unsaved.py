"""A form that is kept while it is typed into: which form it is, and what it takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import strip_tags

from articles.drafts import Fields
from articles.forms.typed import as_data, same, sent_of
from articles.models import Autosave
from authors.models import User

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_KEYS = 20
# What is typed about a save and not into the text.
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


def differences(typed: Fields, form: UnsavedForm) -> Iterator[str]:
    """The labels of the fields in which what was typed says otherwise than an untouched form."""
    for field in form:
        if field.name not in BESIDE_THE_TEXT and any(
            not same(typed.get(name, []), values) for name, values in sent_of(field)
        ):
            yield _label(field, typed)


def _label(field: forms.BoundField, typed: Fields) -> str:
    name = field.label.lower()
    if field.name != "body":
        return name
    words = len(strip_tags(" ".join(typed.get("body", [])).replace("<", " <")).split())
    return f"{name} ({words:,} word{'' if words == 1 else 's'})"
