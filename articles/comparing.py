"""
What changed between two bodies, word by word. Pure: HTML in, pieces out.

Bodies are compared paragraph by paragraph, and words only within paragraphs that face each other,
so a piece of ten thousand words is compared in a moment. A word that became bold or got another
link counts as another word. What repeats itself so often that matching it would take seconds is
shown as taken out and put in whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import chain, groupby, zip_longest
from typing import Literal, NamedTuple, TypeAlias

Kind = Literal["same", "removed", "added"]
Step: TypeAlias = tuple[str, int, int, int, int]  # of difflib: what to do, and the two stretches

# What a run of text is called by: the innermost of these that it stands in, else it is a paragraph.
NAMED = {"h2", "h3", "li", "blockquote", "aside", "figure", "figcaption", "th", "td"}
# Elements that end a run of text; every other one marks the words inside it.
BLOCKS = NAMED | {"p", "ul", "ol", "table", "tbody", "tr", "hr", "br", "section"}
# Above this many pieces on a side difflib's own short cut for frequent ones is worth its errors:
# twenty thousand paragraphs that are all the same took 52 seconds without it.
LONG = 1_000
ALIKE = 0.4  # the share of words in common from which one paragraph is another one's next version
MOST_FACING = 100_000  # pairs of paragraphs; above it they face each other by their order alone
# Pairs of equal pieces that are looked at in one comparison. Eighty thousand words written anew
# have 140,000; a thousand times the same word have a million, and took ten seconds.
MOST_PAIRS = 200_000


class Word(NamedTuple):
    """A word, and the inline elements that it stands in: "strong", "a https://…"."""

    text: str
    marks: tuple[str, ...] = ()


class Block(NamedTuple):
    """
    A paragraph, heading, item, caption …; of a list "ul" or "ol", of what is said of a photo for
    those who do not see it "alt", otherwise by its element.
    """

    name: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def emptied(self) -> Block:
        return Block(self.name, ())


@dataclass(frozen=True)
class Piece:
    """A run of words, with single spaces, that is on both sides or on one only."""

    kind: Kind
    text: str
    marks: tuple[str, ...] = ()

    @property
    def elements(self) -> str:
        """The inline elements around the words, by name: "strong a"."""
        return " ".join(mark.split()[0] for mark in self.marks)

    @property
    def link(self) -> str:
        """Where the words lead, "" if nowhere."""
        return self._said_of("a ")

    @property
    def photo(self) -> str:
        """The id of the photo that the words stand for, "" where they are words."""
        return self._said_of("photo ")

    def _said_of(self, element: str) -> str:
        return next((m.removeprefix(element) for m in self.marks if m.startswith(element)), "")


@dataclass(frozen=True)
class Paragraph:
    """The pieces of a block. `was` is what it was called before, the same unless that changed."""

    name: str
    was: str
    pieces: tuple[Piece, ...]

    def __iter__(self) -> Iterator[Piece]:
        return iter(self.pieces)

    @property
    def is_figure(self) -> bool:
        """Whether it is a picture or an embed, whose words are no words of the text."""
        return self.name == "figure"

    @property
    def has_changed(self) -> bool:
        return self.name != self.was or any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class Stretch:
    """Paragraphs that follow each other; folded are those that nothing happened to or near."""

    paragraphs: list[Paragraph]
    is_folded: bool


def paragraphs(html: str) -> list[Block]:
    """The blocks of a body in order, those without a word left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


def compare(before: Sequence[Block], after: Sequence[Block]) -> list[Paragraph]:
    """Both bodies, paragraph by paragraph, as the pieces that are the same, removed and added."""
    return list(_compared(before, after))


def has_changed(paragraphs: Iterable[Paragraph]) -> bool:
    return any(paragraph.has_changed for paragraph in paragraphs)


def words(before: str, after: str) -> Paragraph:
    """One plain text against another, word by word."""
    return Paragraph("p", "p", _pieces(_plain(before), _plain(after), MOST_PAIRS))


def matching(before: Sequence, after: Sequence) -> SequenceMatcher:
    """How two sequences match; exact unless one of them is long."""
    return SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)


