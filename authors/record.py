"""A line in the record, which nobody can change, about what was done to people and their words."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

from authors.models import User


def of_person(
    verb: str, person: User, *, by: User | None, reason: str = "", **details: Any
) -> None:
    _leave(verb, by=by, reason=reason, details=details, person=person)


def of_thing(verb: str, thing: Model, *, by: User | None, **details: Any) -> None:
    """About a message or whatever else is no account: its noun, number and name stay with it."""
    noun, name = str(thing._meta.model_name), str(thing)[:300]
    _leave(verb, by=by, details=details, about_noun=noun, about_id=thing.pk, about_name=name)


def _leave(verb: str, **fields: Any) -> None:
    # By name: this app does not import the one that keeps the record.
    apps.get_model("articles", "AuditEntry").objects.create(verb=verb, **fields)
