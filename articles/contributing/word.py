"""
What a Word document says, as HTML. Pure.

mammoth knows the format; it is given a document made anew of the few parts that hold the text, each
checked first (articles.contributing.packages). So it never meets a picture, a macro, an entity or
a style map of a stranger's, and an address in the document is never asked.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import Element, tostring

import mammoth
from mammoth.documents import Hyperlink, NoteReference
from mammoth.transforms import get_descendants_of_type

from articles.contributing.packages import (
    CHANGES,
    COMMENTS,
    DAMAGED,
    NOTES,
    STUFFED,
    Package,
    UnusableDocument,
)

# Its text, and what says how that is to be read. Some programs number them: document2.xml.
PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:_rels/)?(?:document|styles|numbering|footnotes|endnotes)\d?\.xml(?:\.rels)?"
)
MAIN = re.compile(r"word/document\d?\.xml")
MACROS = (
    "The document has macros, which the paper takes from nobody. Save it as .docx without them, and"
    " send that."
)
# Besides mammoth's own.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h3:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
"""
_NO_IMAGE = mammoth.images.img_element(lambda _image: {})
MOST_IN_ADDRESSES = 100_000  # characters; one address may stand around every word
MOST_FIELDS_OPEN = 20  # within each other; mammoth looks through them at every word

_MACROS = re.compile(r"(?i)vbaProject|vbaData")
# Word's own names, and those of its strict form.
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SIGNS = {
    NOTES: ("footnoteReference", "endnoteReference"),
    CHANGES: ("ins", "del", "moveTo"),
    COMMENTS: ("commentReference",),
}
_REFERENCE = re.compile(r'<sup>(?:<a href="#[^"]*" id="[^"]*">)?(\[\d+\])(?:</a>)?</sup>')
_BACK = re.compile(r' ?<a href="#[^"]*">↑</a>')
# What mammoth raises of a document that says one thing in one part and another in the next.
_ODD = (OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError, SyntaxError)


def fits(package: Package) -> bool:
    return any(map(MAIN.fullmatch, package.names))


def read(package: Package) -> tuple[str, list[str]]:
    """The HTML of a document, and what its sender should know of it."""
    if any(map(_MACROS.search, package.names)):
        raise UnusableDocument(MACROS)
    trees = package.trees(filter(PART.fullmatch, dict.fromkeys(package.names)))
    elements = [element for tree in trees.values() for element in tree.iter()]
    _refuse_fields_within_fields(elements)
    try:
        html = mammoth.convert_to_html(
            _made_anew(trees),
            style_map=STYLES,
            convert_image=_NO_IMAGE,
            transform_document=_that_multiplies_nothing,
        ).value
    except UnusableDocument:
        raise
    except _ODD:
        raise UnusableDocument(DAMAGED)
    return _BACK.sub("", _REFERENCE.sub(r"\1", html)), _notes(elements)


def _made_anew(trees: dict[str, Element]) -> io.BytesIO:
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        for name, tree in trees.items():
            archive.writestr(name, tostring(tree, "utf-8"))
    document.seek(0)
    return document


def _refuse_fields_within_fields(elements: list[Element]) -> None:
    opened = 0
    for element in elements:
        if element.tag.endswith("}fldChar"):
            opened += {"begin": 1, "end": -1}.get(element.get(f"{element.tag}Type", ""), 0)
            if opened > MOST_FIELDS_OPEN:
                raise UnusableDocument(STUFFED)


def _that_multiplies_nothing(document: Any) -> Any:
    """Refuses one note for many references, and a long address around many words."""
    references = get_descendants_of_type(document, NoteReference)
    notes = {
        (note.note_type, note.note_id): note for note in map(document.notes.resolve, references)
    }
    texts = [document, *(element for note in notes.values() for element in note.body)]
    links = [link for text in texts for link in get_descendants_of_type(text, Hyperlink)]
    in_addresses = sum(len(link.href or "") for link in links)
    if len(notes) < len(references) or in_addresses > MOST_IN_ADDRESSES:
        raise UnusableDocument(STUFFED)
    return document


def _notes(elements: list[Element]) -> list[str]:
    tags = {element.tag for element in elements}
    return [
        words
        for words, names in _SIGNS.items()
        if tags & {f"{{{space}}}{name}" for space in _SPACES for name in names}
    ]
