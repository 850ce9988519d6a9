from django.contrib import admin

from articles.admin.kept import OneOfItsKind
from articles.models import Site
from articles.models.site import PUBLISHER


@admin.register(Site)
class SiteAdmin(OneOfItsKind):
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
        ("Feeds", {"fields": ["feeds_in_full"]}),
        ("Publisher", {"fields": [*PUBLISHER]}),
    ]
