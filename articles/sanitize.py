"""
The one door for text from people: what the editor can write is what may be kept.

BODY is the schema of an article's body: each extension of the editor (static/js/editor/body.js)
with the elements and attributes that it writes. The editor is told the names, the allow-list is the
elements; a test holds both, and the style sheet of the readers, to this table.
"""

from __future__ import annotations

import re
from typing import Any

import nh3

from articles import embeds, figures, footnotes
from articles.figures import LONGEST_ALT

Elements = dict[str, set[str]]

TEXT: dict[str, Elements] = {
    "Paragraph": {"p": set()},
    "HardBreak": {"br": set()},
    "Bold": {"strong": set()},
    "Italic": {"em": set()},
    "Heading": {"h2": set(), "h3": set()},
    "BulletList": {"ul": set()},
    "OrderedList": {"ol": {"start"}},
    "ListItem": {"li": set()},
    "Blockquote": {"blockquote": set()},
    "PullQuote": {"aside": set()},
    "HorizontalRule": {"hr": set()},
    "Table": {"table": set(), "tbody": set()},
    "TableRow": {"tr": set()},
    "TableHeader": {"th": {"colspan", "rowspan"}},
    "TableCell": {"td": {"colspan", "rowspan"}},
    "Link": {"a": {"href"}},
}
# What these look like is said in articles.figures.
FIGURES: dict[str, Elements] = {
    "Photo": {"figure": {"data-photo", "data-alt"}, "figcaption": set()},
    "Gallery": {"section": set()},
    "Embed": {"figure": {"data-embed"}, "a": {"href"}},
}
# What these look like is said in articles.footnotes.
FOOTNOTES: dict[str, Elements] = {"Footnote": {"small": set()}}
BODY = TEXT | FOOTNOTES | FIGURES
# What people from outside write with: no pictures, embeds or tables in the text.
SUBMISSION = {
    name: TEXT[name]
    for name in [
        *("Paragraph", "HardBreak", "Bold", "Italic", "Heading", "Link"),
        *("BulletList", "OrderedList", "ListItem", "Blockquote"),
    ]
}

SCHEMES = {"http", "https", "mailto"}
OPTIONS: dict[str, Any] = {
    "Heading": {"levels": [2, 3]},
    "Link": {"protocols": sorted(SCHEMES)},
    "Embed": {"providers": embeds.for_editor()},
}
# What the library would add of its own: its menu, and a ban on the browser's spelling.
NOT_OURS = {"Menu": False, "NoSpellCheck": False}


def extensions(schema: dict[str, Elements]) -> dict[str, Any]:
    """A schema as django-prose-editor takes it: the editor's extensions and their options."""
    return {name: OPTIONS.get(name, True) for name in schema} | NOT_OURS


def allowed(schema: dict[str, Elements]) -> Elements:
    """Every element of a schema with its attributes."""
    elements: Elements = {}
    for written in schema.values():
        for tag, attributes in written.items():
            elements[tag] = elements.get(tag, set()) | attributes
    return elements


def _attribute(tag: str, name: str, value: str) -> str | None:
    pattern = {"data-photo": r"[1-9]\d{0,17}", "href": r".*"}.get(name, r"[1-9]\d{0,2}")
    if name == "data-alt":
        return " ".join(value.split())[:LONGEST_ALT].strip()
    if name == "data-embed":
        return value if value in {provider.name for provider in embeds.PROVIDERS} else None
    return value if re.fullmatch(pattern, value, re.ASCII | re.DOTALL) else None


def _cleaner(schema: dict[str, Elements]) -> nh3.Cleaner:
    elements = allowed(schema)
    return nh3.Cleaner(
        tags=set(elements),
        attributes={tag: attributes for tag, attributes in elements.items() if attributes},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )


_body, _text, _submission = _cleaner(BODY), _cleaner(TEXT), _cleaner(SUBMISSION)
_nothing = nh3.Cleaner(tags=set())

MOST_PASSES = 8  # what the parser moves about comes to rest after two or three
LONGEST = 1_000_000  # characters, twice the longest body that is kept
# As _work counts it. A table of half a million letters has 300,000; twenty thousand quotes within
# each other have 200 million, and the parser walks them for minutes.
MOST_WORK = 1_000_000
_PLAIN_TAG = r"""<(/?)([a-z][a-z0-9]*)(?:\s+[a-z-]+="[^"<>]*"){0,9}\s*/?>"""
_TAG = re.compile(rf"{_PLAIN_TAG}|<(?=[a-z/!?])", re.IGNORECASE)
_NEVER_OPEN = {*("br", "hr", "img", "input", "wbr"), *("p", "li", "tr", "td", "th", "dt", "dd")}


def clean_html(html: str) -> str:
    """`html` with everything outside the schema of a body removed; its text stays."""
    return _clean(html, _body)


def clean_text(html: str) -> str:
    """The same for what has no figures: pages and settings."""
    return _clean(html, _text)


def clean_submission(html: str) -> str:
    """The same for what people from outside write."""
    return _clean(html, _submission)


def _clean(html: str, cleaner: nh3.Cleaner) -> str:
    """
    Clean until nothing changes: without what was removed, the rest may nest otherwise.

    What never comes to rest is no text of anybody's, and keeps its words only; nor is what the
    parser would take minutes for.
    """
    for _ in range(MOST_PASSES):
        if len(html) > LONGEST or _work(html) > MOST_WORK:
            return _nothing.clean(re.sub("<[^<>]*>", " ", html).replace("<", " "))
        cleaned = footnotes.whole(figures.whole(cleaner.clean(html)))
        if cleaned == html:
            return _nothing_written(cleaned)
        html = cleaned
    return _nothing.clean(html)


def _work(html: str) -> int:
    """
    What it takes to parse: how deep elements stand in each other, summed over all that begin, and
    the square of what may be attributes. Never less than it is.

    An end that does not meet its beginning ends nothing here; what is no plain tag ("<!--", a
    quoted "<", more attributes than any of ours) stays open, and is attributes up to the next one.
    """
    work, opened, astray, letters = 0, list[str](), 0, 0
    for match in _TAG.finditer(html):
        is_end, name = match[1], (match[2] or "").lower()
        if not name:
            astray += 1
            letters += (html.find("<", match.end()) + 1 or len(html)) - match.start()
        elif name in _NEVER_OPEN:
            pass
        elif not is_end:
            opened.append(name)
        elif opened[-1:] == [name]:
            opened.pop()
        else:
            astray += 1
        work += len(opened) + astray
    return work + (letters // 200) ** 2


def _nothing_written(html: str) -> str:
    return "" if re.fullmatch(r"<(\w+)></\1>", html) else html
