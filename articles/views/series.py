from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Article, Series


@public
@cached()
@require_safe
@of_one_moment
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts that are out, in order; nothing at all before the first is."""
    found = get_object_or_404(Series.objects.begun(), slug=slug)
    parts = Article.objects.published().parts_of(found).for_lists()[: Series.MOST_PARTS]
    return render(request, "articles/series.html", {"series": found, "parts": parts})
