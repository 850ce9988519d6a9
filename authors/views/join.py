from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors.forms import JoinForm
from authors.views import visitors


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form at the foot of an article comes here by GET, with what was typed, without script."""
    typed = {name: request.GET.get(name, "") for name in ("name", "email")}
    return visitors.answer(request, JoinForm, act="join", initial=typed)


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Welcome to the conversation",
        "message": "Thank you. An editor will write to the address you gave.",
    }
    return render(request, "authors/thanks.html", context)
