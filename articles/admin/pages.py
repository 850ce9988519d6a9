from typing import Any

from django import forms
from django.contrib import admin
from django.urls import path

from articles import transparency
from articles.admin.addressed import AddressedAdmin, AddressedForm
from articles.admin.navigation import PlacedLast
from articles.admin.transparency import report as transparency_report
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

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        blanks = transparency.has_blanks(self.cleaned_data.get("body") or "")
        if blanks and self.cleaned_data.get("is_published"):
            first = blanks[0]
            said = f"Readers would see “{first}”. Fill in what stands in brackets, or untick this."
            self.add_error("is_published", said)
        return cleaned


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

    def get_urls(self) -> list[Any]:
        report = self.admin_site.admin_view(transparency_report)
        own = path("report/", report, name="articles_page_report")
        return [own, *super().get_urls()]
