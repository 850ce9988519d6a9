"""What somebody else saved, beside what was typed over an older version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.safestring import SafeString, mark_safe

from articles.admin.differences import in_words
from articles.comparing import matching
from articles.models import Revision
from articles.sanitize import clean_html
from articles.workflow import Copy, content_of, copy_of

_END_OF_PASSAGE = re.compile(r"(?<=</p>)|(?<=</h2>)|(?<=</h3>)|(?<=<hr>)")


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Passage:
    """A paragraph or heading of the two bodies, side by side; empty where one has none."""

    theirs: SafeString
    yours: SafeString

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours


def says_otherwise(theirs: Revision, yours: Copy) -> bool:
    return (
        content_of(theirs) != yours.content
        or theirs.authors_in_order != list(yours.authors)
        or set(theirs.tags.all()) != set(yours.tags)
    )


def differences(theirs: Revision, yours: Copy) -> list[Difference]:
    """Everything that differs but the body, in words."""
    pairs = zip(in_words(copy_of(theirs)).values(), in_words(yours).values(), strict=True)
    return [Difference(one.label, one.text, other.text) for one, other in pairs if one != other]


def passages(theirs: str, yours: str) -> list[Passage]:
    """Two bodies in HTML, aligned by their paragraphs; nothing where they are the same."""
    if theirs == yours:
        return []
    left, right = (_END_OF_PASSAGE.split(body) for body in (theirs, yours))
    rows = [
        Passage(_html(one), _html(other))
        for _, i1, i2, j1, j2 in matching(left, right).get_opcodes()
        for one, other in zip_longest(left[i1:i2], right[j1:j2], fillvalue="")
    ]
    return [row for row in rows if row.theirs or row.yours]


def _html(passage: str) -> SafeString:
    # Half of a list is no HTML; the sanitizer closes what the cut left open.
    return mark_safe(clean_html(passage))  # noqa: S308
