"""The city from outside."""

from itertools import pairwise

from ..buildings import block, street_lamp
from ..canvas import Plate, Sheet, even, fade, halo
from ..figures import walker
from ..geometry import Point, mixed, smooth
from ..inks import Air, Ink, blend
from ..nature import birds, cloud, glitter, leaves, sky, snowfall, sun, tree, water


def skyline(sheet: Sheet) -> None:
    air, rng = sheet.air("day", "dusk", "night"), sheet.rng
    shore = rng.uniform(590, 650)
    sky(sheet, air, shore)
    sun_x = rng.uniform(260, 940)
    sun(sheet, air, sun_x, rng.uniform(180, 340), rng.uniform(95, 150))
    if not air.dark:
        cloud(sheet, air, rng.uniform(100, 1100), rng.uniform(120, 220), rng.uniform(220, 380))
    peak = rng.uniform(350, 850)
    pane = air.lit if air.name != "day" else blend(air.horizon, air.far, 0.2)
    for ink, height, width, lit in (
        (air.far, 370, 74, 0.0),
        (air.middle, 320, 92, 0.3),
        (air.near, 235, 112, 0.5),
    ):
        block(sheet, shore, height, width, ink, air.horizon, pane, lit, peak)
    water(sheet, air, shore)
    glitter(sheet, sheet.inks.glow, sun_x, shore + 8, 800, 90)
    if not air.dark:
        birds(sheet, air.key, rng.uniform(200, 1000), rng.uniform(120, 260))


def bridge(sheet: Sheet) -> None:
    air, rng = sheet.air("day", "dusk", "night"), sheet.rng
    sky(sheet, air, 600)
    sun(sheet, air, rng.uniform(640, 860), rng.uniform(230, 400), rng.uniform(80, 130))
    block(
        sheet,
        612,
        rng.uniform(120, 190),
        60,
        air.far,
        air.horizon,
        air.lit,
        0.25,
        rng.uniform(500, 1100),
    )
    water(sheet, air, 610)
    glitter(sheet, sheet.inks.glow, 740, 620, 800, 80)
    near = rng.uniform(300, 430)
    far = near + rng.uniform(590, 680)
    _cables(sheet, air, near, far)
    for x, base, scale, ink in ((far, 628, 0.34, air.middle), (near, 700, 1.0, air.near)):
        _bridge_tower(sheet, air, x, base, scale, ink)
    _tug(sheet, air, rng.uniform(620, 900), rng.uniform(690, 740), rng.uniform(0.9, 1.2))
    if not air.dark:
        birds(sheet, air.key, near + 300, 200)


def _deck(near: float, far: float, x: float) -> float:
    return 514 + (x - near) * 50 / (far - near)


def _cables(sheet: Sheet, air: Air, near: float, far: float) -> None:
    cable, deck = sheet.plate(), sheet.plate()
    top, far_top = (near, 158.0), (far, 442.0)
    for side in (-26, 26):
        main: list[Point] = []
        for i in range(31):
            t = i / 30
            x, y = mixed((top[0] + side, top[1]), (far_top[0] + side * 0.3, far_top[1]), t)
            main.append((x, y + 4 * t * (1 - t) * 236 * (1 - 0.28 * t)))
        cable.line(main, 6.5, 2.5)
        back = smooth([(near + side, 158), (near - 170, 300), (near - 330, 390), (near - 520, 470)])
        cable.line(back, 6.5, 8)
        for i, (x, y) in enumerate(main[1:-1]):
            floor = _deck(near, far, x)
            if y < floor:
                cable.line([(x, y), (x, floor)], 1.5 - i / 50)
            if i < 17:
                cable.line([(near + side, 168), (x, floor)], 1.2)
        for x, y in back[1:]:
            cable.line([(x, y), (x, _deck(near, far, x))], 1.7)
            cable.line([(near + side, 168), (x, _deck(near, far, x))], 1.2)
    deck.shape(
        [
            (-20, _deck(near, far, -20) - 4),
            (1220, _deck(near, far, 1220)),
            (1220, _deck(near, far, 1220) + 9),
            (-20, _deck(near, far, -20) + 44),
        ]
    )
    sheet.lay(cable, air.key)
    sheet.lay(deck, air.key)
    lamps = sheet.plate()
    for i in range(26):
        x = -10 + 1230 * (i / 25) ** 0.8
        lamps.disc(x, _deck(near, far, x) - 9, 3.4 - i * 0.08)
    sheet.lay(lamps, sheet.inks.glow)


