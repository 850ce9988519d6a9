"""What every screen of one article needs: the article, if it is this person's to see."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict

from algemeiner import policy
from algemeiner.keys import is_key
from articles.models import Article
from articles.verbs import lock


def article_for(request: Any, object_id: int, act: str) -> Article:
    """
    The article, with its working copy, that the person may do `act` ("assign") to.

    Http404 where there is none, or none that they may know of; PermissionDenied where they may
    read it and no more.
    """
    articles = Article.objects.not_secret_from(request.user).defer("search_vector")
    article = articles.select_related("working_copy").filter(pk=object_id).first()
    if article is None or not policy.may(request.user, "articles.view_article", article):
        raise Http404("No such article.")
    if not policy.may(request.user, f"articles.{act}_article", article):
        raise PermissionDenied(f"You may not {act} this article.")
    return article


def replaced_meanwhile(request: Any, article: Article, version: str) -> str:
    """
    Why what was pressed must not be done: the screen was made for another `version` of the article
    ("working_copy" or "live_revision"). "" where it was for the one that stands; it then stands
    until the transaction ends.
    """
    stands = getattr(lock(article), f"{version}_id")
    seen = request.POST.get("seen", str(stands))
    if seen == str(stands):
        return ""
    return (
        "Another version has come while you looked at this one. Nothing was done: look at it first."
    )


def context(request: HttpRequest, article: Article, title: str, **more: Any) -> dict[str, Any]:
    """What the desk's templates need around a screen of one article."""
    return admin.site.each_context(request) | {
        "title": title,
        "original": article,
        "opts": Article._meta,
        **more,
    }


def last_number(article: Article) -> int:
    """The number of its newest version."""
    return article.working_copy.number if article.working_copy else 1


def number_in(asked: QueryDict, name: str, *, default: int | None = None) -> int:
    """A version's number, or another key, out of an address; Http404 for what is none."""
    text = asked.get(name, "")
    if not text and default is not None:
        return default
    if not is_key(text):
        raise Http404("There is nothing of this number.")
    return int(text)
