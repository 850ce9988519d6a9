"""Out of doors: skies, sun and stars, hills, water, trees, weather."""

import math

from .canvas import Pen, Plate, Sheet, even, fade, halo
from .geometry import Point, Points, arc, smooth
from .inks import Air, Ink, blend


def sky(sheet: Sheet, air: Air, horizon: float = 560) -> None:
    """Print the whole page as sky, paler towards the horizon, with a drift of thin cloud."""
    sheet.flood(air.horizon)
    sheet.flood(air.sky, fade((0, -60), (0, horizon)))
    if air.dark:
        stars(sheet, horizon * 0.75)
    else:
        drift = fade((0, horizon * 0.1), (0, horizon), 0.3, 0.0)
        sheet.flood(blend(air.sky, air.horizon, 0.4), drift, "dry")


def stars(sheet: Sheet, bottom: float) -> None:
    plate = sheet.plate()
    for _ in range(90):
        plate.disc(
            sheet.rng.uniform(0, 1200),
            sheet.rng.uniform(0, bottom),
            sheet.rng.choice((0.9, 1.2, 2)),
        )
    sheet.lay(plate, sheet.inks.paper)


def sun(sheet: Sheet, air: Air, x: float, y: float, radius: float) -> None:
    """Print a sun, or by night a moon, with its glow around it."""
    ink = blend(sheet.inks.glow, sheet.inks.paper, 0.55) if air.dark else sheet.inks.sun
    light = blend(sheet.inks.glow, air.sky, 0.45) if air.dark else sheet.inks.glow
    sheet.flood(light, halo(x, y, radius * 3.4, 0.75))
    disc = sheet.plate().disc(x, y, radius)
    if air.name == "dusk" and sheet.rng.random() < 0.4:
        for i in range(4):
            disc.cut.box(
                x - radius,
                y + radius * (0.1 + i * 0.24),
                x + radius,
                y + radius * (0.13 + i * 0.265),
            )
    sheet.lay(disc, ink)
    if air.dark:
        sheet.lay(
            disc, air.sky, fade((x - radius, y - radius), (x + radius, y + radius), -0.1, 0.5)
        )
    else:
        sheet.lay(disc, sheet.inks.glow, fade((x, y - radius), (x, y + radius), 0.75, 0.0))


def rays(sheet: Sheet, x: float, y: float, ink: Ink) -> None:
    """Print a sunburst about (x, y), to the edges of the page."""
    plate = sheet.plate()
    for i in range(20):
        a, b = math.radians(i * 18), math.radians(i * 18 + 8)
        plate.shape(
            [
                (x, y),
                (x + 1200 * math.cos(a), y + 1200 * math.sin(a)),
                (x + 1200 * math.cos(b), y + 1200 * math.sin(b)),
            ]
        )
    sheet.lay(plate, ink)


def cloud(sheet: Sheet, air: Air, x: float, y: float, width: float) -> None:
    """Print a flat-bottomed cloud, shaded underneath."""
    rng, w = sheet.rng, width
    tops = [
        (x - w / 2 + w * i / 6, y - w * rng.uniform(0.05, 0.17) * (1.6 if 0 < i < 5 else 0.5))
        for i in range(6)
    ]
    plate = sheet.plate().shape([(x - w * 0.6, y), *smooth(tops, steps=9), (x + w * 0.6, y)])
    sheet.lay(plate, blend(air.horizon, sheet.inks.paper, 0.0 if air.dark else 0.75))
    sheet.lay(plate, air.sky, fade((x, y), (x, y - w * 0.22), 0.75, 0.0))


def birds(sheet: Sheet, ink: Ink, x: float, y: float, count: int = 7, size: float = 14) -> None:
    plate = sheet.plate()
    for _ in range(count):
        s = size * sheet.rng.uniform(0.6, 1.1)
        pen = plate.at(
            x + sheet.rng.gauss(0, 75),
            y + sheet.rng.gauss(0, 30),
            s / 10,
            sheet.rng.uniform(-16, 16),
        )
        pen.stroke([(-10, -4), (-5, -5.5), (0, 0)], 0.6, 2.2)
        pen.stroke([(0, 0), (5, -6), (10, -5)], 2.2, 0.6)
    sheet.lay(plate, ink)


def ridge(sheet: Sheet, y: float, swell: float, steps: int = 7) -> list[Point]:
    """Return the line of a hill across the page, left to right."""
    rng = sheet.rng
    return smooth(
        [(-60 + 1320 * i / steps, y + rng.uniform(-swell, swell)) for i in range(steps + 1)],
        steps=12,
    )


def hill(sheet: Sheet, line: Points, ink: Ink, light: Ink, depth: float = 190) -> Plate:
    """Print the land under a ridge, lit along its crest; return its plate."""
    plate = sheet.plate()
    plate.shape([*line, (1280, 830), (-80, 830)])
    top = min(y for _, y in line)
    sheet.lay(plate, ink)
    sheet.lay(plate, light, fade((0, top - 10), (0, top + depth), 0.7, 0.0))
    return plate


