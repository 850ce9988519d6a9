"""An article's form as its browser sends it: to keep what was typed, and to lay it out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from algemeiner.keys import is_key
from articles.drafts import Fields
from authors.models import Author


def as_sent(form: forms.BaseForm) -> Fields:
    """What a browser would send of a form that nobody has touched."""
    return {name: values for field in form for name, values in sent_of(field)}


def sent_of(field: forms.BoundField) -> Iterator[tuple[str, list[str]]]:
    return _sent(field.html_name, field.field.widget, field.value())


def _sent(name: str, widget: Any, value: Any) -> Iterator[tuple[str, list[str]]]:
    widget = getattr(widget, "widget", widget)  # the admin wraps a field that has a "+" beside it
    if hasattr(widget, "decompress"):
        pieces = value if isinstance(value, list) else widget.decompress(value)
        for suffix, part, piece in zip(widget.widgets_names, widget.widgets, pieces, strict=True):
            yield from _sent(name + suffix, part, piece)
    else:
        shown = widget.format_value(value)
        values = shown if isinstance(shown, list) else [shown]
        yield name, [str(value) for value in values if value not in (None, "")]


def as_data(fields: Fields) -> QueryDict:
    """The fields as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    return data


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two values of a field say the same, however their lines end."""
    return _lines(one) == _lines(other)


def _lines(values: Sequence[str]) -> list[str]:
    return sorted(value.replace("\r\n", "\n") for value in values if value)


# The rows of the byline


def byline_rows(authors: Iterable[Author]) -> Fields:
    rows = {}
    names = [str(author.pk) for author in authors]
    for index, name in enumerate(names):
        rows[f"bylines-{index}-author"] = [name]
        rows[f"bylines-{index}-position"] = [str(index + 1)]
    count = {"TOTAL": len(names), "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": 1000}
    return rows | {f"bylines-{name}_FORMS": [str(number)] for name, number in count.items()}


def byline_in(fields: Fields) -> list[str]:
    """The authors of the rows by their ids, in the order of the rows' numbers."""
    rows = []
    for name, values in fields.items():
        if name.startswith("bylines-") and name.endswith("-author") and "".join(values):
            place = next(iter(fields.get(name.removesuffix("author") + "position", [])), "")
            rows.append((int(place) if is_key(place) else len(fields), values[0]))
    return [author for _, author in sorted(rows, key=lambda row: row[0])]
