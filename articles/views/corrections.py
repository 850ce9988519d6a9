from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles.models import Change
from articles.paging import page_of


@public
@cached("before", "after")
@require_safe
@of_one_moment
def corrections(request: HttpRequest) -> HttpResponse:
    standing = Change.objects.corrections().standing().before_readers().for_lists()
    return render(request, "articles/corrections.html", {"page": page_of(standing, request)})
