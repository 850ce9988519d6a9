"""A copy of an article as it is shown to those who may read and not change it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.bodies import on_page
from articles.models import Article, Revision

FIELDSETS: list[Any] = [
    (None, {"fields": ["headline", "dek", "byline", "text"]}),
    (
        "Where it stands",
        {"fields": [("kind", "lang"), "section", ("series", "part"), "kicker", "tag_names"]},
    ),
    ("Lead photo", {"fields": ["lead_photo", "lead_caption", "lead_alt"]}),
    ("When", {"fields": ["publish_at", "embargo_until", "expires_at"]}),
    (
        "Address and search engines",
        {"fields": ["slug", "seo_title", "seo_description", "canonical_url"]},
    ),
]


def _copy(thing: Article | Revision) -> Revision:
    copy = thing.working_copy if isinstance(thing, Article) else thing
    assert copy is not None
    return copy


class Reading(admin.ModelAdmin):
    """Over articles, whose working copy is read, and over revisions."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return FIELDSETS

    @admin.display(description="byline")
    def byline(self, thing: Article | Revision) -> str:
        return ", ".join(str(author) for author in _copy(thing).authors_in_order)

    @admin.display(description="tags")
    def tag_names(self, thing: Article | Revision) -> str:
        return ", ".join(str(tag) for tag in _copy(thing).tags.all())

    @admin.display(description="body")
    def text(self, thing: Article | Revision) -> SafeString:
        copy = _copy(thing)
        return format_html(
            '<div class="prose" lang="{}" dir="{}">{}</div>',
            copy.lang,
            copy.direction,
            on_page(copy.body),
        )
