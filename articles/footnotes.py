"""
Footnotes in a body, and the one form in which each is kept. Pure.

    <p>It was closed<small>Municipal archive, <em>Bridges</em>, box 12.</small> in the rain.</p>

A note stands where it belongs, so it goes wherever its sentence goes, and is numbered when the body
is shown. Whoever does not know the form reads it in small type.
"""

from __future__ import annotations

import re

import nh3

from articles.figures import BREAK

NOTE = re.compile(r"<small>(?P<words>(?:(?!</?small>).)*)</small>", re.DOTALL)
_LOOSE = re.compile(r"</?small>")

_inline = nh3.Cleaner(
    tags={"strong", "em", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def whole(html: str) -> str:
    """Every note in its one form: a line of text; one within another, or of nothing, is none."""
    pieces, end = [], 0
    for match in NOTE.finditer(html):
        words = " ".join(_inline.clean(BREAK.sub(" ", match["words"])).split())
        pieces += [
            _LOOSE.sub("", html[end : match.start()]),
            f"<small>{words}</small>" * bool(words),
        ]
        end = match.end()
    return "".join([*pieces, _LOOSE.sub("", html[end:])])


def apart(body: str, mark: str) -> tuple[str, list[str]]:
    """A body with a mark in place of each note, its {number} filled in, and the notes."""
    notes: list[str] = []

    def marked(note: re.Match[str]) -> str:
        notes.append(note["words"])
        return mark.format(number=len(notes))

    return NOTE.sub(marked, body), notes
