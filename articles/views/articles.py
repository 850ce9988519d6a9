from datetime import date
from http import HTTPStatus
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner.dateline import NEWSROOM_ZONE
from algemeiner.policy import public
from algemeiner.security import allow_frames, allow_recaptcha
from algemeiner.snapshot import of_one_moment
from articles.figures import frame_hosts
from articles.models import Article
from articles.sharing import ShareLinks
from articles.structured_data import Facts


@public
@require_safe
@of_one_moment
@allow_recaptcha
def article(request: HttpRequest, day: date, slug: str) -> HttpResponseBase:
    found = Article.objects.published().at_address(day, slug).for_page().first()
    if found is None:
        return gone(request, day, slug)
    url = _absolute(found.get_absolute_url())
    response = render(
        request,
        "articles/article.html",
        {
            "article": found,
            "share": ShareLinks(url, found.headline),
            "canonical_url": found.canonical_url or url,
            "facts": facts_of(found),
        },
    )
    return allow_frames(response, frame_hosts(found.body))


def gone(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    """The answer of an address whose article readers had once; Http404 where there was none."""
    article = Article.objects.gone().at_address(day, slug).first()
    if article is None:
        raise Http404("No article has this address.")
    context = {"notice": article.withdrawal_notice}
    return render(request, "410.html", context, status=HTTPStatus.GONE)


def facts_of(article: Article) -> Facts:
    assert article.publish_at is not None
    photo = article.lead_photo
    share_url = photo.share_url if photo else ""
    return Facts(
        kind=article.kind,
        lang=article.lang,
        headline=article.headline,
        description=article.dek,
        section=article.section.name if article.section else "",
        url=_absolute(article.get_absolute_url()),
        published=article.publish_at.astimezone(NEWSROOM_ZONE),
        updated=article.updated_at and article.updated_at.astimezone(NEWSROOM_ZONE),
        image=_absolute(share_url) if share_url else "",
        authors=[
            (byline.author.name, _absolute(byline.author.get_absolute_url()))
            for byline in article.bylines_in_order
        ],
        corrections=[
            (change.text, change.at.astimezone(NEWSROOM_ZONE)) for change in article.corrections
        ],
    )


def _absolute(address: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", address)