def _bridge_tower(sheet: Sheet, air: Air, x: float, base: float, scale: float, ink: Ink) -> None:
    stone, reflection, joints = sheet.plate(), sheet.plate(), sheet.plate()
    reflection.shape(
        [
            (x - 104 * scale, base),
            (x + 104 * scale, base),
            (x + 84 * scale, base + 330 * scale),
            (x - 90 * scale, base + 310 * scale),
        ]
    )
    sheet.lay(reflection, air.key, fade((0, base), (0, base + 260 * scale), 0.85, 0.1), "dry")
    pen = stone.at(x, base, scale)
    pen.shape(
        [
            (-108, 4),
            (-100, -170),
            (-92, -186),
            (-84, -520),
            (84, -520),
            (92, -186),
            (100, -170),
            (108, 4),
        ]
    )
    pen.box(-98, -542, 98, -518).box(-88, -556, 88, -540)
    pen.cut.arch(-60, -470, -11, -190, pointed=True).arch(11, -470, 60, -190, pointed=True)
    sheet.lay(stone, ink)
    sheet.lay(stone, air.key, fade((x - 100 * scale, 0), (x + 70 * scale, 0), 0.8, 0.0))
    sheet.lay(
        stone,
        sheet.inks.glow,
        fade(
            (x + 104 * scale, base - 500 * scale), (x + 58 * scale, base - 460 * scale), 0.55, 0.0
        ),
    )
    mark = joints.at(x, base, scale)
    for row in range(20):
        for k in range(4):
            left = -86 + 48 * k + (row % 2) * 22
            mark.box(left, -508 + row * 26, left + sheet.rng.uniform(8, 30), -506.4 + row * 26)
    sheet.lay(joints, air.key, within=stone)


def _tug(sheet: Sheet, air: Air, x: float, y: float, scale: float) -> None:
    hull, house, smoke, band = (sheet.plate() for _ in range(4))
    pen = house.at(x, y, scale)
    pen.box(-30, -34, 24, -12).box(-14, -52, 16, -34)
    band.at(x, y, scale).box(-6, -80, 8, -52)
    hull.at(x, y, scale).shape([(-66, -14), (60, -20), (50, 6), (-56, 6)]).at(0, 0).box(
        -6, -80, 8, -72
    )
    hull.at(x, y, scale).box(-10, -47, -2, -39).box(4, -47, 12, -39).box(-22, -28, -14, -20).box(
        -6, -28, 2, -20
    )
    puffs = [(0, -86), (-16, -100), (-40, -108), (-70, -112), (-104, -110)]
    for i, (px, py) in enumerate(puffs):
        smoke.at(x, y, scale).disc(px, py, 8 + i * 4, 6 + i * 2.6)
    sheet.lay(smoke, sheet.inks.paper, fade((x, 0), (x - 120 * scale, 0), 0.9, 0.35))
    sheet.lay(house, sheet.inks.paper)
    sheet.lay(band, sheet.inks.spot)
    sheet.lay(hull, air.key)
    wake = sheet.plate()
    for i in range(7):
        wake.at(x, y, scale).line(
            [(-70 - i * 17, 3 + i % 3 * 5), (-52 - i * 14, 3 + i % 3 * 5)], 2.6, 0.6
        )
    sheet.lay(wake, sheet.inks.paper)


