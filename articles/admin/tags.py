from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.models import Tag


@admin.register(Tag)
class TagAdmin(AddressedAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "description"]
