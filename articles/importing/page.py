"""Reading an archived article page that was saved as plain text. Pure: no models, no files.

Every line that is not blank is one block, in this order:

    Wednesday, October 20th | 15 Heshvan 5782    masthead, of the day on which the page was saved
    July 19, 2020 3:47 am                        publish time, in New York's clock
    The Headline
    avatar by Miriam Adler                       byline: one author or several
    What is seen. Photo: Reuters / Ida Roth.     where the article has a photo
    …                                            the paragraphs
    Miriam Adler is …                            where the authors are described
    The opinions presented by Algemeiner …       where the article is opinion
    Share this Story: …                          from here on the page's furniture
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import dropwhile, takewhile
from typing import NamedTuple

from algemeiner.dateline import MONTHS, NEWSROOM_ZONE, WEEKDAYS
from algemeiner.slugs import slugify

# In characters; what is longer is something else.
LONGEST_HEADLINE, LONGEST_NAME, LONGEST_CAPTION = 250, 120, 500


@dataclass(frozen=True)
class ArchivedAuthor:
    name: str
    bio: str  # "" where the page does not describe the author


@dataclass(frozen=True)
class ArchivedPage:
    """What a page says, as plain text; a part that the page does not have is ""."""

    dateline: str
    published_at: datetime  # aware, UTC
    headline: str
    authors: tuple[ArchivedAuthor, ...]
    caption: str
    credit: str  # "Reuters / Ida Roth", without "Photo:" and the full stop
    paragraphs: tuple[str, ...]  # at least one
    disclaimer: str
    unread: tuple[str, ...]  # lines after the share line that are no furniture known here


class NotAnArchivedPage(ValueError):
    """The text is not of the form; `line_number` (from 1) and `message` say where and why."""

    def __init__(self, line_number: int, message: str) -> None:
        super().__init__(f"line {line_number}: {message}")
        self.line_number = line_number
        self.message = message


def parse(text: str) -> ArchivedPage:
    """Read a page. Raises NotAnArchivedPage, and nothing else, for a text that is not one.

    White space within a line (non-breaking spaces too) becomes single spaces. A publish time in
    the hour that New York's clocks repeat in autumn is taken as the first of the two; one in the
    hour that they leave out in spring is refused.
    """
    lines = _Lines(text)
    _, masthead = lines.take(_MASTHEAD, f"the masthead’s date, like “{_MASTHEAD_EXAMPLE}”")
    number, published = lines.take(_PUBLISHED, "the publish time, like “July 19, 2020 3:47 am”")
    published_at = _published_at(published, number)
    number, headline = lines.take(_HEADLINE, "the headline")
    if len(headline[0]) > LONGEST_HEADLINE or not slugify(headline[0]):
        raise NotAnArchivedPage(number, f"no headline: “{_shortened(headline[0])}”")
    number, byline = lines.take(_BYLINE, "the byline, like “avatar by Miriam Adler”")
    names = _names(byline["names"], number)

    content, unread = _split_at_foot(lines.rest())
    caption, credit, content = _split_caption(content)
    disclaimer, content = _split_disclaimer(content)
    if not content:
        raise NotAnArchivedPage(lines.last_number, "expected the article’s paragraphs, found none")
    paragraphs, bios = _split_bios(content, names)
    return ArchivedPage(
        dateline=masthead[0],
        published_at=published_at,
        headline=headline[0],
        authors=tuple(ArchivedAuthor(name, bios.get(name, "")) for name in names),
        caption=caption,
        credit=credit,
        paragraphs=tuple(paragraphs),
        disclaimer=disclaimer,
        unread=tuple(unread),
    )


# --- Lines ---

_LINE_END = re.compile(r"\r\n?|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b"))  # byte order mark, zero-width space


class _Line(NamedTuple):
    number: int
    text: str


class _Lines:
    """The lines of a text that are not blank, taken from the top."""

    def __init__(self, text: str) -> None:
        self._lines = deque(_read_lines(text))
        self.last_number = self._lines[-1].number if self._lines else 1

    def take(self, form: re.Pattern[str], expected: str) -> tuple[int, re.Match[str]]:
        """The next line's number and match; NotAnArchivedPage where it is not of the form."""
        if not self._lines:
            raise NotAnArchivedPage(self.last_number, f"expected {expected}, but the text ends")
        number, line = self._lines.popleft()
        match = form.fullmatch(line)
        if match is None:
            raise NotAnArchivedPage(number, f"expected {expected}, found “{_shortened(line)}”")
        return number, match

    def rest(self) -> list[str]:
        return [line.text for line in self._lines]