def brownstones(sheet: Sheet) -> None:
    air, rng = sheet.air("day", "dusk", "night"), sheet.rng
    sky(sheet, air, 420)
    sun(sheet, air, rng.uniform(700, 1100), rng.uniform(70, 120), rng.uniform(50, 75))
    inks = sheet.inks
    walls = [
        inks.mid,
        blend(inks.mid, inks.deep, 0.45),
        blend(inks.spot, inks.deep, 0.25),
        blend(inks.mid, inks.spot, 0.45),
    ]
    if air.dark:
        walls = [blend(w, inks.key, 0.45) for w in walls]
    rng.shuffle(walls)
    width = rng.uniform(250, 285)
    left = -rng.uniform(20, 170)
    for i in range(6):
        _brownstone(sheet, air, left + i * width, rng.uniform(120, 175), width, walls[i % 4])
    ground = sheet.plate().box(-20, 668, 1220, 820)
    sheet.lay(ground, blend(inks.pale, inks.mid, 0.3) if not air.dark else air.middle)
    sheet.lay(ground, air.key, fade((0, 820), (0, 660), 0.45, 0.0))
    kerb = sheet.plate().box(-20, 742, 1220, 751)
    sheet.lay(kerb, air.key)
    x = rng.uniform(180, 420)
    shadow = sheet.plate()
    leaves(
        shadow, sheet, [(x + 330 + rng.gauss(0, 70), 330 + rng.gauss(0, 60)) for _ in range(10)], 58
    )
    shadow.stroke([(x, 720), (x + 160, 610), (x + 300, 400)], 22, 10)
    sheet.cast(shadow, tone=even(0.72))
    tree(
        sheet, x, 722, 590, air.key, blend(inks.spot, inks.deep, rng.choice((0.0, 0.35))), inks.glow
    )
    for k in range(2):
        walker(
            sheet,
            rng.uniform(520, 1120),
            728 + k * 10,
            rng.uniform(128, 145),
            rng.choice((inks.spot, inks.deep, inks.paper)),
            air.key,
            flip=rng.random() < 0.5,
            shadow=70,
        )
    street_lamp(sheet, rng.uniform(470, 520), 738, 330, air.key, inks.glow)


def _brownstone(sheet: Sheet, air: Air, x: float, top: float, width: float, ink: Ink) -> None:
    """Print one house, its stoop on the right."""
    wall, trim, glass, lit, iron = (sheet.plate() for _ in range(5))
    wall.box(x, top, x + width, 680)
    trim.shape(
        [(x - 6, top - 4), (x + width + 6, top - 4), (x + width - 4, top + 26), (x + 4, top + 26)]
    )
    trim.box(x - 9, top - 14, x + width + 9, top - 2)
    for i in range(9):
        trim.box(
            x + 12 + i * (width - 24) / 8 - 4, top + 20, x + 12 + i * (width - 24) / 8 + 4, top + 38
        )
    bay = width / 3
    for row in range(4):
        for k in range(3):
            wx, wy = x + bay * (k + 0.5), top + 66 + row * (500 - top * 0.35) / 4
            if row == 3 and k == 2:
                continue
            pane = lit if sheet.rng.random() < (0.2 if air.name == "day" else 0.55) else glass
            pane.box(wx - 21, wy, wx + 21, wy + 72)
            trim.box(wx - 29, wy - 13, wx + 29, wy - 3).box(wx - 27, wy + 73, wx + 27, wy + 80)
            iron.box(wx - 1.5, wy, wx + 1.5, wy + 72).box(wx - 21, wy + 34, wx + 21, wy + 37)
    sheet.lay(wall, ink)
    sheet.lay(wall, air.key, fade((x + width, 0), (x + width * 0.2, 300), 0.5, 0.05))
    door_x = x + bay * 2.5
    lit.arch(door_x - 27, 470, 27 + door_x, 590)
    iron.arch(door_x - 20, 492, door_x + 20, 592)
    trim.shape(
        [
            (door_x - 40, 470),
            (door_x, 442),
            (door_x + 40, 470),
            (door_x + 40, 480),
            (door_x - 40, 480),
        ]
    )
    sheet.lay(trim, blend(ink, sheet.inks.key, 0.38))
    sheet.lay(glass, blend(sheet.inks.pale, sheet.inks.deep, 0.25 if air.name == "day" else 0.8))
    sheet.lay(lit, sheet.inks.glow)
    sheet.lay(iron, air.key)
    _stoop(sheet, air, door_x, blend(ink, sheet.inks.paper, 0.2))


