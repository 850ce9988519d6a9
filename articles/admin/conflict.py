"""
What two people made of one version of an article: what only one of them changed, and what both did.

Everything is shown against the version that the form started from, word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.admin.differences import in_words
from articles.comparing import Paragraph, compare, paragraphs, words
from articles.drafts import Fields
from articles.figures import photo_ids
from articles.forms.typed import byline_rows, sent_of
from articles.merging import Part, Who, parts, who_changed
from articles.models import Photo, Revision
from articles.models.content import Content
from articles.workflow import Copy, content_of, copy_of


@dataclass(frozen=True)
class Meeting:
    """A field, or a stretch of the body, that somebody changed: what each made of it."""

    label: str
    who: Who
    theirs: list[Paragraph]
    yours: list[Paragraph]


@dataclass(frozen=True)
class Conflict:
    base: Copy
    theirs: Copy
    yours: Copy

    @property
    def body(self) -> list[Part]:
        return parts(*(copy.content["body"] for copy in (self.base, self.theirs, self.yours)))

    @property
    def fields(self) -> dict[str, Who]:
        """Who changed each field but the body, bylines and tags among them."""
        return {
            name: who_changed(
                *(_value(copy, name) for copy in (self.base, self.theirs, self.yours))
            )
            for name in [*_CONTENT, "bylines", "tags"]
        }

    @property
    def meetings(self) -> list[Meeting]:
        return [*self._fields(), *self._passages()]

    @property
    def both(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.who == "both"]

    @property
    def only_theirs(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.who == "theirs"]

    @property
    def only_yours(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.who == "yours"]

    @property
    def photos(self) -> dict[str, Photo]:
        """The photos in the bodies, by their ids as the bodies have them."""
        ids = photo_ids(self.theirs.content["body"]) | photo_ids(self.yours.content["body"])
        return {str(pk): photo for pk, photo in Photo.objects.in_bulk(ids).items()} if ids else {}

    def _fields(self) -> Iterator[Meeting]:
        base, theirs, yours = (in_words(copy) for copy in (self.base, self.theirs, self.yours))
        for name, who in self.fields.items():
            shown = name.removesuffix("_id")
            was = base[shown].text
            sides = ([words(was, side[shown].text)] for side in (theirs, yours))
            yield Meeting(base[shown].label, who, *sides)

    def _passages(self) -> Iterator[Meeting]:
        for part in self.body:
            was = paragraphs(part.base)
            sides = (compare(was, paragraphs(side)) for side in (part.theirs, part.yours))
            yield Meeting("Body", part.who, *sides)


_CONTENT = [name for name in Content.content_fields() if name != "body"]


def _value(copy: Copy, name: str) -> Any:
    if name == "bylines":
        return list(copy.authors)
    return set(copy.tags) if name == "tags" else copy.content[name]


def says_otherwise(theirs: Revision, yours: Copy) -> bool:
    return (
        content_of(theirs) != yours.content
        or theirs.authors_in_order != list(yours.authors)
        or set(theirs.tags.all()) != set(yours.tags)
    )


def between(base: Revision | None, theirs: Revision, yours: Copy) -> Conflict:
    """Of a form that does not say what it started from, everything that differs is yours."""
    return Conflict(copy_of(base or theirs), copy_of(theirs), yours)


def taken_over(conflict: Conflict, typed: Fields, untouched: Any) -> Fields:
    """
    What was typed, with what only they changed put in; `untouched` is the form as they left it.

    A field that is filled in wrong counts as typed.
    """
    merged = dict(typed) | {"body": ["".join(part.merged for part in conflict.body)]}
    theirs = [name.removesuffix("_id") for name, who in conflict.fields.items() if who == "theirs"]
    for name in theirs:
        if name == "bylines":
            merged = _without(merged, "bylines-") | byline_rows(conflict.theirs.authors)
        else:
            merged |= dict(sent_of(untouched[name]))
    return merged


def _without(fields: Fields, prefix: str) -> Fields:
    return {name: values for name, values in fields.items() if not name.startswith(prefix)}


def labels(meetings: Iterable[Meeting]) -> list[str]:
    """What was changed, each named once."""
    return list(dict.fromkeys(meeting.label.lower() for meeting in meetings))
