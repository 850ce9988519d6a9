"""What the paper should tell of itself, and does or does not: one screen beside the pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from algemeiner import policy
from articles import transparency


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The report; by POST, pages are begun of what no page tells of."""
    if request.method == "POST":
        return _begin(request)
    if not policy.may(request.user, "articles.view_page"):
        raise PermissionDenied
    context = admin.site.each_context(request) | {
        "title": "What the paper tells about itself",
        "report": transparency.report(),
        "may_add": policy.may(request.user, "articles.add_page"),
        "may_set": policy.may(request.user, "articles.change_site"),
    }
    return render(request, "admin/articles/page/report.html", context)


def _begin(request: Any) -> HttpResponse:
    begun = transparency.begin_pages(by=request.user)
    if begun:
        names = ", ".join(page.title for page in begun)
        messages.success(
            request, f"Begun: {names}. Fill them in; readers have them when you say so."
        )
    else:
        messages.info(request, "There is nothing to begin: pages tell of everything, or wait.")
    return redirect("admin:articles_page_report")
