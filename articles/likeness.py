"""
What a picture looks like, as a number of 64 bits: alike pictures have numbers of few different
bits. Pure.

It is the perceptual hash of Zauner (“pHash”): the signs of the slowest 8 × 8 waves of a small grey
copy against their median, which neither size nor compression nor a little more light changes much.

Near numbers are found by an index of their four bands of 16 bits: two numbers that differ in seven
bits at most have a band in which they differ in one at most. So a number's *traces*, its bands and
those one bit beside them, meet the bands of every number near it.
"""

from __future__ import annotations

import math
from statistics import median

from PIL import Image

NEAR = 7  # bits
SIDE, WAVES = 32, 8
BANDS, BAND_BITS = 4, 16
# Below this no wave stands out of the grey: of a plain surface only the noise could be compared.
FAINTEST = 8.0
_WAVES = [
    [math.cos(math.pi * wave * (2 * place + 1) / (2 * SIDE)) for place in range(SIDE)]
    for wave in range(WAVES)
]


def looks_of(image: Image.Image) -> int | None:
    """Its number, signed as PostgreSQL keeps it; None where there is nothing to see."""
    small = image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    grey = small.tobytes()
    across = [
        [_dot(waves, grey[row * SIDE : (row + 1) * SIDE]) for waves in _WAVES]
        for row in range(SIDE)
    ]
    strengths = [
        _dot(waves, [row[wave] for row in across]) for waves in _WAVES for wave in range(WAVES)
    ]
    if max(map(abs, strengths[1:])) < FAINTEST * SIDE:  # the first is the light of the whole
        return None
    middle = median(strengths[1:])
    number = sum((strength > middle) << bit for bit, strength in enumerate(strengths))
    return number - (1 << 64) if number >> 63 else number


def _dot(waves: list[float], values: bytes | list[float]) -> float:
    return sum(wave * value for wave, value in zip(waves, values, strict=True))


def traces_of(number: int) -> list[int]:
    """What to look for among the bands of others, each band as a number of its own."""
    mask = (1 << BAND_BITS) - 1
    bands = [number >> BAND_BITS * place & mask for place in range(BANDS)]
    changes = [0, *(1 << bit for bit in range(BAND_BITS))]
    return [
        place << BAND_BITS | band ^ change for place, band in enumerate(bands) for change in changes
    ]
