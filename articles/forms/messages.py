"""What the page of a form says while it is typed into (static/js/desk/line.js), as it is heard."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse

from articles import drafts
from articles.forms.unsaved import keys_in

LARGEST_BODY = 4 * drafts.LARGEST  # bytes; no letter takes more
COUNTABLE = 2**53  # beyond it JavaScript loses count


class Message(forms.Form):
    """What a form's page says of itself; without `typed` only that it is open."""

    person = forms.IntegerField()
    key = forms.UUIDField()
    sequence = forms.IntegerField(min_value=0, max_value=COUNTABLE)
    took_up = forms.CharField(required=False, max_length=1_000)
    based_on = forms.IntegerField(required=False)
    leaving = forms.BooleanField(required=False)
    typed = forms.JSONField(required=False)

    def clean_typed(self) -> drafts.Fields | None:
        typed = self.cleaned_data["typed"]
        if typed is None:
            return None
        if not isinstance(typed, dict):
            raise ValidationError("A form has fields with names.")
        return {_storable(name): _texts(values) for name, values in typed.items()}


def heard(request: Any) -> dict[str, Any] | JsonResponse:
    """What the page of the person who is logged in says, or the answer that it cannot be taken."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return problem("This is too long to be kept while you type. Save a part of it.", 413)
    message = Message(_decoded(request))
    if not message.is_valid():
        return problem("What the page sent cannot be read.", 400)
    said = message.cleaned_data
    if said["person"] != request.user.pk:
        return problem(f"{request.user} is logged in in this browser now.", 409)
    return said


def keep(about: drafts.About, said: dict[str, Any], *, by: Any) -> None:
    """Keep what was typed, if anything was. Raises drafts.NotKept."""
    if said["typed"] is not None:
        drafts.keep(
            about,
            by=by,
            key=said["key"],
            fields=said["typed"],
            sequence=said["sequence"],
            in_place_of=keys_in(said["took_up"]),
        )


def problem(words: str, status: int) -> JsonResponse:
    return JsonResponse({"problem": words}, status=status)


def _decoded(request: HttpRequest) -> dict[str, Any]:
    try:
        message = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValidationError("A field is a list of texts.")
    return [_storable(value) for value in values]


def _storable(text: str) -> str:
    """Without NUL and halves of letters, which PostgreSQL's JSON cannot hold."""
    return text.replace("\0", "").encode(errors="replace").decode()
