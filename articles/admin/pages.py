from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from articles.models import Page


@admin.register(Page)
class PageAdmin(DeskModelAdmin):
    list_display = ["title", "slug", "in_footer", "position", "updated_at"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
