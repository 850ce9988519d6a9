from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.alphabet import by_letter
from articles.models import Article
from articles.paging import page_of
from authors.models import Author


@public
@cached("before", "after")
@require_safe
@of_one_moment
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    articles = Article.objects.published().by_author(author).for_lists()
    context = {"author": author, "page": page_of(articles, request)}
    return render(request, "authors/author.html", context)


@public
@cached()
@require_safe
@of_one_moment
def authors(request: HttpRequest) -> HttpResponse:
    found = Author.objects.in_print().only("name", "slug").order_by()
    return render(request, "articles/authors.html", {"letters": by_letter(found)})
