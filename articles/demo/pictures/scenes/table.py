"""What stands on the table and the stove."""

import math

from ..buildings import block
from ..canvas import Sheet, even, fade, halo
from ..geometry import Point, arc, smooth
from ..inks import air, blend, crust
from ..interiors import sash, sheen, wall_around
from ..nature import sky, snowfall


def challah(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    ground = rng.choice(
        (inks.mid, blend(inks.deep, inks.mid, 0.4), inks.pale, blend(inks.spot, inks.deep, 0.35))
    )
    sheet.flood(ground)
    sheet.flood(blend(inks.glow, inks.paper, 0.4), halo(rng.uniform(150, 400), 60, 900, 0.8))
    sheet.flood(inks.key, fade((1250, 800), (500, 300), 0.6, 0.0))
    x, y, turn = rng.uniform(575, 640), rng.uniform(430, 470), rng.uniform(-14, -4)
    _cloth(sheet, x, y, turn)
    _bread_board(sheet, x, y, turn)
    shadow = sheet.plate()
    shadow.at(x + 40, y + 74, 1, turn).disc(0, 0, 410, 118)
    sheet.cast(shadow)
    _braid(sheet, x, y, turn)
    _salt(sheet, x - 400, y - 230)
    _knife(sheet, x + 120, y + 255, turn)


def _cloth(sheet: Sheet, x: float, y: float, turn: float) -> None:
    inks = sheet.inks
    cloth, stripes = sheet.plate(), sheet.plate()
    cloth.at(x, y, 1, turn + 6).shape([(-560, -300), (540, -320), (590, 290), (-590, 320)])
    for k in (-270, -250, 236, 258):
        stripes.at(x, y, 1, turn + 6).box(-600, k, 620, k + 9)
    fringe = cloth.at(x, y, 1, turn + 6)
    for i in range(31):
        fringe.line([(-580 + i * 0.3, -290 + i * 20), (-626, -284 + i * 20)], 5, 2).line(
            [(560 + i * 0.8, -310 + i * 20), (618, -304 + i * 20)], 5, 2
        )
    sheet.cast(sheet.plate().disc(x + 30, y + 330, 600, 30))
    sheet.lay(cloth, inks.paper)
    sheet.lay(stripes, inks.deep, within=cloth)
    sheet.lay(cloth, inks.pale, fade((x + 600, y + 300), (x - 200, y - 200), 0.85, 0.0))


def _bread_board(sheet: Sheet, x: float, y: float, turn: float) -> None:
    inks = sheet.inks
    board, edge, grain = sheet.plate(), sheet.plate(), sheet.plate()
    edge.at(x, y + 20, 1, turn).rounded(-480, -190, 480, 200, 70)
    board.at(x, y, 1, turn).rounded(-480, -190, 480, 200, 70)
    for k in range(9):
        line = -160 + k * 42
        grain.at(x, y, 1, turn).stroke(
            [
                (-470, line),
                (-160, line + sheet.rng.uniform(-12, 12)),
                (180, line + sheet.rng.uniform(-12, 12)),
                (470, line),
            ],
            1,
            3,
        )
    sheet.lay(edge, blend(inks.spot, inks.key, 0.6))
    sheet.lay(board, blend(inks.sun, inks.deep, 0.45))
    sheet.lay(board, inks.glow, fade((x - 480, y - 200), (x + 260, y + 150), 0.5, 0.0), "dry")
    sheet.lay(grain, inks.key, even(0.5), within=board)


def _braid(sheet: Sheet, x: float, y: float, turn: float) -> None:
    """Print the plaited loaf: lobes from both sides and down the middle, over one another."""
    for i in range(10):
        along = -370 + 740 * i / 9
        swell = math.sqrt(max(0.0, 1 - (along / 455) ** 2))
        for side in (1, -1):
            _lobe(sheet, (x, y, turn), (along, side * 72 * swell), side * -36, swell)
        _lobe(sheet, (x, y, turn), (along + 34, -6.0), 20 if i % 2 else -20, swell * 0.92)


def _salt(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    sheet.cast(sheet.plate().disc(x + 40, y + 34, 96, 40))
    bowl, rim, salt = sheet.plate(), sheet.plate(), sheet.plate()
    bowl.shape([(x - 78, y), *reversed(arc(x, y, 78, 66, 0, 180, 24)), (x + 78, y)])
    rim.disc(x, y, 78, 24)
    salt.disc(x, y + 2, 64, 17).blob([(x - 40, y), (x, y - 20), (x + 42, y), (x, y + 8)])
    sheet.lay(bowl, inks.deep)
    sheen(sheet, bowl, inks.pale, inks.key)
    sheet.lay(rim, inks.mid)
    sheet.lay(salt, inks.paper)


def _knife(sheet: Sheet, x: float, y: float, turn: float) -> None:
    blade, handle, shadow = sheet.plate(), sheet.plate(), sheet.plate()
    shadow.at(x + 10, y + 14, 1, turn).box(-300, -8, 280, 18)
    blade.at(x, y, 1, turn).shape([(-310, 10), (-290, -8), (60, -16), (60, 20), (-260, 20)])
    for i in range(22):
        blade.cut.at(x, y, 1, turn).disc(-250 + i * 14, 22, 4)
    handle.at(x, y, 1, turn).rounded(56, -20, 280, 22, 14)
    sheet.cast(shadow)
    sheet.lay(blade, sheet.inks.paper)
    sheet.lay(blade, sheet.inks.mid, fade((0, y + 30), (0, y - 30), 0.9, 0.0))
    sheet.lay(handle, sheet.inks.key)


def soup_pot(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("day", "dusk", "night")))
    sky(sheet, outside, 400)
    block(sheet, 420, 170, 90, outside.far, outside.horizon, outside.lit, 0.4)
    if rng.random() < 0.6:
        snowfall(sheet, inks.paper, 260)
    left = rng.uniform(690, 760)
    hole = (left, 60.0, left + 350, 390.0)
    wall = wall_around(
        sheet,
        rng.choice((inks.mid, blend(inks.mid, inks.deep, 0.5), blend(inks.pale, inks.mid, 0.5))),
        hole,
        600,
    )
    _wall_tiles(sheet)
    sheet.lay(wall, inks.key, fade((0, 0), (500, 300), 0.4, 0.0))
    sash(sheet, blend(inks.paper, inks.pale, 0.2), hole, 2, 2, 13)
    _utensils(sheet, 44, 120)
    x = rng.uniform(430, 500)
    stove = sheet.plate().box(-20, 600, 1220, 820)
    sheet.lay(stove, blend(inks.paper, inks.pale, 0.35))
    sheet.lay(stove, inks.mid, fade((0, 640), (0, 830), 0.1, 0.75))
    top = sheet.plate().box(-20, 590, 1220, 616)
    sheet.lay(top, inks.key)
    knobs = sheet.plate()
    for i in range(5):
        knobs.disc(120 + i * 130, 704, 30)
        knobs.cut.line([(120 + i * 130, 704), (120 + i * 130 + 14, 684)], 6)
    sheet.lay(knobs, inks.key)
    _steam(sheet, x)
    _pot(sheet, x, 592)
    _vegetables(sheet, 900, 590)


def _wall_tiles(sheet: Sheet) -> None:
    joints = sheet.plate()
    for i in range(17):
        joints.box(i * 76 - 20, 408, i * 76 - 17, 600)
    for k in range(4):
        joints.box(-20, 406 + k * 64, 1220, 409 + k * 64)
    tiles = sheet.plate().box(-20, 408, 1220, 600)
    sheet.lay(tiles, blend(sheet.inks.paper, sheet.inks.pale, 0.5))
    sheet.lay(tiles, sheet.inks.mid, fade((0, 610), (0, 410), 0.45, 0.05))
    sheet.lay(joints, sheet.inks.mid)


def _utensils(sheet: Sheet, x: float, y: float) -> None:
    """Print a rail with ladle, spoon, sieve and scraper hanging on it."""
    rail, tools = sheet.plate(), sheet.plate()
    rail.rounded(x, y, x + 270, y + 9, 4)
    for i in range(4):
        hook = x + 30 + i * 68
        tools.line([(hook, y), (hook, y + 130 + (i % 2) * 22)], 7)
    tools.disc(x + 30, y + 148, 28, 23).rounded(x + 83, y + 150, x + 113, y + 206, 13)
    tools.disc(x + 166, y + 156, 32).box(x + 222, y + 142, x + 246, y + 206)
    tools.cut.disc(x + 166, y + 156, 24)
    sheet.lay(rail, sheet.inks.key)
    sheet.lay(tools, sheet.inks.key)


def _steam(sheet: Sheet, x: float) -> None:
    """Print three ribbons of steam, thinning as they rise."""
    for off, sway, rise in ((-86, 34, 250), (0, -40, 320), (84, 36, 270)):
        ribbon, foot = sheet.plate(), 350
        ribbon.stroke(
            [
                (x + off + sway * s, foot - rise * t)
                for t, s in ((0, 0), (0.25, 1), (0.5, 0), (0.75, -1), (1, 0))
            ],
            46,
            8,
        )
        sheet.lay(ribbon, sheet.inks.paper, fade((0, foot), (0, foot - rise), 0.8, 0.15))


def _pot(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    pot, rim, soup, bits, handles = (sheet.plate() for _ in range(5))
    burner = sheet.plate().rounded(x - 170, y - 8, x + 170, y + 8, 6)
    flames = sheet.plate()
    for i in range(13):
        flames.blob(
            [
                (x - 150 + i * 25, y),
                (x - 158 + i * 25, y - 12),
                (x - 150 + i * 25, y - 34),
                (x - 142 + i * 25, y - 12),
            ]
        )
    sheet.lay(flames, inks.glow)
    sheet.lay(burner, inks.key)
    pot.at(x, y - 20).shape(
        [
            (-216, -236),
            (-210, -60),
            *smooth([(-204, -30), (-180, 0), (-120, 6)]),
            (120, 6),
            *smooth([(180, 0), (204, -30), (210, -60)]),
            (216, -236),
        ]
    )
    rim.at(x, y - 20).disc(0, -238, 226, 48)
    soup.at(x, y - 20).disc(0, -234, 200, 37)
    for side in (-1, 1):
        handles.at(x, y - 20, flip=side < 0).line(
            [(212, -190), (262, -196), (262, -140), (212, -140)], 20
        )
    sheet.lay(handles, inks.key)
    sheet.lay(pot, inks.spot)
    sheet.lay(pot, inks.paper, fade((x - 216, 0), (x - 60, 0), 0.7, 0.0))
    sheet.lay(pot, inks.key, fade((x + 216, 0), (x - 60, 0), 0.85, 0.0))
    sheet.lay(rim, blend(inks.spot, inks.key, 0.55))
    sheet.lay(soup, inks.glow)
    sheet.lay(soup, inks.sun, fade((x + 200, y), (x - 60, y - 240), 0.6, 0.0))
    for _ in range(22):
        a, r = sheet.rng.uniform(0, 6.28), math.sqrt(sheet.rng.random())
        bits.at(x, y - 20).disc(
            180 * r * math.cos(a),
            -232 + 30 * r * math.sin(a),
            sheet.rng.uniform(6, 15),
            sheet.rng.uniform(3, 6),
        )
    sheet.lay(bits, inks.sun)
    balls = sheet.plate()
    for px, py in ((-90, -240), (20, -222), (104, -238)):
        balls.at(x, y - 20).disc(px, py, 36, 18)
    sheet.lay(balls, inks.paper)
    ladle = sheet.plate().at(x, y - 20)
    ladle.limb([(70, -236), (120, -350), (190, -430)], 15, 11)
    sheet.lay(ladle, inks.key)


def _vegetables(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    board, carrots, tops, onion, roots = (sheet.plate() for _ in range(5))
    board.rounded(x - 190, y - 16, x + 240, y + 4, 7)
    for i in range(3):
        cx, cy = x - 100 + i * 20, y - 26 - i * 24
        carrots.shape(
            [
                (cx - 80, cy + 4),
                *smooth([(cx + 60, cy - 18), (cx + 76, cy), (cx + 60, cy + 18)]),
                (cx - 80, cy + 8),
            ]
        )
        for k in (-16, 0, 18):
            tops.stroke([(cx + 68, cy), (cx + 100, cy + k * 0.6), (cx + 138, cy + k * 1.7)], 8, 3)
            for m in range(4):
                tops.disc(cx + 92 + m * 14, cy + k * (0.5 + m * 0.3), 12, 7)
    onion.at(x + 168, y - 14).lathe([(4, -112), (9, -88), (48, -58), (44, -16), (12, 0)])
    roots.at(x + 168, y - 14).stroke([(0, -88), (-22, -50), (-8, -2)], 2.4).stroke(
        [(0, -88), (22, -50), (8, -2)], 2.4
    )
    sheet.lay(board, blend(inks.glow, inks.deep, 0.5))
    sheet.lay(tops, inks.deep)
    sheet.lay(carrots, inks.sun)
    sheet.lay(carrots, inks.key, fade((0, y), (0, y - 90), 0.5, 0.0))
    sheet.lay(onion, blend(inks.glow, inks.paper, 0.2))
    sheen(sheet, onion, inks.paper, inks.sun)
    sheet.lay(roots, inks.sun)


def coffee(sheet: Sheet) -> None:
    """A table seen from above: cup, newspaper, plate, in a slant of window light."""
    rng, inks = sheet.rng, sheet.inks
    table = rng.choice(
        (blend(inks.spot, inks.deep, 0.3), inks.mid, blend(inks.deep, inks.mid, 0.3), inks.pale)
    )
    sheet.flood(table)
    sheet.flood(blend(table, inks.key, 0.4), even(0.3), "dry")
    light = sheet.plate()
    for i in range(2):
        for k in range(2):
            px, py = -60 + i * 560, -120 + k * 420
            light.shape([(px, py), (px + 500, py), (px + 720, py + 380), (px + 220, py + 380)])
    sheet.lay(light, blend(table, blend(inks.glow, inks.paper, 0.3), 0.55), even(0.92))
    x, y = rng.uniform(700, 780), rng.uniform(400, 450)
    _newspaper(sheet, rng.uniform(270, 330), 400, rng.uniform(-14, -5))
    _cup(sheet, x, y)
    _pastry(sheet, rng.uniform(1000, 1050), rng.uniform(140, 180))
    _glasses(sheet, rng.uniform(360, 440), rng.uniform(640, 690))
    if rng.random() < 0.6:
        _flowers(sheet, 1060, 690)


def _newspaper(sheet: Sheet, x: float, y: float, turn: float) -> None:
    inks, rng = sheet.inks, sheet.rng
    shadow, page, fold, type_, picture = (sheet.plate() for _ in range(5))
    place = (x, y, 1.0, turn)
    shadow.at(x + 22, y + 26, 1, turn).box(-262, -340, 262, 340)
    page.at(*place).box(-262, -340, 262, 340)
    pen = type_.at(*place)
    pen.box(-190, -314, 190, -272).box(-230, -256, 230, -252).box(-230, -244, 230, -242)
    pen.box(-230, -224, 120, -198).box(-230, -188, 40, -164)
    for column in range(4):
        left = -230 + column * 118
        top = -140 if column < 2 else -40
        for k in range(int((310 - top) / 13)):
            if not (column < 2 and 60 < top + k * 13 < 84):
                pen.box(
                    left, top + k * 13, left + rng.choice((104, 104, 104, 70)), top + k * 13 + 5.5
                )
    picture.at(*place).box(6, -140, 230, -56)
    fold.at(*place).box(-262, 0, 262, 340)
    sheet.cast(shadow)
    sheet.lay(page, inks.paper)
    sheet.lay(fold, inks.pale, fade((x, y), (x, y + 60), 0.75, 0.0))
    sheet.lay(type_, inks.key, even(0.92))
    sheet.lay(picture, inks.mid)
    hills = sheet.plate()
    hills.at(*place).shape(
        [(6, -56), (6, -84), (70, -112), (120, -80), (180, -104), (230, -78), (230, -56)]
    )
    sheet.lay(hills, inks.key, even(0.7), "dots")


def _cup(sheet: Sheet, x: float, y: float) -> None:
    """Print cup, saucer and spoon as they look from above."""
    inks, turn = sheet.inks, sheet.rng.uniform(-40, 20)
    shadow, saucer, handle, cup = (sheet.plate() for _ in range(4))
    shadow.disc(x + 34, y + 40, 218).limb([(x + 34, y + 40), (x + 110, y + 130)], 300, 280)
    saucer.disc(x, y, 216)
    handle.at(x, y, 1, turn).rounded(110, -20, 196, 20, 18).cut.rounded(142, -7, 178, 7, 6)
    cup.disc(x, y, 132)
    sheet.cast(shadow)
    sheet.lay(saucer, inks.paper)
    sheet.lay(saucer, inks.pale, fade((x + 200, y + 200), (x - 60, y - 60), 1.0, 0.0))
    sheet.lay(sheet.plate().ring(x, y, 196, 196, 9), inks.spot)
    sheet.lay(sheet.plate().ring(x, y, 150, 150, 4), inks.mid)
    sheet.cast(sheet.plate().disc(x + 24, y + 28, 136), within=saucer)
    sheet.lay(handle, inks.paper)
    sheet.lay(handle, inks.mid, fade((x + 190, y + 60), (x + 110, y - 40), 0.6, 0.0))
    sheet.lay(cup, inks.paper)
    sheet.lay(cup, inks.mid, fade((x - 120, y - 120), (x, y), 0.75, 0.0))
    _brew(sheet, x, y)
    _spoon(sheet, x, y, turn + 58)


def _pastry(sheet: Sheet, x: float, y: float) -> None:
    """Print a plate of rugelach, seen from above."""
    inks, rng = sheet.inks, sheet.rng
    shadow, plate, ring = (
        sheet.plate().disc(x + 26, y + 32, 172),
        sheet.plate().disc(x, y, 170),
        sheet.plate().ring(x, y, 122, 122, 4),
    )
    sheet.cast(shadow)
    sheet.lay(plate, blend(inks.paper, inks.pale, 0.3))
    sheet.lay(plate, inks.mid, fade((x + 160, y + 160), (x - 40, y - 40), 0.7, 0.0))
    sheet.lay(ring, inks.mid)
    for i in range(5):
        px, py = x + 66 * math.cos(i * 1.256 + 0.3), y + 66 * math.sin(i * 1.256 + 0.3)
        roll, lines = sheet.plate(), sheet.plate()
        place = (px, py, 1.0, i * 72 + rng.uniform(20, 60))
        sheet.cast(sheet.plate().disc(px + 9, py + 12, 46, 34))
        roll.at(*place).blob(
            [(-54, 4), (-30, -24), (0, -32), (30, -24), (54, 4), (30, 24), (-30, 24)]
        )
        for k in (-30, -12, 8, 28):
            lines.at(*place).stroke([(k - 6, -30), (k + 8, 0), (k - 4, 30)], 3, 5)
        sheet.lay(roll, blend(inks.sun, inks.glow, 0.3))
        sheet.lay(roll, inks.glow, fade((px - 40, py - 40), (px + 20, py + 10), 0.75, 0.0))
        sheet.lay(lines, blend(inks.sun, inks.key, 0.75), within=roll)


def _glasses(sheet: Sheet, x: float, y: float) -> None:
    """Print a pair of spectacles lying open, with their shadow."""
    for dx, dy, ink in ((14, 18, None), (0, 0, sheet.inks.key)):
        wire = sheet.plate()
        pen = wire.at(x + dx, y + dy, 1, 12)
        pen.ring(-58, 0, 46, 40, 9).ring(58, 0, 46, 40, 9).stroke(
            [(-14, -6), (0, -16), (14, -6)], 8
        )
        pen.stroke([(-103, -6), (-130, -70), (-112, -116)], 8, 5).stroke(
            [(103, -6), (132, -70), (112, -116)], 8, 5
        )
        if ink is None:
            sheet.cast(wire)
        else:
            sheet.lay(wire, ink)
    shine = sheet.plate()
    for px in (-58, 58):
        shine.at(x, y, 1, 12).line([(px - 22, 12), (px + 6, -22)], 6).line(
            [(px - 6, 18), (px + 18, -12)], 3
        )
    sheet.lay(shine, sheet.inks.paper)


def _flowers(sheet: Sheet, x: float, y: float) -> None:
    inks, rng = sheet.inks, sheet.rng
    sheet.cast(sheet.plate().disc(x + 40, y + 44, 120))
    vase, leaf = sheet.plate().disc(x, y, 58), sheet.plate()
    for i in range(9):
        leaf.at(x, y, 1, i * 40 + rng.uniform(-9, 9)).blob([(0, 0), (60, -16), (116, 0), (60, 16)])
    sheet.lay(vase, inks.deep)
    sheet.lay(leaf, blend(inks.deep, inks.mid, 0.5))
    for _ in range(6):
        px, py = x + rng.uniform(-66, 66), y + rng.uniform(-66, 66)
        petals = sheet.plate()
        for k in range(7):
            petals.at(px, py, 1, k * 51).disc(20, 0, 17, 10)
        sheet.lay(petals, rng.choice((inks.spot, inks.paper, inks.glow)))
        sheet.lay(sheet.plate().disc(px, py, 10), inks.key)


def _lobe(
    sheet: Sheet, loaf: tuple[float, float, float], at: Point, lean: float, swell: float
) -> None:
    inks, rng, dough = sheet.inks, sheet.rng, crust(sheet.inks)
    lobe, shine, seeds = sheet.plate(), sheet.plate(), sheet.plate()
    x, y, turn = loaf
    lump, light, seed = (p.at(x, y, 1, turn).at(*at, 1, lean) for p in (lobe, shine, seeds))
    s = 0.25 + 0.75 * swell
    lump.blob(
        [
            (-86 * s, 0),
            (-50 * s, -44 * s),
            (20 * s, -48 * s),
            (84 * s, -8 * s),
            (74 * s, 26 * s),
            (0, 46 * s),
            (-64 * s, 36 * s),
        ]
    )
    light.blob([(-52 * s, -20 * s), (0, -34 * s), (50 * s, -18 * s), (0, -18 * s)])
    for _ in range(int(11 * swell)):
        seed.disc(rng.gauss(0, 36), rng.gauss(-6, 15), 4.4, 2.3, rng.uniform(0, 180))
    left, top, right, bottom = lobe.bounds()
    middle = (left + right) / 2, (top + bottom) / 2
    sheet.lay(lobe, dough)
    sheet.lay(lobe, inks.glow, fade((left, top), (middle[0], middle[1] + 16), 0.85, 0.0))
    sheet.lay(
        lobe,
        blend(dough, inks.key, 0.72),
        fade((right, bottom), (middle[0] - 10, middle[1] - 20), 1.0, 0.0),
    )
    sheet.lay(shine, inks.paper, even(0.5))
    sheet.lay(seeds, inks.paper, within=lobe)


def _brew(sheet: Sheet, x: float, y: float) -> None:
    """Print the coffee, with a leaf poured in milk."""
    inks = sheet.inks
    brown = blend((96, 52, 26), inks.key, 0.35)
    brew, leaf, vein = sheet.plate(), sheet.plate(), sheet.plate()
    brew.disc(x, y, 112)
    sheet.lay(brew, blend(brown, inks.sun, 0.5))
    sheet.lay(sheet.plate().disc(x + 3, y + 4, 101), brown)
    sheet.lay(brew, inks.key, fade((x - 112, y - 112), (x - 10, y - 10), 0.75, 0.0))
    pen, cut = (p.at(x, y, 1.05, 28) for p in (leaf, vein))
    pen.blob([(0, -82), (34, -48), (50, -4), (36, 40), (0, 66), (-36, 40), (-50, -4), (-34, -48)])
    for k in range(5):
        half = 46 - abs(k - 2) * 7
        cut.stroke([(-half, -46 + k * 22), (0, -26 + k * 22), (half, -46 + k * 22)], 7, 7)
    cut.line([(0, -66), (0, 70)], 5, 2)
    sheet.lay(leaf, blend(inks.glow, inks.paper, 0.6))
    sheet.lay(vein, brown, within=leaf)


def _spoon(sheet: Sheet, x: float, y: float, turn: float) -> None:
    spoon, glint = sheet.plate(), sheet.plate()
    spoon.at(x, y, 1, turn).limb([(170, -110), (170, 40)], 9, 12).disc(170, -136, 23, 35)
    glint.at(x, y, 1, turn).disc(170, -136, 13, 24)
    sheet.lay(spoon, blend(sheet.inks.pale, sheet.inks.key, 0.45))
    sheet.lay(glint, sheet.inks.paper, even(0.7))
