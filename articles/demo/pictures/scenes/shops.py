"""The market and the baker's window."""

from ..buildings import block, panes, street_lamp
from ..canvas import Sheet, even, fade, halo
from ..figures import skin, walker
from ..geometry import arc, smooth
from ..inks import Ink, air, blend, crust
from ..nature import sky, snowfall, sun


def market(sheet: Sheet) -> None:
    air_, rng, inks = sheet.air("day", "day", "dusk"), sheet.rng, sheet.inks
    sky(sheet, air_, 480)
    sun(sheet, air_, rng.uniform(300, 900), rng.uniform(90, 160), 60)
    block(sheet, 600, 400, 190, air_.far, air_.horizon, air_.lit, 0.35, rng.uniform(0, 1200))
    ground = sheet.plate().box(-20, 585, 1220, 820)
    sheet.lay(ground, blend(inks.glow, inks.pale, 0.5))
    sheet.lay(ground, inks.mid, fade((0, 820), (0, 580), 0.6, 0.0))
    _bunting(sheet)
    for x in (rng.uniform(60, 90), rng.uniform(660, 690)):
        _stall(sheet, x, 640, 0.66, rng.choice((inks.deep, inks.mid)))
    for x, y, h in ((560, 655, 150), (620, 668, 160), (1130, 668, 165), (30, 672, 170)):
        walker(
            sheet,
            x + rng.uniform(-12, 12),
            y,
            h,
            rng.choice((inks.spot, inks.deep, inks.paper, inks.mid)),
            inks.key,
            flip=rng.random() < 0.5,
            shadow=60,
        )
    _stall(sheet, rng.uniform(190, 260), 790, 1.16, inks.spot)
    walker(
        sheet,
        rng.uniform(950, 1000),
        780,
        330,
        rng.choice((inks.deep, inks.mid, inks.glow)),
        inks.key,
        flip=True,
        shadow=90,
    )
    _basket(sheet, 1105, 782)


def _bunting(sheet: Sheet) -> None:
    string = sheet.plate()
    flags = [
        (sheet.plate(), ink)
        for ink in (sheet.inks.spot, sheet.inks.glow, sheet.inks.paper, sheet.inks.deep)
    ]
    for y, sag in ((130, 80), (190, -60)):
        path = smooth(
            [(-20, y), (300, y + 60 + sag / 3), (600, y + 40), (900, y + 70 - sag / 3), (1220, y)],
            steps=9,
        )
        string.line(path, 2.4)
        for i, (x, fy) in enumerate(path[:-1]):
            flags[i % 4][0].shape([(x, fy), (x + 24, fy + 1), (x + 12, fy + 32)])
    sheet.lay(string, sheet.inks.key)
    for plate, ink in flags:
        sheet.lay(plate, ink)


