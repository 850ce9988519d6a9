"""Games: the court, the road, the board, the ground under lights."""

import math
from collections.abc import Callable

from ..buildings import block
from ..canvas import Pen, Sheet, even, fade, halo
from ..figures import DEFENDING, RUNNING, SHOOTING, athlete, crowd, skin
from ..geometry import Point, arc, mixed, smooth
from ..inks import Air, Ink, blend
from ..nature import birds, cloud, hill, ridge, sky, sun


def basketball(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air, 560)
    sun(sheet, air, rng.uniform(430, 640), rng.uniform(330, 430), rng.uniform(110, 150))
    block(sheet, 600, 300, 110, air.far, air.horizon, air.lit, 0.25, rng.uniform(100, 1100))
    block(sheet, 600, 170, 130, air.middle, air.horizon, air.lit, 0.35, rng.uniform(100, 1100))
    _fence(sheet, air)
    court = sheet.plate().box(-20, 596, 1220, 820)
    sheet.lay(court, blend(inks.sun, inks.deep, 0.35))
    sheet.lay(court, inks.glow, fade((0, 590), (0, 790), 0.65, 0.0))
    lines = (
        sheet.plate()
        .shape([(-20, 640), (1220, 640), (1220, 646), (-20, 646)])
        .shape([(700, 646), (716, 646), (560, 820), (536, 820)])
    )
    lines.line(arc(660, 740, 250, 54, -100, 100, 24), 8)
    sheet.lay(lines, inks.paper)
    _hoop(sheet, air, 1010, 760)
    for x, reach in ((400, -300), (640, -290)):
        sheet.cast(
            sheet.plate().shape(
                [(x - 20, 742), (x + 26, 742), (x + reach + 60, 800), (x + reach - 60, 812)]
            )
        )
    flesh = skin(sheet)
    athlete(
        sheet,
        640 + rng.uniform(-20, 20),
        742,
        350,
        DEFENDING,
        inks.paper,
        inks.deep,
        skin(sheet),
        flip=True,
    )
    athlete(
        sheet,
        430 + rng.uniform(-30, 20),
        690 + rng.uniform(-20, 10),
        390,
        SHOOTING,
        inks.spot,
        inks.key,
        flesh,
    )
    _ball(sheet, rng.uniform(680, 800), rng.uniform(120, 165), 36)


def _fence(sheet: Sheet, air: Air) -> None:
    wire, posts = sheet.plate(), sheet.plate()
    for i in range(-12, 50):
        wire.line([(i * 26, 250), (i * 26 + 346, 596)], 1.3).line(
            [(i * 26 + 346, 250), (i * 26, 596)], 1.3
        )
    for i in range(6):
        posts.box(40 + i * 230, 236, 50 + i * 230, 600)
    posts.box(-20, 244, 1220, 252).box(-20, 590, 1220, 598)
    sheet.lay(wire, air.key, even(0.7))
    sheet.lay(posts, air.key)


def _hoop(sheet: Sheet, air: Air, x: float, y: float) -> None:
    inks = sheet.inks
    pole, board, target, rim, net = (sheet.plate() for _ in range(5))
    sheet.cast(
        sheet.plate().shape([(x + 40, y), (x + 70, y), (x - 240, y + 50), (x - 290, y + 44)])
    )
    pole.stroke([(x + 66, y), (x + 66, 420), (x + 50, 260), (x - 20, 240)], 22, 14)
    board.shape([(x - 62, 96), (x - 24, 110), (x - 24, 312), (x - 62, 300)])
    target.line([(x - 54, 216), (x - 34, 223), (x - 34, 284), (x - 54, 278), (x - 54, 216)], 4)
    rim.ring(x - 122, 292, 56, 15, 8)
    for i in range(9):
        a = math.radians(i * 40)
        top = (x - 122 + 54 * math.cos(a), 294 + 14 * math.sin(a))
        for twist in (-34, 34):
            b = math.radians(i * 40 + twist)
            low = (x - 122 + 31 * math.cos(b), 386 + 9 * math.sin(b))
            net.line([top, mixed(top, low, 0.5), low], 2.4)
    sheet.lay(pole, air.key)
    sheet.lay(board, inks.paper)
    sheet.lay(board, inks.mid, fade((x - 24, 310), (x - 62, 100), 0.6, 0.0))
    sheet.lay(target, inks.spot)
    sheet.lay(net, inks.paper)
    sheet.lay(rim, inks.spot)


