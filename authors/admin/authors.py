from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from authors.models import Author


@admin.register(Author)
class AuthorAdmin(DeskModelAdmin):
    list_display = ["name", "job_title", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["portrait", "user"]
    prepopulated_fields = {"slug": ["name"]}
