from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from algemeiner.pagecache import cached
from algemeiner.policy import public
from algemeiner.snapshot import of_one_moment
from articles import feed_formats
from articles.context import the_site
from articles.feeds import channel_of, items_of, state_of
from articles.models import Article, Kind, Section, Tag
from articles.models.article_lists import ArticleQuerySet
from authors.models import Author


@public
@cached("cat")
@require_safe
@of_one_moment
def site(request: HttpRequest, form: str) -> HttpResponse:
    """The whole paper's; `?cat=` is how the paper's feeds of sections were once asked for."""
    slug = request.GET.get("cat", "")
    if slug and "\0" not in slug and Section.objects.filter(slug=slug).exists():
        there = reverse("articles:section", args=[slug])
        return HttpResponsePermanentRedirect(there + request.path.removeprefix("/"))
    return _feed(request, form, Article.objects.published(), link=reverse("articles:home"))


@public
@cached()
@require_safe
@of_one_moment
def section(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    return _of(section, request, form, Article.objects.published().in_section(section))


@public
@cached()
@require_safe
@of_one_moment
def tag(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    return _of(tag, request, form, Article.objects.published().tagged(tag))


@public
@cached()
@require_safe
@of_one_moment
def author(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    return _of(author, request, form, Article.objects.published().by_author(author))


@public
@cached()
@require_safe
@of_one_moment
def kind(request: HttpRequest, kind: Kind, form: str) -> HttpResponse:
    link = reverse("articles:kind", args=[kind])
    return _feed(request, form, Article.objects.published().of_kind(kind), kind.label, link=link)


def _of(thing: Any, request: HttpRequest, form: str, articles: ArticleQuerySet) -> HttpResponse:
    return _feed(request, form, articles, str(thing), link=thing.get_absolute_url())


def _feed(
    request: HttpRequest, form: str, articles: ArticleQuerySet, name: str = "", *, link: str
) -> HttpResponse:
    """The feed, or that it has not changed since it was asked for last."""
    state = state_of(articles, form)
    modified = int(state.modified.timestamp()) if state.modified else None
    response = get_conditional_response(request, state.etag, modified)
    if response is None:
        paper = the_site()
        channel = channel_of(paper, name=name, link=link, address=request.path)
        text = feed_formats.write(form, channel, items_of(articles, paper))
        response = HttpResponse(text, content_type=feed_formats.content_type(form))
        links = [(channel.feed_url, "self"), *((hub, "hub") for hub in channel.hubs)]
        response["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for address, rel in links)
    response["ETag"] = state.etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    return response
