"""
A body as readers get it: photos out of the library, embeds as cards, tables that can be scrolled.

What is kept names a photo or an address (articles.figures); picture, credit and frame are found
when the body is shown, so a photo whose rights have ended is gone from every body at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles import contents, embeds, footnotes
from articles.figures import BREAK, EMBED, PHOTO, TAG, galleries, photo_ids
from articles.models import Photo

Photos = Mapping[int, Photo]

_MARK = (
    '<sup class="note-mark"><a id="note-mark-{number}" href="#note-{number}" role="doc-noteref"'
    ' aria-label="Note {number}" target="_self">{number}</a></sup>'
)
_TABLE = {
    "<table>": '<div class="table" role="group" aria-label="Table" tabindex="0"><table>',
    "</table>": "</table></div>",
}


def on_page(body: str) -> SafeString:
    """A clean body as an article's page shows it. One query if it has photos, none if not."""
    photos = _photos_of([body])
    html = galleries(body, lambda gallery: _gallery(gallery, photos))
    html = PHOTO.sub(lambda photo: _photo(photo, photos), html)
    html = EMBED.sub(_card, html)
    html = re.sub("</?table>", lambda tag: _TABLE[tag[0]], html)
    html = _with_notes(contents.anchored(html), _MARK, linked=True)
    return mark_safe(html)  # noqa: S308 (passed the sanitizer when it was saved)


def in_feeds(bodies: Iterable[str]) -> list[str]:
    """Clean bodies as they stand away from the paper: whole addresses, embeds as links."""
    bodies = list(bodies)
    photos = _photos_of(bodies)
    bodies = [galleries(body, str) for body in bodies]
    bodies = [_with_notes(body, "<sup>{number}</sup>", linked=False) for body in bodies]
    return [_away(PHOTO.sub(lambda photo: _photo(photo, photos), body)) for body in bodies]


def _with_notes(html: str, mark: str, *, linked: bool) -> str:
    """The footnotes numbered, and under the text."""
    html, notes = footnotes.apart(html, mark)
    if not notes:
        return html
    safe = [mark_safe(note) for note in notes]  # noqa: S308 (as the body that they come from)
    return html + _drawn("articles/_footnotes.html", notes=safe, linked=linked)


def word_count(body: str) -> int:
    """The words of a body, captions included."""
    return len(TAG.sub("", BREAK.sub(" ", body)).split())


def _photos_of(bodies: Iterable[str]) -> Photos:
    wanted = set().union(*(photo_ids(body) for body in bodies))
    return Photo.objects.in_bulk(wanted) if wanted else {}


def _photo(match: re.Match[str], photos: Photos) -> str:
    """A photo with its words; only the words written here where it cannot be shown."""
    photo, caption = photos.get(int(match["id"])), mark_safe(match["caption"])  # noqa: S308
    shown = photo if photo and photo.may_be_shown else None
    if shown is None and not caption:
        return ""
    alt = unescape(match["alt"]) if match["alt"] else None
    return _drawn("articles/_body_photo.html", photo=shown, caption=caption, alt=alt)


def _gallery(gallery: str, photos: Photos) -> str:
    """Photos side by side, in a row that scrolls without a script; "" where none is left."""
    shown = [drawn for photo in PHOTO.finditer(gallery) if (drawn := _photo(photo, photos))]
    label = f"Gallery of {len(shown)} photo{'s' * (len(shown) > 1)}"
    row = f'<div class="gallery" role="group" aria-label="{label}" tabindex="0">{{}}</div>'
    return row.format("".join(shown)) if shown else ""


def _card(match: re.Match[str]) -> str:
    """An embed as a card that loads nothing until it is pressed (static/js/embeds.js)."""
    embed = embeds.recognise(unescape(match["address"]))
    if embed is None:  # of a provider that there once was
        return f'<p><a href="{match["address"]}">{match["title"]}</a></p>'
    title = unescape(match["title"])
    return _drawn(
        "articles/_embed.html", embed=embed, title="" if title == embed.address else title
    )


def _drawn(template: str, **context: Any) -> str:
    return render_to_string(template, context).strip()


def _away(html: str) -> str:
    html = re.sub(r'</?picture>|<source\b[^<>]*>| (?:srcset|sizes)="[^"]*"', "", html)
    return re.sub(r' (href|src)="/(?!/)', rf' \1="{settings.SITE_URL}/', html)
