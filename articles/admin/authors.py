from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from algemeiner import policy
from articles.admin.addressed import AddressedAdmin
from articles.tasks import renew_entries
from authors.models import Author


@admin.register(Author)
class AuthorAdmin(AddressedAdmin):
    """Here and not beside the users, because an author's address is one of the paper's."""

    list_display = ["name", "job_title", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug__startswith"]
    autocomplete_fields = ["portrait", "user"]
    fields = ["name", "slug", "job_title", "bio", "portrait", "website", "user"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Whose account it is, is for those who look after the accounts."""
        return [] if policy.may(request.user, "authors.view_user") else ["user"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            renew_entries.defer(author=obj.pk)
