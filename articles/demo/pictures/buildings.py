"""The city's walls: towers, windows, water tanks, street lamps."""

from .canvas import Pen, Plate, Sheet, even, fade
from .inks import Ink


def tower(pen: Pen, sheet: Sheet, x: float, base: float, width: float, height: float) -> None:
    """Draw a high building with set-backs; a few carry a spire or a tank."""
    rng = sheet.rng
    w, y = width, base
    for share in rng.choice(((1.0,), (0.72, 0.28), (0.55, 0.27, 0.18))):
        pen.box(x - w / 2, y - height * share - 1, x + w / 2, y + 1)
        y -= height * share
        w *= rng.uniform(0.6, 0.78)
    top = rng.choice(("flat", "spire", "tank", "crown", "flat"))
    if top == "spire":
        pen.shape(
            [(x - w / 2, y), (x - 2, y - width * 0.7), (x + 2, y - width * 0.7), (x + w / 2, y)]
        )
        pen.line([(x, y - width * 0.6), (x, y - width * 1.1)], 2.5, 1)
    elif top == "tank":
        tank(pen.at(x, y, width / 90))
    elif top == "crown":
        pen.shape([(x - w / 2, y), (x - w / 3, y - w / 3), (x + w / 3, y - w / 3), (x + w / 2, y)])


def tank(pen: Pen) -> None:
    """Draw a roof's water tank, forty units high, standing on (0, 0)."""
    for x in (-11, 0, 11):
        pen.line([(x, 0), (x * 0.9, -14)], 2)
    pen.line([(-11, -2), (11, -12)], 1.2).line([(11, -2), (-11, -12)], 1.2)
    pen.box(-14, -34, 14, -13)
    pen.shape([(-16, -34), (0, -45), (16, -34)])


def panes(
    pen: Pen,
    sheet: Sheet,
    box: tuple[float, float, float, float],
    cell: tuple[float, float],
    lit: float,
) -> None:
    """Draw the windows of a wall on a grid; a share `lit` of them is there."""
    x0, y0, x1, y1 = box
    across, down = cell
    columns, rows = int((x1 - x0) // across), int((y1 - y0) // down)
    inset = (x1 - x0 - columns * across) / 2
    for i in range(columns):
        for k in range(rows):
            if sheet.rng.random() < lit:
                x, y = x0 + inset + i * across, y0 + k * down
                pen.box(x + across * 0.24, y + down * 0.2, x + across * 0.76, y + down * 0.72)


def block(
    sheet: Sheet,
    base: float,
    height: float,
    width: float,
    ink: Ink,
    haze: Ink,
    lit: Ink,
    share: float,
    peak: float = 600,
) -> Plate:
    """Print towers across the page, highest about `peak`, with a `share` of windows lit."""
    rng = sheet.rng
    row, shaded, windows = sheet.plate(), sheet.plate(), sheet.plate()
    x = rng.uniform(-60, 0)
    while x < 1260:
        rise = 1.15 - 0.75 * min(1, abs(x - peak) / 620)
        w, h = width * rng.uniform(0.6, 1.15), height * rise * rng.uniform(0.65, 1.2)
        tower(row, sheet, x, base, w, h)
        shaded.box(x + w * 0.18, base - h * 0.98, x + w * 0.5, base)
        panes(
            windows,
            sheet,
            (x - w * 0.44, base - h * 0.62, x + w * 0.44, base - 4),
            (9, 13),
            share * rng.uniform(0.3, 1.3),
        )
        x += w * rng.uniform(0.82, 1.05)
    sheet.lay(row, ink)
    sheet.lay(row, haze, fade((0, base + 10), (0, base - height * 0.7), 0.55, 0.0))
    sheet.lay(shaded, sheet.inks.key, even(0.2), within=row)
    if share:
        sheet.lay(windows, lit, within=row)
    return row


def street_lamp(
    sheet: Sheet, x: float, y: float, height: float, ink: Ink, light: Ink | None
) -> None:
    """Print a lamp post; lit where `light` is given."""
    post, globe = sheet.plate(), sheet.plate()
    s = height / 100
    pen = post.at(x, y, s)
    pen.shape(
        [(-3.5, 0), (-3, -8), (-1.2, -12), (-1, -84), (1, -84), (1.2, -12), (3, -8), (3.5, 0)]
    )
    pen.box(-3, -85, 3, -83).shape([(-4.6, -95), (0, -101), (4.6, -95)])
    globe.at(x, y, s).shape([(-2.6, -85), (-4, -95), (4, -95), (2.6, -85)])
    sheet.lay(post, ink)
    sheet.lay(globe, light or sheet.inks.pale)
