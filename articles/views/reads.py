"""What readers' browsers say of pages that were read, and what most of them read."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from algemeiner.keys import is_key
from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.counting import is_a_machine
from articles.reads import keeper, rankings
from authors.limits import household

SHOWN = 10


@public
@csrf_exempt  # a page of a cache has no token, and whoever forges a reading has only counted one
@require_POST
@never_cache
def beacon(request: HttpRequest) -> HttpResponse:
    """
    One reading of the article that the body names (static/js/article.js). The answer is the same
    whether it was counted or not.
    """
    article = request.POST.get("article", "")
    if is_key(article) and _is_of_a_reader(request):
        keeper.add(int(article), household(request.META["REMOTE_ADDR"]))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _is_of_a_reader(request: HttpRequest) -> bool:
    """From a page of ours that somebody has before them, as far as a request says so."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    purpose = request.headers.get("Sec-Purpose", "")
    agent = request.headers.get("User-Agent", "")
    return site == "same-origin" and not purpose and not is_a_machine(agent)


@public
@cached()
@require_safe
@of_one_moment
def most_read(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/most_read.html", {"rankings": rankings(SHOWN)})
