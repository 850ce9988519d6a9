"""What ink does on paper: screens that turn a tone into specks or dots, and the solid's wear.

A screen is an "L" image with a flat histogram, so that a tone of a third prints a third.
All are made from seeded bytes, once a size, and larger than the sheet by `SLACK` pixels each
way: a print cuts its piece at an offset of its own, so no two inks wear alike.
"""

import math
import random
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageChops, ImageFilter, ImageOps

Screen = Literal["grain", "dots", "dry"]
SLACK = 160


@lru_cache(maxsize=16)
def screen(kind: Screen, size: tuple[int, int], scale: float) -> Image.Image:
    """Return the screen for a sheet of `size` pixels, `scale` pixels to the page unit."""
    whole = (size[0] + SLACK, size[1] + SLACK)
    if kind == "dots":
        return _dots(whole, scale)
    return _dry(whole, scale) if kind == "dry" else _grain("grain", whole, scale)


def _grain(name: str, size: tuple[int, int], scale: float) -> Image.Image:
    return ImageOps.equalize(_noise(name, size, 1).filter(ImageFilter.GaussianBlur(0.5 * scale)))


def _dry(size: tuple[int, int], scale: float) -> Image.Image:
    """Return the streaks of a brush with little ink left, running across."""
    streaks = _noise("dry", size, 26 * scale, 1).filter(ImageFilter.GaussianBlur((0, 0.55 * scale)))
    return ImageOps.equalize(
        Image.blend(ImageOps.equalize(streaks), _grain("fine", size, scale), 0.3)
    )


@lru_cache(maxsize=8)
def solid(size: tuple[int, int], scale: float) -> Image.Image:
    """Return how a full tone prints: nearly everywhere, a little thin in places, with pinholes."""
    whole = (size[0] + SLACK, size[1] + SLACK)
    holes = screen("grain", size, scale).point([110 + 24 * v if v < 6 else 255 for v in range(256)])
    cloud = _noise("cloud", whole, 60 * scale).point([232 + v // 11 for v in range(256)])
    return ImageChops.multiply(holes, cloud)


@lru_cache(maxsize=8)
def paper(size: tuple[int, int], scale: float) -> Image.Image:
    """Return the sheet's own tooth, a light grey to multiply the finished print with."""
    tooth = screen("grain", size, scale).filter(ImageFilter.GaussianBlur(0.6))
    return tooth.crop((0, 0, *size)).point([240 + v // 17 for v in range(256)])


def _noise(
    name: str, size: tuple[int, int], across: float, down: float | None = None
) -> Image.Image:
    """Return seeded noise in cells `across` by `down` pixels (square where `down` is left out)."""
    cell = (across, across if down is None else down)
    width, height = (max(2, math.ceil(s / max(c, 1))) for s, c in zip(size, cell, strict=True))
    raw = random.Random(f"{name} {size}").randbytes(width * height)
    return Image.frombytes("L", (width, height), raw).resize(size, Image.Resampling.BICUBIC)


def _dots(size: tuple[int, int], scale: float) -> Image.Image:
    """Return a halftone screen at 45 degrees."""
    side = max(4, round(9 * scale))
    wave = [math.cos(2 * math.pi * i / side) for i in range(side)]
    cell = bytes(round(127.5 * (1 + wave[x] * wave[y])) for y in range(side) for x in range(side))
    sheet = Image.new("L", size)
    sheet.paste(Image.frombytes("L", (side, side), cell))
    reach = [side, side]
    while reach[0] < size[0]:
        sheet.paste(sheet.crop((0, 0, reach[0], side)), (reach[0], 0))
        reach[0] *= 2
    while reach[1] < size[1]:
        sheet.paste(sheet.crop((0, 0, size[0], reach[1])), (0, reach[1]))
        reach[1] *= 2
    return ImageOps.equalize(sheet)
