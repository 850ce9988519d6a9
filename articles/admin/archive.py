"""
The archive as the desk's pickers of an article ask it: a link in a text, a place on the front.

`?q=` has words, an address or a number; empty, the newest. `&section=` and `&kind=` narrow it;
`&scheduled=1` adds what is still to come. The answer: `{"articles": [{id, headline, dek, section,
kind, authors, address, published, published_at, is_public, thumbnail}, …]}`, the newest first, of
what is not secret from whoever asks.
"""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from algemeiner import policy
from algemeiner.dateline import published
from algemeiner.keys import is_key
from articles import finding
from articles.models import Article
from articles.models.content import Kind
from articles.models.desk_entries import has_words
from articles.search import LONGEST_QUERY

FOUND_AT_ONCE = 10


@require_safe
def archive(request: Any) -> JsonResponse:
    if not policy.may(request.user, "articles.view_article"):
        raise PermissionDenied
    wanted = _wanted(request)
    if wanted.words and not has_words(wanted.words):
        return JsonResponse({"articles": []})
    found = finding.newest(wanted, request.user, FOUND_AT_ONCE)
    articles = Article.objects.for_lists().in_bulk(found)
    return JsonResponse({"articles": [_in_short(articles[pk]) for pk in found]})


def _wanted(request: HttpRequest) -> finding.Wanted:
    words, section, kind = (request.GET.get(name, "") for name in ("q", "section", "kind"))
    if len(words) > LONGEST_QUERY:
        raise BadRequest("The question is too long.")
    if (section and not is_key(section)) or (kind and kind not in Kind.values):
        raise BadRequest("No such section or kind.")
    facets: dict[str, int | str] = {"section": section} if section else {}
    if kind:
        facets["kind"] = kind
    standing = "out" if request.GET.get("scheduled") else "published"
    return finding.Wanted(words.strip(), standing, facets)


def _in_short(article: Article) -> dict[str, Any]:
    """What static/js/editor/links.js and the pickers of the front know of an article."""
    assert article.publish_at is not None
    assert article.section is not None
    return {
        "id": article.pk,
        "headline": article.headline,
        "dek": article.dek,
        "section": article.section.name,
        "kind": article.get_kind_display(),
        "authors": [byline.author.name for byline in article.bylines_in_order],
        "address": article.get_absolute_url(),
        "published": published(article.publish_at),
        "published_at": article.publish_at.isoformat(),
        "is_public": article.is_public(),
        "thumbnail": article.lead_photo.url(400) if article.lead_photo else "",
    }
