"""The checklist on an article's form: what the gate says of the text as it stands in the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from algemeiner import policy
from algemeiner.keys import is_key
from articles import gate
from articles.admin.one_article import article_for
from articles.gate import Finding
from articles.models import Article
from articles.proofs import Proof
from authors.models import Author


@dataclass(frozen=True)
class Line:
    """A finding as the panel shows it: a link to its field, another to the record to mend."""

    finding: Finding
    anchor: str
    record: str
    record_name: str


@require_POST
def checks(request: Any, object_id: int) -> HttpResponse:
    """The panel's list for what is typed into the form; nothing is saved."""
    article = article_for(request, object_id, "change")
    shown = _panel(request, _typed(request, article))
    return render(request, "admin/articles/article/_checks.html", shown)


def panels(request: Any, article: Article) -> dict[str, Any]:
    """What an article's form shows of its working copy, to whoever may change it."""
    if not policy.may(request.user, "articles.change_article", article):
        return {}
    assert article.working_copy is not None
    shown = _panel(request, Proof.of(article, article.working_copy, reader=request.user))
    return shown | {"refused": "refused" in request.GET and shown["report"].blocking}


def _panel(request: Any, proof: Proof) -> dict[str, Any]:
    report = gate.ask(proof)
    may_override = policy.may(request.user, "articles.override_article", proof.article)
    return {
        "report": report,
        "lines": [_line(request.user, found) for found in [*report.blocking, *report.advice]],
        "may_override": may_override and not report.essentials,
    }


def _typed(request: Any, article: Article) -> Proof:
    """What the form says, as far as it makes sense; the rest as it was saved."""
    assert article.working_copy is not None
    article.take_content(article.working_copy)
    form_class = admin.site.get_model_admin(Article).get_form(request, article, change=True)
    form: Any = form_class(request.POST, instance=article)
    form.is_valid()
    named = [
        value
        for name, value in request.POST.items()
        if name.startswith("bylines-") and name.endswith("-author") and is_key(value)
    ]
    return Proof(
        article,
        form.instance,
        authors=list(Author.objects.filter(pk__in=named)),
        tags=list(form.cleaned_data.get("tags", [])),
        reader=request.user,
    )


def _line(user: Any, finding: Finding) -> Line:
    field, about = finding.check.field, finding.about
    anchor = "id_bylines-0-author" if field == "bylines" else f"id_{field}"
    if about is None:
        return Line(finding, anchor, "", "")
    options = about._meta
    # Asked about such records at large: the record's own screen asks about this one.
    may_see = policy.may(user, f"{options.app_label}.view_{options.model_name}")
    address = f"admin:{options.app_label}_{options.model_name}_change"
    record = reverse(address, args=[about.pk]) if may_see else ""
    return Line(finding, anchor, record, str(options.verbose_name))
