"""The photo library's parts of the desk's pages."""

from typing import Any

from django import template

from articles.admin.photo_upload import FOR_ALL, LIMITS, MOST_AT_ONCE, WordsForm
from articles.renditions import LARGEST_FILE

register = template.Library()


@register.inclusion_tag("admin/articles/photo/_uploader.html")
def uploader() -> dict[str, Any]:
    """What files are dropped on; a page has one at most."""
    return {
        "form": WordsForm(auto_id=False),
        "for_all": FOR_ALL,
        "limits": LIMITS,
        "most": MOST_AT_ONCE,
        "largest": LARGEST_FILE,
    }
