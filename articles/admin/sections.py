from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(DeskModelAdmin):
    list_display = ["name", "slug", "position", "in_navigation"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