def _ball(sheet: Sheet, x: float, y: float, radius: float) -> None:
    ball, seams = sheet.plate(), sheet.plate()
    ball.disc(x, y, radius)
    turn = seams.at(x, y, radius / 40, sheet.rng.uniform(0, 90))
    turn.line([(-40, 0), (40, 0)], 3).line([(0, -40), (0, 40)], 3)
    turn.line(arc(-46, 0, 34, 34, -60, 60), 3).line(arc(46, 0, 34, 34, 120, 240), 3)
    sheet.lay(ball, blend((205, 94, 34), sheet.inks.sun, 0.35))
    sheet.lay(
        ball,
        sheet.inks.key,
        fade((x + radius, y + radius), (x - radius * 0.3, y - radius * 0.3), 0.8, 0.0),
    )
    sheet.lay(seams, sheet.inks.key, within=ball)


def runner(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk", "dusk", "night"), sheet.rng, sheet.inks
    sky(sheet, air, 600)
    x = rng.uniform(500, 680)
    sun(sheet, air, x + rng.uniform(-60, 60), rng.uniform(340, 420), rng.uniform(190, 240))
    if rng.random() < 0.5:
        block(sheet, 640, 220, 90, air.far, air.horizon, air.lit, 0.3, rng.uniform(100, 1100))
    else:
        cloud(sheet, air, rng.uniform(100, 400), rng.uniform(140, 240), 300)
        for y, ink in ((540, air.far), (590, air.middle)):
            hill(sheet, ridge(sheet, y, 34), ink, air.horizon, 110)
    verge = sheet.plate().shape(
        [
            *smooth([(-40, 640), (400, 628), (800, 642), (1240, 626)], steps=10),
            (1240, 830),
            (-40, 830),
        ]
    )
    sheet.lay(verge, air.near)
    grass = sheet.plate()
    for _ in range(190):
        gx, gy = rng.uniform(-10, 1210), rng.uniform(632, 690)
        grass.line([(gx, gy), (gx + rng.uniform(-9, 9), gy - rng.uniform(12, 34))], 3, 0.6)
    sheet.lay(grass, air.near)
    road = sheet.plate().shape([(-20, 690), (1220, 676), (1220, 820), (-20, 820)])
    sheet.lay(road, blend(inks.pale, inks.mid, 0.35))
    sheet.lay(road, inks.glow, fade((0, 670), (0, 800), 0.75, 0.1))
    dashes = sheet.plate()
    for i in range(7):
        dashes.shape(
            [(i * 190 - 20, 792), (i * 190 + 84, 790), (i * 190 + 90, 800), (i * 190 - 16, 802)]
        )
    sheet.lay(dashes, inks.paper)
    pack = (
        ((x - 340, 716, 245, inks.mid), (x - 560, 706, 205, inks.deep))
        if rng.random() < 0.6
        else ()
    )
    for px, py, high, shirt in pack:
        _run(sheet, px, py, high, shirt)
    _run(sheet, x, 748, 540, inks.spot if not air.dark else inks.sun)
    if not air.dark:
        birds(sheet, air.key, x + rng.choice((-300, 320)), 180)


def _run(sheet: Sheet, x: float, y: float, height: float, shirt: Ink) -> None:
    s = height / 100
    sheet.cast(
        sheet.plate().shape(
            [
                (x - 6 * s, y - 2),
                (x + 18 * s, y - 4),
                (x - 20 * s, y + 9 * s),
                (x - 62 * s, y + 8 * s),
            ]
        )
    )
    athlete(sheet, x, y, height, RUNNING, shirt, sheet.inks.key, skin(sheet))
    bib = sheet.plate()
    bib.at(x, y, s, 8).box(-6, -79, 4, -70)
    sheet.lay(bib, sheet.inks.paper)


def chess(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    ground = rng.choice(
        (inks.mid, blend(inks.deep, inks.mid, 0.4), inks.pale, blend(inks.spot, inks.deep, 0.3))
    )
    sheet.flood(ground)
    sheet.flood(blend(inks.glow, inks.paper, 0.4), halo(rng.uniform(150, 350), 120, 900, 0.85))
    sheet.flood(inks.key, fade((1300, 200), (600, 200), 0.55, 0.0))
    _board(sheet, (rng.uniform(520, 680), -260.0))
    first, second, third = rng.choice(
        (
            (_knight, _queen, _king),
            (_queen, _knight, _king),
            (_king, _bishop, _knight),
            (_knight, _rook, _queen),
        )
    )
    men: list[tuple[float, float, Piece]] = [
        (0.7, -3, _rook), (0.7, -1.1, _pawn), (0.7, 1, _bishop), (0.7, 3, _pawn),
        (0.46, -1.9, _pawn), (0.46, 2.2, second),
        (0.2, -1.9, first), (0.2, 0.35, third), (0.14, 2.2, _pawn),
    ]  # fmt: skip
    for depth, file, kind in men:
        near = 1 - depth
        x = 600 + file * (150 + near * 60) + rng.uniform(-14, 14)
        _man(sheet, x, 380 + near * 400, 0.8 + near * 1.6, kind, depth < 0.4)


def _board(sheet: Sheet, vanish: Point) -> None:
    inks = sheet.inks
    board, dark, edge = sheet.plate(), sheet.plate(), sheet.plate()
    corner = [
        mixed((px, 1000), vanish, t) for px, t in ((-420, 0), (1620, 0), (1620, 0.5), (-420, 0.5))
    ]
    board.shape(corner)
    depths = [0.5 * (1 - 0.74**i) / (1 - 0.74**8) for i in range(9)]
    for row in range(8):
        for column in range(8):
            if (row + column) % 2:
                left, right = -420 + column * 255, -420 + (column + 1) * 255
                dark.shape(
                    [
                        mixed((px, 1000), vanish, t)
                        for px, t in (
                            (left, depths[row]),
                            (right, depths[row]),
                            (right, depths[row + 1]),
                            (left, depths[row + 1]),
                        )
                    ]
                )
    edge.shape(
        [
            corner[3],
            corner[2],
            (corner[2][0] + 14, corner[2][1] - 16),
            (corner[3][0] - 14, corner[3][1] - 16),
        ]
    )
    sheet.lay(board, inks.paper)
    sheet.lay(dark, blend(inks.deep, inks.spot, 0.2))
    sheet.lay(edge, inks.key)
    sheet.lay(board, inks.key, fade((1250, 820), (300, 350), 0.6, 0.0))


Piece = Callable[[Pen, Pen], None]


def _man(sheet: Sheet, x: float, y: float, size: float, kind: Piece, white: bool) -> None:
    inks = sheet.inks
    shadow = sheet.plate()
    shadow.shape(
        [
            (x - 34 * size, y - 4),
            (x + 36 * size, y - 8),
            (x + 240 * size, y + 62 * size),
            (x + 190 * size, y + 86 * size),
        ]
    )
    sheet.lay(shadow, inks.key, fade((x, 0), (x + 260 * size, 0), 0.75, 0.3), over=True)
    man, cuts = sheet.plate(), sheet.plate()
    kind(man.at(x, y, size), cuts.at(x, y, size))
    sheet.lay(man, inks.paper if white else inks.key)
    left, top, right, bottom = man.bounds()
    if white:
        sheet.lay(man, inks.mid, fade((right, 0), (left + (right - left) * 0.25, 0), 0.95, 0.0))
        sheet.lay(man, inks.key, fade((right, 0), (left + (right - left) * 0.6, 0), 0.75, 0.0))
    else:
        sheet.lay(
            man,
            inks.glow,
            fade(
                (left, top), (left + (right - left) * 0.5, top + (bottom - top) * 0.5), 0.75, 0.05
            ),
        )
    sheet.lay(cuts, inks.key if white else inks.glow, within=man)


def _foot(pen: Pen, cuts: Pen, waist: float, top: float) -> None:
    """Draw the base and stem that all men share, rising to `top`."""
    pen.lathe([(waist, top), (waist * 0.9, top * 0.6), (waist * 1.2, -40), (30, -26)])
    pen.lathe([(30, -30), (34, -22), (30, -16), (42, -8), (42, 4), (30, 9)])
    cuts.line([(-34, -15), (34, -15)], 2.4)


def _pawn(pen: Pen, cuts: Pen) -> None:
    _foot(pen, cuts, 14, -100)
    pen.disc(0, -118, 25).lathe([(27, -98), (30, -93), (22, -88)], straight=True)


def _rook(pen: Pen, cuts: Pen) -> None:
    _foot(pen, cuts, 20, -130)
    pen.lathe([(30, -170), (32, -142), (24, -128)], straight=True)
    pen.cut.box(-14, -172, -6, -158).box(6, -172, 14, -158)
    cuts.line([(-32, -142), (32, -142)], 2.4)


def _bishop(pen: Pen, cuts: Pen) -> None:
    _foot(pen, cuts, 14, -130)
    pen.lathe([(1, -196), (10, -188), (25, -158), (20, -136), (14, -128)]).disc(0, -198, 6).lathe(
        [(28, -130), (30, -125), (18, -120)], straight=True
    )
    cuts.line([(4, -180), (18, -152)], 3.4)


def _queen(pen: Pen, cuts: Pen) -> None:
    _foot(pen, cuts, 15, -160)
    pen.shape(
        [
            (-20, -160),
            (-36, -214),
            (-18, -192),
            (-10, -222),
            (0, -194),
            (10, -222),
            (18, -192),
            (36, -214),
            (20, -160),
        ]
    )
    for px, py in ((-36, -216), (-11, -224), (11, -224), (36, -216)):
        pen.disc(px, py, 5.5)
    pen.lathe([(30, -162), (32, -155), (20, -149)], straight=True)
    cuts.line([(-26, -168), (26, -168)], 2.6)


def _king(pen: Pen, cuts: Pen) -> None:
    _foot(pen, cuts, 16, -170)
    pen.lathe([(4, -226), (32, -214), (36, -196), (20, -168)]).lathe(
        [(32, -172), (34, -164), (22, -158)], straight=True
    )
    pen.disc(0, -236, 12).disc(0, -250, 6)
    cuts.line([(-34, -204), (0, -196), (34, -204)], 2.6)


def _knight(pen: Pen, cuts: Pen) -> None:
    pen.lathe([(24, -50), (30, -26), (34, -22), (30, -16), (42, -8), (42, 4), (30, 9)])
    pen.blob(
        [
            (30, -30),
            (38, -80),
            (34, -130),
            (14, -166),
            (-2, -178),
            (-6, -196),
            (-16, -174),
            (-34, -150),
            (-58, -118),
            (-62, -104),
            (-50, -94),
            (-36, -98),
            (-18, -108),
            (-12, -98),
            (-30, -66),
            (-32, -30),
        ]
    )
    cuts.disc(-18, -146, 4.6).stroke([(8, -164), (26, -128), (28, -80), (20, -40)], 4, 2).line(
        [(-34, -15), (34, -15)], 2.4
    ).line([(-56, -104), (-44, -110)], 3)


def stadium(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("dusk", "night", "night"), sheet.rng, sheet.inks
    sky(sheet, air, 380)
    x = rng.uniform(540, 660)
    sun(
        sheet,
        air,
        x + rng.choice((-1, 1)) * rng.uniform(180, 330),
        rng.uniform(110, 190),
        rng.uniform(45, 70),
    )
    block(sheet, 350, 140, 80, air.far, air.horizon, air.lit, 0.3)
    _stands(sheet, air, x)
    _pitch(sheet, x)
    for side in (-1, 1):
        _floodlight(sheet, x + side * rng.uniform(420, 470), 380, 300, -side)
    for y, size, ink in ((690, 60, blend(inks.key, inks.deep, 0.5)), (748, 90, inks.key)):
        crowd(sheet, y, ink, size)
    scarf = sheet.plate()
    for _ in range(5):
        px = rng.uniform(60, 1140)
        scarf.shape([(px, 640), (px + 44, 628), (px + 70, 646), (px + 26, 662)]).line(
            [(px, 640), (px + 12, 740)], 4
        )
    sheet.lay(scarf, inks.spot)


def _stands(sheet: Sheet, air: Air, x: float) -> None:
    inks = sheet.inks
    bowl, people, roof, aisles = (sheet.plate() for _ in range(4))
    rim = smooth([(-40, 270), (200, 312), (x, 330), (1000, 312), (1240, 270)])
    bowl.shape([*rim, (1240, 830), (-40, 830)])
    sheet.lay(bowl, blend(inks.deep, inks.key, 0.35))
    for row in range(17):
        for column in range(105):
            px = column * 11.6 + (row % 2) * 5.8 + sheet.rng.uniform(-1.5, 1.5)
            if sheet.rng.random() < 0.86:
                py = 346 + row * 10 - abs(px - x) ** 2 / 6400 * 0.9
                people.disc(px, py, 3.3, 4.2)
    sheet.lay(people, inks.pale, within=bowl)
    sheet.lay(people, inks.spot, even(0.28))
    sheet.lay(people, inks.glow, even(0.22))
    for i in range(-4, 5):
        aisles.shape(
            [
                (x + i * 150 - 3, 318),
                (x + i * 150 + 3, 318),
                (x + i * 176 + 5, 520),
                (x + i * 176 - 5, 520),
            ]
        )
    sheet.lay(aisles, inks.key, within=bowl)
    roof.shape([*rim, *[(px, py - 38) for px, py in reversed(rim)]])
    sheet.lay(roof, inks.paper)
    sheet.lay(roof, inks.mid, fade((0, 330), (0, 250), 0.7, 0.1))
    flags = sheet.plate()
    for i in range(13):
        px = 20 + i * 97
        py = 278 - abs(px - x) ** 2 / 7000 * 0.7
        flags.line([(px, py), (px, py - 52)], 2.4).shape(
            [(px, py - 52), (px + 28, py - 44), (px, py - 34)]
        )
    sheet.lay(flags, inks.spot)


def _pitch(sheet: Sheet, x: float) -> None:
    inks = sheet.inks
    grass = blend((96, 132, 84), inks.mid, 0.25)
    field, stripes, lines, players = (sheet.plate() for _ in range(4))
    near, far = 760.0, 505.0
    field.shape([(x - 400, far), (x + 400, far), (x + 860, near), (x - 860, near)])
    for i in range(0, 10, 2):
        a, b = -400 + i * 80, -320 + i * 80
        stripes.shape([(x + a, far), (x + b, far), (x + b * 2.15, near), (x + a * 2.15, near)])
    sheet.lay(field, grass)
    sheet.lay(field, inks.glow, halo(x, 590, 560, 0.65, 0.5))
    sheet.lay(stripes, inks.key, even(0.16))
    for t in (0.06, 0.94):
        y = far + (near - far) * t
        half = 386 + 460 * t
        lines.box(x - half, y, x + half, y + 3)
    lines.line([(x, far + 14), (x, near)], 4).ring(x, 606, 118, 36, 4)
    for side in (-1, 1):
        lines.line([(x + side * 386, far + 14), (x + side * 800, near)], 4)
        lines.line(
            [
                (x + side * 470, 550),
                (x + side * 360, 550),
                (x + side * 420, 640),
                (x + side * 610, 640),
            ],
            4,
        )
    sheet.lay(lines, inks.paper, within=field)
    for i in range(16):
        px, py = x + sheet.rng.uniform(-480, 480), sheet.rng.uniform(530, 680)
        s = 0.16 + (py - 520) * 0.0012
        sheet.cast(
            sheet.plate().shape(
                [(px, py), (px + 4, py), (px + 40 * s * 5, py + 8), (px + 30 * s * 5, py + 10)]
            )
        )
        small = players if i % 2 else lines
        body = sheet.plate()
        pen = body.at(px, py, s, flip=i % 3 == 0)
        pen.limb([(-3, -44), (-10, -22), (-18, 0)], 12, 7).limb(
            [(3, -44), (14, -24), (12, 0)], 12, 7
        ).limb([(0, -78), (0, -46)], 26, 20).disc(2, -98, 10)
        sheet.lay(body, inks.spot if small is players else inks.paper)


def _floodlight(sheet: Sheet, x: float, y: float, height: float, side: float) -> None:
    inks = sheet.inks
    beam = sheet.plate().shape(
        [
            (x - 50, y - height),
            (x + 50, y - height + 60),
            (x + side * 620, 720),
            (x + side * 60, 740),
        ]
    )
    sheet.lay(
        beam,
        blend(inks.glow, inks.paper, 0.5),
        fade((x, y - height), (x + side * 330, 700), 0.5, 0.0),
    )
    mast, lamps = sheet.plate(), sheet.plate()
    mast.line([(x - 13, y), (x - 6, y - height)], 5).line([(x + 13, y), (x + 6, y - height)], 5)
    for i in range(9):
        mast.line([(x - 12 + i * 0.7, y - i * 30), (x + 12 - i * 0.7, y - 30 - i * 30)], 2.4)
    mast.box(x - 66, y - height - 62, x + 66, y - height + 8)
    for row in range(3):
        for k in range(5):
            lamps.disc(x - 50 + k * 25, y - height - 48 + row * 22, 9)
    sheet.glow(x, y - height - 26, 230, 0.9, blend(inks.glow, inks.paper, 0.5))
    sheet.lay(mast, inks.key)
    sheet.lay(lamps, inks.paper)
