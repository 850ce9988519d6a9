"""What the pages with a form for visitors have in common."""

from collections.abc import Callable
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from authors import inbox, limits
from authors.forms import VisitorForm


def answer(
    request: HttpRequest,
    form_class: type[VisitorForm],
    *,
    act: str,
    initial: dict[str, Any] | None = None,
    receive: Callable[[Any], object] = inbox.receive,
) -> HttpResponse:
    """
    The page `authors/<act>.html` with its form, or the way to the thanks for what was sent.

    Whoever sends too much in a while gets their words back, and is told how long to wait.
    """
    address = request.META["REMOTE_ADDR"]
    if request.method != "POST":
        return render(request, f"authors/{act}.html", {"form": form_class(initial=initial)})
    wait = limits.wait_before(act, address)
    if wait is not None:
        return _wait(request, form_class, act, minutes=ceil(wait.total_seconds() / 60))
    form = form_class(request.POST, address=address)
    if not form.is_valid():
        return render(request, f"authors/{act}.html", {"form": form})
    receive(form)
    return redirect(f"authors:{act}_thanks")


def _wait(
    request: HttpRequest, form_class: type[VisitorForm], act: str, *, minutes: int
) -> HttpResponse:
    context = {"form": form_class(initial=request.POST.dict()), "minutes": minutes}
    return render(request, f"authors/{act}.html", context, status=429)
