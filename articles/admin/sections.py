from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.admin.navigation import PlacedLast
from articles.models import Section


@admin.register(Section)
class SectionAdmin(PlacedLast, AddressedAdmin):
    list_display = ["name", "slug", "position", "in_navigation", "holds_opinion"]
    list_filter = ["in_navigation", "holds_opinion"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["default_photo"]
    fields = [*Section.kept_fields]
