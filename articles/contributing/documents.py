"""
A document that somebody wrote elsewhere, as a headline and a body. Pure.

It is known by what is in it, whatever it is called. Reading it takes a bounded time (two to five
seconds for the most that Word may send, a tenth for a column), leaves nothing on the disk and asks
no address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from threading import Lock

import nh3

from articles.contributing import opendocument, plain_text, word
from articles.contributing.packages import (
    LOCKED,
    PICTURES,
    STRUCK,
    TABLES,
    UnusableDocument,
    opened,
)
from articles.sanitize import SCHEMES, clean_submission
from authors.mail import UNSEEN

ENDINGS = (".docx", ".odt", ".txt")
LARGEST_FILE = 20 * 1024 * 1024  # bytes; its pictures are most of a large one
LARGEST_TEXT = 1024 * 1024  # bytes of a text file
LONGEST = 250_000  # characters of HTML; a long essay has 40,000
LONGEST_HEADLINE = 150  # characters of a first line that may be one

TOO_LARGE = "The document is larger than 20 MB. Save it without its pictures, and send that."
TOO_LONG = "The document is too long for a newspaper. Send the part that is meant for it."
EMPTY = "There are no words in this document."
ONLY = "The paper can read .docx, .odt and .txt. Save your text as one of these, and send that."
KNOWN = {
    b"%PDF": f"This is a PDF, which is made for printing. {ONLY}",
    rb"{\rtf": f"This is an RTF document. {ONLY}",
    b"\xd0\xcf\x11\xe0": "This is a Word document of the old form (.doc). Save it as .docx, and"
    " send that.",
}
_SEEN = {"<img": PICTURES, "<table": TABLES, "<s>": STRUCK}
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")
_HEADING = re.compile(r"<(/?)h([1-6])>")
_FIRST = re.compile(r"\s*<(h1|p)>((?:(?!</?(?:h1|p)>).)*)</\1>", re.DOTALL)
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_MARKED_NOTHING = re.compile(r"<(strong|em|a)\b[^<>]*>((?:\s|&nbsp;|<br>)*)</\1>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_EMPTY = re.compile(r"<(p|h[1-6])>(?:\s|&nbsp;|<br>)*</\1>")
_TAG, _MARK = re.compile("<[^<>]*>"), re.compile(r"</?(?:strong|em|a)\b[^<>]*>")
_SENTENCE = re.compile(r"[.,:;…\]]$|^by\b", re.IGNORECASE)
# Of one document a process has some hundred megabytes while it reads it.
_one_at_a_time = Lock()
_ours_only = nh3.Cleaner(
    tags={
        *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    },
    attributes={"a": {"href"}},
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel=None,
)


@dataclass(frozen=True)
class Document:
    """A headline, if the text began with one, the body under it, and notes for its sender."""

    headline: str
    body: str
    notes: tuple[str, ...] = ()

    def body_under(self, headline: str) -> str:
        """The body for a piece of another headline: what stood over it is not lost."""
        if not self.headline or self.headline == headline:
            return self.body
        return f"<h2>{escape(self.headline, quote=False)}</h2>{self.body}"


def read(name: str, content: bytes) -> Document:
    """A document that came under a name; UnusableDocument where the paper cannot read it."""
    if len(content) > LARGEST_FILE:
        raise UnusableDocument(TOO_LARGE)
    with _one_at_a_time:
        html, notes = _read(name.lower(), content)
    if len(html) > LONGEST:
        raise UnusableDocument(TOO_LONG)
    headline, rest = _parted(_tidy(html))
    body = clean_submission(_with_our_headings(rest))
    if not _words_of(headline + body):
        raise UnusableDocument(EMPTY)
    seen = [words for sign, words in _SEEN.items() if sign in html]
    return Document(headline, body, (*seen, *notes))


def _read(name: str, content: bytes) -> tuple[str, list[str]]:
    for beginning, problem in KNOWN.items():
        if content.startswith(beginning):
            raise UnusableDocument(LOCKED if _LOCKED_WORD in content else problem)
    if content.startswith(b"PK"):
        package = opened(content)
        if word.fits(package):
            return word.read(package)
        if opendocument.fits(package):
            return opendocument.read(package)
    if not name.endswith(".txt"):
        raise UnusableDocument(ONLY)
    if len(content) > LARGEST_TEXT:
        raise UnusableDocument(TOO_LONG)
    return plain_text.read(content), []


def _tidy(html: str) -> str:
    """Without links to nowhere, marks and paragraphs of nothing, and what nobody types."""
    html = _NO_LINK.sub(r"\1", _ours_only.clean(html.translate(UNSEEN)))
    html = _MARKED_NOTHING.sub(r"\2", html)
    html = html.replace("</strong><strong>", "").replace("</em><em>", "")
    return _EMPTY.sub("", _PARAGRAPH.sub(_without_edges, html))


def _without_edges(paragraph: re.Match[str]) -> str:
    lines = paragraph[1].split("<br>")
    written = [number for number, line in enumerate(lines) if line.strip()] or [0]
    return f"<p>{'<br>'.join(lines[written[0] : written[-1] + 1]).strip()}</p>"


def _parted(html: str) -> tuple[str, str]:
    """The headline that a text begins with, "" where it begins with none, and the rest."""
    first = _FIRST.match(html)
    words = _words_of(first[2]) if first else ""
    if first is None or not words or len(words) > LONGEST_HEADLINE:
        return "", html
    if first[1] == "p" and (_SENTENCE.search(words) or not _words_of(html[first.end() :])):
        return "", html
    return words, html[first.end() :]


def _words_of(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _MARK.sub("", html))).split())


def _with_our_headings(html: str) -> str:
    """The highest heading there is becomes ours, every other the one below it."""
    levels = sorted({level for _, level in _HEADING.findall(html)})
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{2 if tag[2] == levels[0] else 3}>", html)
