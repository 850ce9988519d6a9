"""
What an OpenDocument text (of LibreOffice, say) says, as HTML. Pure.

A reader of our own: of the libraries that are kept up, none writes HTML but with the help of a
program that is not here. It knows what the paper prints; of an element that it does not know it
keeps the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder, tostring

from articles.contributing.packages import (
    CHANGES,
    COMMENTS,
    DAMAGED,
    LOCKED,
    NOTES,
    Package,
    UnusableDocument,
)

TYPE = b"application/vnd.oasis.opendocument.text"
MOST_SPACES = 20  # one element may stand for a billion

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE = _ODF % "office", _ODF % "text", _ODF % "table"
_DRAW, _STYLE = _ODF % "drawing", _ODF % "style"
_FO, _HREF = _ODF % "xsl-fo-compatible", "{http://www.w3.org/1999/xlink}href"
_NAME, _BODY = f"{_TEXT}style-name", f"{_OFFICE}body/{_OFFICE}text"
# What is no part of the text that was written.
_LEFT_OUT = {
    *(f"{_TEXT}{name}" for name in ("tracked-changes", "table-of-content", "alphabetical-index")),
    *(f"{_TEXT}{name}" for name in ("sequence-decls", "variable-decls", "user-field-decls")),
    *(f"{_OFFICE}{name}" for name in ("annotation", "forms", "event-listeners")),
    *(f"{_ODF % 'svg-compatible'}{name}" for name in ("title", "desc")),
    *(f"{_TEXT}ruby-text", f"{_DRAW}object", f"{_DRAW}object-ole"),
}
_TAGS = {"Title": "h1", "Subtitle": "h3", "Quotations": "blockquote"}
_TABLES = {f"{_TABLE}table": "table", f"{_TABLE}table-row": "tr", f"{_TABLE}table-cell": "td"}
_LIST_LEVEL = f"{_TEXT}list-level-style-number"
# By which property of a style its text is marked, and what of it is no mark.
_MARKS = {
    "strong": (f"{_FO}font-weight", ("normal", "400")),
    "em": (f"{_FO}font-style", ("normal",)),
    "s": (f"{_STYLE}text-line-through-style", ("none",)),
}


def fits(package: Package) -> bool:
    return package.read("mimetype").strip() == TYPE


def read(package: Package) -> tuple[str, list[str]]:
    """The HTML of a document, and what its sender should know of it."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnusableDocument(LOCKED)
    trees = package.trees(["content.xml", "styles.xml"])
    elements = [element for tree in trees.values() for element in tree.iter()]
    reader = _Reader(_Styles.of(elements))
    text = next((tree.find(_BODY) for tree in trees.values()), None)
    if text is None:
        raise UnusableDocument(DAMAGED)
    reader.blocks(text)
    return reader.html(), _notes(elements)


def _notes(elements: list[Element]) -> list[str]:
    tags = {element.tag for element in elements}
    found = [
        (NOTES, f"{_TEXT}note" in tags),
        (CHANGES, f"{_TEXT}tracked-changes" in tags),
        (COMMENTS, f"{_OFFICE}annotation" in tags),
    ]
    return [words for words, holds in found if holds]


@dataclass(frozen=True)
class _Styles:
    """What styles make of their text, by name: those that have one, and the lists' levels."""

    parents: dict[str, str]
    marks: dict[str, list[str]]
    numbered: set[tuple[str, str]]

    @classmethod
    def of(cls, elements: Iterable[Element]) -> _Styles:
        styles = cls({}, {}, set())
        for element in elements:
            name = element.get(f"{_STYLE}name", "")
            if element.tag == f"{_STYLE}style":
                styles.parents[name] = element.get(f"{_STYLE}parent-style-name", "")
                styles.marks[name] = _marks(element)
            elif element.tag == f"{_TEXT}list-style":
                levels = {level.get(f"{_TEXT}level", "") for level in element.iter(_LIST_LEVEL)}
                styles.numbered.update((name, level) for level in levels)
        return styles

    def marks_of(self, element: Element) -> list[str]:
        return self.marks.get(element.get(_NAME, ""), [])

    def tag_of(self, paragraph: Element) -> str:
        """By the style of the program that it is derived from."""
        name = paragraph.get(_NAME, "")
        names = [name, self.parents.get(name, "")]
        return next((_TAGS[name] for name in names if name in _TAGS), "p")


