from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.kept import KeptAdmin
from articles.models import Site


@admin.register(Site)
class SiteAdmin(KeptAdmin):
    """One row, so the list leads straight to its form."""

    fields = [*Site.kept_fields]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:articles_site_change", args=[1]))
