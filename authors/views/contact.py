from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.policy import public
from algemeiner.security import allow_recaptcha
from authors import inbox
from authors.forms import ContactForm


@public
@never_cache
@allow_recaptcha
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    form = ContactForm(request.POST or None, address=request.META["REMOTE_ADDR"])
    if request.method == "POST" and form.is_valid():
        inbox.receive(form)
        return redirect("authors:contact_thanks")
    return render(request, "authors/contact.html", {"form": form})


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Your message is with the newsroom",
        "message": "Thank you. An editor reads everything that is sent.",
    }
    return render(request, "authors/thanks.html", context)