def stretches(paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """The paragraphs with all but the neighbours of a change folded away."""
    changed = [paragraph.has_changed for paragraph in paragraphs]
    near = [any(changed[max(0, place - 1) : place + 2]) for place in range(len(changed))]
    runs = groupby(zip(near, paragraphs, strict=True), key=lambda pair: pair[0])
    return [Stretch([paragraph for _, paragraph in run], not is_near) for is_near, run in runs]


def _plain(text: str) -> list[Word]:
    return [Word(word) for word in text.split()]


def _compared(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Paragraph]:
    left = MOST_PAIRS
    for operation, i, j, m, n in _steps(before, after, MOST_PAIRS):
        if operation == "equal":
            yield from (
                Paragraph(b.name, b.name, tuple(_runs("same", b.words))) for b in after[m:n]
            )
            continue
        for old, new in _facing(before[i:j], after[m:n]):
            yield Paragraph(new.name, old.name, _pieces(old.words, new.words, left))
            left -= min(left, _pairs(old.words, new.words))


def _facing(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Each paragraph beside its next version, in order; beside what has none, one without words."""
    if len(before) * len(after) > MOST_FACING:
        for old, new in zip_longest(before, after):
            yield old or new.emptied, new or old.emptied
        return
    i = m = 0
    for j, n in chain(_alike(before, after), [(len(before), len(after))]):
        yield from ((old, old.emptied) for old in before[i:j])
        yield from ((new.emptied, new) for new in after[m:n])
        if j < len(before):
            yield before[j], after[n]
        i, m = j + 1, n + 1


def _alike(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The places of those that are versions of each other: most words in common, in order."""
    likeness = _likeness(before, after)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for j in reversed(range(len(before))):
        for n in reversed(range(len(after))):
            together = likeness[j][n] + best[j + 1][n + 1] if likeness[j][n] else 0
            best[j][n] = max(together, best[j + 1][n], best[j][n + 1])
    j = n = 0
    while j < len(before) and n < len(after):
        if best[j][n] == best[j + 1][n]:
            j += 1
        elif best[j][n] == best[j][n + 1]:
            n += 1
        else:
            yield j, n
            j, n = j + 1, n + 1


def _likeness(before: Sequence[Block], after: Sequence[Block]) -> list[list[float]]:
    """The share of words that each two have in common, 0 where they are no versions."""
    old, new = ([{word.text for word in block.words} for block in side] for side in (before, after))
    shares = [[2 * len(one & other) / (len(one) + len(other)) for other in new] for one in old]
    return [[share if share >= ALIKE else 0 for share in row] for row in shares]


def _steps(
    before: Sequence[Hashable], after: Sequence[Hashable], most_pairs: int
) -> Sequence[Step]:
    if _pairs(before, after) > most_pairs:
        return [("replace", 0, len(before), 0, len(after))]
    return matching(before, after).get_opcodes()


def _pairs(before: Iterable[Hashable], after: Iterable[Hashable]) -> int:
    """How often a piece of one side equals one of the other: what matching has to look at."""
    counts = Counter(before)
    return sum(counts[piece] for piece in after)


def _pieces(old: Sequence[Word], new: Sequence[Word], most_pairs: int) -> tuple[Piece, ...]:
    if old == new:
        return tuple(_runs("same", new))
    return tuple(
        piece
        for operation, i, j, m, n in _steps(old, new, most_pairs)
        for piece in (
            _runs("same", new[m:n])
            if operation == "equal"
            else chain(_runs("removed", old[i:j]), _runs("added", new[m:n]))
        )
    )


def _runs(kind: Kind, words: Sequence[Word]) -> Iterator[Piece]:
    for marks, run in groupby(words, key=lambda word: word.marks):
        yield Piece(kind, " ".join(word.text for word in run), marks)


class _Reader(HTMLParser):
    """Takes a body apart into blocks. A photo or embed counts by what the body says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._marks: list[tuple[str, str]] = []  # (element, how a word is marked by it)
        self._texts: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data(" ")
        elif tag in BLOCKS:
            self.end_block()
            self._open_block(tag, attrs)
        else:
            href = dict(attrs).get("href")
            self._marks.append((tag, f"{tag} {href}" if href else tag))

    def handle_endtag(self, tag: str) -> None:
        opened, mark = self._open, [name for name, _ in self._marks]
        if tag in BLOCKS:
            self.end_block()
            if tag in opened:
                del opened[len(opened) - 1 - opened[::-1].index(tag) :]
        elif tag in mark:
            del self._marks[len(mark) - 1 - mark[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        self._texts.append((data, tuple(mark for _, mark in self._marks)))

    def end_block(self) -> None:
        if words := tuple(_words(self._texts)):
            self.blocks.append(Block(self._name(), words))
        self._texts = []

    def _open_block(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "hr":
            self.blocks.append(Block("hr", (Word("* * *"),)))
            return
        self._open.append(tag)
        for name, value in attrs:
            if name == "data-photo":
                self._texts.append((f"Photo {value}", (f"photo {value}",)))
            elif name == "data-alt":
                self.end_block()
                self.blocks.append(Block("alt", tuple(_plain(value or ""))))
            elif name == "data-embed":
                self._texts.append((f"{value}: ", ()))

    def _name(self) -> str:
        name = next((tag for tag in reversed(self._open) if tag in NAMED), "p")
        if name != "li":
            return name
        return next((tag for tag in reversed(self._open) if tag in ("ul", "ol")), "ul")


def _words(texts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Word]:
    """The words of runs of text; one that goes on in the next run has the marks of both."""
    text, marks = "", ()  # type: tuple[str, tuple[str, ...]]
    for run, run_marks in texts:
        for place, part in enumerate(_split(run)):
            if place and text:
                yield Word(text, marks)
                text, marks = "", ()
            if part:
                text, marks = text + part, tuple(dict.fromkeys((*marks, *run_marks)))
    if text:
        yield Word(text, marks)


def _split(run: str) -> list[str]:
    """Words, with an empty one at an end that has a space: there the word beyond is another."""
    inner = run.split()
    before = [""] if run[:1].isspace() else []
    after = [""] if run[-1:].isspace() else []
    return [*before, *inner, *after]
