"""Indoors: walls with a view, floors, shelves of books, lamps."""

from .canvas import Pen, Plate, Sheet, even, fade, halo
from .inks import Ink, blend

Rect = tuple[float, float, float, float]


def wall_around(sheet: Sheet, ink: Ink, hole: Rect, foot: float = 820) -> Plate:
    """Print a wall over whatever is on the page, leaving a window to look through."""
    wall = sheet.plate()
    wall.box(-20, -20, 1220, foot)
    wall.cut.box(*hole)
    sheet.lay(wall, ink)
    return wall


def sash(sheet: Sheet, ink: Ink, hole: Rect, across: int, down: int, width: float = 9) -> None:
    """Print the glazing bars and the sill of a window."""
    x0, y0, x1, y1 = hole
    bars = sheet.plate()
    for i in range(across + 1):
        x = x0 + (x1 - x0) * i / across
        bars.box(x - width / 2, y0 - width / 2, x + width / 2, y1)
    for k in range(down + 1):
        y = y0 + (y1 - y0) * k / down
        bars.box(x0 - width / 2, y - width / 2, x1 + width / 2, y + width / 2)
    bars.box(x0 - 3 * width, y1 - 2, x1 + 3 * width, y1 + 1.8 * width)
    sheet.lay(bars, ink)


def boards(sheet: Sheet, ink: Ink, joint: Ink, top: float) -> Plate:
    """Print a wooden floor or table top seen from its edge, running away from us."""
    floor, joints = sheet.plate(), sheet.plate()
    floor.box(-20, top, 1220, 820)
    sheet.lay(floor, ink)
    sheet.lay(floor, joint, fade((0, 820), (0, top), 0.42, 0.0), "dry")
    for i in range(-10, 24):
        joints.line([(600 + (i - 7) * 75, top), (600 + (i - 7) * 150, 820)], 1, 2.6)
    sheet.lay(joints, joint, even(0.75), within=floor)
    return floor


def books(sheet: Sheet, shelves: list[Rect], inks: list[Ink], mark: Ink) -> None:
    """Fill shelves, each (left, top, right, foot), with standing books."""
    rng = sheet.rng
    plates, bands = [sheet.plate() for _ in inks], sheet.plate()
    for x0, y0, x1, y1 in shelves:
        x, room = x0, y1 - y0
        while x < x1 - 6:
            wide = min(rng.uniform(0.11, 0.3) * room, x1 - x)
            tall = room * rng.uniform(0.66, 0.94)
            spine = rng.choice(plates)
            if rng.random() < 0.06 and x + wide * 2.2 < x1:
                spine.shape(
                    [
                        (x + wide * 1.2, y1),
                        (x + wide * 0.2, y1 - tall * 0.9),
                        (x + wide * 0.9, y1 - tall),
                        (x + wide * 1.95, y1),
                    ]
                )
                x += wide * 2.2
                continue
            spine.box(x, y1 - tall, x + wide - 1.3, y1)
            for share in rng.choice(((0.12, 0.8), (0.2,), (0.15, 0.22), ())):
                bands.box(
                    x + 1.5,
                    y1 - tall * (1 - share),
                    x + wide - 3,
                    y1 - tall * (1 - share) + room * 0.035,
                )
            x += wide
    for plate, ink in zip(plates, inks, strict=True):
        sheet.lay(plate, ink)
    sheet.lay(bands, mark)


def book_inks(sheet: Sheet) -> list[Ink]:
    p = sheet.inks
    return [p.spot, p.mid, p.deep, p.pale, blend(p.glow, p.mid, 0.25), blend(p.spot, p.deep, 0.5)]


def pile(sheet: Sheet, x: float, y: float, width: float, count: int) -> float:
    """Print books lying on one another, foot at (x, y); return the height of the top one."""
    rng, inks = sheet.rng, book_inks(sheet)
    for _ in range(count):
        thick, long = rng.uniform(0.11, 0.2) * width, width * rng.uniform(0.8, 1.05)
        left = x - long / 2 + rng.uniform(-0.06, 0.06) * width
        ink = rng.choice(inks)
        cover = sheet.plate().rounded(left, y - thick, left + long, y, 3)
        pages = sheet.plate().box(
            left + long * 0.07, y - thick * 0.78, left + long + 2, y - thick * 0.2
        )
        sheet.lay(cover, ink)
        sheet.lay(cover, sheet.inks.key, fade((left, 0), (left + long * 0.7, 0), 0.6, 0.0))
        sheet.lay(pages, sheet.inks.paper)
        y -= thick
    return y


def pendant(sheet: Sheet, x: float, y: float, size: float, shade: Ink) -> None:
    """Print a lamp hanging from the ceiling, its cone of light under it."""
    cone = sheet.plate().shape(
        [
            (x - 26 * size, y),
            (x + 26 * size, y),
            (x + 190 * size, y + 430 * size),
            (x - 190 * size, y + 430 * size),
        ]
    )
    sheet.lay(cone, sheet.inks.glow, fade((x, y), (x, y + 430 * size), 0.6, 0.0))
    cord, bowl, bulb = sheet.plate(), sheet.plate(), sheet.plate()
    cord.line([(x, -20), (x, y - 40 * size)], 3)
    bowl.at(x, y, size).lathe([(6, -48), (9, -34), (34, -18), (48, 0)])
    bulb.disc(x, y + 2 * size, 17 * size, 11 * size)
    sheet.lay(bulb, sheet.inks.paper)
    sheet.lay(cord, sheet.inks.key)
    sheet.lay(bowl, shade)
    sheet.lay(bowl, sheet.inks.key, fade((x + 48 * size, 0), (x - 20 * size, 0), 0.7, 0.0))


def flame(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Print a candle flame standing on (x, y), `size` high, and its light."""
    sheet.glow(x, y - size * 0.5, size * 3.2, 0.85)
    outer, inner = sheet.plate(), sheet.plate()
    lean = sheet.rng.uniform(-5, 5)
    for plate, s, foot in ((outer, size / 100, 0), (inner, size / 190, -6)):
        plate.at(x, y + foot * s, s, lean).shape(
            [(0, 2), (-17, -10), (-22, -32), (-12, -62), (1, -100), (13, -64), (22, -34), (17, -10)]
        )
    sheet.lay(outer, blend(sheet.inks.glow, sheet.inks.sun, 0.25))
    sheet.lay(inner, sheet.inks.paper)


def sheen(sheet: Sheet, thing: Pen, light: Ink, dark: Ink) -> None:
    """Model a round thing: light on its left edge, dark on its right."""
    left, _, right, _ = thing.plate.bounds()
    wide = right - left
    sheet.lay(thing, dark, fade((right, 0), (right - wide * 0.62, 0), 0.85, 0.0))
    sheet.lay(thing, light, fade((left, 0), (left + wide * 0.42, 0), 0.75, 0.0))


def lit_floor(sheet: Sheet, x: float, y: float, radius: float, squash: float = 0.3) -> None:
    """Print a pool of lamp light lying on a floor."""
    pool = sheet.plate().disc(x, y, radius, radius * squash)
    sheet.lay(pool, sheet.inks.glow, halo(x, y, radius, 0.9, squash))
