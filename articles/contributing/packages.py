"""
A stranger's document opened with care. Pure.

.docx and .odt are archives of XML. Only the parts that are asked for are unpacked, each to a bound
that it cannot pass whatever its header says, and parsed without entities; nothing is written to
the disk, and no address in it is ever asked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_ENTRIES = 2_000  # of an archive; a text with a hundred pictures has some 120
MOST_BYTES = 4 * 1024 * 1024  # of all its parts that are read, unpacked; 20,000 words are 2 MB
MOST_ELEMENTS = 40_000  # of the same; of 20,000 words some 25,000
DEEPEST = 100  # elements within each other; a text box in a table in a table has some 40

STUFFED = (
    "The document holds far more than a text. Copy the text into a new document, and send that."
)
LOCKED = "The document is locked with a password. Save it without one, and send that."
DAMAGED = "The document is damaged or cut short. Open it, save it anew, and send that."
# What its sender should know of a document that was read.
PICTURES = "Its pictures were left out."
TABLES = "Its tables stand as paragraphs."
NOTES = "Its notes stand below the text."
CHANGES = "Its tracked changes were taken as accepted: read the text once more."
COMMENTS = "The comments in its margin were left out."
STRUCK = "Words that are struck out stand in the text like all others: delete what should go."

_ENTRY = b"PK\x01\x02"  # begins each line of an archive's list of contents
_ODD = (OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error)


class UnusableDocument(ValueError):
    """Not a document that the paper can read; the message tells the person who sent it why."""


@dataclass(frozen=True)
class Package:
    """An archive of which single parts are read."""

    archive: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """A part, unpacked; nothing where there is none of that name."""
        if name not in self.names:
            return b""
        try:
            with self.archive.open(name) as part:
                content = part.read(most + 1)
        except (zipfile.BadZipFile, *_ODD):
            raise UnusableDocument(DAMAGED)
        if len(content) > most:
            raise UnusableDocument(STUFFED)
        return content

    def trees(self, names: Iterable[str]) -> dict[str, Element]:
        """The parts of these names that are there, parsed."""
        contents, left = dict[str, bytes](), MOST_BYTES
        for name in names:
            contents[name] = self.read(name, left)
            left -= len(contents[name])
        # Before anything is parsed: every element begins with one of these.
        if sum(content.count(b"<") for content in contents.values()) > 2 * MOST_ELEMENTS:
            raise UnusableDocument(STUFFED)
        trees = {name: _parsed(content) for name, content in contents.items() if content}
        if sum(_size(tree) for tree in trees.values()) > MOST_ELEMENTS:
            raise UnusableDocument(STUFFED)
        return trees


def opened(content: bytes) -> Package:
    if content.count(_ENTRY) > MOST_ENTRIES:
        raise UnusableDocument(STUFFED)
    try:
        return Package(zipfile.ZipFile(io.BytesIO(content)))
    except (zipfile.BadZipFile, *_ODD):
        raise UnusableDocument(DAMAGED)


def _parsed(content: bytes) -> Element:
    try:
        return cast("Element", fromstring(content, forbid_dtd=True))
    except (ParseError, DefusedXmlException, LookupError, *_ODD):
        raise UnusableDocument(DAMAGED)


def _size(tree: Element) -> int:
    """How many elements there are; refused where they stand too deep in each other."""
    number, level = 0, [tree]
    for _ in range(DEEPEST):
        number += len(level)
        level = list(_children(level))
    if level:
        raise UnusableDocument(STUFFED)
    return number


def _children(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield from element