def water(sheet: Sheet, air: Air, top: float, bottom: float = 820) -> Plate:
    """Print water with the sky lying on it; return its plate."""
    plate = sheet.plate()
    plate.box(-20, top, 1220, bottom)
    sheet.lay(plate, air.middle)
    sheet.lay(
        plate, air.horizon, fade((0, top), (0, top + (bottom - top) * 0.75), 0.95, 0.0), "dry"
    )
    sheet.lay(plate, air.near, fade((0, bottom), (0, top + (bottom - top) * 0.3), 0.8, 0.0), "dry")
    return plate


def glitter(sheet: Sheet, ink: Ink, x: float, top: float, bottom: float, width: float) -> None:
    """Print a light's broken path over water, widening towards us."""
    plate = sheet.plate()
    y = top
    while y < bottom:
        share = (y - top) / (bottom - top)
        reach = width * (0.35 + share) * sheet.rng.uniform(0.25, 1)
        mid = x + sheet.rng.gauss(0, width * 0.16)
        thick = 2.5 + 7 * share
        plate.shape(
            [(mid - reach, y), (mid, y - thick / 2), (mid + reach, y), (mid, y + thick / 2)]
        )
        y += thick * sheet.rng.uniform(1.3, 2.1)
    sheet.lay(plate, ink)


def branches(
    pen: Pen, sheet: Sheet, x: float, y: float, length: float, lean: float, width: float, depth: int
) -> list[Point]:
    """Draw a bare tree from (x, y), `lean` radians off upright; return its tips."""
    rng = sheet.rng
    tip = x + math.sin(lean) * length, y - math.cos(lean) * length
    bend = (x + tip[0]) / 2 + rng.uniform(-0.08, 0.08) * length, (y + tip[1]) / 2
    pen.limb([(x, y), bend, tip], width, width * 0.62)
    if depth == 0:
        return [tip]
    tips: list[Point] = []
    for side in (-1, rng.choice((-0.15, 0.2)), 1):
        turn = lean * 0.8 + side * rng.uniform(0.35, 0.62)
        tips += branches(
            pen, sheet, *tip, length * rng.uniform(0.6, 0.78), turn, width * 0.58, depth - 1
        )
    return tips


def leaves(pen: Pen, sheet: Sheet, tips: Points, size: float) -> None:
    """Draw clumps of foliage about the tips of branches."""
    rng = sheet.rng
    for x, y in tips:
        s = size * rng.uniform(0.7, 1.15)
        ring = [
            (px + rng.uniform(-0.16, 0.16) * s, py + rng.uniform(-0.16, 0.16) * s)
            for px, py in arc(x, y, s, s * 0.72, 0, 330, 9)
        ]
        pen.blob(ring)


def tree(sheet: Sheet, x: float, y: float, height: float, bark: Ink, leaf: Ink, light: Ink) -> None:
    """Print a tree in leaf, lit from the upper left."""
    rng, h = sheet.rng, height
    trunk, crown = sheet.plate(), sheet.plate()
    tips = branches(trunk, sheet, x, y, h * 0.36, rng.uniform(-0.08, 0.08), h * 0.055, 2)
    tips += [(x + rng.gauss(0, 0.13) * h, y - rng.uniform(0.55, 0.92) * h) for _ in range(9)]
    leaves(crown, sheet, tips, h * 0.135)
    sheet.lay(crown, leaf)
    left, top, right, bottom = crown.bounds()
    sheet.lay(crown, bark, fade((right, bottom), (left + (right - left) * 0.45, top), 0.65, 0.0))
    sheet.lay(crown, light, fade((left, top), (left + (right - left) * 0.7, bottom), 0.85, 0.0))
    below = fade((0, bottom + 0.05 * h), (0, top + 0.35 * h), 1.3, -0.3)
    sheet.lay(trunk, bark, below)


def snowfall(sheet: Sheet, ink: Ink, count: int = 380) -> None:
    plate = sheet.plate()
    for _ in range(count):
        r = sheet.rng.choice((1.5, 2, 2.5, 3.2, 5))
        plate.disc(sheet.rng.uniform(0, 1200), sheet.rng.uniform(0, 800), r, r * 0.9)
    sheet.lay(plate, ink)


def rainfall(sheet: Sheet, ink: Ink, count: int = 130, slant: float = -18) -> None:
    plate = sheet.plate()
    for _ in range(count):
        x, y, long = (
            sheet.rng.uniform(0, 1240),
            sheet.rng.uniform(-40, 800),
            sheet.rng.uniform(26, 70),
        )
        plate.line([(x, y), (x + slant * long / 60, y + long)], 0.5, 1.9)
    sheet.lay(plate, ink, even(0.75))
