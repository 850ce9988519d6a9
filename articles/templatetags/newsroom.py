from typing import Any

from django import template
from django.utils.safestring import SafeString

from algemeiner.dateline import clock
from algemeiner.dateline import published as published_text
from articles import bodies
from articles.contributing.lengths import words_in
from articles.models import Language, Photo
from articles.models.content import RIGHT_TO_LEFT

FALLBACK_WIDTH = 800  # pixels, for whoever does not choose from srcset

register = template.Library()

register.simple_tag(bodies.on_page, name="body")

# What the blocks of a body are called where two of them are compared (articles.comparing).
BLOCK_NAMES = {
    "p": "Paragraph",
    "h2": "Heading",
    "h3": "Smaller heading",
    "ul": "Item",
    "ol": "Numbered item",
    "blockquote": "Quote",
    "aside": "Pull quote",
    "figure": "Figure",
    "figcaption": "Caption",
    "alt": "Alternative text",
    "th": "Head of a table",
    "td": "Cell of a table",
    "hr": "Divider",
}


@register.filter
def disclaimer(paper: Any, kind: str) -> SafeString:
    """What the paper says under articles of a kind."""
    words: SafeString = paper.disclaimer(kind)
    return words


register.filter("published", published_text, is_safe=True)
register.filter("clock", clock, is_safe=True)
register.filter("words_in", words_in)


@register.filter
def block_name(name: str) -> str:
    return BLOCK_NAMES.get(name, name)


@register.simple_tag
def pictured(photos: dict[str, Photo], pk: str) -> Photo | None:
    """One of the `photos` of a comparison, if it is still in the library."""
    return photos.get(pk)


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
    The <picture> of a photo: `sizes` as in HTML, `priority` for the one above the fold.

    `alt` overrides the photo's own text; the empty text says that the picture is decoration.
    """
    return {
        "photo": photo,
        "src": photo.url(FALLBACK_WIDTH, "jpg"),
        "sizes": sizes,
        "priority": priority,
        "alt": photo.alt if alt is None else alt,
        "css": css,
    }


@register.filter
def language(text: str, article_lang: str) -> str:
    """
    The language of a note on an article, as its first letter tells: English, or the article's own.

    Nobody is asked for it at the desk, and dir="auto" looks at the same letter.
    """
    first = next(filter(str.isalpha, text), "")
    if not "\u0590" <= first <= "\u05ff":
        return Language.ENGLISH
    return article_lang if article_lang in RIGHT_TO_LEFT else Language.HEBREW
