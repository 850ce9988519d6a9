"""The files of plain text that programs look for at the root of the site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from articles import crawlers
from articles.linked_data import absolute
from articles.models import Site

TEXT = "text/plain; charset=utf-8"


@public
@cached()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    refused = Site.objects.values_list("refused_crawlers", flat=True).first()
    sitemaps = [absolute(reverse(f"articles:{name}")) for name in ("sitemap", "sitemap_news")]
    return HttpResponse(crawlers.robots(refused or [], sitemaps), content_type=TEXT)


@public
@cached()
@require_safe
def text_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of those that the desk writes (articles.models.site.TEXT_FILES)."""
    text = Site.objects.values_list(name, flat=True).first()
    if not text:
        raise Http404("The paper has no such file.")
    return HttpResponse(text.replace("\r\n", "\n").rstrip() + "\n", content_type=TEXT)


@public
@cached()
@require_safe
def indexnow_key(request: HttpRequest) -> HttpResponse:
    if not settings.INDEXNOW_KEY:
        raise Http404("Nobody is told of new addresses.")
    return HttpResponse(settings.INDEXNOW_KEY, content_type=TEXT)