def _stoop(sheet: Sheet, air: Air, x: float, ink: Ink) -> None:
    steps, edges, rail = sheet.plate(), sheet.plate(), sheet.plate()
    for i in range(7):
        reach, y = 32 + i * 5.5, 590 + i * 15
        steps.box(x - reach, y, x + reach, y + 16)
        edges.box(x - reach, y + 9, x + reach, y + 15.5)
    for side in (-1, 1):
        rail.line([(x + side * 33, 556), (x + side * 70, 662)], 4)
        for i in range(8):
            px = x + side * (34 + i * 5)
            rail.line([(px, 558 + i * 15), (px, 600 + i * 14)], 1.8)
        rail.disc(x + side * 71, 656, 5).line([(x + side * 71, 656), (x + side * 71, 706)], 5)
    sheet.lay(steps, ink)
    sheet.lay(edges, air.key, even(0.55))
    sheet.lay(rail, air.key)


def snow_street(sheet: Sheet) -> None:
    air, rng, inks = sheet.air("night", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air, 520)
    vanish = (rng.uniform(520, 680), 500.0)
    block(sheet, 520, 150, 60, air.far, air.horizon, air.lit, 0.35, vanish[0])
    for side in (-1, 1):
        _terrace(sheet, air, vanish, side)
    snow = sheet.plate().shape(
        [
            (-20, 820),
            (-20, 690),
            (vanish[0] - 60, 512),
            (vanish[0] + 60, 512),
            (1220, 690),
            (1220, 820),
        ]
    )
    white = blend(inks.paper, inks.pale, 0.25)
    sheet.lay(snow, white)
    sheet.lay(snow, blend(inks.pale, inks.mid, 0.5), fade((0, 830), (0, 520), 0.85, 0.15))
    tracks = sheet.plate()
    for reach in (0.28, 0.45):
        tracks.line(
            [(vanish[0] + 10, 515), mixed((vanish[0] - 460 * reach * 2, 820), vanish, 0)], 1.5, 15
        )
    sheet.lay(tracks, blend(inks.pale, inks.mid, 0.75), even(0.7))
    for t in (0.76, 0.55, 0.1):
        for side in (-1, 1):
            foot = mixed((600 + side * 500, 760), vanish, t)
            lamp_height = 400 * (1 - t)
            sheet.glow(foot[0], foot[1] - lamp_height * 0.9, 190 * (1 - t) + 20, 0.85)
            pool = sheet.plate().disc(foot[0], foot[1], 190 * (1 - t), 40 * (1 - t))
            sheet.lay(pool, inks.glow, halo(*foot, 190 * (1 - t), 0.8, 0.22))
            street_lamp(sheet, *foot, lamp_height, air.key, inks.glow)
            _drift(sheet, white, foot, 60 * (1 - t))
    x, y = vanish[0] + rng.uniform(10, 110), rng.uniform(700, 730)
    prints = sheet.plate()
    for i in range(9):
        prints.disc(x + 6 + i * 5 + (i % 2) * 12, y + 8 + i * 13, 4 + i * 0.5, 2.4 + i * 0.3)
    sheet.lay(prints, blend(inks.mid, inks.deep, 0.4))
    walker(sheet, x, y, 190, inks.spot, air.key, shadow=-120)
    _umbrella(sheet, x + 8, y - 205, 78, inks.spot if rng.random() < 0.5 else air.key)
    snowfall(sheet, inks.paper)


def _drift(sheet: Sheet, ink: Ink, foot: Point, size: float) -> None:
    sheet.lay(sheet.plate().disc(foot[0], foot[1] + size * 0.08, size * 0.6, size * 0.16), ink)


def _umbrella(sheet: Sheet, x: float, y: float, reach: float, ink: Ink) -> None:
    dome, stick = sheet.plate(), sheet.plate()
    scallops = [
        (x + reach - reach * 2 * i / 8, y + 20 + (7 if i % 2 == 0 else -3)) for i in range(9)
    ]
    dome.shape(
        [
            *smooth(
                [
                    (x - reach, y + 27),
                    (x - reach * 0.75, y - 16),
                    (x, y - 36),
                    (x + reach * 0.75, y - 16),
                    (x + reach, y + 27),
                ]
            ),
            *scallops,
        ]
    )
    stick.line([(x, y - 46), (x, y + 102)], 3)
    sheet.lay(stick, sheet.inks.key)
    sheet.lay(dome, ink)
    sheet.lay(dome, sheet.inks.paper, fade((x, y - 60), (x, y + 6), 0.9, 0.0))