def _marks(style: Element) -> list[str]:
    properties = list(style.iter(f"{_STYLE}text-properties"))
    return [
        tag
        for tag, (name, plain) in _MARKS.items()
        if any(each.get(name, plain[0]) not in plain for each in properties)
    ]


@dataclass
class _Reader:
    styles: _Styles
    made: TreeBuilder = field(default_factory=TreeBuilder)
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # they stand beside a paragraph, not in it

    def __post_init__(self) -> None:
        self.made.start("div", {})

    def html(self) -> str:
        """What was read, with the notes at the end."""
        with self._within(["ol"] if self.notes else []):
            for note in self.notes:
                with self._within(["li"]):
                    self.blocks(note)
        self.made.end("div")
        whole = tostring(self.made.close(), encoding="unicode", method="html")
        return whole.removeprefix("<div>").removesuffix("</div>")

    @contextmanager
    def _within(self, tags: list[str], attributes: dict[str, str] | None = None) -> Iterator[None]:
        for tag in tags:
            self.made.start(tag, attributes or {})
        yield
        for tag in reversed(tags):
            self.made.end(tag)

    def _alone(self, tag: str) -> None:
        self.made.start(tag, {})
        self.made.end(tag)

    def blocks(self, parent: Element, lists: tuple[str, ...] = ()) -> None:
        """What stands below each other in an element; `lists`: the styles of those around it."""
        for child in parent:
            name = child.tag.removeprefix(_TEXT)
            if name in ("p", "h"):
                self._paragraph(child)
            elif name == "list":
                self._list(child, lists)
            elif child.tag in _TABLES:
                with self._within([_TABLES[child.tag]]):
                    self.blocks(child)
            elif child.tag == f"{_DRAW}image":
                self._alone("img")
            elif child.tag not in _LEFT_OUT:
                self.blocks(child, lists)

    def _paragraph(self, element: Element) -> None:
        level = element.get(f"{_TEXT}outline-level", "1")[:1]
        is_heading = element.tag == f"{_TEXT}h"
        tag = f"h{level}" if is_heading and level in "123456" else self.styles.tag_of(element)
        marks = [] if tag.startswith("h") else self.styles.marks_of(element)
        with self._within([tag, *marks]):
            self._words(element)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _list(self, element: Element, lists: tuple[str, ...]) -> None:
        lists = (*lists, element.get(_NAME) or (lists[-1] if lists else ""))
        is_numbered = (lists[-1], str(len(lists))) in self.styles.numbered
        with self._within(["ol" if is_numbered else "ul"]):
            for item in element:
                with self._within(["li"]):
                    self.blocks(item, lists)

    def _words(self, element: Element) -> None:
        self.made.data(element.text or "")
        for child in element:
            self._piece(child)
            self.made.data(child.tail or "")

    def _piece(self, element: Element) -> None:
        match element.tag.removeprefix(_TEXT):
            case "s":
                number = element.get(f"{_TEXT}c", "1")
                self.made.data(" " * (int(number) if number in map(str, range(MOST_SPACES)) else 1))
            case "tab":
                self.made.data(" ")
            case "line-break":
                self._alone("br")
            case "span":
                with self._within(self.styles.marks_of(element)):
                    self._words(element)
            case "a":
                with self._within(["a"], {"href": element.get(_HREF, "")}):
                    self._words(element)
            case "note":
                self.notes += element.findall(f"{_TEXT}note-body")
                self.made.data(f"[{len(self.notes)}]")
            case _ if element.tag == f"{_DRAW}image":
                self._alone("img")
            case _ if element.tag == f"{_DRAW}text-box":
                self.boxes.append(element)
            case _ if element.tag not in _LEFT_OUT:
                self._words(element)
