from typing import Any

from django import forms
from django.contrib import admin

from articles.admin.addressed import AddressedAdmin, AddressedForm
from articles.admin.navigation import PlacedLast
from articles.models import Page
from articles.models.pages import Topic


class PageForm(AddressedForm):
    name_field = "title"
    topics = forms.MultipleChoiceField(
        choices=Topic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Page._meta.get_field("topics").help_text,
    )


@admin.register(Page)
class PageAdmin(PlacedLast, AddressedAdmin):
    form = PageForm
    list_display = ["title", "slug", "position", "in_footer", "is_published", "updated_at"]
    list_filter = ["in_footer", "is_published"]
    search_fields = ["title", "slug", "body"]
    fields = [*Page.kept_fields]

    def view_on_site(self, thing: Any) -> Any:
        is_there = Page.objects.published().filter(pk=thing.pk).exists()
        return super().view_on_site(thing) if is_there else None
