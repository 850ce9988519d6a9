"""Behind the link in a notice: no more of its kind, without a log-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from algemeiner.policy import public
from authors import notices


@public
@never_cache
@csrf_exempt  # a mail program posts here by itself (RFC 8058); the link's signature is the right to
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; programs that look through mail follow links, and press none."""
    found = notices.read_link(token)
    if found is None:
        return _page(request, step="unknown", status=404)
    person, kind = found
    if request.method != "POST":
        return _page(request, step="button", label=notices.label_of(kind))
    notices.mute(person, kind)
    return _page(request, step="done", label=notices.label_of(kind))


def _page(request: HttpRequest, status: int = 200, **shown: str) -> HttpResponse:
    response = render(request, "authors/mute.html", shown, status=status)
    response["Referrer-Policy"] = "same-origin"  # the address is a key
    return response
