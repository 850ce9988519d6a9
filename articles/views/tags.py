from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article, Tag
from articles.paging import page_of


@public
@cached("before", "after")
@require_safe
@of_one_moment
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    articles = Article.objects.published().tagged(tag).for_lists()
    return render(request, "articles/tag.html", {"tag": tag, "page": page_of(articles, request)})
