"""Heads and shoulders, in the hand of the scenes: flat inks, one side in shade, few lines.

The page is 800 by 800. A head is drawn about (0, 0), the middle of the face, and is some 300
units high; the sitter looks slightly to one side.
"""

from .canvas import Sheet, even, fade, halo
from .dress import cover, glasses, shoulders
from .geometry import smooth
from .hair import beard, hair, hair_behind
from .inks import Ink, blend
from .sitters import Sitter, sit


def portrait(sheet: Sheet) -> None:
    """Print one sitter, chosen by the sheet's own chance."""
    sitter = sit(sheet.rng)
    _ground(sheet)
    x, y = 400 + sheet.rng.uniform(-14, 14), 340.0
    hair_behind(sheet, sitter, x, y)
    shoulders(sheet, sitter, x)
    _neck(sheet, sitter, x, y)
    _face(sheet, sitter, x, y)
    _features(sheet, sitter, x, y)
    beard(sheet, sitter, x, y)
    hair(sheet, sitter, x, y)
    glasses(sheet, sitter, x, y)
    cover(sheet, sitter, x, y)


def _ground(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    ink = rng.choice(
        (inks.pale, inks.mid, inks.glow, inks.spot, inks.deep, blend(inks.paper, inks.glow, 0.4))
    )
    sheet.flood(ink)
    light = blend(ink, inks.paper, 0.55)
    kind = rng.randrange(4)
    if kind == 0:
        sheet.lay(sheet.plate().disc(400, 360, 330), light)
        sheet.flood(inks.key, fade((0, 820), (0, 350), 0.25, 0.0))
    elif kind == 1:
        sheet.flood(light, halo(250, 180, 720, 0.95))
    elif kind == 2:
        sheet.flood(light, fade((0, -100), (0, 800), 0.85, 0.0), "dots")
    else:
        panel = sheet.plate().arch(90, 60, 710, 820)
        sheet.lay(panel, blend(ink, inks.key, 0.28))
        sheet.lay(panel, light, fade((90, 0), (640, 500), 0.6, 0.0))


def _neck(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    neck, under = sheet.plate(), sheet.plate()
    neck.shape(
        [
            (x - 62, y + 90),
            (x - 64, y + 210),
            *smooth([(x - 96, y + 238), (x, y + 296), (x + 96, y + 238)]),
            (x + 64, y + 210),
            (x + 62, y + 90),
        ]
    )
    under.blob(
        [
            (x - 74, y + 90),
            (x, y + 120),
            (x + 74, y + 90),
            (x + 70, y + 190),
            (x + 10, y + 226),
            (x - 50, y + 180),
        ]
    )
    sheet.lay(neck, sitter.skin)
    sheet.lay(under, _shade(sheet, sitter), within=neck)


def _shade(sheet: Sheet, sitter: Sitter) -> Ink:
    return blend(blend(sitter.skin, sheet.inks.spot, 0.25), sheet.inks.key, 0.38)


def _face(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    head, ears = sheet.plate(), sheet.plate()
    pen = head.at(x, y)
    w = 112 * sitter.face
    pen.blob(
        [
            (-w, -40),
            (-w * 0.96, 30),
            (-w * 0.8, 94),
            (-w * 0.42, 142),
            (0, 156),
            (w * 0.42, 142),
            (w * 0.8, 94),
            (w * 0.96, 30),
            (w, -40),
            (w * 0.86, -120),
            (w * 0.4, -160),
            (0, -168),
            (-w * 0.4, -160),
            (-w * 0.86, -120),
        ]
    )
    for side in (-1, 1):
        ears.at(x + side * w, y + 4, 1, side * 8).disc(0, 0, 20, 36)
    sheet.lay(ears, blend(sitter.skin, _shade(sheet, sitter), 0.35))
    sheet.lay(head, sitter.skin)
    sheet.lay(head, _shade(sheet, sitter), fade((x + w * 1.05, 0), (x + w * 0.05, 0), 0.9, 0.0))
    sheet.lay(
        head,
        blend(sitter.skin, sheet.inks.paper, 0.5),
        fade((x - w, y - 60), (x - w * 0.2, y), 0.5, 0.0),
    )
    cheeks = sheet.plate().disc(x - w * 0.52, y + 54, 36, 26).disc(x + w * 0.52, y + 54, 36, 26)
    rose = blend(sitter.skin, (206, 84, 62), 0.5)
    sheet.lay(cheeks, rose, even(0.42), within=head)


def _features(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    rng = sheet.rng
    line, lips, nose, brows, lines = (sheet.plate() for _ in range(5))
    gaze, apart = rng.uniform(-4, 4), 46 * sitter.face
    for side in (-1, 1):
        ex = x + side * apart
        line.disc(ex + gaze, y + 2, 8.5, 10.5)
        line.stroke([(ex - 21, y - 1), (ex - 3, y - 13), (ex + 21, y - 3)], 5, 4)
        arch = rng.uniform(-3, 4)
        brows.stroke(
            [(ex - side * 26, y - 33), (ex + side * 4, y - 46 - arch), (ex + side * 34, y - 32)],
            9 if sitter.beard or sitter.old else 7,
            4,
        )
        if sitter.old:
            lines.stroke([(ex + side * 30, y + 2), (ex + side * 42, y - 4)], 3, 1).stroke(
                [(ex + side * 30, y + 10), (ex + side * 43, y + 14)], 3, 1
            )
            lines.stroke(
                [(x + side * 28, y + 62), (x + side * 44, y + 82), (x + side * 46, y + 98)], 3, 1
            )
    nose.stroke(
        [(x + 6, y - 14), (x + 17, y + 30), (x + 24, y + 50), (x + 4, y + 60), (x - 12, y + 54)],
        4,
        6,
    )
    curve = 4 + 14 * sitter.smile
    lips.stroke(
        [(x - 38, y + 92), (x - 16, y + 92 + curve), (x + 14, y + 93 + curve), (x + 40, y + 90)],
        7,
        6,
    )
    nose.stroke([(x - 14, y + 116 + curve * 0.6), (x + 14, y + 116 + curve * 0.6)], 4, 3)
    shade = _shade(sheet, sitter)
    sheet.lay(nose, shade)
    sheet.lay(lines, shade)
    sheet.lay(lips, blend(blend(sitter.skin, (150, 40, 40), 0.62), sheet.inks.key, 0.2))
    sheet.lay(line, sheet.inks.key)
    sheet.lay(brows, blend(sitter.hair, sheet.inks.key, 0.45))
    glints = sheet.plate().disc(x - apart + gaze - 3, y - 3, 3).disc(x + apart + gaze - 3, y - 3, 3)
    sheet.lay(glints, sheet.inks.paper)
