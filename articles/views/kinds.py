from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article, Kind
from articles.paging import page_of


@public
@cached("before", "after")
@require_safe
@of_one_moment
def kind(request: HttpRequest, kind: Kind) -> HttpResponse:
    articles = Article.objects.published().of_kind(kind).for_lists()
    return render(request, "articles/kind.html", {"kind": kind, "page": page_of(articles, request)})
