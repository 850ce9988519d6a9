"""What a sitter wears: clothes, glasses, hats, kippah, headscarf (see portraits)."""

from .canvas import Sheet, even, fade
from .geometry import arc, smooth
from .inks import Ink, blend
from .sitters import Sitter


def shoulders(sheet: Sheet, sitter: Sitter, x: float) -> None:
    rng, inks = sheet.rng, sheet.inks
    coat = sheet.plate()
    coat.blob(
        [
            (x - 330, 860),
            (x - 306, 690),
            (x - 236, 616),
            (x - 110, 576),
            (x, 590),
            (x + 110, 576),
            (x + 236, 616),
            (x + 306, 690),
            (x + 330, 860),
        ]
    )
    ink = rng.choice((inks.deep, inks.key, inks.spot, inks.mid, blend(inks.deep, inks.mid, 0.5)))
    sheet.lay(coat, ink)
    sheet.lay(coat, inks.key, fade((x + 320, 0), (x - 80, 0), 0.75, 0.0))
    sheet.lay(coat, blend(ink, inks.paper, 0.5), fade((x - 330, 600), (x - 120, 760), 0.6, 0.0))
    _CLOTHES[sitter.clothes](sheet, x, ink)


def _suit(sheet: Sheet, x: float, ink: Ink) -> None:
    inks = sheet.inks
    shirt, tie, lapels = sheet.plate(), sheet.plate(), sheet.plate()
    shirt.shape([(x - 96, 570), (x + 96, 570), (x + 10, 830), (x - 10, 830)])
    tie.shape(
        [(x - 22, 626), (x + 22, 626), (x + 14, 664), (x + 34, 830), (x - 34, 830), (x - 14, 664)]
    )
    for side in (-1, 1):
        lapels.shape(
            [
                (x + side * 92, 560),
                (x + side * 136, 586),
                (x + side * 150, 690),
                (x + side * 108, 700),
                (x + side * 8, 840),
                (x + side * 2, 820),
            ]
        )
        shirt.shape(
            [(x + side * 4, 628), (x + side * 84, 556), (x + side * 98, 600), (x + side * 46, 668)]
        )
    sheet.lay(shirt, inks.paper)
    sheet.lay(tie, inks.spot if ink != inks.spot else inks.glow)
    sheet.lay(tie, inks.key, fade((x + 40, 0), (x - 20, 0), 0.55, 0.0))
    sheet.lay(lapels, blend(ink, inks.key, 0.45))


def _jumper(sheet: Sheet, x: float, ink: Ink) -> None:
    collar, ribs = sheet.plate(), sheet.plate()
    collar.shape(
        [
            *smooth([(x - 104, 572), (x - 60, 634), (x, 652), (x + 60, 634), (x + 104, 572)]),
            *smooth([(x + 78, 556), (x, 600), (x - 78, 556)]),
        ]
    )
    for i in range(-7, 8):
        ribs.line([(x + i * 14, 612 + 40 - abs(i) * 5), (x + i * 11, 580 + 20 - abs(i) * 3)], 3)
    sheet.lay(collar, blend(ink, sheet.inks.paper, 0.3))
    sheet.lay(ribs, blend(ink, sheet.inks.key, 0.4), within=collar)


def _open_collar(sheet: Sheet, x: float, ink: Ink) -> None:
    collar, placket = sheet.plate(), sheet.plate()
    for side in (-1, 1):
        collar.shape(
            [
                (x + side * 82, 552),
                (x + side * 112, 596),
                (x + side * 66, 690),
                (x + side * 6, 660),
                (x + side * 30, 620),
            ]
        )
    placket.line([(x, 668), (x, 840)], 4).disc(x + 12, 730, 6).disc(x + 12, 792, 6)
    sheet.lay(collar, blend(ink, sheet.inks.paper, 0.75))
    sheet.lay(placket, blend(ink, sheet.inks.key, 0.6))


def _overcoat(sheet: Sheet, x: float, ink: Ink) -> None:
    scarf, fold, collar = sheet.plate(), sheet.plate(), sheet.plate()
    for side in (-1, 1):
        collar.shape(
            [
                (x + side * 100, 566),
                (x + side * 170, 560),
                (x + side * 214, 640),
                (x + side * 60, 800),
                (x + side * 24, 790),
            ]
        )
    scarf.blob(
        [
            (x - 112, 528),
            (x - 138, 590),
            (x - 84, 662),
            (x, 690),
            (x + 84, 662),
            (x + 138, 590),
            (x + 112, 528),
            (x, 566),
        ]
    )
    for side in (-1, 1):
        fold.stroke([(x + side * 118, 556), (x + side * 70, 614), (x + side * 4, 640)], 2, 7)
        fold.stroke([(x + side * 124, 604), (x + side * 80, 646), (x + side * 30, 664)], 2, 5)
    sheet.lay(collar, blend(ink, sheet.inks.key, 0.5))
    wool = (sheet.inks.glow, sheet.inks.pale, sheet.inks.paper, sheet.inks.spot)
    sheet.lay(scarf, sheet.rng.choice([each for each in wool if each != ink]))
    sheet.lay(fold, sheet.inks.key, even(0.7))


