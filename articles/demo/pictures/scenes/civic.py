"""Halls, wards and houses of prayer."""

import math

from ..buildings import block
from ..canvas import Sheet, even, fade, halo
from ..figures import walker
from ..geometry import smooth
from ..inks import Air, Ink, blend
from ..nature import branches, cloud, rays, sky, sun, tree


def synagogue(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("dusk", "night", "day"), sheet.rng, sheet.inks
    sky(sheet, air, 560)
    x = rng.uniform(500, 700)
    sun(
        sheet,
        air,
        x + rng.choice((-1, 1)) * rng.uniform(300, 430),
        rng.uniform(130, 240),
        rng.uniform(55, 85),
    )
    block(sheet, 640, 190, 120, air.far, air.horizon, air.lit, 0.3, rng.uniform(0, 1200))
    stone = (
        inks.paper
        if air.name == "day"
        else blend(inks.mid, inks.deep, 0.3)
        if air.name == "dusk"
        else blend(inks.deep, inks.mid, 0.35)
    )
    _shul_walls(sheet, air, x, stone)
    _shul_lights(sheet, air, x)
    ground = sheet.plate().box(-20, 676, 1220, 820)
    sheet.lay(ground, air.near)
    sheet.lay(ground, inks.glow, halo(x, 676, 420, 0.75, 0.35))
    for i in range(5):
        sheet.lay(
            sheet.plate().box(x - 150 - i * 20, 650 + i * 9, x + 150 + i * 20, 658 + i * 9),
            blend(stone, air.key, 0.1 + 0.12 * i),
        )
    for bare_x in (x - 420, x + 430):
        bare = sheet.plate()
        branches(
            bare, sheet, bare_x + rng.uniform(-40, 40), 720, 170, rng.uniform(-0.1, 0.1), 20, 4
        )
        sheet.lay(bare, air.key)
    for i, place in enumerate((-330, -245, -60, 120, 300)):
        walker(
            sheet,
            x + place + rng.uniform(-30, 30),
            738 + (i * 37) % 30,
            rng.uniform(92, 118),
            rng.choice((inks.spot, inks.mid, inks.paper, air.key)),
            air.key,
            flip=place > 0,
            shadow=-60 if place < 0 else 60,
        )


def _shul_walls(sheet: Sheet, air: Air, x: float, stone: Ink) -> None:
    wall, domes, trim = sheet.plate(), sheet.plate(), sheet.plate()
    wall.shape([(x - 170, 660), (x - 170, 250), (x, 120), (x + 170, 250), (x + 170, 660)])
    for side in (-1, 1):
        cx = x + side * 222
        wall.box(cx - 56, 270, cx + 56, 660)
        trim.box(cx - 64, 262, cx + 64, 280).box(cx - 60, 420, cx + 60, 428)
        wall.box(cx - 40, 208, cx + 40, 264)
        trim.box(cx - 46, 202, cx + 46, 212)
        domes.at(cx, 204).lathe([(2, -112), (3, -92), (14, -78), (40, -50), (48, -26), (40, 0)])
    trim.line([(x - 184, 262), (x, 122), (x + 184, 262)], 15)
    trim.box(x - 170, 462, x + 170, 472)
    sheet.lay(wall, stone)
    sheet.lay(wall, air.key, fade((x + 300, 0), (x - 200, 0), 0.55, 0.0))
    sheet.lay(domes, sheet.inks.spot)
    sheet.lay(domes, air.key, fade((0, 204), (0, 96), 0.7, 0.0))
    sheet.lay(trim, blend(stone, air.key, 0.5))


def _shul_lights(sheet: Sheet, air: Air, x: float) -> None:
    lit, bars, doors = sheet.plate(), sheet.plate(), sheet.plate()
    lit.disc(x, 330, 96)
    for k in range(2):
        tri = [
            (x + 74 * math.sin(math.radians(a)), 330 - 74 * math.cos(math.radians(a)))
            for a in (180 * k, 180 * k + 120, 180 * k + 240, 180 * k)
        ]
        bars.line(tri, 9)
    bars.ring(x, 330, 80, 80, 7).ring(x, 330, 97, 97, 8)
    for i in range(12):
        a = math.radians(i * 30 + 15)
        bars.line(
            [
                (x + 80 * math.cos(a), 330 + 80 * math.sin(a)),
                (x + 96 * math.cos(a), 330 + 96 * math.sin(a)),
            ],
            4,
        )
    for cx, wide, top, foot in (
        (x - 112, 30, 500, 650),
        (x, 42, 480, 650),
        (x + 112, 30, 500, 650),
    ):
        lit.arch(cx - wide, top, cx + wide, foot)
        for side in (-1, 1):
            edge, inner = cx + side * wide, cx + side * wide * 0.42
            doors.shape(
                [(edge, foot), (edge, top + wide), (inner, top + wide + 16), (inner, foot - 7)]
            )
    for side in (-1, 1):
        for top in (300, 450):
            lit.arch(x + side * 222 - 20, top, x + side * 222 + 20, top + 100)
            bars.line([(x + side * 222, top), (x + side * 222, top + 100)], 3)
            bars.line([(x + side * 222 - 20, top + 55), (x + side * 222 + 20, top + 55)], 3)
        lit.arch(x + side * 222 - 12, 222, x + side * 222 + 12, 258)
    sheet.glow(x, 330, 230, 0.5)
    sheet.lay(lit, sheet.inks.glow)
    sheet.lay(lit, sheet.inks.spot, fade((0, 660), (0, 250), 0.4, 0.05))
    sheet.lay(bars, air.key)
    sheet.lay(doors, blend(air.key, sheet.inks.spot, 0.35))


def town_hall(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "day", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air, 620)
    x = rng.uniform(520, 680)
    sun(
        sheet,
        air,
        x + rng.choice((-1, 1)) * rng.uniform(330, 440),
        rng.uniform(130, 240),
        rng.uniform(60, 90),
    )
    for _ in range(2):
        cloud(sheet, air, rng.uniform(60, 1140), rng.uniform(120, 300), rng.uniform(200, 340))
    block(sheet, 650, 130, 80, air.far, air.horizon, air.lit, 0.2)
    stone = (
        blend(inks.paper, inks.pale, 0.25)
        if air.name == "day"
        else blend(inks.pale, inks.glow, 0.35)
    )
    for side in (-1, 1):
        tree(sheet, x + side * 480, 690, rng.uniform(210, 270), air.key, air.near, air.far)
    _hall_body(sheet, air, x, stone)
    _cupola(sheet, air, x, stone)
    plaza = sheet.plate().box(-20, 712, 1220, 820)
    sheet.lay(plaza, blend(inks.pale, inks.mid, 0.2))
    sheet.lay(plaza, inks.mid, fade((0, 830), (0, 700), 0.6, 0.0))
    for _ in range(6):
        walker(
            sheet,
            x + rng.uniform(-420, 420),
            rng.uniform(728, 780),
            rng.uniform(66, 84),
            rng.choice((inks.spot, inks.deep, inks.mid, inks.glow)),
            air.key,
            flip=rng.random() < 0.5,
            shadow=90,
        )


def _hall_body(sheet: Sheet, air: Air, x: float, stone: Ink) -> None:
    shade = blend(stone, sheet.inks.deep, 0.62)
    wings, dark, light, lines, lit = (sheet.plate() for _ in range(5))
    wings.box(x - 400, 420, x + 400, 660)
    for side in (-1, 1):
        for i in range(4):
            wx = x + side * (215 + i * 50)
            for top in (455, 555):
                (lit if sheet.rng.random() < 0.35 else dark).arch(wx - 13, top, wx + 13, top + 66)
    lines.box(x - 408, 408, x + 408, 424).box(x - 400, 532, x + 400, 537)
    sheet.lay(wings, blend(stone, sheet.inks.pale, 0.35))
    sheet.lay(wings, sheet.inks.mid, fade((x + 400, 0), (x - 400, 0), 0.6, 0.05))
    dark.box(x - 180, 420, x + 180, 660)
    sheet.lay(dark, shade)
    lit.arch(x - 26, 540, x + 26, 660).arch(x - 96, 560, x - 60, 660).arch(x + 60, 560, x + 96, 660)
    sheet.lay(lit, sheet.inks.glow)
    for i in range(6):
        cx = x - 162 + i * 64.8
        light.shape([(cx - 13, 654), (cx - 11, 430), (cx + 11, 430), (cx + 13, 654)])
        light.box(cx - 18, 418, cx + 18, 432).box(cx - 18, 650, cx + 18, 662)
    light.box(x - 196, 388, x + 196, 420)
    light.shape([(x - 208, 388), (x, 300), (x + 208, 388)])
    for i in range(8):
        light.box(x - 200 - i * 12, 660 + i * 7.5, x + 200 + i * 12, 667 + i * 7.5)
        lines.box(x - 200 - i * 12, 665.4 + i * 7.5, x + 200 + i * 12, 667.8 + i * 7.5)
    sheet.lay(light, stone)
    sheet.lay(lines, shade)
    for i in range(6):
        cx = x - 162 + i * 64.8
        sheet.lay(
            sheet.plate().box(cx, 432, cx + 12, 652),
            shade,
            fade((cx + 14, 0), (cx - 3, 0), 0.95, 0.0),
        )
    inner = sheet.plate().shape([(x - 165, 381), (x, 312), (x + 165, 381)])
    sheet.lay(inner, sheet.inks.mid)
    sheet.lay(inner, sheet.inks.deep, fade((x, 312), (x, 381), 0.85, 0.1))
    sheet.lay(sheet.plate().disc(x, 357, 15), stone)


def _cupola(sheet: Sheet, air: Air, x: float, stone: Ink) -> None:
    drum, dome, dark, flag = (sheet.plate() for _ in range(4))
    drum.box(x - 84, 268, x + 84, 330).box(x - 66, 196, x + 66, 268).box(x - 76, 186, x + 76, 200)
    dome.at(x, 188).lathe([(9, -96), (30, -88), (54, -58), (64, -22), (66, 0)])
    drum.box(x - 11, 66, x + 11, 96)
    dome.shape([(x - 13, 68), (x, 44), (x + 13, 68)])
    for i in range(5):
        dark.arch(x - 56 + i * 28 - 8, 208, x - 56 + i * 28 + 8, 262)
    dark.line([(x, 50), (x, -14)], 3)
    flag.shape(
        smooth([(x, -12), (x + 26, -18), (x + 50, -10), (x + 74, -16)])[::1]
        + smooth([(x + 74, 20), (x + 50, 26), (x + 26, 18), (x, 24)])
    )
    sheet.lay(drum, stone)
    sheet.lay(drum, sheet.inks.mid, fade((x + 84, 0), (x - 60, 0), 0.8, 0.0))
    sheet.lay(dome, sheet.inks.mid)
    sheet.lay(dome, sheet.inks.key, fade((x + 66, 190), (x - 40, 110), 0.8, 0.0))
    sheet.lay(dark, blend(stone, sheet.inks.key, 0.8))
    sheet.lay(flag, sheet.inks.spot)
    sheet.lay(sheet.plate().disc(x, 300, 26), sheet.inks.key)
    face = sheet.plate().disc(x, 300, 22)
    face.cut.line([(x, 300), (x, 283)], 3).line([(x, 300), (x + 12, 306)], 3)
    sheet.lay(face, sheet.inks.paper)


_FLESH, _FLUSH = (224, 172, 132), (196, 104, 78)


def ballot_box(sheet: Sheet) -> None:
    sheet.mirrors = False
    rng, inks = sheet.rng, sheet.inks
    ground = rng.choice((inks.mid, inks.deep, inks.pale, blend(inks.glow, inks.paper, 0.3)))
    sheet.flood(ground)
    x, y = rng.uniform(560, 640), rng.uniform(470, 500)
    rays(sheet, x, y - 90, blend(ground, inks.paper, 0.25))
    sheet.flood(blend(ground, inks.paper, 0.6), halo(x, y - 120, 460, 0.8))
    table = sheet.plate().box(-20, 690, 1220, 820)
    sheet.lay(table, blend(inks.spot, inks.deep, 0.55))
    sheet.lay(table, inks.key, fade((0, 820), (0, 690), 0.5, 0.0), "dry")
    for i in range(4):
        walker(
            sheet,
            70 + i * 74 + rng.uniform(-8, 8),
            692,
            rng.uniform(228, 268),
            rng.choice((inks.deep, inks.mid, inks.spot, inks.key)),
            inks.key,
        )
    shade = sheet.plate().shape([(x - 190, 742), (x + 270, 742), (x + 620, 810), (x + 60, 820)])
    sheet.cast(shade)
    _box(sheet, x, y)
    _vote(sheet, x + 20, y - 60)


def _box(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    front, side, top, slot, trim = (sheet.plate() for _ in range(5))
    front.shape([(x - 230, y), (x + 160, y), (x + 152, 756), (x - 222, 756)])
    side.shape([(x + 160, y), (x + 280, y - 64), (x + 268, 700), (x + 152, 756)])
    top.shape([(x - 244, y + 6), (x + 164, y + 6), (x + 294, y - 66), (x - 104, y - 66)])
    slot.shape([(x - 96, y - 24), (x + 130, y - 24), (x + 154, y - 38), (x - 70, y - 38)])
    trim.shape([(x - 244, y + 4), (x + 164, y + 4), (x + 164, y + 26), (x - 242, y + 26)]).shape(
        [(x + 164, y + 4), (x + 294, y - 66), (x + 292, y - 46), (x + 164, y + 26)]
    )
    sheet.lay(front, inks.paper)
    sheet.lay(front, inks.mid, fade((x + 160, 760), (x - 200, y), 0.75, 0.0))
    sheet.lay(side, blend(inks.pale, inks.deep, 0.55))
    sheet.lay(side, inks.key, fade((0, 756), (0, y), 0.6, 0.0))
    sheet.lay(top, blend(inks.paper, inks.pale, 0.5))
    sheet.lay(slot, inks.key)
    sheet.lay(trim, inks.deep)
    mark = sheet.plate().ring(x - 35, y + 140, 74, 74, 13)
    mark.line([(x - 72, y + 138), (x - 42, y + 172), (x + 38, y + 84)], 21)
    sheet.lay(mark, inks.spot)
    lock = sheet.plate().rounded(x - 58, y + 12, x - 12, y + 50, 6)
    sheet.lay(lock, inks.glow)


def _vote(sheet: Sheet, x: float, y: float) -> None:
    """Print a hand that lets a folded ballot into the slot, its sleeve from the upper right."""
    inks = sheet.inks
    paper, fold, tick = sheet.plate(), sheet.plate(), sheet.plate()
    place = (x, y + 32, 1.0, 6.0)
    paper.at(*place).shape([(-92, 0), (-92, -190), (92, -190), (92, 0)])
    fold.at(*place).shape([(0, 0), (0, -190), (92, -190), (92, 0)])
    for k in range(3):
        tick.at(*place).box(-40, -158 + k * 44, 62, -150 + k * 44).ring(
            -62, -154 + k * 44, 13, 13, 4
        )
    tick.at(*place).line([(-70, -110), (-62, -100), (-46, -126)], 6)
    _hand(sheet, x + 66, y - 170)
    sheet.lay(paper, inks.paper)
    sheet.lay(fold, inks.pale, fade((x + 100, 0), (x - 10, 0), 0.8, 0.1))
    sheet.lay(tick, inks.deep)
    _thumb(sheet, x + 66, y - 170)


def _hand(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    flesh, sleeve, cuff = sheet.plate(), sheet.plate(), sheet.plate()
    sleeve.shape([(x + 120, y - 110), (x + 640, y - 440), (x + 760, y - 260), (x + 196, y + 24)])
    cuff.shape([(x + 96, y - 92), (x + 128, y - 118), (x + 206, y + 20), (x + 172, y + 38)])
    flesh.blob(
        [
            (x + 150, y - 70),
            (x + 70, y - 66),
            (x + 10, y - 44),
            (x - 20, y + 10),
            (x - 10, y + 60),
            (x + 60, y + 60),
            (x + 130, y + 34),
            (x + 186, y + 6),
        ]
    )
    for i in range(4):
        flesh.limb(
            [
                (x + 30 + i * 14, y - 40 + i * 22),
                (x - 20 + i * 8, y + 4 + i * 22),
                (x - 40 + i * 14, y + 44 + i * 16),
            ],
            34,
            25,
        )
    sheet.lay(flesh, _FLESH)
    sheet.lay(flesh, _FLUSH, fade((x + 160, y + 60), (x, y - 60), 0.5, 0.0))
    sheet.lay(cuff, inks.paper)
    sheet.lay(sleeve, inks.deep)
    sheet.lay(sleeve, inks.key, fade((x + 420, y - 60), (x + 300, y - 260), 0.8, 0.0))


def _thumb(sheet: Sheet, x: float, y: float) -> None:
    thumb, nail = sheet.plate(), sheet.plate()
    thumb.limb([(x + 104, y - 40), (x + 40, y - 44), (x - 20, y - 4), (x - 66, y + 40)], 44, 28)
    nail.disc(x - 62, y + 32, 12, 8, -40)
    sheet.lay(thumb, _FLESH)
    sheet.lay(thumb, _FLUSH, fade((x + 60, y + 30), (x - 10, y - 40), 0.4, 0.0))
    sheet.lay(nail, sheet.inks.paper, even(0.7))
