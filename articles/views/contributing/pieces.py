from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.entrance import for_contributors
from articles.models import Submission


def mine(request: Any, pk: int) -> Submission:
    """The piece of who asks; to everybody else there is none."""
    found = Submission.objects.of(request.user).for_sender().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@for_contributors
@require_safe
def pieces(request: Any) -> HttpResponse:
    """All that the contributor has sent or is writing, a line for each."""
    of_mine = Submission.objects.of(request.user).for_lists().latest_first()
    return render(request, "contributing/pieces.html", {"pieces": of_mine})


@for_contributors
@require_safe
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "contributing/piece.html", {"submission": mine(request, pk)})
