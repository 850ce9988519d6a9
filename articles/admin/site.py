from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from algemeiner.desk import DeskModelAdmin
from articles.models import Site


@admin.register(Site)
class SiteAdmin(DeskModelAdmin):
    """One row, so the list leads straight to its form."""

    fields = ["name", "tagline", "description", "opinion_disclaimer", "newsroom_email"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_site_change", args=[1]))
