"""Hair and beards, drawn about the middle of a face (see portraits)."""

from .canvas import Pen, Sheet, fade
from .geometry import arc, smooth
from .inks import blend
from .sitters import Sitter


def _strands(sheet: Sheet, mass: Pen, sitter: Sitter) -> None:
    """Print a mass of hair: shaded on the right, lit on the left."""
    left, top, right, bottom = mass.plate.bounds()
    sheet.lay(mass, sitter.hair)
    sheet.lay(
        mass,
        blend(sitter.hair, sheet.inks.key, 0.75),
        fade((right, bottom), (left + (right - left) * 0.3, top), 0.8, 0.0),
    )
    sheet.lay(
        mass,
        blend(sitter.hair, sheet.inks.paper, 0.5),
        fade((left, top), (left + (right - left) * 0.5, bottom), 0.65, 0.0),
    )


def hair_behind(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    mass = sheet.plate()
    pen, w = mass.at(x, y), 112 * sitter.face
    if sitter.cover == "scarf" or sitter.style not in ("bob", "long", "waves", "bun"):
        return
    if sitter.style == "bob":
        pen.blob(
            [
                (-w - 46, 110),
                (-w - 44, -60),
                (-80, -180),
                (0, -204),
                (80, -180),
                (w + 44, -60),
                (w + 46, 110),
                (w - 10, 150),
                (0, 130),
                (-w + 10, 150),
            ]
        )
    elif sitter.style == "long":
        pen.blob(
            [
                (-w - 62, 300),
                (-w - 40, -60),
                (-80, -180),
                (0, -202),
                (80, -180),
                (w + 40, -60),
                (w + 62, 300),
                (w, 330),
                (0, 260),
                (-w, 330),
            ]
        )
    elif sitter.style == "waves":
        ring = [(px * 1.0, py) for px, py in arc(0, 10, w + 66, 196, 120, 420, 17)]
        for px, py in ring:
            pen.disc(px, py, 50)
        pen.blob(ring)
    else:
        pen.disc(10, -222, 68, 62)
    _strands(sheet, mass, sitter)


def hair(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    if sitter.cover == "scarf":
        return
    mass = sheet.plate()
    _STYLES[sitter.style](mass.at(x, y), 112 * sitter.face)
    if mass.cuts:
        _strands(sheet, mass, sitter)


def _short(pen: Pen, w: float) -> None:
    pen.blob(
        [
            (-w - 8, 10),
            (-w - 14, -80),
            (-w * 0.7, -172),
            (0, -200),
            (w * 0.7, -178),
            (w + 14, -84),
            (w + 8, 10),
            (w - 8, -40),
            (w * 0.7, -104),
            (0, -116),
            (-w * 0.66, -108),
            (-w + 8, -44),
        ]
    )


def _parted(pen: Pen, w: float) -> None:
    pen.blob(
        [
            (-w - 6, 20),
            (-w - 14, -90),
            (-w * 0.6, -182),
            (10, -202),
            (w * 0.8, -170),
            (w + 14, -80),
            (w + 6, 20),
            (w - 10, -44),
            (w * 0.74, -92),
            (20, -116),
            (-34, -148),
            (-w * 0.7, -92),
            (-w + 6, -30),
        ]
    )


def _curly(pen: Pen, w: float) -> None:
    for px, py in arc(0, -56, w + 6, 124, 172, 368, 13):
        pen.disc(px, py, 37)
    pen.blob(
        [(-w, -60), (-w * 0.6, -180), (w * 0.6, -180), (w, -60), (w * 0.6, -104), (-w * 0.6, -104)]
    )


def _fringe_of_hair(pen: Pen, w: float) -> None:
    for side in (-1, 1):
        pen.blob(
            [
                (side * (w - 6), 24),
                (side * (w + 12), -20),
                (side * (w + 8), -76),
                (side * (w - 10), -92),
                (side * (w - 14), -40),
            ]
        )


def _brush(pen: Pen, w: float) -> None:
    tips = smooth(
        [
            (-w * 0.9 + w * 1.8 * i / 8, -192 - (16 if i % 2 else 0) + abs(i - 4) * 6)
            for i in range(9)
        ]
    )
    pen.shape(
        [
            (-w - 8, -10),
            (-w - 12, -96),
            *tips,
            (w + 12, -96),
            (w + 8, -10),
            (w - 6, -60),
            *smooth([(w * 0.8, -106), (0, -124), (-w * 0.8, -106)]),
            (-w + 6, -60),
        ]
    )


def _bob(pen: Pen, w: float) -> None:
    pen.blob(
        [
            (-w - 40, 92),
            (-w - 30, -80),
            (-w * 0.6, -184),
            (0, -204),
            (w * 0.6, -184),
            (w + 30, -80),
            (w + 40, 92),
            (w - 4, 60),
            (w * 0.86, -60),
            (w * 0.5, -94),
            (-w * 0.5, -94),
            (-w * 0.86, -60),
            (-w + 4, 60),
        ]
    )


def _long(pen: Pen, w: float) -> None:
    pen.blob(
        [
            (-w - 30, 170),
            (-w - 28, -70),
            (-w * 0.6, -180),
            (-10, -204),
            (w * 0.66, -182),
            (w + 28, -70),
            (w + 30, 170),
            (w + 2, 120),
            (w * 0.9, -50),
            (-14, -160),
            (-w * 0.9, -50),
            (-w - 2, 120),
        ]
    )


def _bun(pen: Pen, w: float) -> None:
    pen.blob(
        [
            (-w - 4, 0),
            (-w - 8, -90),
            (-w * 0.6, -178),
            (0, -198),
            (w * 0.6, -178),
            (w + 8, -90),
            (w + 4, 0),
            (w * 0.84, -84),
            (0, -138),
            (-w * 0.84, -84),
        ]
    )


def _waves(pen: Pen, w: float) -> None:
    for px, py in arc(0, -50, w + 20, 132, 162, 378, 12):
        pen.disc(px, py, 34)
    pen.blob(
        [
            (-w - 6, -40),
            (-w * 0.6, -184),
            (w * 0.6, -184),
            (w + 6, -40),
            (w * 0.66, -104),
            (10, -132),
            (-w * 0.7, -96),
        ]
    )


_STYLES = {
    "short": _short,
    "parted": _parted,
    "curly": _curly,
    "bald": _fringe_of_hair,
    "brush": _brush,
    "bob": _bob,
    "long": _long,
    "bun": _bun,
    "waves": _waves,
    "crop": _parted,
}


def beard(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    if not sitter.beard:
        return
    mass = sheet.plate()
    pen, w = mass.at(x, y), 112 * sitter.face
    if sitter.beard != "moustache":
        chin = {"short": 172, "full": 208, "long": 300}[sitter.beard]
        pen.blob(
            [
                (-w - 2, 10),
                (-w * 0.98, 70),
                (-w * 0.72, chin - 44),
                (0, chin),
                (w * 0.72, chin - 44),
                (w * 0.98, 70),
                (w + 2, 10),
                (w * 0.86, 58),
                (w * 0.5, 78),
                (0, 66),
                (-w * 0.5, 78),
                (-w * 0.86, 58),
            ]
        )
        pen.cut.blob([(-38, 98), (0, 92), (38, 98), (22, 118), (-22, 118)])
    else:
        pen.blob([(-56, 92), (-30, 68), (0, 74), (30, 68), (56, 92), (24, 90), (0, 86), (-24, 90)])
    _strands(sheet, mass, sitter)
