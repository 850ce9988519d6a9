"""Out of doors: water, parks and gardens, the hills of Judea."""

import math

from ..buildings import block, street_lamp
from ..canvas import Pen, Sheet, even, fade, halo
from ..figures import walker
from ..geometry import Point, arc, mixed, smooth
from ..inks import Air, Ink, blend
from ..nature import birds, glitter, hill, leaves, ridge, sky, sun, tree, water


def harbor(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk", "night"), sheet.rng, sheet.inks
    shore = rng.uniform(440, 500)
    sky(sheet, air, shore)
    sun_x = rng.uniform(500, 800)
    sun(sheet, air, sun_x, shore - rng.uniform(110, 190), rng.uniform(80, 120))
    block(sheet, shore, 120, 60, air.far, air.horizon, air.lit, 0.3, rng.uniform(100, 600))
    water(sheet, air, shore)
    glitter(sheet, inks.glow, sun_x, shore + 8, 790, 110)
    for x, size in ((rng.uniform(980, 1090), 0.75), (rng.uniform(380, 520), 0.55)):
        _crane(sheet, air.middle, x, shore + 4, size)
    _lighthouse(sheet, air, rng.uniform(90, 180), shore + 70)
    for x, y, size, ink in (
        (rng.uniform(760, 900), shore + 70, 0.6, inks.paper),
        (rng.uniform(330, 430), shore + 120, 0.95, inks.spot),
        (rng.uniform(880, 980), shore + 215, 1.5, inks.mid),
    ):
        _boat(sheet, air, x, y, size, ink)
    _pier(sheet, air)
    if not air.dark:
        birds(sheet, air.key, rng.uniform(300, 700), rng.uniform(120, 230), 9, 20)


def _crane(sheet: Sheet, ink: Ink, x: float, y: float, size: float) -> None:
    plate = sheet.plate()
    pen = plate.at(x, y, size)
    for side in (-1, 1):
        pen.line([(side * 42, 0), (side * 26, -190)], 7)
    pen.line([(-40, -70), (36, -70)], 6).line([(-40, -4), (32, -130)], 3.5).line(
        [(40, -4), (-32, -130)], 3.5
    )
    pen.box(-40, -214, 40, -188).line([(-110, -206), (220, -222)], 9).line(
        [(0, -300), (0, -200)], 7
    )
    pen.line([(0, -298), (214, -222)], 3).line([(0, -298), (-104, -206)], 3).line(
        [(160, -218), (160, -110)], 2
    ).box(140, -112, 180, -90)
    sheet.lay(plate, ink)


def _lighthouse(sheet: Sheet, air: Air, x: float, y: float) -> None:
    rock, shaft, bands, top, lamp = (sheet.plate() for _ in range(5))
    shaft.at(x, y).lathe([(26, -300), (44, 0)], straight=True)
    for i in range(3):
        bands.box(x - 60, y - 262 + i * 100, x + 60, y - 214 + i * 100)
    top.box(x - 38, y - 312, x + 38, y - 300).box(x - 22, y - 352, x - 18, y - 310).box(
        x + 18, y - 352, x + 22, y - 310
    )
    top.shape([(x - 30, y - 350), (x, y - 388), (x + 30, y - 350)])
    lamp.box(x - 18, y - 350, x + 18, y - 312)
    rock.blob(
        [
            (x - 190, y + 34),
            (x - 150, y - 10),
            (x - 60, y - 22),
            (x + 30, y - 16),
            (x + 110, y + 8),
            (x + 170, y + 36),
            (x, y + 52),
        ]
    )
    sheet.lay(rock, air.near)
    sheet.lay(rock, air.horizon, fade((0, y - 25), (0, y + 40), 0.5, 0.0))
    if air.name != "day":
        beam = sheet.plate().shape([(x, y - 334), (x + 1100, y - 470), (x + 1100, y - 300)])
        sheet.lay(beam, sheet.inks.glow, fade((x, 0), (x + 760, 0), 0.75, 0.0))
    sheet.lay(shaft, sheet.inks.paper)
    sheet.lay(bands, sheet.inks.spot, within=shaft)
    sheet.lay(shaft, air.key, fade((x + 44, 0), (x - 30, 0), 0.75, 0.0))
    sheet.lay(lamp, sheet.inks.glow)
    sheet.lay(top, air.key)


def _boat(sheet: Sheet, air: Air, x: float, y: float, size: float, ink: Ink) -> None:
    hull, cabin, rig, glass, reflection = (sheet.plate() for _ in range(5))
    reflection.at(x, y, size).shape([(-78, 4), (84, 4), (60, 70), (-58, 66)])
    sheet.lay(reflection, air.key, fade((0, y), (0, y + 70 * size), 0.8, 0.0), "dry")
    hull.at(x, y, size).shape(
        smooth([(-86, -30), (-40, -20), (20, -22), (98, -44)])
        + smooth([(98, -44), (80, -8), (64, 8), (-70, 8), (-80, -8), (-86, -30)])
    )
    cabin.at(x, y, size).box(-52, -66, 2, -20).box(-58, -72, 8, -64)
    glass.at(x, y, size).box(-46, -58, -30, -42).box(-22, -58, -6, -42)
    pen = rig.at(x, y, size)
    pen.line([(20, -20), (20, -190)], 4, 2).line([(20, -180), (94, -44)], 1.2).line(
        [(20, -180), (-80, -34)], 1.2
    )
    pen.line([(20, -60), (84, -96)], 3).line([(20, -120), (-30, -96)], 2)
    sheet.lay(cabin, sheet.inks.paper)
    sheet.lay(cabin, air.far, fade((x + 8 * size, 0), (x - 50 * size, 0), 0.8, 0.0))
    sheet.lay(glass, air.lit if air.name != "day" else air.near)
    sheet.lay(rig, air.key)
    sheet.lay(hull, ink)
    sheet.lay(hull, air.key, fade((0, y + 8 * size), (0, y - 34 * size), 0.95, 0.1))


def _pier(sheet: Sheet, air: Air) -> None:
    planks, posts = sheet.plate(), sheet.plate()
    planks.shape([(-20, 716), (560, 700), (560, 726), (-20, 748)])
    for i in range(7):
        px = 20 + i * 88
        posts.rounded(px - 13, 668 - (i % 2) * 14, px + 13, 830, 8)
    sheet.lay(posts, air.key)
    sheet.lay(planks, air.key)
    boards = sheet.plate()
    for i in range(22):
        boards.box(i * 27, 700, i * 27 + 1.6, 750)
    sheet.lay(boards, air.far, within=planks)
    walker(sheet, sheet.rng.uniform(150, 430), 712, 118, sheet.inks.spot, air.key)


def park(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air, 520)
    sun(sheet, air, rng.uniform(420, 800), rng.uniform(170, 280), rng.uniform(70, 110))
    block(
        sheet,
        520,
        230,
        80,
        air.far,
        air.horizon,
        air.lit,
        0.2 if air.name == "dusk" else 0.0,
        rng.uniform(300, 900),
    )
    wood, clumps = (
        sheet.plate(),
        [(x * 62 + rng.uniform(-20, 20), 505 + rng.uniform(-25, 20)) for x in range(-1, 21)],
    )
    leaves(wood, sheet, clumps, 62)
    wood.box(-20, 510, 1220, 580)
    sheet.lay(wood, air.middle)
    sheet.lay(wood, inks.glow, fade((0, 440), (0, 560), 0.5, 0.0))
    lawn = sheet.plate().shape(
        [
            *smooth([(-40, 560), (300, 545), (700, 560), (1240, 540)], steps=10),
            (1240, 830),
            (-40, 830),
        ]
    )
    sheet.lay(lawn, blend(air.middle, inks.glow, 0.4))
    sheet.lay(lawn, air.near, fade((0, 820), (0, 570), 0.6, 0.0))
    path = sheet.plate().shape(
        [
            *smooth([(520, 830), (610, 720), (690, 640), (640, 590), (600, 556)]),
            *smooth([(622, 556), (680, 590), (790, 640), (830, 720), (900, 830)]),
        ]
    )
    sheet.lay(path, blend(inks.paper, inks.glow, 0.2))
    sheet.lay(path, inks.mid, fade((0, 830), (0, 600), 0.35, 0.0))
    autumn = rng.choice(
        (inks.sun, blend(inks.sun, inks.glow, 0.5), blend(inks.mid, inks.deep, 0.4))
    )
    for x, y, h in ((rng.uniform(950, 1010), 610, 330), (rng.uniform(360, 420), 600, 270)):
        tree(sheet, x, y, h, air.key, blend(autumn, air.middle, 0.35), inks.glow)
    for t, h in ((0.55, 120), (0.2, 185)):
        street_lamp(sheet, *mixed((480, 780), (600, 560), t), h, air.key, inks.glow)
    big = rng.uniform(110, 180)
    _dapple(sheet, big + 250, 752, 250)
    tree(sheet, big, 745, 690, air.key, autumn, inks.glow)
    _bench(sheet, air, rng.uniform(985, 1040), 735)
    walker(sheet, 700, 690, 92, inks.spot, air.key, shadow=50)
    walker(sheet, 662, 625, 50, inks.deep, air.key, shadow=30, flip=True)
    _fallen(sheet, autumn, 180)


def _fallen(sheet: Sheet, ink: Ink, count: int) -> None:
    plate = sheet.plate()
    for _ in range(count):
        y = 590 + 220 * sheet.rng.random() ** 0.7
        size = (y - 520) / 42
        plate.disc(sheet.rng.uniform(0, 1200), y, size, size * 0.45, sheet.rng.uniform(-40, 40))
    for _ in range(24):
        plate.disc(
            sheet.rng.uniform(0, 700),
            sheet.rng.uniform(250, 640),
            5,
            2.6,
            sheet.rng.uniform(0, 180),
        )
    sheet.lay(plate, ink)


def _bench(sheet: Sheet, air: Air, x: float, y: float) -> None:
    slats, iron = sheet.plate(), sheet.plate()
    sheet.cast(
        sheet.plate().shape([(x - 130, y), (x + 130, y), (x + 190, y + 34), (x - 80, y + 34)])
    )
    iron.line([(x - 112, y - 96), (x - 112, y)], 7).line([(x + 112, y - 96), (x + 112, y)], 7)
    for i in range(3):
        slats.rounded(x - 130, y - 100 + i * 19, x + 130, y - 87 + i * 19, 3)
    slats.rounded(x - 136, y - 42, x + 136, y - 30, 3)
    _sitters(sheet, air, x, y - 36)
    sheet.lay(iron, air.key)
    sheet.lay(slats, sheet.inks.deep)


def _sitters(sheet: Sheet, air: Air, x: float, y: float) -> None:
    """Print two people on a bench, seen from behind, heads inclined."""
    for side, ink in ((-1, sheet.inks.spot), (1, sheet.inks.mid)):
        coat, head, hat = sheet.plate(), sheet.plate(), sheet.plate()
        pen = coat.at(x + side * 48, y, 0.95, -side * 5)
        pen.blob([(-34, 20), (-37, -40), (-22, -66), (0, -71), (22, -66), (37, -40), (34, 20)])
        head.at(x + side * 48, y, 0.95, -side * 5).disc(0, -92, 15, 19).box(-6, -80, 6, -64)
        hat.at(x + side * 48, y, 0.95, -side * 5).blob(
            [
                (-17, -88),
                (-16, -108),
                (0, -116),
                (16, -108),
                (17, -88),
                (0, -84 if side < 0 else -95),
            ]
        )
        sheet.lay(head, blend(sheet.inks.paper, sheet.inks.spot, 0.35))
        sheet.lay(coat, ink)
        sheet.lay(coat, air.key, fade((x + 100, 0), (x - 100, 0), 0.6, 0.0))
        sheet.lay(hat, air.key)


def garden(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air, 460)
    sun(sheet, air, rng.uniform(160, 420), rng.uniform(120, 200), rng.uniform(60, 85))
    wall = sheet.plate().box(640, 60, 1220, 540).box(-20, 250, 250, 540)
    sheet.lay(wall, blend(inks.sun, inks.deep, 0.45))
    sheet.lay(wall, air.key, fade((640, 0), (1220, 0), 0.05, 0.55))
    glass, sills = sheet.plate(), sheet.plate()
    for x in (690, 800, 910, 1020, 1130):
        for y in (100, 230, 360):
            glass.box(x, y, x + 50, y + 78)
            sills.box(x - 7, y + 78, x + 57, y + 86).box(x - 5, y - 10, x + 55, y - 1)
    for x in (30, 140):
        glass.box(x, 300, x + 50, 378)
    sheet.lay(glass, inks.glow if air.name == "dusk" else inks.pale)
    sheet.lay(glass, air.key, fade((0, 60), (0, 500), 0.2, 0.6))
    sheet.lay(sills, blend(inks.paper, inks.pale, 0.4))
    _fence(sheet, air)
    soil = sheet.plate().box(-20, 530, 1220, 830)
    sheet.lay(soil, blend(inks.mid, inks.glow, 0.45))
    sheet.lay(soil, air.near, fade((0, 830), (0, 540), 0.6, 0.0))
    for row, y in enumerate((560, 618, 700, 800)):
        _bed(sheet, air, y, 0.55 + row * 0.28, row)
        if row == 1:
            _gardener(sheet, air, rng.uniform(560, 800), 700)
    for i in range(4):
        _sunflower(sheet, air, 70 + i * 78 + rng.uniform(-16, 16), 770, rng.uniform(330, 480))


def _fence(sheet: Sheet, air: Air) -> None:
    plate = sheet.plate()
    for i in range(42):
        x = -10 + i * 30
        plate.shape([(x, 545), (x, 448), (x + 10, 434), (x + 20, 448), (x + 20, 545)])
    plate.box(-20, 466, 1220, 476).box(-20, 515, 1220, 525)
    sheet.lay(plate, sheet.inks.paper)
    sheet.lay(plate, sheet.inks.mid, fade((0, 545), (0, 430), 0.7, 0.05))


def _bed(sheet: Sheet, air: Air, y: float, size: float, kind: int) -> None:
    """Print one raised bed with its crop: peas, cabbages, tomatoes, lettuce."""
    rng, inks = sheet.rng, sheet.inks
    plank, green, fruit, light = (sheet.plate() for _ in range(4))
    plank.box(-20, y - 6 * size, 1220, y + 20 * size)
    x = rng.uniform(-20, 20)
    while x < 1230:
        s = size * rng.uniform(0.85, 1.15)
        pen, bright, red = (p.at(x, y, s) for p in (green, light, fruit))
        if kind % 2:
            for a in range(-70, 71, 28):
                tip = (42 * math.sin(math.radians(a)), -46 * math.cos(math.radians(a)) - 4)
                pen.stroke([(0, 0), (tip[0] * 0.45, tip[1] * 0.75), tip], 17, 2)
                bright.stroke(
                    [(0, -2), (tip[0] * 0.4, tip[1] * 0.68), (tip[0] * 0.8, tip[1] * 0.85)], 2, 0.8
                )
        else:
            pen.line([(0, 4), (0, -74)], 3)
            for k in range(6):
                side = 1 if k % 2 else -1
                pen.disc(side * 15, -14 - k * 11, 15, 7, side * -30)
                if rng.random() < 0.6:
                    red.disc(side * rng.uniform(6, 18), -14 - k * 11 + 8, 6.5)
        x += 74 * size
    sheet.lay(green, blend(air.near, inks.mid, 0.25 * kind))
    sheet.lay(light, inks.pale)
    sheet.lay(fruit, inks.sun)
    sheet.lay(plank, blend(inks.deep, inks.sun, 0.35))
    sheet.lay(plank, air.key, fade((0, y + 20 * size), (0, y - 6 * size), 0.7, 0.0))


def _sunflower(sheet: Sheet, air: Air, x: float, y: float, height: float) -> None:
    stem, petals, heart = sheet.plate(), sheet.plate(), sheet.plate()
    top, sway = y - height, sheet.rng.uniform(-18, 18)
    stem.stroke([(x, y + 60), (x - sway, y - height / 2), (x + sway, top)], 11, 7)
    for k in range(4):
        ly, side = y - height * (0.2 + k * 0.18), 1 if k % 2 else -1
        stem.blob(
            [(x, ly), (x + side * 30, ly - 30), (x + side * 72, ly - 18), (x + side * 40, ly + 6)]
        )
    for k in range(18):
        a = math.radians(k * 20)
        petals.disc(x + sway + 43 * math.cos(a), top + 43 * math.sin(a), 22, 9, k * 20)
    heart.disc(x + sway, top, 29)
    sheet.lay(stem, air.near)
    sheet.lay(petals, sheet.inks.glow)
    sheet.lay(petals, sheet.inks.sun, halo(x + sway, top, 75, 1.0))
    sheet.lay(heart, air.key)
    sheet.lay(heart, sheet.inks.sun, even(0.35), "dots")


def _gardener(sheet: Sheet, air: Air, x: float, y: float) -> None:
    """Print someone bent over a watering can."""
    legs, shirt, skin, hat, can, drops = (sheet.plate() for _ in range(6))
    pens = [p.at(x, y, 2.1) for p in (legs, shirt, skin, hat, can, drops)]
    pens[0].limb([(-16, -48), (-12, -26), (-19, 0)], 15, 10).limb(
        [(-16, -48), (-2, -26), (-5, 0)], 15, 10
    )
    pens[0].limb([(-19, 0), (-10, 1)], 8, 6).limb([(-5, 0), (5, 1)], 8, 6)
    pens[1].limb([(-17, -50), (-8, -70), (10, -82)], 21, 17).limb([(12, -82), (24, -66)], 9, 7.5)
    pens[2].limb([(24, -66), (38, -58)], 6.5, 5).limb([(12, -84), (20, -90)], 8, 7).disc(
        24, -95, 7.5, 8.5, 25
    )
    pens[3].disc(25, -100, 19, 4.5, 22).blob([(15, -103), (19, -113), (29, -113), (35, -99)])
    pens[4].shape([(32, -56), (54, -60), (57, -34), (34, -32)]).line(
        [(56, -40), (78, -54)], 5, 3
    ).line([(74, -60), (82, -49)], 3)
    pens[4].line(arc(42, -58, 11, 12, 180, 360, 12), 2.4)
    for _ in range(14):
        px = 80 + sheet.rng.uniform(0, 22)
        py = -48 + (px - 80) ** 1.3 * 0.5 + sheet.rng.uniform(0, 40)
        pens[5].line([(px, py), (px + 2, py + 6)], 1.4)
    sheet.lay(legs, sheet.inks.deep)
    sheet.lay(legs, air.key, fade((x - 50, 0), (x + 10, 0), 0.7, 0.0))
    sheet.lay(skin, blend((205, 150, 112), sheet.inks.paper, 0.1))
    sheet.lay(shirt, sheet.inks.paper)
    sheet.lay(shirt, sheet.inks.mid, fade((x - 20, y - 90), (x + 20, y - 170), 0.75, 0.0))
    sheet.lay(hat, sheet.inks.glow)
    sheet.lay(can, sheet.inks.spot)
    sheet.lay(drops, sheet.inks.paper)


def olive_tree(sheet: Sheet) -> None:
    air, rng = sheet.air("day", "dusk", "day"), sheet.rng
    sky(sheet, air, 560)
    sun(sheet, air, rng.uniform(820, 1050), rng.uniform(190, 330), rng.uniform(75, 120))
    for y, ink in ((470, air.far), (530, blend(air.far, air.middle, 0.6))):
        hill(sheet, ridge(sheet, y, 34), ink, air.horizon)
    _terraces(sheet, air)
    x = rng.uniform(420, 540)
    _dapple(sheet, x - 170, 746, 380)
    _olive(sheet, air, x, 720)


def _terraces(sheet: Sheet, air: Air) -> None:
    rng, inks = sheet.rng, sheet.inks
    for y in (600, 690):
        land = sheet.plate().shape(
            [
                *smooth([(-40, y + 8), (350, y - 10), (800, y + 6), (1240, y - 8)], steps=9),
                (1240, 830),
                (-40, 830),
            ]
        )
        sheet.lay(land, blend(inks.glow, inks.pale, 0.45))
        sheet.lay(land, air.middle, fade((0, y + 130), (0, y - 10), 0.5, 0.05))
    stones, x = sheet.plate(), -30.0
    for row in range(2):
        x = -30.0 - row * 22
        while x < 1230:
            w = rng.uniform(34, 70)
            stones.rounded(x, 632 + row * 26 + rng.uniform(-3, 3), x + w - 4, 656 + row * 26, 7)
            x += w
    sheet.lay(stones, blend(inks.paper, inks.pale, 0.5))
    sheet.lay(stones, air.near, fade((0, 690), (0, 630), 0.75, 0.1))
    tufts = sheet.plate()
    for _ in range(70):
        tx, ty = rng.uniform(0, 1200), rng.uniform(712, 800)
        for lean in (-7, 0, 8):
            tufts.line([(tx, ty), (tx + lean, ty - rng.uniform(9, 20))], 2.4, 0.6)
    sheet.lay(tufts, air.near)


def _olive(sheet: Sheet, air: Air, x: float, y: float) -> None:
    rng, inks = sheet.rng, sheet.inks
    trunk, grooves, crown, sprigs = (sheet.plate() for _ in range(4))
    pen = trunk.at(x, y)
    pen.blob(
        [
            (-120, 14),
            (-70, -20),
            (-58, -90),
            (-80, -160),
            (-58, -218),
            (0, -200),
            (50, -220),
            (72, -150),
            (50, -80),
            (76, -18),
            (140, 16),
            (0, 20),
        ]
    )
    arms = [
        [(-60, -170), (-120, -250), (-210, -300), (-260, -380)],
        [(-40, -200), (-60, -290), (-110, -370), (-90, -450)],
        [(10, -200), (20, -300), (70, -380), (60, -470)],
        [(50, -190), (110, -260), (190, -300), (250, -390)],
        [(70, -160), (170, -210), (270, -230), (330, -300)],
    ]
    for arm in arms:
        pen.limb(arm, 54, 9)
    grooves.at(x, y).blob([(-4, -106), (8, -150), (26, -120), (14, -82)])
    for off in (-40, -18, 24, 44):
        grooves.at(x, y).stroke(
            [(off * 1.6, 0), (off, -70), (off * 0.8 - 14, -140), (off * 1.3, -205)], 2, 6
        )
    centres = [
        (x + ax + rng.gauss(0, 44), y + ay + rng.gauss(0, 32))
        for arm in arms
        for ax, ay in arm[2:]
        for _ in range(3)
    ]
    leaves(crown, sheet, centres, 74)
    for cx, cy in centres:
        for _ in range(11):
            lx, ly = cx + rng.gauss(0, 62), cy + rng.gauss(0, 46)
            sprigs.disc(lx, ly, rng.uniform(7, 12), 2.6, rng.uniform(-70, 70))
    sheet.lay(trunk, blend(inks.deep, inks.sun, 0.22))
    sheet.lay(trunk, inks.glow, fade((x + 130, 0), (x - 10, 0), 0.6, 0.0))
    sheet.lay(trunk, air.key, fade((x - 110, 0), (x + 40, 0), 0.8, 0.0))
    sheet.lay(grooves, air.key, within=trunk)
    left, top, right, bottom = crown.bounds()
    sheet.lay(crown, blend(air.near, air.middle, 0.3))
    sheet.lay(crown, inks.pale, fade((right, top), (left + 100, bottom), 0.85, 0.0))
    sheet.lay(
        sprigs, blend(inks.pale, inks.paper, 0.3), fade((right, top), (left, bottom), 1.2, 0.45)
    )
    olives = sheet.plate()
    for _ in range(46):
        cx, cy = rng.choice(centres)
        olives.disc(cx + rng.gauss(0, 46), cy + rng.gauss(0, 34), 5, 6.5)
    sheet.lay(olives, air.key)


def desert_hills(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk", "dusk", "night"), sheet.rng, sheet.inks
    sky(sheet, air, 470)
    sun(sheet, air, rng.uniform(300, 900), rng.uniform(200, 340), rng.uniform(90, 150))
    sand = [
        blend(air.far, inks.glow, 0.25),
        blend(inks.mid, inks.sun, 0.3),
        blend(inks.sun, inks.deep, 0.25),
        blend(inks.deep, inks.mid, 0.25),
        air.near,
    ]
    if air.dark:
        sand = [blend(ink, inks.key, 0.45) for ink in sand]
    light = blend(inks.glow, inks.paper, 0.35) if not air.dark else blend(inks.mid, inks.pale, 0.5)
    for i, (y, swell) in enumerate(((410, 46), (468, 52), (545, 48), (630, 34), (735, 26))):
        line = ridge(sheet, y, swell, 6 + i % 2)
        land = hill(sheet, line, sand[i], light, 90 + i * 30)
        _folds(sheet, line, land, blend(sand[i], inks.key, 0.55), 120 + i * 20)
        if i == 2:
            _caravan(sheet, air, line)
    _acacia(sheet, air, rng.uniform(150, 300), 770)


def _folds(sheet: Sheet, line: list[Point], land: Pen, ink: Ink, drop: float) -> None:
    """Shade the lee side of each summit: a crest line that wanders down the slope."""
    summits = [
        i
        for i in range(6, len(line) - 6)
        if line[i][1] < line[i - 4][1] and line[i][1] <= line[i + 4][1]
    ]
    for i in summits[::2]:
        x, y = line[i]
        crest = smooth(
            [
                (x, y - 3),
                (x - 26, y + drop * 0.3),
                (x + 18, y + drop * 0.6),
                (x - 40, y + drop * 1.1),
            ]
        )
        side = sheet.plate().shape(
            [
                *crest,
                (x + 150, y + drop * 1.6),
                (x + 330, y + drop * 0.7),
                *reversed(line[i : i + 14]),
            ]
        )
        sheet.lay(side, ink, fade((x - 30, y), (x + 300, y + drop), 1.0, 0.0), within=land)


def _caravan(sheet: Sheet, air: Air, line: list[Point]) -> None:
    plate = sheet.plate()
    start = sheet.rng.randrange(20, 38)
    for k in range(4):
        x, y = line[start + k * 6]
        _camel(plate.at(x, y + 4, sheet.rng.uniform(0.66, 0.78)))
    sheet.lay(plate, air.key)


def _camel(pen: Pen) -> None:
    pen.blob(
        [
            (-38, -52),
            (-28, -66),
            (-10, -64),
            (0, -88),
            (14, -66),
            (30, -62),
            (38, -48),
            (28, -40),
            (-26, -40),
        ]
    )
    pen.limb([(34, -54), (50, -50), (58, -72), (58, -86)], 12, 7).limb([(57, -86), (72, -83)], 8, 5)
    for x, lean in ((-30, -6), (-22, 6), (22, -6), (30, 7)):
        pen.limb([(x, -44), (x + lean * 0.3, -22), (x + lean, 0)], 8, 3.4)
    pen.stroke([(-37, -54), (-44, -40), (-42, -30)], 3, 1.5)


def _acacia(sheet: Sheet, air: Air, x: float, y: float) -> None:
    trunk, crown = sheet.plate(), sheet.plate()
    trunk.limb([(x, y + 30), (x - 14, y - 80), (x + 18, y - 170)], 20, 12)
    for tx, ty in ((-120, -240), (-50, -255), (50, -262), (140, -246), (190, -226)):
        trunk.limb([(x + 12, y - 150), (x + tx * 0.45, y - 205), (x + tx, y + ty)], 9, 3)
    for cx, cy, w in ((-90, -250, 96), (20, -276, 120), (130, -256, 104)):
        crown.blob(
            [
                (x + cx - w, y + cy + 12),
                (x + cx - w * 0.6, y + cy - 16),
                (x + cx, y + cy - 28),
                (x + cx + w * 0.7, y + cy - 16),
                (x + cx + w, y + cy + 12),
                (x + cx, y + cy + 6),
            ]
        )
    sheet.cast(sheet.plate().disc(x + 120, y + 22, 210, 15))
    sheet.lay(trunk, air.key)
    sheet.lay(crown, blend(air.near, air.key, 0.4))
    sheet.lay(crown, sheet.inks.glow, fade((0, y - 305), (0, y - 240), 0.6, 0.0))


def jerusalem(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("day", "dusk", "dusk", "night"), sheet.rng, sheet.inks
    sky(sheet, air, 520)
    sun(sheet, air, rng.uniform(260, 620), rng.uniform(180, 260), rng.uniform(100, 150))
    hill(sheet, ridge(sheet, 430, 30), air.far, air.horizon)
    stone = {
        "day": blend(inks.paper, inks.glow, 0.3),
        "dusk": blend(inks.paper, inks.sun, 0.3),
        "night": blend(inks.mid, inks.pale, 0.5),
    }[air.name]
    for y, size, tint in ((425, 0.5, 0.6), (474, 0.64, 0.4), (528, 0.8, 0.2), (592, 1.0, 0.0)):
        _houses(sheet, air, y, size, blend(stone, air.far, tint))
    for _ in range(9):
        _cypress(sheet, air, rng.uniform(20, 1180), rng.uniform(590, 625), rng.uniform(90, 190))
    _citadel(sheet, air, rng.uniform(880, 960), 700, stone)
    _wall(sheet, air, stone)
    hill(sheet, ridge(sheet, 735, 14), air.near, air.middle, 80)
    shrubs = sheet.plate()
    leaves(shrubs, sheet, [(rng.uniform(0, 1200), rng.uniform(735, 790)) for _ in range(26)], 24)
    sheet.lay(shrubs, air.key)
    sheet.lay(shrubs, air.middle, fade((0, 700), (0, 790), 0.7, 0.0))
    if not air.dark:
        birds(sheet, air.key, rng.uniform(400, 1000), rng.uniform(110, 200))


def _houses(sheet: Sheet, air: Air, base: float, size: float, stone: Ink) -> None:
    """Print a tier of stone houses, each with a light wall and one in shade, some domed."""
    rng = sheet.rng
    light, dark, openings, lit = (sheet.plate() for _ in range(4))
    x = rng.uniform(-60, -10)
    while x < 1220:
        w, h = size * rng.uniform(80, 150), size * rng.uniform(34, 92)
        split = w * rng.uniform(0.6, 0.72)
        wall, shade = light.at(x, base - h), dark.at(x, base - h)
        wall.box(0, 0, split + 1, h + 90).box(-2, -5 * size, w + 2, 1)
        shade.box(split, 2, w, h + 90)
        if rng.random() < 0.45:
            _cupola(wall, shade, w * rng.uniform(0.3, 0.6), w * rng.uniform(0.2, 0.3))
        elif rng.random() < 0.3:
            wall.box(w * 0.1, -22 * size, w * 0.36, 1)
            shade.box(w * 0.36, -21 * size, w * 0.46, 1)
        for k in range(rng.randrange(1, 4)):
            wx, wy = w * (0.1 + 0.17 * k), rng.choice((12, 15, 28)) * size
            glows = rng.random() < (0.1 if air.name == "day" else 0.5)
            hole = (lit if glows else openings).at(x, base - h)
            hole.arch(wx, wy, wx + 11 * size, wy + 22 * size)
        x += w * rng.uniform(0.9, 1.02)
    sheet.lay(light, stone)
    sheet.lay(dark, blend(stone, air.near, 0.55))
    sheet.lay(light, air.middle, fade((0, base + 50), (0, base - 80 * size), 0.6, 0.0))
    sheet.lay(openings, air.key)
    sheet.lay(lit, sheet.inks.glow)


def _cypress(sheet: Sheet, air: Air, x: float, y: float, height: float) -> None:
    plate = sheet.plate()
    plate.at(x, y).lathe(
        [
            (1, -height),
            (height * 0.07, -height * 0.7),
            (height * 0.11, -height * 0.3),
            (height * 0.07, 0),
        ]
    )
    sheet.lay(plate, air.near)
    sheet.lay(plate, air.far, fade((x - height * 0.1, 0), (x + height * 0.06, 0), 0.6, 0.0))


def _merlons(pen: Pen, x0: float, x1: float, y: float, size: float) -> None:
    for i in range(int((x1 - x0) / (size * 2)) + 1):
        pen.box(x0 + i * size * 2, y - size * 1.2, x0 + i * size * 2 + size, y + 1)


def _courses(sheet: Sheet, box: tuple[float, float, float, float], ink: Ink, within: Pen) -> None:
    """Print the joints of squared stone, here and there."""
    plate, (x0, y0, x1, y1) = sheet.plate(), box
    for row in range(int((y1 - y0) / 17)):
        x = x0 + sheet.rng.uniform(0, 40)
        while x < x1:
            long = sheet.rng.uniform(14, 44)
            plate.box(x, y0 + row * 17, x + long, y0 + row * 17 + 1.7)
            x += long + sheet.rng.uniform(16, 90)
    sheet.lay(plate, ink, within=within)


def _citadel(sheet: Sheet, air: Air, x: float, y: float, stone: Ink) -> None:
    keep, slits = sheet.plate(), sheet.plate()
    keep.box(x - 80, 330, x + 80, y).box(x + 70, 430, x + 190, y).box(x - 170, 470, x - 70, y)
    _merlons(keep, x - 80, x + 70, 330, 14)
    _merlons(keep, x + 72, x + 180, 430, 14)
    _merlons(keep, x - 170, x - 80, 470, 14)
    keep.box(x + 104, 250, x + 146, 432).box(x + 96, 292, x + 154, 304)
    keep.at(x + 125, 252).lathe([(2, -42), (8, -32), (20, -18), (22, 0)])
    for px, py in ((x - 40, 390), (x + 10, 390), (x - 20, 480), (x + 130, 490), (x - 120, 530)):
        slits.arch(px, py, px + 13, py + 44)
    slits.arch(x + 118, 262, x + 132, 288)
    sheet.lay(keep, stone)
    sheet.lay(keep, air.near, fade((x + 150, 0), (x - 130, 0), 0.75, 0.0))
    _courses(sheet, (x - 180, 345, x + 190, y), blend(stone, air.near, 0.7), keep)
    sheet.lay(slits, air.key)


def _wall(sheet: Sheet, air: Air, stone: Ink) -> None:
    wall, gate = sheet.plate(), sheet.plate()
    wall.box(-20, 612, 1220, 790)
    _merlons(wall, -20, 1220, 612, 15)
    x = sheet.rng.uniform(300, 520)
    wall.box(x - 78, 566, x + 78, 790)
    _merlons(wall, x - 78, x + 78, 566, 15)
    gate.arch(x - 32, 640, x + 32, 790, pointed=True)
    for i in range(9):
        sx = 40 + i * 140
        if abs(sx - x) > 100:
            gate.box(sx, 650, sx + 6, 684)
    sheet.lay(wall, blend(stone, sheet.inks.mid, 0.12))
    sheet.lay(wall, air.near, fade((0, 790), (0, 600), 0.75, 0.05))
    _courses(sheet, (-20, 625, 1220, 740), blend(stone, air.near, 0.7), wall)
    sheet.lay(gate, air.key)
    sheet.lay(gate, sheet.inks.glow, fade((0, 760), (0, 640), 0.55, 0.0))


def _dapple(sheet: Sheet, x: float, y: float, reach: float) -> None:
    """Print the shadow of a crown, lying flat and broken by light."""
    rng = sheet.rng
    shade = sheet.plate()
    for _ in range(46):
        along = rng.gauss(0, 0.42)
        shade.disc(x + along * reach, y + rng.gauss(0, 11), rng.uniform(22, 60), rng.uniform(4, 10))
    sheet.cast(shade)


def _cupola(wall: Pen, shade: Pen, x: float, radius: float) -> None:
    wall.shape(arc(x, 0, radius, radius * 0.95, 180, 360, 20))
    shade.shape([(x + radius * 0.15, 0), *arc(x, 0, radius, radius * 0.95, 288, 360, 10)])
