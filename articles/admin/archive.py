"""The archive as the editor's links ask it."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from algemeiner import policy
from algemeiner.dateline import published
from articles.models import Article
from articles.search import LONGEST_QUERY, find, question

FOUND_AT_ONCE = 10


@require_safe
def archive(request: HttpRequest) -> JsonResponse:
    """The newest articles before readers that have the words of `?q=`."""
    if not policy.may(request.user, "articles.view_article"):
        raise PermissionDenied
    typed = request.GET.get("q", "").strip()
    if len(typed) > LONGEST_QUERY:
        raise BadRequest("The question is too long.")
    words = question(typed)
    found = list(find(words).newest_first().for_links()[:FOUND_AT_ONCE]) if words else []
    return JsonResponse({"articles": [_for_link(article) for article in found]})


def _for_link(article: Article) -> dict[str, Any]:
    """What static/js/editor/links.js knows of an article."""
    assert article.publish_at is not None
    return {
        "headline": article.headline,
        "address": article.get_absolute_url(),
        "published": published(article.publish_at),
    }
