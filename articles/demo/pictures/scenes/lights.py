"""Candles and windows: the house in the evening."""

from ..buildings import block
from ..canvas import Sheet, even, fade, halo
from ..figures import sitting_cat
from ..geometry import arc, smooth
from ..inks import air, blend
from ..interiors import flame, sash, sheen, wall_around
from ..nature import branches, rainfall, sky, snowfall, sun


def menorah(sheet: Sheet) -> None:
    sheet.mirrors = False
    rng, inks = sheet.rng, sheet.inks
    night = air(inks, "night")
    sky(sheet, night, 560)
    sun(
        sheet,
        night,
        rng.choice((rng.uniform(180, 330), rng.uniform(870, 1020))),
        rng.uniform(110, 180),
        46,
    )
    block(sheet, 640, 330, 120, night.far, night.horizon, night.lit, 0.3)
    block(sheet, 640, 200, 140, night.near, night.horizon, night.lit, 0.45)
    snowfall(sheet, inks.paper, 300)
    hole = (110.0, -30.0, 1090.0, 640.0)
    frame = (
        blend(inks.spot, inks.key, 0.55) if rng.random() < 0.5 else blend(inks.mid, inks.key, 0.35)
    )
    wall_around(sheet, frame, hole)
    sash(sheet, frame, hole, 2, 2, 22)
    _drapes(sheet, hole)
    sill = sheet.plate().box(-20, 640, 1220, 820)
    sheet.lay(sill, blend(inks.spot, inks.deep, 0.45))
    edge = sheet.plate().box(-20, 640, 1220, 656)
    sheet.lay(edge, inks.glow, even(0.7))
    x = rng.uniform(560, 640)
    sheet.lay(sill, inks.glow, halo(x, 660, 560, 0.8, 0.3))
    sheet.cast(sheet.plate().disc(x + 10, 724, 190, 24))
    _hanukkiah(sheet, x, 720)
    _dreidel(sheet, x + rng.choice((-330, 320)), 744)


def _drapes(sheet: Sheet, hole: tuple[float, float, float, float]) -> None:
    inks = sheet.inks
    cloth, folds = sheet.plate(), sheet.plate()
    for side in (-1, 1):
        pen, crease = (p.at(600, 0, flip=side < 0) for p in (cloth, folds))
        pen.shape(
            [
                (430, -20),
                *smooth([(440, 120), (490, 300), (560, 400)]),
                *smooth([(548, 420), (520, 560), (510, 690)]),
                (640, 690),
                (640, -20),
            ]
        )
        for i in range(5):
            crease.stroke(
                [(460 + i * 36, -20), (490 + i * 30, 200), (566 + i * 12, 396)], 4, 8
            ).stroke([(560 + i * 14, 420), (540 + i * 20, 560), (532 + i * 24, 690)], 8, 5)
    sheet.lay(cloth, inks.spot)
    sheet.lay(cloth, inks.key, fade((0, -20), (0, 500), 0.6, 0.1))
    sheet.lay(folds, blend(inks.spot, inks.key, 0.7), within=cloth)


def _hanukkiah(sheet: Sheet, x: float, y: float) -> None:
    """Print the nine-branched lamp, all its candles lit, the server standing higher."""
    inks, rng = sheet.inks, sheet.rng
    brass, wax = sheet.plate(), sheet.plate()
    top = y - 330
    for i in range(1, 5):
        reach = i * 68
        brass.line(arc(x, top, reach, reach * 0.86, 0, 180, 40), 15)
    brass.at(x, y).lathe(
        [
            (7, -400),
            (8, -330),
            (17, -300),
            (8, -276),
            (9, -120),
            (22, -100),
            (10, -80),
            (14, -46),
            (70, -20),
            (96, -8),
            (98, 4),
        ]
    )
    for i in range(-4, 5):
        cx, cy = x + i * 68, top if i else top - 64
        brass.at(cx, cy).lathe([(17, -14), (21, -8), (12, 4), (9, 12)])
        wax.box(cx - 8.5, cy - 82, cx + 8.5, cy - 10)
    sheet.lay(brass, inks.glow)
    _, upper, right, lower = brass.bounds()
    sheet.lay(brass, blend(inks.sun, inks.key, 0.5), fade((0, lower), (0, upper + 40), 0.85, 0.0))
    sheet.lay(brass, inks.key, fade((right + 80, 0), (x - 60, 0), 0.7, 0.0))
    sheet.lay(wax, rng.choice((inks.paper, inks.pale, inks.spot)))
    sheet.lay(wax, inks.glow, fade((0, top - 100), (0, top), 0.8, 0.0))
    sheet.glow(x, top - 90, 430, 0.45)
    for i in range(-4, 5):
        flame(sheet, x + i * 68, (top if i else top - 64) - 84, 46)