def _terrace(sheet: Sheet, air: Air, vanish: Point, side: int) -> None:
    """Print the houses along one side of a street, nearest last."""
    inks, rng = sheet.inks, sheet.rng
    for deep, t in pairwise((0.93, 0.85, 0.75, 0.6, 0.4, 0.12, -0.3)):
        near_x, far_x = (vanish[0] + side * 780 * (1 - s) for s in (t, deep))
        rise, fall = rng.uniform(620, 740), 250
        wall = sheet.plate().shape(
            [
                (near_x + side * 40 * (1 - t), vanish[1] + fall * (1 - t)),
                (far_x, vanish[1] + fall * (1 - deep)),
                (far_x, vanish[1] - rise * (1 - deep)),
                (near_x + side * 40 * (1 - t), vanish[1] - rise * (1 - t)),
            ]
        )
        tint = blend(air.near, air.middle, max(0, t) * 0.9)
        sheet.lay(wall, tint)
        sheet.lay(wall, inks.mid, fade((far_x, 0), (near_x, 0), 0.6, 0.0))
        lit, glass, caps = sheet.plate(), sheet.plate(), sheet.plate()
        for row in range(5):
            for k in range(3):
                a, b = t + (deep - t) * (k + 0.25) / 3.1, t + (deep - t) * (k + 0.72) / 3.1
                high, low = (
                    -rise * 0.86 + row * rise * 0.235,
                    -rise * 0.86 + row * rise * 0.235 + rise * 0.15,
                )
                quad = [
                    (vanish[0] + side * 780 * (1 - s), vanish[1] + h * (1 - s))
                    for s, h in ((a, high), (b, high), (b, low), (a, low))
                ]
                (lit if rng.random() < 0.5 else glass).shape(quad)
                caps.line([quad[3], quad[2]], 6 * (1 - a), 6 * (1 - b))
        caps.line(
            [
                (near_x + side * 40 * (1 - t), vanish[1] - rise * (1 - t)),
                (far_x, vanish[1] - rise * (1 - deep)),
            ],
            16 * (1 - t),
            16 * (1 - deep),
        )
        sheet.lay(glass, air.key)
        sheet.lay(lit, inks.glow)
        sheet.lay(caps, inks.paper)


