"""An article at the desk as readers would see it: of any version, or of what is being typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from csp.constants import SELF
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from algemeiner.keys import is_key
from algemeiner.security import allow_frames
from articles import previews
from articles.admin.one_article import article_for, context, last_number, number_in
from articles.context import article_page
from articles.figures import frame_hosts
from articles.forms.typed import byline_in
from articles.models import Article, Revision
from articles.sanitize import clean_html
from articles.workflow import Copy, copy_of
from authors.models import Author

PAGE = "articles/preview.html"
IN_LISTS = "articles/preview_in_lists.html"
MAKE_THE_ADDRESS = {"publish_at", "slug"}


@dataclass(frozen=True)
class Shown:
    """What is previewed, and what it is called."""

    copy: Copy
    words: str


@require_safe
def preview(request: Any, object_id: int) -> HttpResponse:
    """The page in a frame as wide as a telephone, a tablet or a desk, beside nothing else."""
    article = article_for(request, object_id, "view")
    number = number_in(request.GET, "version", default=last_number(article))
    address = reverse("admin:articles_article_preview_page", args=[article.pk])
    shown = context(
        request,
        article,
        f"Preview of version {number}",
        number=number,
        page_address=f"{address}?version={number}",
    )
    return render(request, "admin/articles/article/preview.html", shown)


@require_safe
@xframe_options_sameorigin
def page(request: Any, object_id: int) -> HttpResponseBase:
    """
    The page itself. With `framed` it leaves its bar to the frame, with `lists` it is what lists
    and the front show of the article.
    """
    article = article_for(request, object_id, "view")
    shown = _typed(request, article) or _saved(request, article)
    laid_out = previews.laid_out(article, shown.copy)
    response = render(
        request,
        IN_LISTS if "lists" in request.GET else PAGE,
        article_page(laid_out) | {"preview": shown.words, "is_framed": "framed" in request.GET},
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return allow_frames(response, frame_hosts(laid_out.body))


# The readers' own policy, but that the desk may frame the page.
page.content_security_policy = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]


def _saved(request: Any, article: Article) -> Shown:
    number = number_in(request.GET, "version", default=last_number(article))
    revision = article.revisions.whole().filter(number=number).first()
    if revision is None:
        raise Http404("No version has this number.")
    is_live = revision.pk == article.live_revision_id and article.is_public()
    words = "what readers see" if is_live else "not what readers see"
    return Shown(copy_of(revision), f"Preview of version {number}: {words}.")


def _typed(request: Any, article: Article) -> Shown | None:
    """What the person has typed into the form that is asked for and not saved, if anything."""
    if "version" in request.GET or "draft" not in request.GET:
        return None
    model_admin: Any = admin.site.get_model_admin(Article)
    original = model_admin.get_object(request, str(article.pk))
    form = model_admin.get_form(request, original, change=True)(instance=original)
    if form.taken_up is None:
        return None
    form.full_clean()
    copy: Copy = form.copy(_authors(byline_in(form.taken_up.fields)))
    cleaned = copy.content | {"body": clean_html(copy.content["body"])}
    content = cleaned | _address_of(cleaned, article)
    return Shown(replace(copy, content=content), "Preview of what you are typing: not saved.")


def _address_of(content: dict[str, Any], article: Article) -> dict[str, Any]:
    """What makes the address, as it was saved where no address can be made of what is typed."""
    others = [field.name for field in Revision._meta.fields if field.name not in MAKE_THE_ADDRESS]
    try:
        Revision(**content).clean_fields(exclude=others)
    except ValidationError as problem:
        return {name: getattr(article.working_copy, name) for name in problem.error_dict}
    return {}


def _authors(ids: list[str]) -> list[Author]:
    """Those who exist, in this order and once each."""
    numbers = dict.fromkeys(int(pk) for pk in ids if is_key(pk))
    found = Author.objects.select_related("portrait").in_bulk(numbers)
    return [found[pk] for pk in numbers if pk in found]
