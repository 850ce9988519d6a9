from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.policy import public
from algemeiner.security import allow_frames, allow_recaptcha
from algemeiner.snapshot import of_one_moment
from articles.figures import frame_hosts
from articles.models import Article
from articles.sharing import ShareLinks


@public
@require_safe
@of_one_moment
@allow_recaptcha
def article(request: HttpRequest, day: date, slug: str) -> HttpResponseBase:
    found = Article.objects.published().at_address(day, slug).for_page().first()
    if found is None:
        return _gone(request, day, slug)
    url = settings.SITE_URL + found.get_absolute_url()
    response = render(
        request,
        "articles/article.html",
        {
            "article": found,
            "share": ShareLinks(url, found.headline),
            "canonical_url": found.canonical_url or url,
        },
    )
    return allow_frames(response, frame_hosts(found.body))


def _gone(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    gone = Article.objects.gone().at_address(day, slug).first()
    if gone is None:
        raise Http404("No article has this address.")
    return render(request, "410.html", {"notice": gone.withdrawal_notice}, status=HTTPStatus.GONE)
