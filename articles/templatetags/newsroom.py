from typing import Any

from django import template

from algemeiner.dateline import published as published_text
from articles import bodies
from articles.models import Photo

FALLBACK_WIDTH = 800  # pixels, for whoever does not choose from srcset

register = template.Library()

register.simple_tag(bodies.on_page, name="body")
register.filter("published", published_text, is_safe=True)


@register.inclusion_tag("articles/_photo.html")
def photo(
    photo: Photo,
    sizes: str = "100vw",
    *,
    priority: bool = False,
    alt: str | None = None,
    css: str = "",
) -> dict[str, Any]:
    """
    The <img> of a photo: `sizes` as in HTML, `priority` for the one picture above the fold.

    `alt` overrides the photo's own text; the empty text says that the picture is decoration.
    """
    return {
        "photo": photo,
        "src": photo.url(FALLBACK_WIDTH),
        "sizes": sizes,
        "priority": priority,
        "alt": photo.alt if alt is None else alt,
        "css": css,
    }
