from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.context import the_site
from articles.forms.search import SearchForm
from articles.search import LONGEST_QUERY, Order, page_of, passages


@public
@cached(*SearchForm.base_fields, "before", "after", seconds=60)
@require_safe
@of_one_moment
def search(request: HttpRequest) -> HttpResponse:
    if len(request.GET.get("q", "").strip()) > LONGEST_QUERY:
        raise BadRequest("The question is too long.")
    paper = the_site()
    form = SearchForm(request.GET, paper.all_sections)
    question, places = form.question, form.places
    context: dict[str, Any] = {
        "paper": paper,
        "form": form,
        "query": form.cleaned_data["q"],
        "question": question,
        "chips": form.chips(),
        "page": None,
        "results": [],
    }
    if question.asked or (places and not question.excluded):
        page = page_of(question, places, form.order, request)
        passage_of = passages(page.rows, question)
        context |= {
            "page": page,
            "results": [
                {"article": article, "passage": passage_of.get(article.pk)} for article in page.rows
            ],
            "orders": _orders(form) if question.asked else [],
        }
    return render(request, "articles/search.html", context)


def _orders(form: SearchForm) -> list[dict[str, Any]]:
    return [
        {
            "label": order.label,
            "address": form.address(sort="" if order == Order.BEST else order),
            "is_chosen": order == form.order,
        }
        for order in Order
    ]
