"""Going back to an earlier version: what comes back and what stays, asked before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from algemeiner.keys import is_key
from articles import workflow
from articles.admin.differences import in_words
from articles.admin.one_article import article_for, context, last_number, number_in
from articles.models import Article, Revision


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: Any, object_id: int) -> HttpResponse:
    """Go back to the version that is asked for, the one before the working copy unless told."""
    article = article_for(request, object_id, "change")
    number = number_in(request.GET, "version", default=max(1, last_number(article) - 1))
    earlier = get_object_or_404(article.revisions.select_related("created_by"), number=number)
    if request.method == "POST":
        return _restored(request, article, earlier)
    shown = context(
        request,
        article,
        f"Restore version {number}",
        earlier=earlier,
        staying=_staying(article),
    )
    return render(request, "admin/articles/article/restore.html", shown)


def _restored(request: Any, article: Article, earlier: Revision) -> HttpResponse:
    based_on = request.POST.get("based_on", "")
    try:
        revision = workflow.restore(
            article,
            earlier,
            based_on=int(based_on) if is_key(based_on) else None,
            by=request.user,
        )
    except workflow.StaleCopy as stale:
        messages.error(
            request,
            f"{stale} Nothing was restored. Compare the versions, and restore again if that is "
            "still what you want.",
        )
        return redirect("admin:articles_article_compare", article.pk)
    messages.success(
        request,
        f"Version {earlier.number} is the working copy again, as version {revision.number}. "
        "Readers see it when it is published.",
    )
    return redirect("admin:articles_article_change", article.pk)


def _staying(article: Article) -> list[tuple[str, str]]:
    """What is not restored, each with its words now."""
    if article.working_copy is None:
        return []
    now = in_words(workflow.copy_of(article.working_copy))
    return [(now[name].label, now[name].text) for name in workflow.not_restored(article)]
