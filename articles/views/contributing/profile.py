"""Who somebody is to the paper, from the first word about themselves to the author's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.entrance import for_contributors
from articles.contributing import people
from articles.forms.profile import ProfileForm
from articles.views.contributing.own_pictures import serve_picture
from authors import contributors
from authors.models import Contributor, Terms

PAGE = "contributing/profile.html"


def me(request: Any) -> Contributor:
    """Who asks; of an account that the newsroom made, the profile begins empty."""
    found = Contributor.objects.select_related("user", "portrait", "terms")
    contributor, _ = found.get_or_create(user=request.user, defaults={"name": request.user.name})
    return contributor


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Any) -> HttpResponse:
    """What is typed is kept by “Save”; “Hand in” asks an editor to look at it as well."""
    contributor = me(request)
    if request.method != "POST":
        return _page(request, contributor, ProfileForm(instance=contributor))
    form = ProfileForm(request.POST, request.FILES, instance=contributor)
    if not form.is_valid():
        return _page(request, me(request), form)
    try:
        with transaction.atomic():
            said = _keep(form, hands_in="_hand_in" in request.POST)
    except ValidationError as problem:
        form.add_error(None, problem)
        return _page(request, me(request), form)
    messages.success(request, said)
    return redirect("articles:profile")


@for_contributors
@require_safe
def portrait(request: Any) -> HttpResponseBase:
    """For its owner: readers have it when an editor has taken it over."""
    photo = me(request).portrait
    return HttpResponse(status=204) if photo is None else serve_picture(request, photo)


@for_contributors
@require_safe
def terms(request: Any) -> HttpResponse:
    """The terms in force, and those that the contributor has agreed to where they are others."""
    context = {"contributor": me(request), "terms": Terms.objects.in_force()}
    return render(request, "contributing/terms.html", context)


def _keep(form: ProfileForm, *, hands_in: bool) -> str:
    """Keep all that the form brings, and return what is said of that."""
    contributor: Contributor = form.instance
    if form.portrait is not None:
        people.take_portrait(contributor, form.portrait, form.cleaned_data["picture"].name)
    elif form.focus is not None:
        people.aim_portrait(contributor, form.focus)
    contributors.write_profile(contributor)
    if form.agrees_to is not None:
        contributors.accept_terms(contributor, form.agrees_to)
    if hands_in:
        contributors.hand_in(contributor)
        return "Your profile is with the editors. They write to you."
    return "Saved."


def _page(request: Any, contributor: Contributor, form: ProfileForm) -> HttpResponse:
    context = {
        "contributor": contributor,
        "author": people.author_of(contributor),
        "form": form,
        "may_hand_in": contributor.standing in contributors.OPEN,
    }
    return render(request, PAGE, context)
