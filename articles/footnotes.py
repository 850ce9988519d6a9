"""
Footnotes in a body, and the one form in which each is kept. Pure.

    <p>It was closed<small>Municipal archive, <em>Bridges</em>, box 12.</small> in the rain.</p>

A note stands where it belongs, so it goes wherever its sentence goes, and is numbered when the body
is shown. Whoever does not know the form reads it in small type.
"""

from __future__ import annotations

import re

from articles.figures import BREAK, INLINE, reformed

NOTE = re.compile(r"<small>(?P<words>(?:(?!</?small>).)*)</small>", re.DOTALL)
_LOOSE = re.compile(r"</?small>")


def whole(html: str) -> str:
    """Every note in its one form: a line of text; one within another, or of nothing, is none."""
    return reformed(html, NOTE, _LOOSE, _note)


def _note(note: re.Match[str]) -> str:
    words = " ".join(INLINE.clean(BREAK.sub(" ", note["words"])).split())
    return f"<small>{words}</small>" * bool(words)


def apart(body: str, mark: str) -> tuple[str, list[str]]:
    """A body with a mark in place of each note, its {number} filled in, and the notes."""
    notes: list[str] = []

    def marked(note: re.Match[str]) -> str:
        notes.append(note["words"])
        return mark.format(number=len(notes))

    return NOTE.sub(marked, body), notes