def _dreidel(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    sheet.cast(sheet.plate().disc(x + 30, y + 8, 74, 12))
    side, face, mark = sheet.plate(), sheet.plate(), sheet.plate()
    lean = (x, y, 1.0, 16.0)
    face.at(*lean).shape([(-46, -100), (20, -94), (20, -40), (-4, 0), (-46, -44)]).box(
        -16, -142, -4, -96
    )
    side.at(*lean).shape([(20, -94), (52, -108), (52, -54), (-4, 0), (20, -40)]).shape(
        [(-46, -100), (-12, -114), (52, -108), (20, -94)]
    )
    mark.at(*lean).stroke([(-30, -80), (-12, -80), (-8, -64), (-6, -54)], 6).line(
        [(-6, -54), (-34, -54)], 6
    )
    sheet.lay(face, inks.spot)
    sheet.lay(side, blend(inks.spot, inks.key, 0.5))
    sheet.lay(mark, inks.paper)


def candles(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    evening = air(inks, rng.choice(("dusk", "dusk", "night")))
    sky(sheet, evening, 460)
    block(sheet, 500, 170, 100, evening.middle, evening.horizon, evening.lit, 0.45)
    bare = sheet.plate()
    branches(bare, sheet, rng.uniform(440, 480), 560, 150, 0.12, 17, 4)
    sheet.lay(bare, evening.key)
    left = rng.uniform(300, 340)
    hole = (left, 40.0, left + 560, 500.0)
    wall = wall_around(sheet, blend(inks.mid, inks.deep, 0.6), hole, 620)
    x = rng.uniform(560, 640)
    sheet.lay(wall, inks.glow, halo(x, 330, 620, 0.6))
    sheet.lay(wall, inks.key, fade((0, -40), (0, 380), 0.6, 0.0))
    sash(sheet, inks.key, hole, 2, 2, 12)
    table = sheet.plate().box(-20, 600, 1220, 820)
    sheet.lay(table, inks.paper)
    sheet.lay(table, blend(inks.pale, inks.mid, 0.4), fade((0, 840), (0, 600), 0.75, 0.1))
    sheet.lay(table, inks.glow, halo(x, 640, 540, 0.8, 0.35))
    lace = sheet.plate()
    for i in range(41):
        lace.disc(i * 30, 792, 9).disc(i * 30 + 15, 772, 4)
    sheet.lay(lace, inks.mid, even(0.7))
    for place in (-105, 105):
        fall = sheet.plate().shape(
            [
                (x + place - 50, 668),
                (x + place + 50, 668),
                (x + place * 3.1 + 70, 800),
                (x + place * 3.1 - 40, 800),
            ]
        )
        sheet.cast(fall)
        _candlestick(sheet, x + place, 674)
    _covered_challah(sheet, x + 370, 706)
    _kiddush_cup(sheet, x - 320, 712)


def _candlestick(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    silver, wax = sheet.plate(), sheet.plate()
    wax.box(x - 13, y - 412, x + 13, y - 268)
    wax.blob([(x - 13, y - 400), (x - 17, y - 372), (x - 13, y - 350)])
    silver.at(x, y).lathe(
        [
            (34, -276),
            (38, -268),
            (16, -254),
            (24, -236),
            (12, -214),
            (10, -170),
            (26, -140),
            (30, -118),
            (13, -92),
            (12, -60),
            (30, -38),
            (64, -16),
            (72, -4),
            (70, 4),
        ]
    )
    sheet.lay(wax, inks.paper)
    sheet.lay(wax, inks.glow, fade((0, y - 420), (0, y - 280), 0.75, 0.1))
    sheet.lay(silver, inks.pale)
    sheen(sheet, silver, inks.paper, inks.key)
    rings = sheet.plate().box(x - 26, y - 130, x + 26, y - 126).box(x - 64, y - 14, x + 64, y - 10)
    sheet.lay(rings, inks.deep, within=silver)
    flame(sheet, x, y - 414, 82)


def _covered_challah(sheet: Sheet, x: float, y: float) -> None:
    """Print two loaves on a tray under their embroidered cloth."""
    inks = sheet.inks
    tray, bread, cloth, stitches = (sheet.plate() for _ in range(4))
    sheet.cast(sheet.plate().disc(x + 40, y + 12, 220, 20))
    tray.rounded(x - 200, y - 10, x + 200, y + 10, 9)
    for i in range(4):
        bread.disc(x - 165 + i * 16, y - 36 + i * 2, 27, 29).disc(
            x + 165 - i * 16, y - 36 + i * 2, 27, 29
        )
    cloth.shape(
        [
            *smooth(
                [
                    (x - 158, y - 8),
                    (x - 148, y - 70),
                    (x - 90, y - 112),
                    (x, y - 124),
                    (x + 90, y - 112),
                    (x + 148, y - 70),
                    (x + 158, y - 8),
                ]
            ),
            *[(x + 158 - i * 13.2, y - 8 + (10 if i % 2 else 0)) for i in range(25)],
        ]
    )
    for i in range(11):
        stitches.disc(x - 130 + i * 26, y - 26, 5)
    stitches.line(arc(x, y - 40, 104, 46, 190, 350, 20), 4)
    for k in range(5):
        stitches.disc(
            x - 40 + k * 20, y - 66 - (9 if k == 2 else 4 if k in (1, 3) else 0), 9, 6, -40 + k * 20
        )
    sheet.lay(tray, inks.key)
    sheet.lay(bread, inks.sun)
    sheet.lay(bread, inks.key, fade((0, y), (0, y - 70), 0.6, 0.0))
    sheet.lay(cloth, inks.spot)
    sheet.lay(cloth, inks.glow, fade((x - 160, y - 120), (x + 10, y - 40), 0.5, 0.0))
    sheet.lay(cloth, inks.key, fade((x + 160, y), (x - 20, y - 60), 0.7, 0.0))
    sheet.lay(stitches, inks.glow, within=cloth)


def _kiddush_cup(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    cup, band, wine = sheet.plate(), sheet.plate(), sheet.plate()
    sheet.cast(sheet.plate().shape([(x - 40, y), (x + 50, y), (x - 60, y + 80), (x - 190, y + 80)]))
    cup.at(x, y).lathe(
        [(54, -168), (56, -120), (46, -84), (12, -64), (9, -40), (16, -26), (44, -8), (48, 4)]
    )
    wine.disc(x, y - 168, 54, 12)
    band.box(x - 60, y - 142, x + 60, y - 130)
    for i in range(8):
        band.disc(x - 49 + i * 14, y - 112, 5, 9)
    sheet.lay(cup, blend(inks.glow, inks.pale, 0.4))
    sheen(sheet, cup, inks.paper, inks.key)
    sheet.lay(band, inks.deep, within=cup)
    sheet.lay(
        wine, blend(inks.spot, inks.key, 0.45) if inks.spot[0] > inks.spot[2] else (110, 30, 44)
    )


def rainy_window(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    evening = air(inks, rng.choice(("night", "dusk", "night")))
    sheet.flood(evening.sky)
    sheet.flood(inks.mid, fade((0, 640), (0, 0), 1.1, 0.2))
    sheet.flood(inks.glow, fade((0, 680), (0, 380), 0.4, 0.0))
    block(sheet, 650, 400, 150, blend(evening.sky, inks.mid, 0.25), evening.sky, evening.lit, 0.0)
    _blurred_lights(sheet)
    rainfall(sheet, blend(inks.pale, inks.paper, 0.3), 150, -12)
    _drops(sheet)
    frame = (
        blend(inks.paper, inks.pale, 0.5) if rng.random() < 0.4 else blend(inks.spot, inks.key, 0.6)
    )
    hole = (70.0, -30.0, 1130.0, 650.0)
    wall_around(sheet, blend(inks.deep, inks.key, 0.5), hole)
    sash(sheet, frame, hole, 2, 1, 30)
    bar = sheet.plate().box(70, 238, 1130, 258)
    sheet.lay(bar, frame)
    sill = sheet.plate().box(-20, 640, 1220, 700)
    sheet.lay(sill, frame)
    sheet.lay(sill, inks.key, fade((0, 706), (0, 640), 0.75, 0.05))
    below = sheet.plate().box(-20, 698, 1220, 820)
    sheet.lay(below, blend(inks.deep, inks.key, 0.6))
    x = rng.uniform(300, 380)
    _window_cat(sheet, x, 662)
    _steaming_cup(sheet, x + rng.uniform(300, 350), 668)
    _plant(sheet, x + rng.uniform(590, 640), 668)


def _blurred_lights(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    for _ in range(46):
        x, y, r = rng.uniform(60, 1140), 640 - abs(rng.gauss(0, 190)), rng.uniform(16, 52)
        ink = rng.choice((inks.glow, inks.glow, inks.sun, inks.pale, inks.spot))
        sheet.lay(sheet.plate().disc(x, y, r), ink, even(rng.uniform(0.6, 1.0)), "dots")


def _drops(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    drops, shine, trails = sheet.plate(), sheet.plate(), sheet.plate()
    for _ in range(190):
        x, y, r = rng.uniform(70, 1130), rng.uniform(0, 640), rng.uniform(2.5, 8)
        drops.disc(x, y, r, r * 1.25)
        shine.disc(x - r * 0.3, y - r * 0.35, r * 0.4, r * 0.5)
    for _ in range(17):
        x, y, long = rng.uniform(80, 1120), rng.uniform(-20, 380), rng.uniform(80, 260)
        trails.stroke(
            [
                (x, y),
                (x + rng.uniform(-9, 9), y + long * 0.4),
                (x + rng.uniform(-7, 7), y + long * 0.7),
                (x, y + long),
            ],
            2,
            8,
        )
        drops.disc(x, y + long, 9, 13)
        shine.disc(x - 3, y + long - 4, 3.4, 5)
    sheet.lay(trails, blend(inks.pale, inks.mid, 0.4), even(0.7))
    sheet.lay(drops, blend(inks.deep, inks.key, 0.35))
    sheet.lay(shine, inks.paper)


def _window_cat(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    cat, stripes = sheet.plate(), sheet.plate()
    sitting_cat(cat.at(x, y, 2.5))
    for i in range(4):
        stripes.at(x, y, 2.5).stroke(
            [(-6, -52 + i * 13), (8, -48 + i * 13), (34, -52 + i * 13)], 2, 5
        )
    sheet.cast(sheet.plate().disc(x, y + 4, 120, 12))
    sheet.lay(cat, inks.key)
    sheet.lay(cat, inks.sun, fade((x + 100, y - 260), (x - 20, y - 60), 0.75, 0.05))
    sheet.lay(stripes, inks.key, even(0.8), within=cat)


def _steaming_cup(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    cup, steam = sheet.plate(), sheet.plate()
    cup.at(x, y).lathe([(54, -104), (52, -50), (36, -8), (30, 4)])
    cup.line(arc(x + 52, y - 62, 27, 27, -90, 100, 14), 11)
    for off in (-20, 6, 30):
        steam.stroke(
            [
                (x + off, y - 116),
                (x + off - 16, y - 152),
                (x + off + 14, y - 190),
                (x + off - 4, y - 240),
            ],
            5,
            14,
        )
    sheet.lay(steam, inks.paper, fade((0, y - 110), (0, y - 250), 0.85, 0.1))
    sheet.lay(cup, inks.spot)
    sheen(sheet, cup, inks.paper, inks.key)


def _plant(sheet: Sheet, x: float, y: float) -> None:
    inks, rng = sheet.inks, sheet.rng
    pot, leaf, rib = sheet.plate(), sheet.plate(), sheet.plate()
    pot.at(x, y).lathe([(66, -110), (66, -88), (58, -86), (46, 4)], straight=True)
    for i in range(13):
        lean, long = -66 + i * 11, rng.uniform(150, 250)
        leaf.at(x, y - 104, 1, lean).blob(
            [
                (0, 0),
                (-20, -long * 0.45),
                (-9, -long * 0.8),
                (0, -long),
                (13, -long * 0.75),
                (20, -long * 0.4),
            ]
        )
        rib.at(x, y - 104, 1, lean).line([(0, -10), (0, -long * 0.92)], 3, 1)
    sheet.lay(leaf, blend(inks.deep, inks.mid, 0.25))
    sheet.lay(leaf, inks.pale, fade((x - 120, y - 330), (x + 40, y - 140), 0.7, 0.0))
    sheet.lay(rib, inks.key)
    sheet.lay(pot, inks.sun)
    sheen(sheet, pot, inks.glow, inks.key)
