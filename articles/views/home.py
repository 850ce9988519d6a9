from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.front import front_now


@public
@cached()
@require_safe
@of_one_moment
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/home.html", {"front": front_now()})
