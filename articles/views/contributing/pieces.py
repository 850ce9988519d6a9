"""The addresses of a contributor's pieces: what is shown there stands in the modules beside."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from algemeiner.entrance import for_contributors
from articles.contributing import submissions
from articles.contributing.requirements import may_send
from articles.contributing.standings import standing
from articles.forms.pieces import NewPieceForm
from articles.models import Site, Submission
from articles.views.contributing import acting, comparing, keeping, writing
from articles.views.contributing.visits import of_contributor

piece = of_contributor(writing.page)
compare = of_contributor(comparing.page)
draft = of_contributor(keeping.keep_draft)
offers = of_contributor(writing.offers)
photo = of_contributor(writing.photo)
act = of_contributor(acting.act)


@for_contributors
@require_safe
def pieces(request: Any) -> HttpResponse:
    """All that somebody has sent or is writing, a line for each."""
    mine = Submission.objects.of(request.user).for_lists().latest_first()
    lines = [(submission, standing(submission)) for submission in mine]
    context = {
        "in_progress": [line for line in lines if not line[0].is_over],
        "over": [line for line in lines if line[0].is_over],
        "may_send": may_send(request.user),
    }
    return render(request, "contributing/pieces.html", context)


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    form = NewPieceForm(request.POST or None)
    if form.is_valid():
        try:
            begun = submissions.start(headline=form.cleaned_data["headline"], by=request.user)
            return redirect("articles:piece", begun.pk)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {"form": form, "limits": Site.objects.first() or Site()}
    return render(request, "contributing/new.html", context)
