from django.contrib import admin

from algemeiner.desk import DeskModelAdmin
from articles.models import Tag


@admin.register(Tag)
class TagAdmin(DeskModelAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}
