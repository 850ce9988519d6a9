"""Stages, galleries and concert halls."""

from collections.abc import Callable

from ..buildings import block
from ..canvas import Pen, Sheet, even, fade, halo
from ..figures import crowd, walker
from ..geometry import Points, arc, smooth
from ..inks import Ink, air, blend
from ..interiors import boards
from ..nature import rainfall, rays, sky


def theatre(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    sheet.flood(blend(inks.deep, inks.mid, rng.choice((0.2, 0.6))))
    x = rng.uniform(480, 720)
    _stage_set(sheet, rng.uniform(300, 900))
    floor = sheet.plate().shape([(-20, 560), (1220, 560), (1220, 690), (-20, 690)])
    sheet.lay(floor, blend(inks.spot, inks.deep, 0.5))
    sheet.lay(floor, inks.key, fade((0, 690), (0, 550), 0.55, 0.0), "dry")
    beam = sheet.plate().shape(
        [(x + rng.choice((-1, 1)) * 260, -30), (x + 120, 640), (x - 120, 640)]
    )
    sheet.lay(beam, blend(inks.glow, inks.paper, 0.3), fade((x, -30), (x, 640), 0.3, 0.75))
    sheet.lay(sheet.plate().disc(x, 632, 128, 26), blend(inks.glow, inks.paper, 0.35))
    _actor(sheet, x, 636)
    _curtain(sheet)
    _proscenium(sheet)
    apron = sheet.plate().box(-20, 686, 1220, 820)
    sheet.lay(apron, inks.key)
    lamps = sheet.plate()
    for i in range(15):
        lamps.shape(arc(20 + i * 83, 690, 17, 15, 180, 360, 10))
        sheet.glow(20 + i * 83, 686, 62, 0.75)
    sheet.lay(lamps, inks.glow)
    for y, size, ink in ((722, 56, blend(inks.key, inks.deep, 0.55)), (772, 78, inks.key)):
        crowd(sheet, y, ink, size)


def _stage_set(sheet: Sheet, moon: float) -> None:
    inks = sheet.inks
    sheet.flood(inks.pale, halo(moon, 300, 560, 0.6))
    sheet.lay(sheet.plate().disc(moon, 270, 90), inks.paper)
    flats = sheet.plate()
    for i in range(8):
        left, high = 130 + i * 122, sheet.rng.uniform(90, 220)
        flats.shape(
            [
                (left, 570),
                (left, 560 - high),
                (left + 58, 520 - high),
                (left + 116, 560 - high),
                (left + 116, 570),
            ]
        )
    for i in range(8):
        if sheet.rng.random() < 0.6:
            flats.cut.box(175 + i * 122, 500, 200 + i * 122, 530)
    sheet.lay(flats, blend(inks.deep, inks.key, 0.4))


def _actor(sheet: Sheet, x: float, y: float) -> None:
    """Print a player with one arm raised, and a long coat."""
    inks = sheet.inks
    coat, face, dark = sheet.plate(), sheet.plate(), sheet.plate()
    pens = [p.at(x, y, 2.5) for p in (coat, face, dark)]
    sheet.cast(sheet.plate().shape([(x - 30, y), (x + 40, y), (x + 210, y + 36), (x + 90, y + 40)]))
    pens[2].limb([(-4, -40), (-7, -20), (-8, -1)], 8, 4).limb(
        [(5, -40), (9, -20), (11, -1)], 8, 4
    ).limb([(-8, -1), (-14, 0)], 4, 3).limb([(11, -1), (18, 0)], 4, 3)
    pens[0].blob(
        [
            (-9, -82),
            (0, -87),
            (9, -82),
            (11, -62),
            (22, -18),
            (10, -14),
            (0, -30),
            (-12, -14),
            (-20, -20),
            (-11, -62),
        ]
    )
    pens[0].limb([(8, -80), (22, -92), (32, -110)], 7, 5).limb(
        [(-8, -80), (-20, -68), (-32, -72)], 7, 5
    )
    pens[1].box(-2.6, -92, 2.6, -84).disc(1, -96, 5.6, 7).disc(33, -112, 3).disc(-34, -72.5, 3)
    pens[2].blob([(-6, -92), (-6.5, -101), (0, -105), (6.5, -100), (6, -98), (-1, -99), (-2, -92)])
    sheet.lay(dark, inks.key)
    sheet.lay(face, blend(inks.paper, inks.spot, 0.2))
    sheet.lay(coat, inks.spot)
    sheet.lay(coat, inks.key, fade((x - 60, y), (x + 10, y - 100), 0.85, 0.0))


def _curtain(sheet: Sheet) -> None:
    inks = sheet.inks
    drapes, folds = sheet.plate(), sheet.plate()
    for side in (-1, 1):
        pen = drapes.at(600, 0, flip=side > 0)
        pen.shape(
            [
                (-640, -20),
                (-230, -20),
                *smooth([(-240, 60), (-300, 220), (-440, 380)]),
                *smooth([(-452, 400), (-410, 520), (-396, 696)]),
                (-640, 696),
            ]
        )
        fold = folds.at(600, 0, flip=side > 0)
        for i in range(11):
            top, tie, foot = -250 - i * 36, -448 - i * 13, -404 - i * 20
            fold.stroke([(top, -20), (top - 40, 200), (tie, 390)], 5, 10).stroke(
                [(tie, 400), (foot - 10, 520), (foot, 696)], 10, 5
            )
    drapes.shape(
        [
            (-20, -20),
            (1220, -20),
            (1220, 70),
            *[p for i in range(8) for p in arc(1145 - i * 156, 70, 78, 62, 0, 180, 10)],
            (-20, 70),
        ]
    )
    sheet.lay(drapes, inks.spot)
    sheet.lay(folds, blend(inks.spot, inks.key, 0.75), even(0.85), within=drapes)
    sheet.lay(drapes, inks.key, lambda px, _y: 0.75 * min(1, abs(px - 600) / 600) ** 2 + 0.1)
    ties, fringe = sheet.plate(), sheet.plate()
    for tx in (92, 1108):
        ties.rounded(tx - 52, 384, tx + 52, 404, 8)
    for i in range(8):
        fringe.line(arc(1145 - i * 156, 66, 78, 64, 5, 175, 14), 7)
    sheet.lay(ties, inks.glow)
    sheet.lay(fringe, inks.glow)


def _proscenium(sheet: Sheet) -> None:
    inks = sheet.inks
    frame, marks = sheet.plate(), sheet.plate()
    frame.box(-20, -20, 46, 700).box(1154, -20, 1220, 700)
    for i in range(9):
        for fx in (13, 1187):
            marks.disc(fx, 40 + i * 78, 18, 26).cut.disc(fx, 40 + i * 78, 8, 14)
    sheet.lay(frame, blend(inks.glow, inks.deep, 0.35))
    sheet.lay(frame, inks.key, fade((0, 0), (0, 700), 0.5, 0.2))
    sheet.lay(marks, inks.glow)


#            The right half of a violin's outline, from the neck down, in millimetres.
_UPPER_BOUT = [(14, 0), (44, 4), (72, 24), (84, 58), (80, 92), (66, 116)]
_WAIST = [(78, 128), (62, 146), (55, 176), (60, 206), (82, 226)]
_LOWER_BOUT = [(74, 240), (96, 268), (104, 300), (92, 334), (58, 352), (0, 357)]


def violin(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    ground = rng.choice((inks.deep, inks.mid, blend(inks.pale, inks.paper, 0.3), inks.pale))
    sheet.flood(ground)
    x, y = rng.uniform(560, 640), rng.uniform(395, 420)
    rays(sheet, x, y, blend(ground, inks.glow, 0.22))
    sheet.flood(blend(ground, inks.paper, 0.45), halo(x, y, 620, 0.6))
    _staves(sheet, blend(ground, inks.key, 0.6))
    turn = rng.uniform(28, 44)
    _bow(sheet, x + 40, y + 30, turn - rng.uniform(82, 98))
    body = [p for half in (_UPPER_BOUT, _WAIST, _LOWER_BOUT) for p in smooth(half)]
    shadow = sheet.plate()
    _violin_shape(shadow.at(x + 60 + 40, y - 86 + 44, 1.38, turn), body)
    sheet.cast(shadow)
    _instrument(sheet, x + 60, y - 86, 1.38, turn, body)


def _staves(sheet: Sheet, ink: Ink) -> None:
    """Print a stave that blows across the page, with its notes."""
    lines, notes, rng = sheet.plate(), sheet.plate(), sheet.rng
    drop = rng.uniform(-50, 50)
    path = smooth(
        [(-40, 620 + drop), (240, 520), (560, 640 + drop), (880, 590), (1240, 690 - drop)], steps=14
    )
    for k in range(5):
        lines.line([(px, py + k * 23 - 46) for px, py in path], 2.6)
    for i in range(3, len(path) - 2, 5):
        px, py = path[i]
        py += rng.choice((-46, -23, 0, 23, 46))
        notes.disc(px, py, 15, 11, -22).line([(px + 13, py - 4), (px + 13, py - 82)], 4)
        if rng.random() < 0.5:
            notes.stroke([(px + 13, py - 82), (px + 32, py - 62), (px + 30, py - 40)], 9, 2)
    sheet.lay(lines, ink)
    sheet.lay(notes, ink)


def _violin_shape(pen: Pen, body: Points) -> None:
    pen.lathe(body, straight=True)
    pen.lathe([(14, -136), (17, 6)], straight=True).lathe([(13, -188), (14, -136)], straight=True)
    pen.disc(0, -196, 17, 16)


def _instrument(sheet: Sheet, x: float, y: float, size: float, turn: float, body: Points) -> None:
    inks = sheet.inks
    wood, rim, black, strings, light = (sheet.plate() for _ in range(5))
    pens = [p.at(x, y, size, turn) for p in (wood, rim, black, strings, light)]
    warm = blend(inks.sun, inks.deep, 0.12)
    pens[1].lathe(body, straight=True)
    pens[1].lathe([(15, -136), (18, 6)], straight=True)
    pens[0].lathe([(px * 0.93, 12 + py * 0.935) for px, py in body], straight=True)
    sheet.lay(rim, blend(warm, inks.key, 0.65))
    sheet.lay(wood, warm)
    left, top, right, bottom = wood.bounds()
    sheet.lay(
        wood, inks.glow, fade((left, top), ((left + right) / 2, (top + bottom) / 2), 0.95, 0.15)
    )
    sheet.lay(
        wood,
        inks.key,
        fade((right, bottom), (left + (right - left) * 0.4, top + (bottom - top) * 0.4), 0.75, 0.0),
    )
    head = sheet.plate().at(x, y, size, turn)
    head.lathe([(12, -192), (14, -136)], straight=True).disc(0, -198, 17, 15)
    sheet.lay(head, blend(warm, inks.key, 0.6))
    for side, py in ((-1, -178), (1, -168), (-1, -154), (1, -146)):
        pens[2].line([(0, py), (side * 34, py - 4)], 4, 4).disc(side * 38, py - 4, 8, 5)
    pens[2].ring(0, -198, 9, 8, 3)
    pens[2].lathe([(12, -138), (20, 96), (19, 104)], straight=True).lathe(
        [(17, 228), (21, 250), (9, 336), (4, 352)], straight=True
    )
    pens[2].blob([(-30, 318), (-74, 300), (-92, 322), (-70, 352), (-34, 352)])
    for side in (-1, 1):
        pens[2].at(side * 38, 198, 1, flip=side > 0).stroke(
            [(9, -34), (0, -33), (1, -14), (-2, 12), (-1, 32), (-11, 32)], 3, 4
        )
        pens[2].disc(side * 30, 166, 4.6).disc(side * 48, 229, 5.4)
    pens[4].shape(
        [(-33, 200), (-28, 188), (0, 182), (28, 188), (33, 200), (20, 203), (0, 196), (-20, 203)]
    )
    for i in range(4):
        pens[3].line([(-7.5 + i * 5, -136), (-13.5 + i * 9, 186), (-10 + i * 6.6, 240)], 1.3)
    sheet.lay(black, inks.key)
    sheet.lay(light, inks.paper)
    sheet.lay(strings, inks.paper)


def _bow(sheet: Sheet, x: float, y: float, turn: float) -> None:
    stick, hair, shadow = sheet.plate(), sheet.plate(), sheet.plate()
    shadow.at(x + 34, y + 38, 1.5, turn).line([(0, -390), (8, 390)], 12)
    sheet.cast(shadow)
    stick.at(x, y, 1.5, turn).stroke([(0, -396), (9, -200), (12, 60), (2, 400)], 5, 8).shape(
        [(-1, -398), (-17, -384), (-14, -378), (3, -386)]
    ).box(-20, 328, 4, 360)
    hair.at(x, y, 1.5, turn).line([(-14, -382), (-16, 330)], 5)
    sheet.lay(hair, sheet.inks.paper)
    sheet.lay(stick, blend(sheet.inks.spot, sheet.inks.key, 0.6))


def museum(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    wall = rng.choice(
        (blend(inks.paper, inks.pale, 0.45), inks.mid, blend(inks.deep, inks.mid, 0.3), inks.pale)
    )
    sheet.flood(wall)
    sheet.flood(inks.key, fade((0, -120), (0, 300), 0.35, 0.0))
    lean = rng.uniform(140, 280)
    for i in range(4):
        left = -160 + i * 350
        ray = sheet.plate().shape(
            [(left, -20), (left + 150, -20), (left + 150 + lean, 640), (left + lean, 640)]
        )
        sheet.lay(ray, inks.paper, fade((0, -20), (0, 640), 0.55, 0.12))
    boards(sheet, blend(inks.spot, inks.glow, 0.4), inks.deep, 610)
    skirting = sheet.plate().box(-20, 596, 1220, 613)
    sheet.lay(skirting, inks.key)
    x = rng.uniform(40, 80)
    paintings = [(x, 150, 270, 380), (x + 350, 90, 420, 440), (x + 850, 170, 250, 330)]
    for (px, py, w, h), paint in zip(
        paintings, rng.sample((_moonrise, _circles, _stripes, _still_life), 3), strict=True
    ):
        _framed(sheet, px, py, w, h, paint)
    _bench(sheet, x + 560, 705)
    _sculpture(sheet, x + 1010, 735)
    for px, py, h in (
        (x + 150, 735, 250),
        (x + 330, 705, 205),
        (x + 395, 712, 130),
        (x + 800, 720, 220),
    ):
        walker(
            sheet,
            px + rng.uniform(-20, 20),
            py,
            h,
            rng.choice((inks.spot, inks.deep, inks.key, inks.glow)),
            inks.key,
            flip=rng.random() < 0.5,
            shadow=70,
        )


Painter = Callable[[Sheet, Pen, float, float, float, float], None]


def _framed(sheet: Sheet, x: float, y: float, w: float, h: float, paint: Painter) -> None:
    sheet.cast(sheet.plate().box(x + 14, y + 18, x + w + 16, y + h + 22))
    frame = sheet.plate().box(x - 16, y - 16, x + w + 16, y + h + 16)
    canvas = sheet.plate().box(x, y, x + w, y + h)
    sheet.lay(frame, blend(sheet.inks.glow, sheet.inks.deep, 0.3))
    sheet.lay(frame, sheet.inks.key, fade((x + w, y + h), (x, y), 0.6, 0.0))
    paint(sheet, canvas, x, y, w, h)


def _moonrise(sheet: Sheet, canvas: Pen, x: float, y: float, w: float, h: float) -> None:
    inks = sheet.inks
    sheet.lay(canvas, inks.deep)
    sheet.lay(canvas, inks.mid, fade((0, y + h * 0.7), (0, y), 0.9, 0.0))
    sheet.lay(sheet.plate().disc(x + w * 0.6, y + h * 0.3, w * 0.16), inks.glow)
    for share, ink in ((0.55, inks.mid), (0.7, inks.spot), (0.84, inks.key)):
        land = sheet.plate().shape(
            [
                *smooth(
                    [
                        (x, y + h * share),
                        (x + w * 0.35, y + h * (share - 0.12)),
                        (x + w * 0.7, y + h * (share + 0.02)),
                        (x + w, y + h * (share - 0.07)),
                    ]
                ),
                (x + w, y + h),
                (x, y + h),
            ]
        )
        sheet.lay(land, ink)


def _circles(sheet: Sheet, canvas: Pen, x: float, y: float, w: float, h: float) -> None:
    inks = sheet.inks
    sheet.lay(canvas, inks.paper)
    sheet.lay(sheet.plate().disc(x + w * 0.42, y + h * 0.4, w * 0.3), inks.spot)
    sheet.lay(sheet.plate().disc(x + w * 0.62, y + h * 0.6, w * 0.24), inks.mid, over=True)
    sheet.lay(sheet.plate().disc(x + w * 0.28, y + h * 0.72, w * 0.13), inks.glow, over=True)
    rods = (
        sheet.plate()
        .line([(x + w * 0.1, y + h * 0.9), (x + w * 0.88, y + h * 0.12)], 7)
        .line([(x + w * 0.2, y + h * 0.1), (x + w * 0.66, y + h * 0.92)], 3)
    )
    sheet.lay(rods, inks.key)


def _stripes(sheet: Sheet, canvas: Pen, x: float, y: float, w: float, h: float) -> None:
    inks = sheet.inks
    sheet.lay(canvas, inks.glow)
    for top, foot, ink in ((0.06, 0.4, inks.spot), (0.46, 0.62, inks.deep), (0.68, 0.94, inks.mid)):
        band = sheet.plate().rounded(x + w * 0.08, y + h * top, x + w * 0.92, y + h * foot, 12)
        sheet.lay(band, ink)
        sheet.lay(band, inks.paper, even(0.22), "dry")


def _still_life(sheet: Sheet, canvas: Pen, x: float, y: float, w: float, h: float) -> None:
    inks = sheet.inks
    sheet.lay(canvas, inks.pale)
    sheet.lay(sheet.plate().box(x, y + h * 0.66, x + w, y + h), inks.spot)
    jug = sheet.plate()
    jug.at(x + w * 0.44, y + h * 0.78).lathe(
        [(w * 0.07, -h * 0.5), (w * 0.06, -h * 0.4), (w * 0.17, -h * 0.22), (w * 0.11, 0)]
    )
    sheet.lay(jug, inks.deep)
    fruit = (
        sheet.plate()
        .disc(x + w * 0.7, y + h * 0.76, w * 0.1)
        .disc(x + w * 0.2, y + h * 0.8, w * 0.08)
    )
    sheet.lay(fruit, inks.glow)


def _bench(sheet: Sheet, x: float, y: float) -> None:
    sheet.cast(
        sheet.plate().shape(
            [(x - 130, y + 54), (x + 140, y + 54), (x + 220, y + 86), (x - 60, y + 86)]
        )
    )
    seat = (
        sheet.plate()
        .shape([(x - 140, y - 12), (x + 140, y - 12), (x + 160, y + 14), (x - 160, y + 14)])
        .box(x - 140, y + 14, x - 122, y + 56)
        .box(x + 122, y + 14, x + 140, y + 56)
    )
    sheet.lay(seat, sheet.inks.key)
    sheet.lay(seat, sheet.inks.mid, fade((0, y - 14), (0, y + 22), 0.7, 0.0))


def _sculpture(sheet: Sheet, x: float, y: float) -> None:
    plinth, form = sheet.plate(), sheet.plate()
    sheet.cast(sheet.plate().shape([(x - 50, y), (x + 60, y), (x + 220, y + 50), (x + 80, y + 56)]))
    plinth.box(x - 58, y - 170, x + 58, y + 8)
    form.blob(
        [
            (x - 44, y - 168),
            (x - 60, y - 250),
            (x - 20, y - 300),
            (x - 34, y - 370),
            (x + 14, y - 420),
            (x + 52, y - 370),
            (x + 30, y - 300),
            (x + 62, y - 240),
            (x + 40, y - 168),
        ]
    )
    form.cut.blob([(x - 12, y - 232), (x + 4, y - 278), (x + 24, y - 238), (x + 6, y - 204)])
    sheet.lay(plinth, sheet.inks.paper)
    sheet.lay(plinth, sheet.inks.mid, fade((x + 60, 0), (x - 40, 0), 0.8, 0.0))
    sheet.lay(form, sheet.inks.deep)
    sheet.lay(form, sheet.inks.paper, fade((x - 60, y - 400), (x + 20, y - 260), 0.7, 0.0))


def cinema(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    sheet.mirrors = False
    night = air(inks, rng.choice(("night", "night", "dusk")))
    sky(sheet, night, 560)
    block(sheet, 690, 380, 150, night.middle, night.horizon, night.lit, 0.4, rng.uniform(0, 1200))
    x = rng.uniform(610, 670)
    front = (
        sheet.plate()
        .box(x - 330, 130, x + 330, 720)
        .box(x - 200, 80, x + 200, 132)
        .box(x - 90, 44, x + 90, 84)
    )
    sheet.lay(front, blend(inks.spot, inks.deep, 0.45))
    sheet.lay(front, inks.key, fade((0, 60), (0, 420), 0.75, 0.1))
    fins = sheet.plate()
    for i in range(-4, 5):
        fins.box(x + i * 40 - 5, 60 + abs(i) * 14, x + i * 40 + 5, 400)
    sheet.lay(fins, blend(inks.glow, inks.spot, 0.45), fade((0, 420), (0, 90), 1.1, 0.25))
    _lobby(sheet, x)
    _marquee(sheet, x)
    _blade(sheet, x - 400)
    road = sheet.plate().box(-20, 712, 1220, 820)
    sheet.lay(road, blend(inks.deep, inks.key, 0.6))
    sheet.lay(road, inks.glow, halo(x, 712, 420, 0.9, 0.3), "dry")
    sheet.lay(road, inks.spot, halo(x - 400, 720, 190, 0.8, 0.5), "dry")
    for i in range(7):
        walker(
            sheet,
            x + 180 + i * 62 + rng.uniform(-9, 9),
            728 + rng.uniform(-3, 5),
            rng.uniform(140, 172),
            rng.choice((inks.spot, inks.mid, inks.deep, inks.paper)),
            inks.key,
            flip=rng.random() < 0.7,
        )
    walker(sheet, x - 210, 768, 210, inks.glow, inks.key, shadow=-80)
    walker(sheet, x - 150, 766, 196, inks.mid, inks.key, shadow=-80)
    if rng.random() < 0.5:
        rainfall(sheet, inks.pale, 90)


def _lobby(sheet: Sheet, x: float) -> None:
    inks = sheet.inks
    glass, frames, posters = sheet.plate(), sheet.plate(), sheet.plate()
    glass.box(x - 220, 500, x + 220, 716)
    for i in range(7):
        frames.box(x - 224 + i * 73, 496, x - 214 + i * 73, 718)
    frames.box(x - 224, 560, x + 224, 566)
    for px in (x - 312, x + 236):
        posters.box(px, 516, px + 76, 640)
    sheet.lay(glass, inks.glow)
    sheet.lay(glass, inks.paper, fade((0, 500), (0, 700), 0.7, 0.0))
    sheet.lay(frames, inks.key)
    sheet.lay(posters, inks.paper)
    for px in (x - 312, x + 236):
        sheet.lay(sheet.plate().box(px + 8, 524, px + 68, 600), inks.mid)
        sheet.lay(sheet.plate().disc(px + 38, 556, 19), inks.spot)
        sheet.lay(sheet.plate().box(px + 12, 612, px + 64, 622), inks.key)


def _marquee(sheet: Sheet, x: float) -> None:
    inks = sheet.inks
    box, board, bulbs, words = (sheet.plate() for _ in range(4))
    box.shape([(x - 300, 372), (x, 332), (x + 300, 372), (x + 330, 500), (x - 330, 500)])
    board.shape([(x - 282, 392), (x + 282, 392), (x + 300, 478), (x - 300, 478)])
    for row, (left, right) in enumerate(((-210, 200), (-240, -40), (20, 236))):
        y = 404 if row == 0 else 442
        px = x + left
        while px < x + right:
            wide = sheet.rng.uniform(16, 24)
            words.box(px, y, px + wide, y + 26)
            px += wide + (7 if sheet.rng.random() < 0.8 else 24)
    for i in range(31):
        bulbs.disc(x - 322 + i * 21.5, 490, 6.5)
        bulbs.disc(x - 300 + i * 20, 380 - (300 - abs(i * 20 - 300)) * 0.135, 5.5)
    sheet.glow(x, 500, 420, 0.75)
    sheet.lay(box, inks.spot)
    sheet.lay(box, inks.key, fade((x + 330, 0), (x - 200, 0), 0.5, 0.0))
    sheet.lay(board, inks.paper)
    sheet.lay(words, inks.key)
    sheet.lay(bulbs, inks.glow)
    sheet.lay(bulbs, inks.paper, even(0.5))


_LETTERS: dict[str, list[list[tuple[float, float]]]] = {
    "C": [[(1, 0), (0, 0), (0, 1), (1, 1)]],
    "I": [[(0.5, 0), (0.5, 1)]],
    "N": [[(0, 1), (0, 0), (1, 1), (1, 0)]],
    "E": [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, 0.5), (0.8, 0.5)]],
    "M": [[(0, 1), (0, 0), (0.5, 0.6), (1, 0), (1, 1)]],
    "A": [[(0, 1), (0.5, 0), (1, 1)], [(0.2, 0.65), (0.8, 0.65)]],
}


def _blade(sheet: Sheet, x: float) -> None:
    """Print the upright sign, which reads CINEMA downwards."""
    inks = sheet.inks
    sign, bulbs, words = sheet.plate(), sheet.plate(), sheet.plate()
    sign.rounded(x - 50, 40, x + 50, 560, 46).box(x + 48, 120, x + 80, 132).box(
        x + 48, 470, x + 80, 482
    )
    for i, letter in enumerate("CINEMA"):
        for run in _LETTERS[letter]:
            words.line([(x - 22 + px * 44, 92 + i * 74 + py * 52) for px, py in run], 11)
    for i in range(21):
        bulbs.disc(x - 43, 86 + i * 21.5, 4.5).disc(x + 43, 86 + i * 21.5, 4.5)
    sheet.glow(x, 300, 330, 0.55)
    sheet.lay(sign, inks.key)
    sheet.lay(words, inks.spot if inks.spot[0] > 150 else inks.glow)
    sheet.lay(words, inks.glow, even(0.35))
    sheet.lay(bulbs, inks.glow)


def microphone(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    ground = rng.choice((inks.deep, inks.mid, blend(inks.spot, inks.deep, 0.3), inks.key))
    sheet.flood(ground)
    x, y = rng.uniform(520, 700), rng.uniform(285, 325)
    rays(sheet, x, y, blend(ground, inks.key, 0.35))
    for i in range(5):
        ring = sheet.plate().ring(x, y, 250 + i * 105, 250 + i * 105, 46)
        sheet.lay(ring, blend(inks.glow, inks.paper, 0.2), halo(x, y, 820, 1.0), "dots")
    sheet.flood(blend(inks.glow, inks.paper, 0.4), halo(x, y, 330, 0.95))
    crowd(sheet, 712, blend(ground, inks.key, 0.7), 74)
    _mic(sheet, x, y)
    crowd(sheet, 778, inks.key, 104)


def _mic(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    head, ribs, band, stand = (sheet.plate() for _ in range(4))
    pens = [p.at(x, y, 1.3, 7) for p in (head, ribs, band, stand)]
    pens[0].shape(
        smooth(
            [
                (-92, 120),
                (-104, 20),
                (-96, -90),
                (-58, -150),
                (0, -166),
                (58, -150),
                (96, -90),
                (104, 20),
                (92, 120),
                (50, 158),
                (0, 164),
                (-50, 158),
            ],
            closed=True,
        )
    )
    for i in range(9):
        if i != 4:
            px = -88 + i * 22
            pens[1].rounded(px - 6.5, -126 + abs(i - 4) ** 2 * 3.4, px + 6.5, -14, 6)
            pens[1].rounded(px - 6.5, 34, px + 6.5, 142 - abs(i - 4) ** 2 * 2.6, 6)
    pens[2].rounded(-112, -10, 112, 30, 10).rounded(-13, -170, 13, 168, 10)
    pens[3].lathe([(30, 158), (34, 180), (22, 200), (14, 214), (13, 520)], straight=True).limb(
        [(-26, 178), (-62, 182)], 15, 12
    )
    shadow = sheet.plate()
    shadow.at(x + 44, y + 34, 1.3, 7).shape(
        smooth([(-92, 120), (-104, 20), (-58, -150), (58, -150), (104, 20), (92, 120)], closed=True)
    )
    sheet.lay(shadow, inks.key, even(0.45), over=True)
    sheet.lay(stand, inks.key)
    sheet.lay(stand, inks.pale, fade((x - 60, 0), (x - 20, 0), 0.8, 0.0))
    sheet.lay(head, inks.pale)
    sheet.lay(head, inks.paper, fade((x - 130, y - 100), (x + 20, y), 0.95, 0.0))
    sheet.lay(head, inks.deep, fade((x + 140, 0), (x - 60, 0), 0.95, 0.0))
    sheet.lay(ribs, inks.key)
    sheet.lay(band, inks.paper)
    sheet.lay(band, inks.mid, fade((x + 150, 0), (x - 20, 0), 0.95, 0.0))
    badge = sheet.plate()
    badge.at(x, y, 1.3, 7).rounded(-34, -4, 34, 24, 6)
    sheet.lay(badge, inks.spot)
