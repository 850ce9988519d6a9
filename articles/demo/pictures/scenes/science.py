"""Science and school."""

import math

from ..buildings import block
from ..canvas import Pen, Sheet, even, fade
from ..figures import skin, walker
from ..geometry import arc, smooth
from ..inks import Air, Ink, air, blend
from ..interiors import boards, sash, sheen, wall_around
from ..nature import cloud, hill, ridge, sky, tree


def telescope(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    night = air(inks, "night")
    sheet.flood(night.sky)
    sheet.flood(inks.mid, fade((0, 720), (0, 200), 0.85, 0.0))
    x, y = rng.uniform(640, 820), rng.uniform(180, 270)
    _star_trails(sheet, x, y)
    for ridge_y, ink in ((600, blend(night.far, inks.mid, 0.4)), (650, night.middle)):
        hill(sheet, ridge(sheet, ridge_y, 30), ink, blend(ink, inks.pale, 0.35), 110)
    _dome(sheet, night, rng.uniform(880, 1000), 640)
    hill(
        sheet,
        smooth([(-60, 690), (250, 668), (500, 690), (820, 730), (1260, 716)], steps=10),
        inks.key,
        night.middle,
        60,
    )
    _refractor(sheet, rng.uniform(400, 440), 690)


def _star_trails(sheet: Sheet, x: float, y: float) -> None:
    rng, inks = sheet.rng, sheet.inks
    plates = [
        (sheet.plate(), ink)
        for ink in (inks.paper, inks.glow, inks.pale, blend(inks.pale, inks.mid, 0.5))
    ]
    for i in range(150):
        radius = 16 + i * 6.4 + rng.uniform(-2, 2)
        start, sweep = rng.uniform(0, 360), rng.uniform(24, 58)
        plate, _ = rng.choice(plates)
        wide = rng.choice((1.2, 1.6, 2.4, 3.4))
        plate.line(
            arc(x, y, radius, radius, start, start + sweep, 6 + int(radius * sweep / 900)),
            wide,
            0.7,
        )
    for plate, ink in plates:
        sheet.lay(plate, ink)
    sheet.glow(x, y, 26, 1.0, inks.paper)


def _dome(sheet: Sheet, night: Air, x: float, y: float) -> None:
    inks = sheet.inks
    dome, slit, base = sheet.plate(), sheet.plate(), sheet.plate()
    dome.shape([(x - 92, y - 74), *arc(x, y - 74, 92, 92, 180, 360), (x + 92, y - 74)])
    slit.shape(
        [
            (x - 58, y - 74),
            *smooth([(x - 52, y - 112), (x - 34, y - 146), (x - 6, y - 166)]),
            (x + 16, y - 166),
            *smooth([(x - 8, y - 136), (x - 24, y - 108), (x - 30, y - 74)]),
        ]
    )
    base.box(x - 84, y - 76, x + 84, y + 30)
    sheet.lay(base, blend(inks.pale, inks.mid, 0.6))
    sheet.lay(base, inks.key, fade((x + 84, 0), (x - 60, 0), 0.9, 0.0))
    sheet.lay(dome, inks.paper)
    sheet.lay(dome, inks.mid, fade((x + 92, 0), (x - 60, 0), 0.95, 0.0))
    sheet.lay(dome, inks.key, fade((x + 100, 0), (x + 10, 0), 0.8, 0.0))
    sheet.glow(x - 40, y - 110, 130, 0.7)
    sheet.lay(slit, inks.glow)
    door = sheet.plate().arch(x - 14, y - 46, x + 14, y + 30)
    sheet.lay(door, inks.glow)


def _refractor(sheet: Sheet, x: float, y: float) -> None:
    """Print a long telescope on its tripod and a child at the eyepiece, someone older beside."""
    inks = sheet.inks
    tube, brass, legs = sheet.plate(), sheet.plate(), sheet.plate()
    for foot in (-92, 10, 104):
        legs.line([(x, y - 172), (x + foot, y + 12)], 12, 8)
    legs.line([(x - 44, y - 88), (x + 52, y - 88)], 5).disc(x, y - 176, 19)
    aim = tube.at(x, y - 196, 1.0, -38)
    aim.box(-150, -21, 210, 21)
    shine = brass.at(x, y - 196, 1.0, -38)
    shine.box(196, -33, 262, 33).box(-176, -14, -146, 14).box(-212, -9, -172, 9).box(
        -20, -26, 16, 26
    ).box(120, -24, 134, 24)
    sheet.lay(legs, inks.key)
    sheet.lay(legs, inks.pale, fade((x - 100, 0), (x + 30, 0), 0.6, 0.0))
    sheet.lay(tube, inks.spot)
    sheet.lay(tube, inks.paper, fade((x - 120, y - 330), (x + 10, y - 196), 0.9, 0.1))
    sheet.lay(tube, inks.key, fade((x + 120, y - 90), (x + 20, y - 196), 0.9, 0.0))
    sheet.lay(brass, inks.glow)
    sheet.lay(brass, inks.key, fade((x + 120, y - 200), (x - 60, y - 240), 0.5, 0.1))
    _stargazer(sheet, x - 214, y + 8)
    walker(sheet, x - 350, y + 14, 300, inks.mid, inks.key)


def _stargazer(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    legs, coat, face, hair = (sheet.plate() for _ in range(4))
    pens = [p.at(x, y, 2.0) for p in (legs, coat, face, hair)]
    pens[0].limb([(-6, -38), (-9, -18), (-12, 0)], 11, 7).limb(
        [(2, -38), (6, -18), (3, 0)], 11, 7
    ).limb([(-12, 0), (-5, 1)], 6, 5).limb([(3, 0), (11, 1)], 6, 5)
    pens[1].blob([(-16, -34), (-14, -60), (-4, -72), (8, -68), (10, -50), (8, -32)]).limb(
        [(2, -64), (14, -58), (20, -68)], 8, 6
    )
    pens[2].disc(9, -82, 9.5, 10).disc(21, -70, 3.6)
    pens[3].blob([(-1, -76), (-3, -90), (8, -97), (18, -90), (12, -88), (6, -84), (4, -74)])
    pens[1].stroke([(-2, -71), (5, -69), (10, -72)], 6, 6)
    sheet.lay(legs, inks.key)
    sheet.lay(face, skin(sheet))
    sheet.lay(coat, inks.glow)
    sheet.lay(coat, inks.key, fade((x - 34, 0), (x + 10, 0), 0.65, 0.0))
    sheet.lay(hair, inks.key)


def laboratory(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("day", "dusk", "night")))
    sky(sheet, outside, 420)
    block(sheet, 470, 190, 90, outside.far, outside.horizon, outside.lit, 0.4)
    hole = (rng.uniform(60, 110), 70.0, rng.uniform(430, 480), 440.0)
    wall = wall_around(sheet, blend(inks.mid, inks.deep, rng.choice((0.15, 0.6))), hole, 660)
    sheet.lay(wall, inks.key, fade((1200, 0), (500, 300), 0.5, 0.0))
    sash(sheet, blend(inks.paper, inks.pale, 0.4), hole, 3, 3, 10)
    _shelf(sheet, 560, 150)
    _shelf(sheet, 560, 320)
    bench = sheet.plate().box(-20, 640, 1220, 820)
    sheet.lay(bench, blend(inks.deep, inks.key, 0.45))
    top = sheet.plate().box(-20, 610, 1220, 650)
    sheet.lay(top, blend(inks.paper, inks.pale, 0.3))
    sheet.lay(top, inks.mid, fade((0, 652), (0, 606), 0.7, 0.05))
    x = rng.uniform(380, 450)
    sheet.glow(x + 20, 400, 330, 0.75, blend(inks.glow, inks.paper, 0.3))
    _microscope(sheet, x, 636)
    _flask(sheet, 690, 634, 1.15, inks.spot)
    _beaker(sheet, 850, 640, 1.0, inks.glow)
    _tubes(sheet, 1010, 640)
    _flask(sheet, 150, 640, 0.85, inks.glow if outside.dark else inks.deep)
    _notebook(sheet, 640, 700)


def _shelf(sheet: Sheet, x: float, y: float) -> None:
    rng, inks = sheet.rng, sheet.inks
    px = x + 30.0
    while px < 1150:
        wide, high = rng.uniform(34, 62), rng.uniform(60, 118)
        jar, label, lid = sheet.plate(), sheet.plate(), sheet.plate()
        jar.rounded(px, y - high, px + wide, y, 9).rounded(
            px + wide * 0.28, y - high - 16, px + wide * 0.72, y - high + 6, 3
        )
        lid.rounded(px + wide * 0.22, y - high - 24, px + wide * 0.78, y - high - 12, 3)
        label.box(px + wide * 0.18, y - high * 0.6, px + wide * 0.82, y - high * 0.3)
        sheet.lay(jar, rng.choice((inks.spot, inks.pale, inks.glow, inks.deep, inks.mid)))
        sheen(sheet, jar, inks.paper, inks.key)
        sheet.lay(lid, inks.key)
        sheet.lay(label, inks.paper)
        px += wide + rng.uniform(8, 30)
    plank = sheet.plate().box(x, y, 1180, y + 13)
    sheet.lay(plank, inks.key)


def _microscope(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    body, brass, light = sheet.plate(), sheet.plate(), sheet.plate()
    sheet.cast(
        sheet.plate().shape([(x - 120, y), (x + 130, y), (x + 320, y + 44), (x - 10, y + 50)])
    )
    pen = body.at(x, y, 1.5)
    pen.shape(smooth([(-86, 4), (-84, -16), (-40, -26), (40, -26), (84, -18), (88, 4)]))
    pen.limb([(52, -20), (76, -90), (66, -170), (14, -212)], 26, 22)
    pen.box(-66, -96, 68, -82).limb([(0, -30), (0, -46)], 20, 14)
    tilt = body.at(x - 14, y - 258, 1.5, -16)
    tilt.box(-17, -86, 17, 62).box(-24, -28, 24, 20)
    gold = brass.at(x - 14, y - 258, 1.5, -16)
    gold.box(-13, -112, 13, -84).box(-17, -122, 17, -108).shape(
        [(-13, 62), (13, 62), (8, 98), (-8, 98)]
    ).box(-20, 40, 20, 50)
    brass.at(x, y, 1.5).disc(80, -112, 15).disc(74, -150, 10)
    light.at(x, y, 1.5).disc(0, -58, 22, 10, -18)
    sheet.lay(body, inks.key)
    sheet.lay(body, inks.pale, fade((x - 130, y - 380), (x + 40, y - 200), 0.75, 0.05))
    sheet.lay(brass, inks.glow)
    sheet.lay(brass, inks.key, fade((x + 60, 0), (x - 60, 0), 0.55, 0.0))
    sheet.lay(light, inks.paper)


def _flask(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    inks = sheet.inks
    glass, liquid, shine = sheet.plate(), sheet.plate(), sheet.plate()
    sheet.cast(
        sheet.plate().shape(
            [
                (x - 70 * size, y),
                (x + 70 * size, y),
                (x + 190 * size, y + 38),
                (x + 20 * size, y + 40),
            ]
        )
    )
    glass.at(x, y, size).lathe(
        [(19, -196), (17, -186), (17, -120), (84, -14), (78, 2)], straight=True
    )
    liquid.at(x, y, size).lathe([(44, -72), (80, -14), (74, -2)], straight=True)
    shine.at(x, y, size).line([(-10, -180), (-10, -116), (-62, -22)], 6, 3)
    for _ in range(6):
        shine.at(x, y, size).disc(
            sheet.rng.uniform(-38, 40), sheet.rng.uniform(-60, -16), sheet.rng.uniform(2, 6)
        )
    sheet.lay(glass, inks.paper, even(0.62))
    sheet.lay(liquid, ink)
    sheet.lay(liquid, inks.key, fade((x + 80 * size, 0), (x - 30 * size, 0), 0.6, 0.0))
    rim = sheet.plate()
    rim.at(x, y, size).rounded(-24, -203, 24, -192, 4)
    sheet.lay(rim, inks.paper)
    sheet.lay(shine, inks.paper)


def _beaker(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    inks = sheet.inks
    glass, liquid, marks = sheet.plate(), sheet.plate(), sheet.plate()
    glass.at(x, y, size).rounded(-52, -150, 52, 2, 8)
    liquid.at(x, y, size).rounded(-46, -86, 46, -3, 6)
    for i in range(5):
        marks.at(x, y, size).box(20, -128 + i * 24, 44, -125 + i * 24)
    marks.at(x, y, size).line([(-38, -140), (-38, -14)], 5, 3)
    rod = sheet.plate().line([(x - 10, y - 8), (x + 74, y - 240)], 7)
    sheet.lay(glass, inks.paper, even(0.6))
    sheet.lay(rod, inks.paper)
    sheet.lay(liquid, ink)
    sheet.lay(liquid, inks.spot, fade((x + 50, 0), (x - 30, 0), 0.6, 0.0))
    sheet.lay(marks, inks.paper)


def _tubes(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    rack = (
        sheet.plate()
        .box(x - 92, y - 106, x + 110, y - 92)
        .box(x - 92, y - 22, x + 110, y)
        .box(x - 92, y - 106, x - 80, y)
        .box(x + 98, y - 106, x + 110, y)
    )
    for i, ink in enumerate((inks.spot, inks.deep, inks.glow, inks.mid)):
        tx, fill = x - 62 + i * 44, sheet.rng.uniform(60, 110)
        tube = sheet.plate().rounded(tx - 12, y - 170, tx + 12, y - 12, 11)
        liquid = sheet.plate().rounded(tx - 10, y - 14 - fill, tx + 10, y - 14, 9)
        sheet.lay(tube, inks.paper, even(0.75))
        sheet.lay(liquid, ink)
    sheet.lay(rack, blend(inks.spot, inks.deep, 0.6))


def _notebook(sheet: Sheet, x: float, y: float) -> None:
    page, lines, pencil = sheet.plate(), sheet.plate(), sheet.plate()
    page.shape([(x - 130, y - 30), (x - 6, y - 24), (x - 26, y + 66), (x - 180, y + 58)]).shape(
        [(x + 6, y - 24), (x + 130, y - 34), (x + 150, y + 54), (x - 14, y + 66)]
    )
    for i in range(6):
        lines.line([(x - 126 - i * 7, y - 14 + i * 12), (x - 24 - i * 3, y - 9 + i * 12)], 2.4)
        if i < 3:
            lines.line([(x + 20, y - 8 + i * 13), (x + 116 + i * 3, y - 16 + i * 13)], 2.4)
    pencil.line([(x + 30, y + 44), (x + 120, y + 2)], 9, 9)
    sheet.lay(page, sheet.inks.paper)
    sheet.lay(page, sheet.inks.mid, fade((x - 20, 0), (x + 150, 0), 0.6, 0.0))
    sheet.lay(lines, sheet.inks.deep)
    sheet.lay(pencil, sheet.inks.spot)


def schoolroom(sheet: Sheet) -> None:
    sheet.mirrors = False
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("day", "day", "dusk")))
    sky(sheet, outside, 400)
    cloud(sheet, outside, 180, 180, 220)
    tree(sheet, rng.uniform(110, 260), 470, 330, outside.key, outside.middle, inks.glow)
    hole = (50.0, 90.0, 330.0, 430.0)
    wall = wall_around(
        sheet,
        rng.choice(
            (
                blend(inks.pale, inks.paper, 0.4),
                blend(inks.glow, inks.paper, 0.45),
                blend(inks.mid, inks.pale, 0.45),
            )
        ),
        hole,
        640,
    )
    sheet.lay(wall, inks.mid, fade((1220, 0), (420, 200), 0.6, 0.0))
    sash(sheet, blend(inks.spot, inks.deep, 0.5), hole, 2, 3, 12)
    wainscot = sheet.plate().box(-20, 500, 1220, 640)
    sheet.lay(wainscot, blend(inks.spot, inks.deep, 0.45))
    slats = sheet.plate()
    for i in range(44):
        slats.box(i * 28, 512, i * 28 + 2, 640)
    slats.box(-20, 500, 1220, 508)
    sheet.lay(slats, inks.key)
    _blackboard(sheet)
    boards(sheet, blend(inks.mid, inks.glow, 0.4), inks.deep, 636)
    for i in range(2):
        light = sheet.plate().shape(
            [(210 + i * 170, 650), (350 + i * 170, 650), (560 + i * 190, 800), (370 + i * 190, 800)]
        )
        sheet.lay(light, blend(inks.glow, inks.paper, 0.5), even(0.75))
    _teacher_desk(sheet, 1030, 640)
    walker(sheet, rng.uniform(800, 860), 648, 330, inks.spot, inks.key, flip=True)
    _pupils(sheet)


def _blackboard(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    frame = sheet.plate().box(418, 96, 1102, 428).box(410, 424, 1110, 440)
    slate = sheet.plate().box(434, 112, 1086, 412)
    chalk = sheet.plate()
    sheet.lay(frame, blend(inks.spot, inks.deep, 0.6))
    sheet.lay(slate, blend(inks.deep, inks.key, 0.4))
    sheet.lay(slate, inks.mid, fade((434, 412), (900, 112), 0.3, 0.0), "dry")
    draw = rng.choice((_geometry_lesson, _solar_system, _alef_bet))
    draw(chalk)
    sheet.lay(chalk, inks.paper, even(0.9), within=slate)


def _geometry_lesson(pen: Pen) -> None:
    pen.line([(500, 360), (500, 190), (680, 360), (500, 360)], 5).line(
        [(500, 340), (520, 340), (520, 360)], 3
    )
    pen.line([(500, 190), (440, 130)], 3).ring(820, 260, 92, 92, 5).line(
        [(820, 260), (902, 220)], 4
    ).disc(820, 260, 6)
    pen.line([(728, 260), (912, 260)], 3)
    for i in range(4):
        pen.line([(960, 180 + i * 44), (1050 - (i % 2) * 30, 180 + i * 44)], 5)


def _solar_system(pen: Pen) -> None:
    pen.disc(560, 262, 38)
    for i, (rx, at) in enumerate(((90, 30), (170, 200), (260, 320), (370, 10), (470, 170))):
        pen.line(arc(560, 262, rx, rx * 0.34, 0, 360, 60), 3)
        a = math.radians(at)
        pen.disc(560 + rx * math.cos(a), 262 + rx * 0.34 * math.sin(a), 9 + i * 3)


def _alef_bet(pen: Pen) -> None:
    """Draw three rows of block letters, the first of them alef, bet and gimel from the right."""
    for k, x in enumerate((960, 820, 680, 540)):
        if k == 0:
            pen.line([(x, 150), (x + 80, 240)], 11).line(
                [(x + 70, 150), (x + 62, 180), (x + 48, 196)], 9
            ).line([(x + 30, 192), (x + 8, 212), (x + 6, 240)], 9)
        elif k == 1:
            pen.stroke([(x, 156), (x + 50, 156), (x + 66, 172), (x + 66, 232)], 11).line(
                [(x - 4, 236), (x + 84, 236)], 11
            )
        elif k == 2:
            pen.stroke([(x + 20, 156), (x + 50, 160), (x + 54, 190), (x + 60, 240)], 10).line(
                [(x + 56, 204), (x + 14, 240)], 9
            )
        else:
            pen.line([(x - 6, 158), (x + 84, 158)], 11).line([(x + 58, 158), (x + 58, 240)], 11)
    for i in range(3):
        pen.line([(520, 292 + i * 40), (1040 - i * 90, 292 + i * 40)], 5)


def _teacher_desk(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    desk = (
        sheet.plate().box(x - 130, y - 110, x + 180, y - 94).box(x - 116, y - 96, x + 180, y + 26)
    )
    sheet.lay(desk, blend(inks.spot, inks.key, 0.55))
    stand, globe, land = sheet.plate(), sheet.plate(), sheet.plate()
    globe.disc(x + 60, y - 184, 50)
    land.blob(
        [
            (x + 30, y - 216),
            (x + 62, y - 222),
            (x + 70, y - 190),
            (x + 46, y - 168),
            (x + 28, y - 188),
        ]
    ).blob([(x + 76, y - 176), (x + 100, y - 180), (x + 94, y - 152), (x + 74, y - 150)])
    stand.line(arc(x + 60, y - 184, 59, 59, -60, 130), 6).line(
        [(x + 54, y - 128), (x + 54, y - 112)], 8
    ).box(x + 22, y - 118, x + 92, y - 108)
    sheet.lay(globe, inks.pale)
    sheet.lay(land, inks.mid, within=globe)
    sheen(sheet, globe, inks.paper, inks.key)
    sheet.lay(stand, inks.glow)
    apple = sheet.plate().disc(x - 70, y - 126, 16, 17)
    sheet.lay(apple, inks.sun)
    sheet.lay(sheet.plate().line([(x - 70, y - 140), (x - 66, y - 152)], 4), inks.key)


def _pupils(sheet: Sheet) -> None:
    """Print the class from behind, at their desks, one with a hand up."""
    rng, inks = sheet.rng, sheet.inks
    for y, size, count in ((690, 0.8, 5), (800, 1.25, 4)):
        eager = rng.randrange(count)
        for i in range(count):
            x = 600 + (i - (count - 1) / 2) * 245 * size + rng.uniform(-12, 12)
            shirt, head, hair, arm = (sheet.plate() for _ in range(4))
            pens = [p.at(x, y, size) for p in (shirt, head, hair, arm)]
            pens[0].blob(
                [(-58, 70), (-54, -10), (-30, -34), (0, -40), (30, -34), (54, -10), (58, 70)]
            )
            pens[1].box(-10, -58, 10, -32).disc(0, -82, 29, 33).disc(-29, -80, 6, 9).disc(
                29, -80, 6, 9
            )
            rng.choice((_cropped, _plaits, _tail))(pens[2])
            ink = rng.choice((inks.spot, inks.mid, inks.paper, inks.glow, inks.deep))
            if i == eager:
                pens[0].limb([(44, -10), (66, -70), (62, -120)], 25, 20)
                pens[3].limb([(62, -122), (60, -150)], 14, 13).disc(60, -160, 12, 15)
            flesh = skin(sheet)
            sheet.lay(arm, flesh)
            sheet.lay(head, flesh)
            sheet.lay(shirt, ink)
            sheet.lay(shirt, inks.key, fade((x + 60 * size, 0), (x - 40 * size, 0), 0.7, 0.0))
            sheet.lay(hair, inks.key if i % 3 else blend(inks.spot, inks.key, 0.55))
            desk = sheet.plate().shape(
                [
                    (x - 92 * size, y + 30 * size),
                    (x + 92 * size, y + 30 * size),
                    (x + 104 * size, y + 52 * size),
                    (x - 104 * size, y + 52 * size),
                ]
            )
            sheet.lay(desk, blend(inks.glow, inks.deep, 0.45))


def _cropped(pen: Pen) -> None:
    pen.blob(
        [
            (-30, -74),
            (-32, -98),
            (-16, -118),
            (14, -118),
            (32, -98),
            (30, -74),
            (16, -60),
            (-16, -60),
        ]
    )


def _plaits(pen: Pen) -> None:
    pen.blob(
        [
            (-31, -70),
            (-33, -98),
            (-16, -118),
            (16, -118),
            (33, -98),
            (31, -70),
            (14, -58),
            (-14, -58),
        ]
    )
    pen.limb([(-26, -62), (-34, -30), (-30, 0)], 15, 8).limb([(26, -62), (34, -30), (30, 0)], 15, 8)


def _tail(pen: Pen) -> None:
    pen.blob(
        [
            (-31, -72),
            (-33, -98),
            (-16, -118),
            (16, -118),
            (33, -98),
            (31, -72),
            (14, -60),
            (-14, -60),
        ]
    )
    pen.limb([(0, -96), (6, -58), (0, -12)], 26, 10)
