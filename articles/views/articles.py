from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.security import allow_frames, allow_recaptcha
from algemeiner.snapshot import of_one_moment
from articles.context import article_page
from articles.figures import frame_hosts
from articles.models import Article


@public
@cached()
@require_safe
@of_one_moment
@allow_recaptcha
def article(request: HttpRequest, day: date, slug: str) -> HttpResponseBase:
    found = Article.objects.published().at_address(day, slug).for_page().first()
    if found is None:
        return gone(request, day, slug)
    response = render(request, "articles/article.html", article_page(found))
    return allow_frames(response, frame_hosts(found.body))


def gone(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    """The answer of an address whose article readers had once; Http404 where there was none."""
    article = Article.objects.gone().at_address(day, slug).first()
    if article is None:
        raise Http404("No article has this address.")
    context = {"notice": article.withdrawal_notice}
    return render(request, "410.html", context, status=HTTPStatus.GONE)
