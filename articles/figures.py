"""
Photos and embeds in a body, and the one form in which each is kept. Pure.

    <figure data-photo="12"><figcaption>In place of its own caption.</figcaption></figure>
    <figure data-photo="12" data-alt="In place of its own alternative text."><figcaption>…
    <figure data-embed="youtube"><a href="https://…">What it shows</a></figure>
    <section>Photos that belong together, two or more, and nothing else.</section>

Neither says where a picture or a frame is loaded from: articles.bodies finds that out when it shows
the body. Whoever does not know the forms reads a caption and a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

import nh3

from articles import embeds

LONGEST_ALT = 300  # characters; what is longer than some breaths belongs into the caption

# They read what nh3 wrote, in which "<" is always the beginning of a tag.
PHOTO = re.compile(
    r'<figure data-photo="(?P<id>\d+)"(?: data-alt="(?P<alt>[^"]*)")?>'
    r"<figcaption>(?P<caption>.*?)</figcaption></figure>",
    re.DOTALL,
)
EMBED = re.compile(
    r'<figure data-embed="(?P<provider>\w+)"><a href="(?P<address>[^"]*)">(?P<title>[^<]*)</a>'
    r"</figure>"
)
_INNERMOST = re.compile(
    r"<figure(?P<attributes>[^<>]*)>(?P<content>(?:(?!</?figure\b).)*)</figure>", re.DOTALL
)
_LOOSE = re.compile(r"</?fig(?:ure|caption)\b[^<>]*>")
_ATTRIBUTE = re.compile(r' data-(photo|alt|embed)="([^"]*)"')
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">')
_SECTION = re.compile(r"<section>(?P<content>(?:(?!</?section>).)*)</section>", re.DOTALL)
_LOOSE_SECTION = re.compile(r"</?section>")
TAG = re.compile(r"<[^<>]*>")
# Where words stand apart that have no space between them.
BREAK = re.compile(r"<br>|</?small>|</(?:p|h2|h3|li|td|th|figcaption)>")
_BLOCK = re.compile(
    r"</?(?:p|h2|h3|li|ul|ol|blockquote|small|br|hr|figure|figcaption|section|table|tr|td|th)\b[^>]*>"
)

INLINE = nh3.Cleaner(  # a caption or a note: one line of text
    tags={"strong", "em", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def whole(html: str) -> str:
    """Every photo and embed in its one form; any other figure leaves what is in it."""
    return reformed(reformed(html, _INNERMOST, _LOOSE, _figure), _SECTION, _LOOSE_SECTION, _gallery)


def reformed(
    html: str, form: re.Pattern[str], loose: re.Pattern[str], kept: Callable[[re.Match[str]], str]
) -> str:
    """Each `form` as `kept` has it; its tags that are in none of them go, what they hold stays."""
    pieces, end = [], 0
    for match in form.finditer(html):
        pieces += [loose.sub("", html[end : match.start()]), kept(match)]
        end = match.end()
    return "".join([*pieces, loose.sub("", html[end:])])


def galleries(html: str, draw: Callable[[str], str]) -> str:
    """A body with each gallery as `draw` makes it of its photos."""
    return _SECTION.sub(lambda section: draw(section["content"]), html)


def _gallery(section: re.Match[str]) -> str:
    """Two photos and more, and nothing else; any other section leaves what is in it."""
    photos = [photo[0] for photo in PHOTO.finditer(section["content"])]
    is_gallery = len(photos) > 1 and not PHOTO.sub("", section["content"]).strip()
    return f"<section>{''.join(photos)}</section>" if is_gallery else section["content"]


def photo_ids(body: str) -> set[int]:
    return {int(match["id"]) for match in PHOTO.finditer(body)}


def alternative_texts(body: str) -> list[tuple[int, str]]:
    """Each photo as often as it stands there, with what is written in place of its own text."""
    return [(int(match["id"]), unescape(match["alt"] or "")) for match in PHOTO.finditer(body)]


def frame_hosts(body: str) -> set[str]:
    """The hosts that a reader may choose to load something of."""
    found = (embeds.recognise(unescape(match["address"])) for match in EMBED.finditer(body))
    return {embed.provider.frame_host for embed in found if embed}


def _figure(figure: re.Match[str]) -> str:
    attributes, content = dict(_ATTRIBUTE.findall(figure["attributes"])), figure["content"]
    match attributes:
        case {"photo": _, "embed": _}:
            return _LOOSE.sub("", content)
        case {"photo": photo}:
            return _photo(photo, attributes.get("alt", ""), content)
        case {"embed": provider}:
            return _embed(provider, content)
    return _LOOSE.sub("", content)


def _photo(photo: str, alt: str, content: str) -> str:
    caption = _CAPTION.search(content)
    words = INLINE.clean(BREAK.sub(" ", caption[1] if caption else content)).strip()
    described = f' data-alt="{alt}"' if alt else ""
    return f'<figure data-photo="{photo}"{described}><figcaption>{words}</figcaption></figure>'


def _embed(provider: str, content: str) -> str:
    link = _LINK.search(content)
    embed = embeds.recognise(unescape(link[1])) if link else None
    if embed is None or embed.provider.name != provider:
        return _LOOSE.sub("", content)
    address = escape(embed.address)
    title = " ".join(TAG.sub("", BREAK.sub(" ", content)).split()) or address
    return f'<figure data-embed="{provider}"><a href="{address}">{title}</a></figure>'


def plain(body: str) -> str:
    """A body as one line of text: one word ends and the next begins between blocks only."""
    return " ".join(unescape(TAG.sub("", _BLOCK.sub(" ", body))).split())
