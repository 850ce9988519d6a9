"""
The picture that a shared link is shown with: the headline, set on the article's photo. Pure.

Headlines that run from the right need Pillow's Raqm, whose wheels load libfribidi from the system.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps, features

WIDTH, HEIGHT = 1200, 630
NARROWEST = 600  # pixels: a smaller photo would be a blur behind the words
MARGIN = 64
SIZES = range(84, 43, -4)  # of the headline's type, in pixels
MOST_LINES = 4
LEADING = 1.14
SMALL = 26
FOOT = HEIGHT - MARGIN
PAPER, INK, ACCENT, ON_PHOTO_ACCENT = "#fffdf9", "#1b1a17", "#1c4484", "#f0dca8"
SHADE = (14, 13, 11)
DARKEST = 215  # of 255
ELLIPSIS = "…"
_FONT = Path(__file__).parent / "fonts" / "FrankRuhlLibre-Bold.ttf"


@dataclass(frozen=True)
class Card:
    headline: str
    lang: str
    direction: str  # "ltr" or "rtl"
    label: str  # over the headline: the section, and the kind where it has to be said
    paper: str
    credit: str = ""


def can_draw(card: Card) -> bool:
    """Whether the type has every sign of the headline, and this machine its direction."""
    if card.direction == "rtl" and not features.check("raqm"):
        return False
    font = _font(SMALL)
    return all(sign.isspace() or _has(font, sign) for sign in card.headline)


def draw(card: Card, photo: bytes | None, focus: tuple[float, float]) -> bytes:
    """A JPEG of WIDTH by HEIGHT; `focus` is what stays of the photo, in shares of its sides."""
    words = _set(card)
    ground = _photo(photo, focus) if photo else None
    image = ground or Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    if ground is None:
        _nameplate(canvas, card)
    else:
        _shade(image, words.top)
        _foot(canvas, card)
    inks = (PAPER, ON_PHOTO_ACCENT) if ground else (INK, ACCENT)
    words.draw(canvas, *inks)
    output = io.BytesIO()
    image.save(output, "JPEG", quality=82, progressive=True, optimize=True)
    return output.getvalue()


def wrapped(text: str, font: Any, width: int, **setting: Any) -> list[str]:
    """Lines no wider than `width`, as even as their number allows."""
    lines = list(_lines(text, font, width, setting))
    narrow, wide = width // 3, width
    while wide - narrow > MARGIN // 8:
        middle = (narrow + wide) // 2
        if len(list(_lines(text, font, middle, setting))) <= len(lines):
            wide = middle
        else:
            narrow = middle
    return list(_lines(text, font, wide, setting))


@dataclass(frozen=True)
class _Words:
    """A card's label and headline, in the type and the lines in which they fit."""

    card: Card
    font: Any
    lines: list[str]

    @property
    def top(self) -> int:
        """Where the label begins; the last line stands on the foot."""
        return FOOT - 2 * SMALL - self._line_height * len(self.lines) - SMALL - MARGIN // 4

    @property
    def _line_height(self) -> int:
        return round(self.font.size * LEADING)

    def draw(self, canvas: ImageDraw.ImageDraw, ink: str, accent: str) -> None:
        from_right = self.card.direction == "rtl"
        edge, anchor = (WIDTH - MARGIN, "ra") if from_right else (MARGIN, "la")
        canvas.text((edge, self.top), self.card.label.upper(), accent, _font(SMALL), anchor=anchor)
        for number, line in enumerate(self.lines):
            place = (edge, self.top + SMALL + MARGIN // 4 + number * self._line_height)
            canvas.text(place, line, ink, self.font, anchor=anchor, **_setting(self.card))


def _set(card: Card) -> _Words:
    return _Words(card, *_fitted(card.headline, _setting(card)))


def _nameplate(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    """What a page of the paper begins with, where no photo does."""
    canvas.text((WIDTH // 2, MARGIN), card.paper, INK, _font(SIZES[-1]), anchor="ma")
    for top, weight in [(MARGIN + 72, 5), (MARGIN + 81, 1)]:
        canvas.line((MARGIN, top, WIDTH - MARGIN, top), INK, weight)


def _foot(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    """The paper's name and the photo's credit under a line."""
    name, small = _font(SMALL), _font(SMALL * 2 // 3)
    line = FOOT - SMALL - MARGIN // 4
    canvas.line((MARGIN, line, WIDTH - MARGIN, line), PAPER)
    canvas.text((MARGIN, FOOT), card.paper, PAPER, name, anchor="ls")
    if all(_has(small, sign) for sign in card.credit):
        room = WIDTH - 3 * MARGIN - round(name.getlength(card.paper))
        credit = _cut(card.credit, small, room, {})
        canvas.text((WIDTH - MARGIN, FOOT), credit, PAPER, small, anchor="rs")


def _fitted(headline: str, setting: dict[str, Any]) -> tuple[Any, list[str]]:
    """The largest type in which the headline has few enough lines; cut short in the smallest."""
    room, text = WIDTH - 2 * MARGIN, " ".join(headline.split())
    font = _font(SIZES[0])
    for size in SIZES:
        font = _font(size)
        lines = list(_lines(text, font, room, setting))
        if len(lines) <= (MOST_LINES if size <= 64 else MOST_LINES - 1):
            return font, wrapped(text, font, room, **setting)
    kept, rest = lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])
    return font, [*kept, _cut(rest, font, room, setting)]


def _lines(text: str, font: Any, width: int, setting: dict[str, Any]) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if not line or font.getlength(longer, **setting) <= width:
            line = longer
        else:
            yield line
            line = word
    if line:
        yield line


def _cut(text: str, font: Any, width: int, setting: dict[str, Any]) -> str:
    """As many of the words as there is room for, and a sign where some are left out."""
    if font.getlength(text, **setting) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS, **setting) > width:
        text = text.rpartition(" ")[0] or text[:-1]
    return text + ELLIPSIS


def _setting(card: Card) -> dict[str, Any]:
    return {"direction": card.direction, "language": card.lang} if features.check("raqm") else {}


@lru_cache(maxsize=32)
def _font(size: int) -> Any:
    return ImageFont.truetype(str(_FONT), size)


def _has(font: Any, sign: str) -> bool:
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def _photo(data: bytes, focus: tuple[float, float]) -> Image.Image | None:
    """The photo as the ground; None where it is too small for one."""
    with Image.open(io.BytesIO(data)) as image:
        if image.width < NARROWEST:
            return None
        size, method = (WIDTH, HEIGHT), Image.Resampling.LANCZOS
        return ImageOps.fit(image.convert("RGB"), size, method, centering=focus)


def _shade(ground: Image.Image, top: int) -> None:
    """Darken a photo where the words stand, from a little above them on."""
    begin = max(0, top - 2 * MARGIN)
    gradient = Image.linear_gradient("L").resize((WIDTH, HEIGHT - begin))
    strength = gradient.point([min(DARKEST, value * 7 // 4) for value in range(256)])
    ground.paste(SHADE, (0, begin), strength)
