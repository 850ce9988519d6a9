"""The fields of an article’s copy in words, for every screen that sets one copy beside another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.db.models import Field

from algemeiner.dateline import published
from articles.models import Revision
from articles.models.content import Content
from articles.workflow import Copy

NOTHING = "–"


@dataclass(frozen=True)
class InWords:
    """One field of a copy as the desk shows it."""

    label: str
    text: str


def in_words(copy: Copy) -> dict[str, InWords]:
    """Every field of `copy` by its name but the body; bylines and tags come last."""
    revision = Revision(**copy.content)
    fields = {
        field.name: InWords(label(field), shown(getattr(revision, field.name), field))
        for field in Content._meta.local_fields
        if field.name != "body"
    }
    return fields | {
        "bylines": InWords("Bylines", names(copy.authors)),
        "tags": InWords("Tags", names(copy.tags)),
    }


def label(field: Field) -> str:
    words = str(field.verbose_name)
    return words[0].upper() + words[1:]


def names(things: Iterable[object]) -> str:
    return ", ".join(map(str, things)) or NOTHING


def shown(value: Any, field: Field) -> str:
    if isinstance(value, datetime):
        return published(value)
    return str(display_for_field(value, field, NOTHING))
