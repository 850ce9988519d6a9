"""
The one door for text from people: what the editor can write is what may be kept.

`EXTENSIONS` is the editor's schema (django-prose-editor's names); the allow-list is derived from
it, so a mark added here can be typed, saved and shown.
"""

from typing import Any

from django_prose_editor.fields import create_sanitizer

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}

_clean = create_sanitizer(EXTENSIONS)


def clean_html(html: str) -> str:
    """`html` with every element, attribute and address scheme outside the schema removed."""
    return _clean(html)