def _read_lines(text: str) -> Iterator[_Line]:
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = " ".join(raw.translate(_INVISIBLE).split())
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line):
            raise NotAnArchivedPage(number, "a control character, which no page of text has")
        if line:
            yield _Line(number, line)


def _shortened(line: str, length: int = 60) -> str:
    return line if len(line) <= length else f"{line[: length - 1]}…"


# --- Publish time and byline ---

_MASTHEAD_EXAMPLE = "Wednesday, October 20th | 15 Heshvan 5782"
_MASTHEAD = re.compile(
    rf"(?:{'|'.join(WEEKDAYS)}), (?:{'|'.join(MONTHS)}) [0-9]{{1,2}}(?:st|nd|rd|th)"
    r" ?\| ?[0-9]{1,2} [^0-9|]+ [0-9]{4}"
)
_PUBLISHED = re.compile(
    rf"(?P<month>{'|'.join(MONTHS)}) (?P<day>[0-9]{{1,2}}), (?P<year>(?:19|20)[0-9]{{2}})"
    r" (?P<hour>0?[1-9]|1[0-2]):(?P<minute>[0-5][0-9]) ?(?P<half>[AaPp])[Mm]"
)
_BYLINE = re.compile(r"avatar by (?P<names>.+)", re.IGNORECASE)
_HEADLINE = re.compile(r"(?!avatar by ).+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(
    r" ?,(?! ?(?:Jr|Sr|Ph\.?D|M\.?D|J\.?D|Esq|MBE|OBE|CBE)\b) ?(?:and )?| and ", re.IGNORECASE
)


def _published_at(published: re.Match[str], line_number: int) -> datetime:
    hour = int(published["hour"]) % 12 + (12 if published["half"] in "Pp" else 0)
    month = MONTHS.index(published["month"]) + 1
    try:
        clock = datetime(  # noqa: DTZ001 (what the clock on the wall says; its zone follows)
            int(published["year"]), month, int(published["day"]), hour, int(published["minute"])
        )
    except ValueError:
        message = f"no such date: “{published[0]}”"
        raise NotAnArchivedPage(line_number, message) from None
    moment = clock.replace(tzinfo=NEWSROOM_ZONE).astimezone(UTC)
    if moment.astimezone(NEWSROOM_ZONE).replace(tzinfo=None) != clock:
        message = f"New York’s clocks left this hour out: “{published[0]}”"
        raise NotAnArchivedPage(line_number, message)
    return moment


def _names(text: str, line_number: int) -> list[str]:
    """ "A, B and C" as three names, each once; "Jr.", "PhD" and their like stay with the name."""
    names = [name.strip(" ,") for name in _BETWEEN_NAMES.split(text)]
    named = list(dict.fromkeys(filter(None, names)))
    if not named or any(len(name) > LONGEST_NAME or not slugify(name) for name in named):
        raise NotAnArchivedPage(line_number, f"no author’s name in “{_shortened(text)}”")
    return named


# --- Foot, photo, disclaimer ---

