from django.contrib import admin

from articles.admin.addressed import AddressedAdmin, AddressedForm
from articles.admin.navigation import PlacedLast
from articles.models import Page


class PageForm(AddressedForm):
    name_field = "title"


@admin.register(Page)
class PageAdmin(PlacedLast, AddressedAdmin):
    form = PageForm
    list_display = ["title", "slug", "position", "in_footer", "updated_at"]
    list_filter = ["in_footer"]
    search_fields = ["title", "slug", "body"]
    fields = [*Page.kept_fields]
