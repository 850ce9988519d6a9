from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from algemeiner.entrance import for_contributors
from articles.models import Submission
from authors.models import User

# The pages of a piece, and what its sender does to it there.
PAGES = ("compare", "draft", "offers", "photo")
ACTS = ("reply", "withdraw", "reopen", "discard", "agree", "object", "correct", "forget")


@dataclass(frozen=True)
class Visit:
    """A piece before its sender, by whichever door they came, with the addresses of its pages."""

    submission: Submission
    by: User | None  # None for a guest, whose link is all that is known of them
    ways: Mapping[str, str]


def of_contributor(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """A view of a visit as one of a piece's number: to everybody but its sender there is none."""

    @for_contributors
    @wraps(view)
    def found(request: Any, pk: int, **more: Any) -> HttpResponseBase:
        mine = Submission.objects.of(request.user).for_sender().filter(pk=pk).first()
        if mine is None:
            raise Http404("No piece of yours has this number.")
        return view(request, Visit(mine, request.user, ways_to(pk)), **more)

    return found


def ways_to(pk: int) -> dict[str, str]:
    pages = {name: reverse(f"articles:piece_{name}", args=[pk]) for name in PAGES}
    acts = {name: reverse("articles:piece_act", args=[pk, name]) for name in ACTS}
    return {"page": reverse("articles:piece", args=[pk])} | pages | acts
