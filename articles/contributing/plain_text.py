"""A text file, as HTML. Pure."""

from __future__ import annotations

import codecs
import re
from html import escape, unescape

from articles.contributing.packages import UnusableDocument
from articles.sanitize import clean_submission

NOT_TEXT = "This is not a plain text, whatever its name says. Save it as .docx, and send that."

_MARKS = [  # the longer ones first: one begins with another
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Alef to tav in windows-1255, à to ú in windows-1252, where one seldom follows another.
_LETTERS, _IN_WORDS = re.compile(rb"[\xe0-\xfa]"), re.compile(rb"[\xe0-\xfa]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MARKED_UP = re.compile(r"<(?:p|h[23]|ul|ol|blockquote)\b", re.IGNORECASE)
_WRAPPED = 50  # characters; where every line but the last is longer, the program broke them


def read(content: bytes) -> str:
    """The HTML of a text file."""
    text = decoded(content)
    if _CONTROL.search(text):  # no program writes them into a text
        raise UnusableDocument(NOT_TEXT)
    return in_paragraphs(text)


def as_html(typed: str) -> str:
    """What came from a text field: of the editor HTML, without it plain text."""
    return typed if _MARKED_UP.search(typed) else in_paragraphs(typed)


def in_paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line ends a paragraph, or each line is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parted = re.split(r"\n\s*\n", text)
    return "".join(map(_paragraph, parted if len(parted) > 1 else text.split("\n")))


def without_marks(html: str) -> str:
    """Paragraphs as plain text; HTML as it is, where anything would be lost."""
    text = html.removeprefix("<p>").removesuffix("</p>")
    text = unescape(text.replace("</p><p>", "\n\n").replace("<br>", "\n"))
    return text if clean_submission(in_paragraphs(text)) == html else html


def decoded(content: bytes) -> str:
    """
    By the mark that it begins with, as UTF-8, or in Windows' letters: Hebrew's where most of what
    is not English stands in words, and Western Europe's otherwise.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        in_words = sum(map(len, _IN_WORDS.findall(content)))
        is_hebrew = 2 * in_words > len(_LETTERS.findall(content))
        return content.decode("cp1255" if is_hebrew else "cp1252", "replace")


def _paragraph(text: str) -> str:
    lines = [escape(line.strip(), quote=False) for line in text.strip().split("\n")]
    is_wrapped = all(len(line) > _WRAPPED for line in lines[:-1])
    return f"<p>{(' ' if is_wrapped else '<br>').join(lines)}</p>" if any(lines) else ""
