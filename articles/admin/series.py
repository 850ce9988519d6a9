from django.contrib import admin

from articles.admin.addressed import AddressedAdmin
from articles.models import Series


@admin.register(Series)
class SeriesAdmin(AddressedAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name", "slug"]
    fields = [*Series.kept_fields]