def subway(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    sheet.flood(inks.key)
    vanish = (rng.uniform(690, 750), 400.0)
    wall = sheet.plate().shape(
        [(-20, -120), mixed((-20, -120), vanish, 0.85), mixed((-20, 690), vanish, 0.85), (-20, 690)]
    )
    sheet.lay(wall, blend(inks.paper, inks.pale, 0.4))
    sheet.lay(wall, inks.mid, fade((vanish[0] - 60, 0), (0, 0), 1.0, 0.15))
    _tiles(sheet, vanish)
    floor = sheet.plate().shape(
        [
            (-20, 690),
            mixed((-20, 690), vanish, 0.85),
            mixed((470, 830), vanish, 0.85),
            (470, 830),
            (-20, 830),
        ]
    )
    sheet.lay(floor, blend(inks.pale, inks.mid, 0.6))
    sheet.lay(floor, inks.key, fade((0, 500), (0, 830), 0.15, 0.6))
    edge = sheet.plate().shape(
        [(470, 830), mixed((470, 830), vanish, 0.85), mixed((418, 830), vanish, 0.85), (418, 830)]
    )
    sheet.lay(edge, inks.glow)
    _tracks(sheet, vanish)
    _train(sheet, rng.uniform(745, 800), 226, 0.97)
    _columns(sheet, vanish)
    for x, y, h in ((380, 600, 190), (300, 668, 268), (150, 740, 350)):
        walker(
            sheet,
            x + rng.uniform(-25, 25),
            y,
            h,
            rng.choice((inks.spot, inks.deep, inks.glow, inks.mid)),
            inks.key,
            flip=rng.random() < 0.3,
            shadow=-h * 0.6,
        )


def _tiles(sheet: Sheet, vanish: Point) -> None:
    band, lines = sheet.plate(), sheet.plate()
    for top, foot in ((150, 178), (330, 342), (520, 532)):
        band.shape(
            [
                (-20, top),
                mixed((-20, top), vanish, 0.85),
                mixed((-20, foot), vanish, 0.85),
                (-20, foot),
            ]
        )
    for i in range(20):
        t = 1 - 0.9**i
        lines.line([mixed((-20, -120), vanish, t), mixed((-20, 690), vanish, t)], 1.6)
    sheet.lay(band, sheet.inks.spot)
    sheet.lay(lines, sheet.inks.mid, even(0.6))
    sign, bars = sheet.plate(), sheet.plate()
    for a, b in ((0.12, 0.3), (0.5, 0.6)):
        sign.shape(
            [mixed((-20, y), vanish, t) for t, y in ((a, 215), (b, 215), (b, 290), (a, 290))]
        )
        bars.shape(
            [
                mixed((-20, y), vanish, t)
                for t, y in ((a + 0.02, 243), (b - 0.02, 243), (b - 0.02, 262), (a + 0.02, 262))
            ]
        )
    sheet.lay(sign, sheet.inks.key)
    sheet.lay(bars, sheet.inks.paper)


def _columns(sheet: Sheet, vanish: Point) -> None:
    beam = sheet.plate().shape(
        [
            (330, -140),
            (470, -140),
            mixed((470, -140), vanish, 0.85),
            mixed((330, -140), vanish, 0.85),
        ]
    )
    sheet.lay(beam, sheet.inks.deep)
    lamps = sheet.plate()
    for i in range(7):
        t = 0.1 + 0.75 * (1 - 0.72**i)
        x, y = mixed((120, -140), vanish, t)
        lamps.shape(
            [
                (x - 46 * (1 - t), y),
                (x + 46 * (1 - t), y),
                (x + 58 * (1 - t), y + 16 * (1 - t)),
                (x - 58 * (1 - t), y + 16 * (1 - t)),
            ]
        )
        sheet.glow(x, y + 8, 240 * (1 - t), 0.7)
    sheet.lay(lamps, sheet.inks.paper)
    for t in (0.76, 0.7, 0.62, 0.51, 0.34, 0.06):
        (x, foot), (_, head), wide = (
            mixed((360, 830), vanish, t),
            mixed((360, -140), vanish, t),
            30 * (1 - t),
        )
        post = (
            sheet.plate()
            .box(x - wide, head, x + wide, foot)
            .box(x - wide * 1.5, foot - wide * 0.5, x + wide * 1.5, foot)
        )
        post.shape(
            [
                (x - wide * 2.4, head),
                (x + wide * 2.4, head),
                (x + wide, head + wide * 2),
                (x - wide, head + wide * 2),
            ]
        )
        sheet.lay(post, blend(sheet.inks.deep, sheet.inks.spot, 0.15))
        sheet.lay(post, sheet.inks.key, fade((x - wide, 0), (x + wide, 0), 0.75, 0.0))


def _tracks(sheet: Sheet, vanish: Point) -> None:
    bed, rails = sheet.plate(), sheet.plate()
    bed.shape(
        [(470, 830), mixed((470, 830), vanish, 0.85), mixed((1260, 830), vanish, 0.85), (1260, 830)]
    )
    sheet.lay(bed, blend(sheet.inks.deep, sheet.inks.key, 0.5))
    for i in range(16):
        t = 1 - 0.87**i
        rails.line([mixed((540, 850), vanish, t), mixed((1190, 850), vanish, t)], 12 * (1 - t))
    sheet.lay(rails, sheet.inks.key)
    sheet.lay(bed, sheet.inks.glow, fade((0, 640), (0, 820), 0.8, 0.1))
    shine = sheet.plate()
    for x in (640, 1080):
        shine.line([(x, 850), mixed((x, 850), vanish, 0.7)], 13, 3)
    sheet.lay(shine, sheet.inks.paper)


def _train(sheet: Sheet, x: float, top: float, scale: float) -> None:
    body, dark, glass, lamps, trim, disc = (sheet.plate() for _ in range(6))
    pens = [p.at(x, top, scale) for p in (body, dark, glass, lamps, trim, disc)]
    tunnel = sheet.plate().at(x, top, scale)
    tunnel.arch(-275, -90, 275, 520)
    sheet.lay(tunnel, blend(sheet.inks.key, sheet.inks.deep, 0.3))
    pens[0].shape(
        [
            *smooth(
                [
                    (-195, 430),
                    (-200, 200),
                    (-186, 52),
                    (-130, 8),
                    (0, -6),
                    (130, 8),
                    (186, 52),
                    (200, 200),
                    (195, 430),
                ]
            )
        ]
    )
    pens[1].box(-190, 405, 190, 452).box(-150, 450, -90, 480).box(90, 450, 150, 480)
    pens[2].rounded(-166, 96, -62, 232, 14).rounded(62, 96, 166, 232, 14).rounded(
        -38, 96, 38, 210, 8
    )
    pens[4].rounded(-46, 84, 46, 418, 8).cut.rounded(-42, 88, 42, 416, 6)
    for i in range(7):
        pens[4].box(-192, 262 + i * 20, -52, 267 + i * 20).box(52, 262 + i * 20, 192, 267 + i * 20)
    pens[4].rounded(-100, 30, 100, 70, 6)
    pens[5].disc(-70, 50, 14)
    for i in range(5):
        pens[5].box(-40 + i * 26, 44, -22 + i * 26, 56)
    pens[3].disc(-132, 330, 23).disc(132, 330, 23).disc(-104, 388, 9).disc(104, 388, 9)
    sheet.lay(body, sheet.inks.mid)
    sheet.lay(body, sheet.inks.paper, fade((x - 200 * scale, 0), (x + 120 * scale, 0), 0.8, 0.05))
    sheet.lay(body, sheet.inks.key, fade((x + 205 * scale, 0), (x - 20 * scale, 0), 0.7, 0.0))
    sheet.lay(trim, sheet.inks.key)
    sheet.lay(glass, sheet.inks.glow)
    sheet.lay(glass, sheet.inks.paper, fade((x - 150, top + 90), (x + 100, top + 240), 0.8, 0.0))
    driver = sheet.plate().at(x + 112 * scale, top + 232 * scale, scale)
    driver.blob([(-34, 6), (-30, -34), (-12, -46), (12, -46), (30, -34), (34, 6)]).disc(
        0, -66, 17, 21
    )
    driver.line([(-20, -80), (22, -80)], 6)
    sheet.lay(driver, sheet.inks.key, within=glass)
    sheet.lay(disc, sheet.inks.glow)
    sheet.lay(dark, sheet.inks.key)
    sheet.lay(lamps, sheet.inks.paper)
    for side in (-1, 1):
        sheet.glow(x + side * 132 * scale, top + 330 * scale, 120, 1.0)
    sheet.lay(lamps, sheet.inks.paper)


def train_station(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    wall = rng.choice((blend(inks.mid, inks.deep, 0.4), inks.deep, blend(inks.deep, inks.mid, 0.3)))
    sheet.flood(wall)
    sheet.flood(inks.key, fade((0, -40), (0, 330), 0.7, 0.0))
    x = rng.uniform(540, 660)
    windows, bars = sheet.plate(), sheet.plate()
    for cx in (x - 350, x, x + 350):
        windows.arch(cx - 118, 80, cx + 118, 450)
        for i in range(-2, 3):
            bars.line([(cx + i * 39, 60), (cx + i * 39, 460)], 4 if i else 8)
        for k in range(6):
            bars.line([(cx - 120, 140 + k * 56), (cx + 120, 140 + k * 56)], 4 if k != 1 else 8)
    sheet.lay(windows, blend(inks.glow, inks.paper, 0.5))
    sheet.lay(windows, inks.paper, fade((0, 60), (0, 420), 0.9, 0.1))
    sheet.lay(bars, blend(inks.deep, inks.key, 0.4), within=windows)
    _vault(sheet, x, wall)
    floor = sheet.plate().box(-20, 540, 1220, 820)
    stone = blend(wall, inks.pale, 0.55)
    sheet.lay(floor, stone)
    sheet.lay(floor, wall, fade((0, 820), (0, 540), 0.75, 0.1))
    sheet.lay(_slabs(sheet), wall, even(0.6), within=floor)
    lean = rng.uniform(150, 260)
    for cx in (x - 350, x, x + 350):
        _shaft(sheet, cx, lean)
    _clock(sheet, x + rng.uniform(-30, 30), 572)
    spots = sorted((rng.uniform(575, 770), rng.uniform(30, 1170)) for _ in range(17))
    for y, px in spots:
        walker(
            sheet,
            px,
            y,
            66 + (y - 575) * 0.8,
            rng.choice((inks.spot, inks.deep, inks.key, inks.mid, inks.paper)),
            inks.key,
            flip=rng.random() < 0.5,
            shadow=-(40 + (y - 575) * 0.5),
        )


def _vault(sheet: Sheet, x: float, wall: Ink) -> None:
    piers, edges, lamps = sheet.plate(), sheet.plate(), sheet.plate()
    for cx in (x - 525, x - 175, x + 175, x + 525):
        piers.box(cx - 36, -20, cx + 36, 545)
        edges.box(cx - 36, -20, cx - 28, 545).box(cx + 24, -20, cx + 30, 545).box(
            cx - 44, 70, cx + 44, 84
        )
        lamps.disc(cx, 396, 12)
    piers.box(-20, 478, 1220, 545)
    edges.box(-20, 478, 1220, 484).box(-20, 536, 1220, 545)
    sheet.lay(piers, blend(wall, sheet.inks.key, 0.3))
    sheet.lay(piers, sheet.inks.key, fade((0, 0), (0, 480), 0.75, 0.0))
    sheet.lay(edges, sheet.inks.key, even(0.7))
    arches = sheet.plate()
    for i in range(7):
        tx = x - 525 + i * 175
        arches.arch(tx - 34, 496, tx + 34, 545)
    sheet.lay(arches, blend(sheet.inks.glow, wall, 0.25))
    sheet.lay(lamps, sheet.inks.glow)


def _shaft(sheet: Sheet, x: float, lean: float) -> None:
    """Print the light that falls from one window across the hall, and where it lies."""
    beam = sheet.plate().shape(
        [
            (x - 118, 150),
            (x - 40, 90),
            (x + 118, 150),
            (x + 118 + lean * 1.3, 720),
            (x - 118 + lean, 720),
        ]
    )
    sheet.lay(
        beam,
        blend(sheet.inks.glow, sheet.inks.paper, 0.6),
        fade((x, 120), (x + lean, 740), 0.7, 0.2),
    )
    pool = sheet.plate().shape(
        [
            (x - 100 + lean * 0.8, 640),
            (x + 118 + lean * 0.9, 640),
            (x + 150 + lean * 1.35, 745),
            (x - 118 + lean * 1.1, 745),
        ]
    )
    sheet.lay(pool, blend(sheet.inks.glow, sheet.inks.paper, 0.5), even(0.85))


def _clock(sheet: Sheet, x: float, y: float) -> None:
    booth, roof, globe, hands = (sheet.plate() for _ in range(4))
    shade = sheet.plate().shape(
        [(x - 60, y + 52), (x + 60, y + 62), (x - 60, y + 130), (x - 190, y + 120)]
    )
    sheet.cast(shade)
    booth.at(x, y).lathe([(60, -40), (60, 52), (64, 60)], straight=True)
    roof.at(x, y).lathe(
        [(5, -132), (6, -92), (16, -80), (30, -70), (68, -52), (72, -40)], straight=True
    )
    globe.disc(x, y - 160, 32)
    hands.ring(x, y - 160, 31, 31, 4).line([(x, y - 160), (x, y - 182)], 4).line(
        [(x, y - 160), (x + 15, y - 152)], 4
    )
    window = sheet.plate()
    for i in range(4):
        window.box(x - 54 + i * 28, y - 30, x - 32 + i * 28, y + 14)
    sheet.lay(booth, sheet.inks.deep)
    sheet.lay(window, sheet.inks.glow)
    sheet.lay(roof, sheet.inks.key)
    sheet.glow(x, y - 160, 110, 0.9)
    sheet.lay(globe, sheet.inks.paper)
    sheet.lay(hands, sheet.inks.key)


def _slabs(sheet: Sheet) -> Plate:
    """Draw the joints of a marble floor, running to a point behind the hall."""
    joints = sheet.plate()
    for i in range(-8, 22):
        joints.line([(600 + (i - 7) * 66, 540), (600 + (i - 7) * 190, 820)], 1.2, 3.4)
    for i in range(9):
        y = 540 + 280 * (i / 9) ** 1.7
        joints.box(-20, y, 1220, y + 1 + i * 0.3)
    return joints
