"""What contributors agree to: read, and replaced by a newer text; never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from algemeiner.desk import DeskModelAdmin
from authors import contributors
from authors.models import Terms


@admin.register(Terms)
class TermsAdmin(DeskModelAdmin):
    list_display = ["__str__", "adopted_at", "beginning"]
    ordering = ["-number"]
    fields = ["text"]

    @admin.display(description="text")
    def beginning(self, terms: Terms) -> str:
        return " ".join(terms.text.split())[:90]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new version begins with the words of the one in force."""
        in_force = Terms.objects.in_force()
        return {"text": in_force.text} if in_force else {}

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> Any:
        only = {"show_save_and_add_another": False, "show_save_and_continue": False}
        named = {"title": "Adopt new terms", "subtitle": None} | only
        return super().add_view(request, form_url, named | (extra_context or {}))

    def save_model(self, request: Any, obj: Terms, form: Any, change: bool) -> None:
        adopted = contributors.adopt_terms(obj.text, by=request.user)
        obj.pk, obj.number = adopted.pk, adopted.number

    def log_addition(self, *about: Any) -> Any:
        """Django's own log would say less than the record does."""