_SHARE_LINE = re.compile(r"share this story:.*", re.IGNORECASE)
_FURNITURE = re.compile(
    rf"{_SHARE_LINE.pattern}|let your voice be heard!?|join the algemeiner"
    r"|this site is protected by recaptcha.*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"The opinions (?:presented|expressed) by Algemeiner bloggers"
    r"|If you would like to share your views with a blog post",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?P<caption>.*?) ?(?P<bracket>[(\[])?\b(?:Photos?|PHOTOS?)(?: [Cc]redit)?: ?"
    r"(?P<credit>[^ .].{0,120}?)\.?(?(bracket)[)\]]\.?)"
)
_CAPITALISED = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}"
_CREDITED_WITHOUT_A_WORD = re.compile(
    rf"(?P<caption>.+[.!?”\")]) (?P<credit>{_CAPITALISED} ?/ ?{_CAPITALISED})\.?"
)


def _is_furniture(line: str) -> bool:
    return _FURNITURE.fullmatch(line) is not None


def _split_at_foot(lines: list[str]) -> tuple[list[str], list[str]]:
    """The article's own lines, and those of the foot that are not known furniture.

    The foot begins at the share line. Without one, only furniture at the very end is left out:
    an article may itself say “Let your voice be heard!”.
    """
    lines = list(dropwhile(_is_furniture, lines))
    share_lines = (place for place, line in enumerate(lines) if _SHARE_LINE.fullmatch(line))
    foot = next(share_lines, None)
    if foot is None:
        foot = len(lines) - len(list(takewhile(_is_furniture, reversed(lines))))
    return lines[:foot], [line for line in lines[foot:] if not _is_furniture(line)]


def _split_caption(lines: list[str]) -> tuple[str, str, list[str]]:
    """The lead photo's caption and credit where the first line is one, and the other lines.

    A caption is known by its credit: "Photo: …", or a last sentence that is nothing but names
    about a slash, "Reuters / Ida Roth". A first line without either is taken for a paragraph,
    where nothing of it is lost: a caption without a credit looks like any other.
    """
    first = lines[0] if lines else ""
    match = _CREDITED.fullmatch(first) or _CREDITED_WITHOUT_A_WORD.fullmatch(first)
    if match is None or len(match["caption"]) > LONGEST_CAPTION:
        return "", "", lines
    return match["caption"], match["credit"], lines[1:]


def _split_disclaimer(lines: list[str]) -> tuple[str, list[str]]:
    disclaimer = " ".join(line for line in lines if _DISCLAIMER.match(line))
    return disclaimer, [line for line in lines if not _DISCLAIMER.match(line)]


# --- Bios ---

_TITLE = r"(?:(?:Rabbi|Dr|Prof|Professor|Mr|Mrs|Ms|Amb|Ambassador|Col|Gen|Maj|Lt)\.? )*"
_ASIDE = (
    r"(?: \([^)]*\)|,(?:(?! (?:said|says|told|asked)\b).){1,200}?| and (?:(?! said\b).){1,100}?)?"
)
_DESCRIBES = (
    r"(?:is|are|was|were|has|have|holds|serves|served|works|worked|writes|teaches|lectures|studies"
    r"|studied|lives|leads|directs|heads|hosts|edits|covers|reports|contributes|founded)"
)
_TITLES = re.compile(_TITLE)


def _split_bios(lines: Sequence[str], names: Sequence[str]) -> tuple[Sequence[str], dict[str, str]]:
    """The paragraphs, and the bios by author: the last lines, one an author, that are bios.

    A body paragraph may well begin with the author's name, as in an interview or a memoir. So a
    bio stands at the very end, there is one an author at most, it describes ("Miriam Adler is
    …", "Miriam Adler, a cellist, teaches …") and does not quote; and the first line never is one.
    """
    bios: dict[str, str] = {}
    for line in reversed(lines[1:]):
        name = next((name for name in names if name not in bios and _describes(line, name)), None)
        if name is None:
            break
        bios[name] = line
    return lines[: len(lines) - len(bios)], bios


def _describes(line: str, name: str) -> bool:
    bare_name = re.escape(_TITLES.sub("", name, count=1))
    return re.match(rf"{_TITLE}{bare_name}{_ASIDE} {_DESCRIBES}\b", line) is not None
