"""Of the process that answers: how often its page cache does, and what it was told of last."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from algemeiner import policy
from algemeiner.pagecache.application import HERE
from algemeiner.pagecache.report import report_of
from articles.models import Site


@require_safe
def page_cache(request: Any) -> HttpResponse:
    if not policy.may(request.user, "articles.view_site"):
        raise PermissionDenied
    cache = request.META.get(HERE)
    shown = admin.site.each_context(request) | {
        "title": "Page cache",
        "opts": Site._meta,
        "report": report_of(cache) if cache is not None else None,
    }
    return render(request, "admin/articles/site/page_cache.html", shown)
