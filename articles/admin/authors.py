from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from algemeiner import policy
from articles.admin.addressed import AddressedAdmin
from authors.models import Author


@admin.register(Author)
class AuthorAdmin(AddressedAdmin):
    """Here and not beside the users, because an author's address is one of the paper's."""

    list_display = ["name", "job_title", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["portrait", "user"]
    fields = ["name", "slug", "job_title", "bio", "portrait", "website", "user"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Whose account it is, is for those who look after the accounts."""
        return [] if policy.may(request.user, "authors.view_user") else ["user"]
