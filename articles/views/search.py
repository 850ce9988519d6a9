from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.paging import page_of
from articles.search import LONGEST_QUERY, find, passages, question


@public
@cached("q", "before", "after", seconds=60)
@require_safe
@of_one_moment
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    if len(typed) > LONGEST_QUERY:
        raise BadRequest("The question is too long.")
    words = question(typed)
    context: dict[str, Any] = {"query": typed, "page": None, "results": []}
    if words:
        page = page_of(find(words).for_lists().with_body(), request)
        passage_of = passages(page.rows, words)
        context |= {
            "page": page,
            "results": [
                {"article": article, "passage": passage_of[article.pk]} for article in page.rows
            ],
        }
    return render(request, "articles/search.html", context)