def _stall(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    """Print a stall, its left foot at (x, y): awning, keeper, and crates of fruit in tiers."""
    inks, rng = sheet.inks, sheet.rng
    back, posts, awning, stripes = (sheet.plate() for _ in range(4))
    pens = [p.at(x, y, size) for p in (back, posts, awning, stripes)]
    pens[0].box(0, -330, 540, -60)
    pens[1].box(-6, -400, 8, 0).box(532, -400, 546, 0)
    sheet.lay(back, blend(inks.deep, inks.key, 0.65))
    sheet.glow(x + 270 * size, y - 250 * size, 250 * size, 0.8)
    _keeper(sheet, x + rng.uniform(200, 330) * size, y - 130 * size, size)
    sheet.lay(posts, inks.key)
    scallops = [p for i in range(9) for p in arc(598 - i * 74 + 5, -326, 36, 24, 0, 180, 8)]
    pens[2].shape([(20, -440), (520, -440), (640, -326), *scallops, (-100, -326)])
    for i in range(0, 9, 2):
        a, b = 20 + i * 500 / 9, 20 + (i + 1) * 500 / 9
        left, right = -34 + (i + 0.0) * 74, -34 + (i + 1.0) * 74
        pens[3].shape(
            [
                (a, -440),
                (b, -440),
                (right, -326),
                *arc((left + right) / 2, -326, 36, 24, 0, 180, 8),
                (left, -326),
            ]
        )
    sheet.lay(awning, inks.paper)
    sheet.lay(stripes, ink, within=awning)
    sheet.lay(awning, inks.key, fade((0, y - 300 * size), (0, y - 400 * size), 0.6, 0.0))
    fruits = [inks.sun, inks.glow, inks.spot, inks.mid, blend(inks.deep, inks.mid, 0.5), inks.sun]
    rng.shuffle(fruits)
    for row in range(2):
        for k in range(3):
            _crate(
                sheet,
                x + (12 + k * 176) * size,
                y - (118 - row * 92) * size,
                size,
                fruits[row * 3 + k],
            )
    front = sheet.plate()
    front.at(x, y, size).box(0, 8, 540, 20)
    sheet.lay(front, inks.key)


def _crate(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    inks, rng = sheet.inks, sheet.rng
    heap, fruit, shine, wood, gaps, tag = (sheet.plate() for _ in range(6))
    for row in range(3):
        for k in range(6 - row % 2):
            fx, fy = 18 + k * 27 + (row % 2) * 13, -32 + row * 15
            heap.at(x, y, size).disc(fx, fy, 15.5)
            fruit.at(x, y, size).disc(fx - 1, fy - 1, 11.5)
            shine.at(x, y, size).disc(fx - 5, fy - 6, 3.6)
    wood.at(x, y, size).box(0, 8, 168, 60)
    for k in range(2):
        gaps.at(x, y, size).box(0, 24 + k * 18, 168, 27 + k * 18)
    gaps.at(x, y, size).box(0, 8, 8, 60).box(160, 8, 168, 60)
    tag.at(x, y, size, rng.uniform(-4, 4)).box(58, 18, 110, 46)
    sheet.lay(heap, blend(ink, inks.key, 0.4))
    sheet.lay(fruit, ink)
    sheet.lay(shine, inks.paper)
    sheet.lay(wood, blend(inks.glow, inks.deep, 0.4))
    sheet.lay(gaps, inks.key)
    sheet.lay(tag, inks.paper)


def _keeper(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Print the one who keeps the shop, from the waist up, in an apron."""
    inks = sheet.inks
    shirt, apron, face, cap = (sheet.plate() for _ in range(4))
    pens = [p.at(x, y, size) for p in (shirt, apron, face, cap)]
    pens[0].blob([(-60, 30), (-54, -60), (-34, -88), (0, -96), (34, -88), (54, -60), (60, 30)])
    pens[0].limb([(46, -70), (74, -24), (50, 8)], 27, 21).limb(
        [(-46, -70), (-72, -24), (-52, 8)], 27, 21
    )
    pens[1].shape(
        [(-26, -92), (-20, -60), (20, -60), (26, -92), (34, -40), (40, 34), (-40, 34), (-34, -40)]
    )
    pens[2].box(-11, -112, 11, -86).disc(0, -132, 25, 31).disc(50, 12, 11).disc(-52, 12, 11)
    pens[3].shape(
        smooth([(-29, -146), (-34, -176), (-12, -190), (14, -188), (34, -174), (29, -146)])
    )
    sheet.lay(face, skin(sheet))
    sheet.lay(shirt, inks.mid)
    sheet.lay(shirt, inks.key, fade((x + 70 * size, 0), (x - 30 * size, 0), 0.7, 0.0))
    sheet.lay(apron, inks.paper)
    sheet.lay(cap, inks.paper)


def _basket(sheet: Sheet, x: float, y: float) -> None:
    basket, weave, bread, green = (sheet.plate() for _ in range(4))
    for i, lean in enumerate((-26, -4, 18)):
        bread.limb([(x + lean * 0.6, y - 40), (x + lean * 1.7, y - 142 - i * 8)], 24, 19)
    green.blob([(x - 60, y - 66), (x - 72, y - 110), (x - 40, y - 116), (x - 20, y - 80)])
    basket.at(x, y).lathe([(76, -80), (64, -20), (58, 6)], straight=True)
    for i in range(4):
        for k in range(9):
            weave.box(
                x - 72 + k * 17 + (i % 2) * 8,
                y - 72 + i * 19,
                x - 62 + k * 17 + (i % 2) * 8,
                y - 64 + i * 19,
            )
    sheet.cast(sheet.plate().disc(x + 50, y + 6, 100, 12))
    sheet.lay(green, sheet.inks.deep)
    sheet.lay(bread, sheet.inks.sun)
    sheet.lay(bread, sheet.inks.glow, fade((x - 60, 0), (x + 40, 0), 0.8, 0.1))
    sheet.lay(basket, blend(sheet.inks.glow, sheet.inks.deep, 0.3))
    sheet.lay(weave, sheet.inks.key, even(0.7), within=basket)


def bakery(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("night", "night", "dusk")))
    sky(sheet, outside, 300)
    sun(sheet, outside, rng.uniform(900, 1120), 70, 38)
    house = sheet.plate().box(60, 110, 1030, 720)
    side = sheet.plate().box(1030, 190, 1220, 720).box(-20, 160, 64, 720)
    sheet.lay(side, outside.near)
    far = sheet.plate()
    panes(far, sheet, (1060, 220, 1210, 560), (48, 78), 0.4)
    sheet.lay(far, inks.glow)
    brick = (
        blend(inks.spot, inks.key, 0.45)
        if inks.spot[0] > inks.spot[2]
        else blend(inks.mid, inks.key, 0.45)
    )
    sheet.lay(house, brick)
    _bricks(sheet, (60, 110, 1030, 330), blend(brick, inks.key, 0.5))
    upper, sills = sheet.plate(), sheet.plate()
    for i in range(4):
        x = 130 + i * 236
        (upper if rng.random() < 0.5 else sills).box(x, 128, x + 92, 236)
        sills.box(x - 10, 238, x + 102, 250)
    sheet.lay(upper, inks.glow)
    sheet.lay(sills, inks.key)
    front = sheet.plate().box(84, 330, 1006, 720)
    sheet.lay(front, blend(inks.deep, inks.mid, 0.3))
    sheet.lay(front, inks.key, fade((0, 720), (0, 330), 0.5, 0.1))
    _shop_window(sheet, 120, 420, 720, 655)
    _shop_door(sheet, 800, 720)
    _awning(sheet, 84, 1006, 340)
    _sign(sheet, 545, 300)
    street = sheet.plate().box(-20, 716, 1220, 820)
    sheet.lay(street, blend(inks.deep, inks.key, 0.55))
    light = sheet.plate().shape([(120, 718), (960, 718), (1120, 820), (10, 820)])
    sheet.lay(light, inks.glow, fade((0, 716), (0, 826), 0.85, 0.2))
    lamp_x = rng.uniform(1080, 1120)
    sheet.glow(lamp_x, 420, 220, 0.8)
    street_lamp(sheet, lamp_x, 745, 350, inks.key, inks.glow)
    walker(sheet, rng.uniform(985, 1030), 772, 245, inks.spot, inks.key, flip=True, shadow=80)
    walker(sheet, rng.uniform(130, 300), 775, 240, inks.mid, inks.key, shadow=60)
    if rng.random() < 0.5:
        snowfall(sheet, inks.paper, 220)


def _bricks(sheet: Sheet, box: tuple[float, float, float, float], ink: Ink) -> None:
    plate, (x0, y0, x1, y1) = sheet.plate(), box
    for row in range(int((y1 - y0) / 14)):
        for _ in range(9):
            x = sheet.rng.uniform(x0, x1 - 26)
            plate.box(x, y0 + row * 14, x + 22, y0 + row * 14 + 9)
    sheet.lay(plate, ink, even(0.8))


def _shop_window(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    inks, rng = sheet.inks, sheet.rng
    glass = sheet.plate().box(x0, y0, x1, y1)
    sheet.glow((x0 + x1) / 2, (y0 + y1) / 2, 460, 0.55)
    sheet.lay(glass, inks.glow)
    sheet.lay(glass, inks.paper, halo((x0 + x1) / 2, y0, 380, 0.9))
    _keeper(sheet, x0 + rng.uniform(390, 470), y1 - 60, 0.98)
    for row, count in ((0, 4), (1, 9), (2, 8)):
        y = (y0 + 86, y1 - 70, y1 - 6)[row]
        left, right = (x0 + 10, x0 + 300) if row == 0 else (x0 + 10, x1 - 10)
        shelf = sheet.plate().box(left, y, right, y + 8)
        for i in range(count):
            _loaf(
                sheet,
                left + (right - left) * (i + 0.5) / count,
                y,
                rng.uniform(0.9, 1.08),
                rng.randrange(4),
            )
        sheet.lay(shelf, inks.key)
    frame = sheet.plate()
    for x in (x0, (x0 * 2 + x1) / 3, (x0 + x1 * 2) / 3, x1):
        frame.box(x - 6, y0, x + 6, y1)
    frame.box(x0 - 8, y1, x1 + 8, y1 + 14).box(x0, y0 + 8, x1, y0 + 14)
    sheet.lay(frame, inks.key)


def _loaf(sheet: Sheet, x: float, y: float, size: float, kind: int) -> None:
    inks = sheet.inks
    bread, cuts = sheet.plate(), sheet.plate()
    pen, knife = bread.at(x, y, size), cuts.at(x, y, size)
    if kind == 0:
        pen.shape([(-33, 0), *arc(0, -2, 34, 40, 180, 360, 20), (33, 0)])
        for k in (-14, 0, 14):
            knife.line([(k - 6, -14), (k + 6, -32)], 3.4)
    elif kind == 1:
        pen.rounded(-32, -44, 32, 0, 14)
        knife.line([(-20, -32), (20, -32)], 3.4)
    elif kind == 2:
        for k in range(4):
            pen.disc(-24 + k * 16, -17 - (6 if k in (1, 2) else 0), 15, 18)
            knife.stroke([(-28 + k * 16, -34), (-16 + k * 16, -20), (-20 + k * 16, -4)], 3)
    else:
        pen.ring(0, -22, 17, 16, 14)
        knife.disc(-12, -30, 2).disc(6, -36, 2).disc(16, -20, 2)
    sheet.lay(bread, crust(sheet.inks))
    sheet.lay(bread, inks.glow, fade((x - 30, y - 44), (x + 20, y), 0.75, 0.0))
    sheet.lay(cuts, blend(inks.sun, inks.key, 0.75))


def _shop_door(sheet: Sheet, x: float, y: float) -> None:
    door, glass, bell = sheet.plate(), sheet.plate(), sheet.plate()
    door.box(x, y - 330, x + 160, y)
    glass.box(x + 26, y - 300, x + 134, y - 110)
    bell.disc(x + 140, y - 150, 7).box(x + 60, y - 250, x + 104, y - 214)
    sheet.lay(door, sheet.inks.key)
    sheet.lay(glass, sheet.inks.glow)
    sheet.lay(glass, sheet.inks.paper, fade((x, y - 300), (x + 100, y - 120), 0.75, 0.0))
    sheet.lay(bell, sheet.inks.spot)


def _awning(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    cloth, stripes = sheet.plate(), sheet.plate()
    step = (x1 - x0 + 60) / 14
    scallops = [
        p
        for i in range(14)
        for p in arc(x1 + 30 - step * (i + 0.5), y + 92, step / 2, 22, 0, 180, 8)
    ]
    cloth.shape([(x0, y), (x1, y), (x1 + 30, y + 92), *scallops, (x0 - 30, y + 92)])
    for i in range(0, 14, 2):
        a, b = x0 + (x1 - x0) * i / 14, x0 + (x1 - x0) * (i + 1) / 14
        left, right = x0 - 30 + step * i, x0 - 30 + step * (i + 1)
        stripes.shape(
            [
                (a, y),
                (b, y),
                (right, y + 92),
                *arc((left + right) / 2, y + 92, step / 2, 22, 0, 180, 8),
                (left, y + 92),
            ]
        )
    sheet.lay(cloth, sheet.inks.paper)
    sheet.lay(stripes, sheet.inks.spot, within=cloth)
    sheet.lay(cloth, sheet.inks.key, fade((0, y), (0, y + 110), 0.55, 0.0))


def _sign(sheet: Sheet, x: float, y: float) -> None:
    """Print the shop's sign, two ears of wheat about a loaf."""
    board, gold = sheet.plate(), sheet.plate()
    board.rounded(x - 250, y - 34, x + 250, y + 36, 10)
    for side in (-1, 1):
        pen = gold.at(x, y, 1, flip=side < 0)
        pen.line([(70, 4), (214, 4)], 4)
        for k in range(7):
            pen.disc(104 + k * 18, -7, 12, 4.6, -24).disc(104 + k * 18, 15, 12, 4.6, 24)
    gold.shape([(x - 46, y + 20), *arc(x, y + 18, 46, 38, 180, 360, 20), (x + 46, y + 20)])
    gold.cut.line([(x - 22, y + 6), (x - 10, y - 10)], 4).line(
        [(x, y + 6), (x + 10, y - 12)], 4
    ).line([(x + 20, y + 6), (x + 29, y - 6)], 4)
    sheet.lay(board, sheet.inks.key)
    sheet.lay(gold, sheet.inks.glow)
