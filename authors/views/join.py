from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors import inbox
from authors.forms import JoinForm


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form at the foot of an article comes here by GET, with what was typed, without script."""
    typed = {name: request.GET.get(name, "") for name in ("name", "email")}
    form = JoinForm(request.POST or None, address=request.META["REMOTE_ADDR"], initial=typed)
    if request.method == "POST" and form.is_valid():
        inbox.receive(form)
        return redirect("authors:join_thanks")
    return render(request, "authors/join.html", {"form": form})


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Welcome to the conversation",
        "message": "Thank you. An editor will write to the address you gave.",
    }
    return render(request, "authors/thanks.html", context)
