from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article, Section
from articles.paging import page_of


@public
@cached("before", "after")
@require_safe
@of_one_moment
def section(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    articles = Article.objects.published().in_section(section).for_lists()
    page = page_of(articles, request)
    return render(request, "articles/section.html", {"section": section, "page": page})
