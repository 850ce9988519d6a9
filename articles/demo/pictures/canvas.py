"""The printer's bench: plates that are cut, and the sheet on which they are printed.

Everything is drawn in page units (a scene's page is 1200 by 800, whatever the pixels).
A plate is a list of outlines and nothing else until the sheet prints it: then the piece it
covers is drawn at twice the size, reduced, worn or screened, and pasted or overprinted.
"""

import math
import random
from collections.abc import Callable, Iterable

from PIL import Image, ImageChops, ImageDraw

from . import textures
from .geometry import Point, Points, arc, arched, brushed, smooth, turned
from .inks import Air, Ink, Palette, air, blend

Tone = Callable[[float, float], float]
Box = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Cut = tuple[list[Point], bool]

_FINE = 2  # how much larger than the print a plate is drawn
_HAND = 0.7  # page units by which the hand strays on a long straight cut


def fade(start: Point, end: Point, strong: float = 1.0, weak: float = 0.0) -> Tone:
    """Return a tone that goes from `strong` at `start` to `weak` at `end`, in a straight line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy

    def tone(x: float, y: float) -> float:
        along = ((x - start[0]) * dx + (y - start[1]) * dy) / length
        return strong + (weak - strong) * min(max(along, 0.0), 1.0)

    return tone


def halo(x: float, y: float, radius: float, strong: float = 1.0, squash: float = 1.0) -> Tone:
    """Return a tone that is `strong` at (x, y) and gone at `radius`; `squash` flattens it."""

    def tone(px: float, py: float) -> float:
        near = max(0.0, 1 - math.hypot(px - x, (py - y) / squash) / radius)
        return strong * math.pow(near, 1.3)

    return tone


def even(strength: float) -> Tone:
    """Return the same tone everywhere."""
    return lambda _x, _y: strength


class Pen:
    """Draws outlines on a plate, through a placing of its own: shift, scale, turn, mirror."""

    def __init__(self, plate: "Plate", matrix: Matrix, prints: bool = True) -> None:
        self.plate = plate
        self._matrix = matrix
        self._prints = prints

    def at(
        self, x: float, y: float, scale: float = 1.0, turn: float = 0.0, *, flip: bool = False
    ) -> "Pen":
        """Return a pen whose origin is (x, y), for things drawn in units of their own."""
        a, b, c, d, e, f = self._matrix
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        side = -1 if flip else 1
        placed = (
            side * (a * cos + b * sin),
            -a * sin + b * cos,
            a * x + b * y + c,
            side * (d * cos + e * sin),
            -d * sin + e * cos,
            d * x + e * y + f,
        )
        return Pen(self.plate, placed, self._prints)

    @property
    def cut(self) -> "Pen":
        """A pen that takes away what has been drawn so far on this plate."""
        return Pen(self.plate, self._matrix, prints=False)

    def shape(self, points: Points) -> "Pen":
        a, b, c, d, e, f = self._matrix
        placed = [(a * x + b * y + c, d * x + e * y + f) for x, y in points]
        self.plate.add(placed, self._prints)
        return self

    def blob(self, points: Points) -> "Pen":
        return self.shape(smooth(points, closed=True))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> "Pen":
        return self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])

    def rounded(self, x0: float, y0: float, x1: float, y1: float, radius: float) -> "Pen":
        r = radius
        return self.shape(
            [
                *arc(x0 + r, y0 + r, r, r, 180, 270, 6),
                *arc(x1 - r, y0 + r, r, r, 270, 360, 6),
                *arc(x1 - r, y1 - r, r, r, 0, 90, 6),
                *arc(x0 + r, y1 - r, r, r, 90, 180, 6),
            ]
        )

    def disc(
        self, x: float, y: float, rx: float, ry: float | None = None, turn: float = 0
    ) -> "Pen":
        steps = 16 if rx < 8 else 48
        ring = arc(x, y, rx, rx if ry is None else ry, 0, 360, steps)
        return self.shape(turned(ring, x, y, turn) if turn else ring)

    def ring(self, x: float, y: float, rx: float, ry: float, width: float) -> "Pen":
        return self.line(arc(x, y, rx, ry, 0, 360, 48), width)

    def arch(self, x0: float, y0: float, x1: float, y1: float, *, pointed: bool = False) -> "Pen":
        return self.shape(arched(x0, y0, x1, y1, pointed=pointed))

    def lathe(self, profile: Points, *, straight: bool = False) -> "Pen":
        """Draw what turns about the y axis, from (half width, y) going down."""
        side = list(profile) if straight else smooth(profile)
        return self.shape([*side, *((-x, y) for x, y in reversed(side))])

    def line(self, points: Points, width: float, end: float | None = None) -> "Pen":
        """Draw along straight spans, `width` wide, tapering to `end`."""
        return self.shape(brushed(points, width, width if end is None else end))

    def stroke(self, points: Points, width: float, end: float | None = None) -> "Pen":
        """Draw along a curve through the points, `width` wide, tapering to `end`."""
        return self.line(smooth(points), width, end)

    def limb(self, points: Points, width: float, end: float | None = None) -> "Pen":
        """Draw a stroke with round ends: an arm, a branch, a finger."""
        last = width if end is None else end
        self.disc(*points[0], width / 2).disc(*points[-1], last / 2)
        return self.stroke(points, width, last)


class Plate(Pen):
    """One stencil: what is drawn prints, what is cut away afterwards does not."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(self, (1, 0, 0, 0, 1, 0))
        self._rng = rng
        self.cuts: list[Cut] = []

    def add(self, points: list[Point], prints: bool) -> None:
        self.cuts.append((self._by_hand(points), prints))

    def _by_hand(self, points: list[Point]) -> list[Point]:
        """Let long straight edges stray a little, as a knife does; leave curves alone."""
        edges = zip(points, points[1:] + points[:1], strict=True)
        return [p for a, b in edges for p in self._edge(a, b)]

    def _edge(self, a: Point, b: Point) -> Iterable[Point]:
        pieces = int(math.hypot(b[0] - a[0], b[1] - a[1]) // 34)
        yield a
        for i in range(1, pieces + 1):
            t = i / (pieces + 1)
            yield (
                a[0] + (b[0] - a[0]) * t + self._rng.uniform(-_HAND, _HAND),
                a[1] + (b[1] - a[1]) * t + self._rng.uniform(-_HAND, _HAND),
            )

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom in page units of all that prints."""
        xs = [x for points, prints in self.cuts if prints for x, _ in points]
        ys = [y for points, prints in self.cuts if prints for _, y in points]
        return min(xs, default=0), min(ys, default=0), max(xs, default=0), max(ys, default=0)


class Sheet:
    """The paper in the press: makes plates, prints them, and holds the choices of one seed."""

    def __init__(
        self, page: tuple[int, int], size: tuple[int, int], palette: Palette, rng: random.Random
    ) -> None:
        self.page = page
        self.size = size
        self.inks = palette
        self.rng = rng
        self.mirrors = True
        self._scale = max(size[0] / page[0], size[1] / page[1])
        self._shift = tuple((p * self._scale - s) / 2 for p, s in zip(page, size, strict=True))
        self._image = Image.new("RGB", size, palette.paper)

    def plate(self) -> Plate:
        return Plate(self.rng)

    def air(self, *names: str) -> Air:
        """Choose one of the times of day."""
        return air(self.inks, self.rng.choice(names))

    def flood(self, ink: Ink, tone: Tone | None = None, screen: textures.Screen = "grain") -> None:
        """Print the whole page."""
        self.lay(
            self.plate().box(-20, -20, self.page[0] + 20, self.page[1] + 20), ink, tone, screen
        )

    def lay(
        self,
        plate: Pen,
        ink: Ink,
        tone: Tone | None = None,
        screen: textures.Screen = "grain",
        *,
        within: Pen | None = None,
        over: bool = False,
    ) -> None:
        """Print a plate: solid, or through a screen where a `tone` is given.

        `within` keeps the ink inside another plate; `over` overprints, so that what lies
        beneath shows through and darkens, instead of covering it.
        """
        box = self._covered([plate] if within is None else [plate, within])
        if box is None:
            return
        mask = self._drawn(plate, box)
        if within is not None:
            mask = ImageChops.multiply(mask, self._drawn(within, box))
        mask = ImageChops.multiply(
            mask, self._solid(box) if tone is None else self._screened(tone, screen, box)
        )
        colour = Image.new("RGB", mask.size, ink)
        if over:
            colour = ImageChops.multiply(self._image.crop(box), colour)
        self._image.paste(colour, box, mask)

    def glow(
        self, x: float, y: float, radius: float, strong: float = 0.8, ink: Ink | None = None
    ) -> None:
        """Print the light about a lamp."""
        lamp = self.plate().disc(x, y, radius)
        self.lay(lamp, ink or self.inks.glow, halo(x, y, radius, strong))

    def cast(self, shadow: Pen, within: Pen | None = None, tone: Tone | None = None) -> None:
        """Overprint a shadow."""
        ink = blend(self.inks.pale, self.inks.mid, 0.55)
        self.lay(shadow, ink, tone, within=within, over=True)

    def finished(self) -> Image.Image:
        """Return the print, mirrored by chance where the scene allows it."""
        image = self._image
        if self.mirrors and self.rng.random() < 0.5:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        tooth = textures.paper(self.size, self._scale)
        return ImageChops.multiply(image, Image.merge("RGB", (tooth, tooth, tooth)))

    def _covered(self, pens: list[Pen]) -> Box | None:
        edges = [pen.plate.bounds() for pen in pens]
        left, top = (max(e[i] for e in edges) * self._scale - self._shift[i] for i in (0, 1))
        right, bottom = (
            min(e[i + 2] for e in edges) * self._scale - self._shift[i] for i in (0, 1)
        )
        box = (
            max(math.floor(left) - 1, 0),
            max(math.floor(top) - 1, 0),
            min(math.ceil(right) + 1, self.size[0]),
            min(math.ceil(bottom) + 1, self.size[1]),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None

    def _drawn(self, pen: Pen, box: Box) -> Image.Image:
        fine = _FINE * self._scale
        left, top = (_FINE * (b + s) for b, s in zip(box[:2], self._shift, strict=True))
        mask = Image.new("L", (_FINE * (box[2] - box[0]), _FINE * (box[3] - box[1])))
        draw = ImageDraw.Draw(mask)
        for points, prints in pen.plate.cuts:
            draw.polygon([(x * fine - left, y * fine - top) for x, y in points], fill=255 * prints)
        return mask.reduce(_FINE)

    def _solid(self, box: Box) -> Image.Image:
        return textures.solid(self.size, self._scale).crop(self._offset(box))

    def _screened(self, tone: Tone, kind: textures.Screen, box: Box) -> Image.Image:
        grain = textures.screen(kind, self.size, self._scale).crop(self._offset(box))
        # Soft threshold: what tone and screen add up to over full, four times as steep.
        return ImageChops.add(self._sampled(tone, box), grain, scale=0.25, offset=-4 * 255 + 64)

    def _offset(self, box: Box) -> Box:
        dx, dy = self.rng.randrange(textures.SLACK), self.rng.randrange(textures.SLACK)
        return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy

    def _sampled(self, tone: Tone, box: Box) -> Image.Image:
        """Return the tone over the box, asked at a few points and smoothed between them."""
        width, height = box[2] - box[0], box[3] - box[1]
        columns, rows = min(36, 2 + width // 12), min(28, 2 + height // 12)
        xs = [
            (box[0] + (i + 0.5) * width / columns + self._shift[0]) / self._scale
            for i in range(columns)
        ]
        ys = [
            (box[1] + (i + 0.5) * height / rows + self._shift[1]) / self._scale for i in range(rows)
        ]
        raw = bytes(round(255 * min(max(tone(x, y), 0.0), 1.0)) for y in ys for x in xs)
        return Image.frombytes("L", (columns, rows), raw).resize(
            (width, height), Image.Resampling.BICUBIC
        )
