from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from algemeiner.desk import DeskModelAdmin
from articles.models import Site


@admin.register(Site)
class SiteAdmin(DeskModelAdmin):
    """One row, so the list leads straight to its form."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        site, _ = Site.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:articles_site_change", args=[site.pk]))
