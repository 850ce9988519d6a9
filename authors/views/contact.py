from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.keys import is_key
from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors.forms import ContactForm
from authors.models import ContactMessage
from authors.views import visitors

FROM_AN_ARTICLE = ("article", "revision", "passage")


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """`?article=`, `?revision=` and `?passage=` come from “Report an error” beside an article."""
    given = {name: request.GET.get(name, "") for name in FROM_AN_ARTICLE}
    if is_key(given["article"]):
        given["topic"] = ContactMessage.Topic.CORRECTION
    return visitors.answer(request, ContactForm, act="contact", initial=given)


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Your message is with the newsroom",
        "message": "Thank you. An editor reads everything that is sent.",
    }
    return render(request, "authors/thanks.html", context)