def _beads(sheet: Sheet, x: float, ink: Ink) -> None:
    neckline, beads = sheet.plate(), sheet.plate()
    neckline.shape(
        [
            *smooth([(x - 120, 570), (x - 70, 640), (x, 668), (x + 70, 640), (x + 120, 570)]),
            *smooth([(x + 100, 566), (x, 640), (x - 100, 566)]),
        ]
    )
    for px, py in arc(x, 560, 92, 88, 18, 162, 13):
        beads.disc(px, py, 9)
    sheet.lay(neckline, blend(ink, sheet.inks.key, 0.45))
    sheet.lay(beads, sheet.inks.paper)
    sheet.lay(beads, sheet.inks.glow, even(0.4))


_CLOTHES = {
    "tie": _suit,
    "jumper": _jumper,
    "open": _open_collar,
    "coat": _overcoat,
    "necklace": _beads,
}


def glasses(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    if not sitter.glasses:
        return
    frame, glint = sheet.plate(), sheet.plate()
    apart, w = 48 * sitter.face, 112 * sitter.face
    for side in (-1, 1):
        ex = x + side * apart
        if sitter.glasses == "round":
            frame.ring(ex, y + 2, 37, 37, 7)
        else:
            frame.rounded(ex - 41, y - 29, ex + 41, y + 31, 14)
            frame.cut.rounded(ex - 33, y - 21, ex + 33, y + 23, 9)
        frame.line([(ex + side * 37, y - 6), (x + side * (w + 2), y - 14)], 6)
        glint.line([(ex - 20, y + 12), (ex - 4, y - 18)], 4)
    frame.stroke([(x - apart + 36, y - 6), (x, y - 14), (x + apart - 36, y - 6)], 7)
    sheet.lay(frame, sheet.inks.key)
    sheet.lay(glint, sheet.inks.paper, even(0.75))


def cover(sheet: Sheet, sitter: Sitter, x: float, y: float) -> None:
    if sitter.cover:
        ink = sheet.rng.choice((sheet.inks.key, sheet.inks.deep, sheet.inks.spot))
        _COVERS[sitter.cover](sheet, x, y, 112 * sitter.face, ink)


def _kippah(sheet: Sheet, x: float, y: float, w: float, ink: Ink) -> None:
    cap, rim = sheet.plate(), sheet.plate()
    cap.at(x + 14, y - 168, 1, 8).shape(
        [
            *smooth([(-78, 14), (-56, -34), (0, -52), (56, -34), (78, 14)]),
            *smooth([(78, 14), (0, 0), (-78, 14)]),
        ]
    )
    rim.at(x + 14, y - 168, 1, 8).stroke([(-74, 8), (0, -8), (74, 8)], 7)
    sheet.lay(cap, ink)
    sheet.lay(cap, sheet.inks.paper, fade((x - 70, y - 220), (x + 10, y - 160), 0.45, 0.0))
    sheet.lay(rim, sheet.inks.glow)


def _fedora(sheet: Sheet, x: float, y: float, w: float, ink: Ink) -> None:
    crown, brim, band = sheet.plate(), sheet.plate(), sheet.plate()
    crown.at(x, y).shape(
        smooth(
            [
                (-w - 6, -104),
                (-w * 0.92, -180),
                (-w * 0.66, -258),
                (-20, -236),
                (w * 0.6, -262),
                (w * 0.94, -180),
                (w + 6, -104),
            ]
        )
    )
    brim.at(x, y).blob(
        [
            (-w - 96, -96),
            (-w - 30, -122),
            (0, -130),
            (w + 30, -122),
            (w + 96, -96),
            (w + 20, -84),
            (0, -92),
            (-w - 20, -84),
        ]
    )
    band.at(x, y).shape(
        [
            *smooth([(-w - 10, -112), (0, -124), (w + 10, -112)]),
            *smooth([(w, -150), (0, -160), (-w, -150)]),
        ]
    )
    shade = sheet.plate().shape(
        [(x - w, y - 100), (x + w, y - 100), (x + w, y - 58), (x, y - 70), (x - w, y - 58)]
    )
    sheet.lay(shade, sheet.inks.key, even(0.4))
    sheet.lay(crown, ink)
    sheet.lay(crown, sheet.inks.paper, fade((x - w, y - 240), (x, y - 160), 0.5, 0.0))
    sheet.lay(crown, sheet.inks.key, fade((x + w, 0), (x - 20, 0), 0.75, 0.0))
    sheet.lay(band, sheet.inks.glow)
    sheet.lay(brim, blend(ink, sheet.inks.key, 0.35))
    sheet.lay(brim, sheet.inks.paper, fade((x - w - 90, 0), (x - w * 0.5, 0), 0.45, 0.0))


def _flat_cap(sheet: Sheet, x: float, y: float, w: float, ink: Ink) -> None:
    cap, peak, weave = sheet.plate(), sheet.plate(), sheet.plate()
    cap.at(x, y).blob(
        [
            (-w - 14, -96),
            (-w - 20, -150),
            (-w * 0.5, -206),
            (20, -214),
            (w * 0.8, -186),
            (w + 22, -130),
            (w + 10, -98),
            (0, -112),
        ]
    )
    peak.at(x, y).blob(
        [
            (-w - 12, -102),
            (-w * 0.6, -118),
            (0, -122),
            (w * 0.6, -118),
            (w + 12, -102),
            (w * 0.5, -84),
            (0, -78),
            (-w * 0.5, -84),
        ]
    )
    for i in range(-6, 7):
        weave.line([(x + i * 24 - 30, y - 220), (x + i * 24 + 30, y - 90)], 2.4).line(
            [(x + i * 24 + 30, y - 220), (x + i * 24 - 30, y - 90)], 2.4
        )
    sheet.lay(cap, ink)
    sheet.lay(weave, blend(ink, sheet.inks.paper, 0.4), within=cap)
    sheet.lay(cap, sheet.inks.key, fade((x + w, 0), (x - 40, 0), 0.7, 0.0))
    sheet.lay(peak, blend(ink, sheet.inks.key, 0.5))


def _beret(sheet: Sheet, x: float, y: float, w: float, ink: Ink) -> None:
    cap = sheet.plate()
    cap.at(x, y, 1, -9).blob(
        [
            (-w - 4, -104),
            (-w - 62, -150),
            (-w * 0.8, -224),
            (10, -240),
            (w * 0.9, -206),
            (w + 26, -150),
            (w + 2, -108),
            (0, -132),
        ]
    )
    cap.at(x, y, 1, -9).line([(0, -236), (8, -258)], 8)
    sheet.lay(cap, ink)
    sheet.lay(cap, sheet.inks.paper, fade((x - w - 50, y - 240), (x, y - 150), 0.45, 0.0))
    sheet.lay(cap, sheet.inks.key, fade((x + w, 0), (x - 20, 0), 0.7, 0.0))


def _headscarf(sheet: Sheet, x: float, y: float, w: float, ink: Ink) -> None:
    cloth, pattern, knot = sheet.plate(), sheet.plate(), sheet.plate()
    cloth.at(x, y).blob(
        [
            (-w - 16, 0),
            (-w - 26, -90),
            (-w * 0.7, -190),
            (0, -216),
            (w * 0.7, -190),
            (w + 26, -90),
            (w + 16, 0),
            (w * 0.86, -76),
            (0, -126),
            (-w * 0.86, -76),
        ]
    )
    knot.at(x + w + 14, y + 10).blob(
        [(-14, -20), (22, -26), (50, 30), (40, 150), (8, 170), (12, 60)]
    )
    for _ in range(26):
        px, py = sheet.rng.uniform(-w - 20, w + 20), sheet.rng.uniform(-212, -20)
        pattern.disc(x + px, y + py, 8)
    sheet.lay(knot, blend(ink, sheet.inks.key, 0.3))
    sheet.lay(cloth, ink)
    sheet.lay(pattern, sheet.inks.glow, within=cloth)
    sheet.lay(cloth, sheet.inks.key, fade((x + w, 0), (x - 30, 0), 0.7, 0.0))
    sheet.lay(cloth, sheet.inks.paper, fade((x - w - 20, y - 200), (x - 20, y - 120), 0.4, 0.0))


_COVERS = {
    "kippah": _kippah,
    "fedora": _fedora,
    "cap": _flat_cap,
    "beret": _beret,
    "scarf": _headscarf,
}
