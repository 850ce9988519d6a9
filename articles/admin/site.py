from typing import Any

from django import forms
from django.contrib import admin
from django.urls import path

from articles import crawlers
from articles.admin.kept import KeptForm, OneOfItsKind
from articles.admin.page_cache import page_cache
from articles.models import Site
from articles.models.site import PUBLISHER, TEXT_FILES


class SiteForm(KeptForm):
    class Meta:
        labels = {name: name.replace("_", ".") for name in TEXT_FILES}
        widgets = {name: forms.Textarea({"rows": 5}) for name in TEXT_FILES}

    refused_crawlers = forms.MultipleChoiceField(
        choices=crawlers.CHOICES,
        required=False,
        label="Refused AI crawlers",
        widget=forms.CheckboxSelectMultiple,
        help_text=Site._meta.get_field("refused_crawlers").help_text,
    )


@admin.register(Site)
class SiteAdmin(OneOfItsKind):
    form = SiteForm
    title = "Site settings"
    fieldsets = [
        (None, {"fields": ["name", "tagline", "description", "newsroom_email"]}),
        (
            "Disclaimers",
            {
                "fields": [
                    "opinion_disclaimer",
                    "sponsored_disclaimer",
                    "press_release_disclaimer",
                ]
            },
        ),
        ("Pieces from outside", {"fields": ["fewest_words", "most_words", "trusted_section"]}),
        ("Feeds", {"fields": ["feeds_in_full"]}),
        ("AI crawlers", {"fields": ["refused_crawlers"]}),
        ("Files for machines", {"fields": [*TEXT_FILES]}),
        ("Publisher", {"fields": [*PUBLISHER]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(page_cache)
        return [path("page-cache/", view, name="articles_site_page_cache"), *super().get_urls()]
