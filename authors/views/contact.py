from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors.forms import ContactForm
from authors.views import visitors


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    return visitors.answer(request, ContactForm, act="contact")


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Your message is with the newsroom",
        "message": "Thank you. An editor reads everything that is sent.",
    }
    return render(request, "authors/thanks.html", context)
