"""Who asked to write for the paper, before they have an account."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from algemeiner import policy
from authors import joining
from authors.admin.places import Places
from authors.admin.visitors import FromAVisitorAdmin
from authors.models import JoinRequest
from authors.models.join import JoinRequestQuerySet


class Where(Places):
    PLACES = {
        None: ("Held for review", JoinRequestQuerySet.held),
        "waiting": ("Mail waits for tomorrow", JoinRequestQuerySet.waiting_for_mail),
        "mailed": ("Not confirmed yet", JoinRequestQuerySet.mailed),
        "confirmed": ("Confirmed", JoinRequestQuerySet.confirmed),
        "all": ("Everything", lambda found: found),
    }


@admin.register(JoinRequest)
class JoinRequestAdmin(FromAVisitorAdmin):
    change_form_template = "admin/authors/joinrequest/request.html"
    list_display = ["sent_at", "name", "email", "standing"]
    list_filter = [Where, "sent_at"]
    search_fields = ["name", "email", "pitch"]

    def get_urls(self) -> list[Any]:
        act = self.admin_site.admin_view(require_POST(release))
        return [
            path("<int:pk>/release/", act, name="authors_joinrequest_release"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        asked = self.get_object(request, object_id)
        shown = {
            "title": "Would like to write for us",
            "subtitle": asked and asked.name,
            "asked": asked,
            "may_release": policy.may(request.user, joining.RELEASE, asked),
        }
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))


def release(request: HttpRequest, pk: int) -> HttpResponse:
    by: Any = request.user
    if not policy.may(by, joining.RELEASE):
        raise PermissionDenied
    asked = get_object_or_404(JoinRequest, pk=pk)
    joining.release(asked, by=by)
    messages.success(request, f"The link to confirm is on its way to {asked.email}.")
    return redirect("admin:authors_joinrequest_change", pk)
