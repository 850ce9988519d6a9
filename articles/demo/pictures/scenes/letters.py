"""Books, letters and the press."""

from ..buildings import block
from ..canvas import Pen, Sheet, even, fade, halo
from ..figures import sitting_cat, skin, walker
from ..geometry import arc, smooth
from ..inks import air, blend
from ..interiors import (
    boards,
    book_inks,
    books,
    lit_floor,
    pendant,
    pile,
    sash,
    sheen,
    wall_around,
)
from ..nature import sky, snowfall, sun


def bookshop(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    evening = air(inks, rng.choice(("dusk", "night")))
    sky(sheet, evening, 500)
    block(sheet, 560, 270, 110, evening.middle, evening.horizon, evening.lit, 0.55)
    if evening.dark:
        snowfall(sheet, inks.paper, 240)
    hole = (845.0, 110.0, 1105.0, 520.0)
    wood = blend(inks.deep, inks.spot, 0.2)
    wall_around(sheet, wood, hole)
    sash(sheet, inks.key, hole, 3, 4, 8)
    shelves = [
        (30.0 + col * 255, 40.0 + row * 120, 272.0 + col * 255, 150.0 + row * 120)
        for row in range(5)
        for col in range(3)
    ]
    case, edge = sheet.plate(), sheet.plate()
    for x0, y0, x1, y1 in shelves:
        case.box(x0, y0, x1, y1)
        edge.box(x0 - 6, y1, x1 + 6, y1 + 10)
    sheet.lay(case, inks.key)
    books(sheet, shelves, book_inks(sheet), inks.glow)
    sheet.lay(edge, blend(wood, inks.glow, 0.35))
    sheet.lay(case, inks.key, fade((0, 30), (0, 420), 0.65, 0.0))
    boards(sheet, blend(inks.mid, inks.glow, 0.35), inks.deep, 665)
    _ladder(sheet, rng.uniform(300, 380))
    for x in (rng.uniform(180, 230), rng.uniform(660, 730)):
        pendant(sheet, x, rng.uniform(120, 165), 1.1, inks.spot)
    _display(sheet)
    walker(
        sheet,
        rng.uniform(700, 770),
        745,
        300,
        rng.choice((inks.spot, inks.pale)),
        inks.key,
        shadow=80,
    )


def _ladder(sheet: Sheet, x: float) -> None:
    rails, coat, legs, face = (sheet.plate() for _ in range(4))
    for side in (-28, 28):
        rails.line([(x + side + 50, 90), (x + side - 40, 720)], 8)
    for i in range(13):
        rails.line([(x + 16 - i * 6.6, 135 + i * 46), (x + 84 - i * 6.6, 135 + i * 46)], 6)
    pen = coat.at(x + 22, 505, 2.6)
    pen.blob([(-10, -81), (0, -86), (10, -80), (13, -46), (-12, -44), (-12, -62)]).limb(
        [(8, -80), (20, -92), (30, -106)], 6.5, 4.5
    )
    legs.at(x + 22, 505, 2.6).limb([(-4, -46), (-8, -24), (-6, -2)], 9, 5).limb(
        [(4, -46), (9, -28), (7, -14)], 9, 5
    ).line([(-12, -1), (0, -1)], 4).line([(2, -13), (13, -13)], 4)
    face.at(x + 22, 505, 2.6).disc(1, -94, 5.6, 7).disc(31, -108, 3)
    hair = sheet.plate()
    hair.at(x + 22, 505, 2.6).blob(
        [(-6, -90), (-6, -99), (0, -103), (6.5, -99), (4, -95), (5, -90), (0, -87)]
    )
    sheet.lay(rails, sheet.inks.glow)
    sheet.lay(rails, sheet.inks.key, fade((0, 720), (0, 120), 0.6, 0.1))
    sheet.lay(legs, sheet.inks.key)
    sheet.lay(face, skin(sheet))
    sheet.lay(coat, sheet.inks.paper)
    sheet.lay(coat, sheet.inks.spot, fade((x + 80, 0), (x, 0), 0.8, 0.1))
    sheet.lay(hair, sheet.inks.key)


def _display(sheet: Sheet) -> None:
    """Print the shop's table, with its piles and the cat."""
    rng, inks = sheet.rng, sheet.inks
    table, apron = sheet.plate(), sheet.plate()
    table.box(-20, 700, 560, 724)
    apron.box(-20, 724, 540, 830)
    sheet.lay(apron, inks.key)
    sheet.lay(table, blend(inks.deep, inks.glow, 0.3))
    tops = [
        pile(sheet, x, 700, rng.uniform(108, 132), n)
        for x, n in ((70, 5), (225, 2), (380, 4), (500, 3))
    ]
    cat = sheet.plate()
    sitting_cat(cat.at(228, tops[1] + 2, 1.25))
    sheet.lay(cat, inks.key)
    sheet.lay(cat, inks.glow, fade((180, tops[1] - 130), (240, tops[1]), 0.5, 0.0))


def library(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("day", "dusk", "night")))
    sky(sheet, outside, 420)
    block(sheet, 430, 190, 80, outside.far, outside.horizon, outside.lit, 0.25)
    x = rng.uniform(560, 640)
    wall = sheet.plate().box(-20, -20, 1220, 560)
    holes = [(cx - 92, 60.0, cx + 92, 400.0) for cx in (x - 260, x, x + 260)]
    for hole in holes:
        wall.cut.arch(*hole)
    sheet.lay(wall, blend(inks.mid, inks.deep, 0.35))
    sheet.lay(wall, inks.key, fade((0, -20), (0, 420), 0.75, 0.05))
    _mullions(sheet, holes)
    shelves = [
        (px, 130.0 + row * 82, px + 150, 206.0 + row * 82)
        for row in range(5)
        for px in (x - 545, x + 395)
    ]
    shelves += [
        (x - 380 + i * 190, 432.0 + row * 62, x - 196 + i * 190, 488.0 + row * 62)
        for row in range(2)
        for i in range(4)
    ]
    case = (
        sheet.plate()
        .box(x - 560, 118, x - 382, 560)
        .box(x + 382, 118, x + 560, 560)
        .box(x - 390, 424, x + 390, 560)
    )
    sheet.lay(case, inks.key)
    books(sheet, shelves, book_inks(sheet), inks.glow)
    for px, size in ((x - 150, 0.8), (x + 150, 0.8)):
        pendant(sheet, px, 130, size, inks.glow)
    floor = sheet.plate().box(-20, 556, 1220, 820)
    sheet.lay(floor, blend(inks.deep, inks.key, 0.5))
    for y, size in ((610, 0.62), (690, 0.95), (815, 1.4)):
        _reading_table(sheet, x, y, size)


def _mullions(sheet: Sheet, holes: list[tuple[float, float, float, float]]) -> None:
    bars = sheet.plate()
    for x0, y0, x1, y1 in holes:
        for i in range(5):
            px = x0 + (x1 - x0) * i / 4
            bars.box(px - 3, y0 + (0 if i == 2 else 26 if i in (1, 3) else 90), px + 3, y1)
        for k in range(6):
            bars.box(x0, y0 + 92 + k * 52, x1, y0 + 97 + k * 52)
        bars.line(arc((x0 + x1) / 2, y0 + 92, 92, 92, 180, 360), 12)
        bars.box(x0 - 14, y1 - 2, x1 + 14, y1 + 12)
    sheet.lay(bars, sheet.inks.key)


def _reading_table(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Print a long table with its readers behind it and its row of lamps."""
    rng, inks = sheet.rng, sheet.inks
    half = 440 * size + 80
    places = [x - half + 150 * size * (i + 0.5) for i in range(int(2 * half / (150 * size)))]
    for px in places:
        if rng.random() < 0.62:
            _reader(sheet, px + rng.uniform(-12, 12), y, size)
    top, edge = sheet.plate(), sheet.plate()
    top.shape(
        [
            (x - half, y),
            (x + half, y),
            (x + half + 26 * size, y + 30 * size),
            (x - half - 26 * size, y + 30 * size),
        ]
    )
    edge.box(x - half - 26 * size, y + 30 * size, x + half + 26 * size, y + 44 * size)
    sheet.lay(top, blend(inks.spot, inks.deep, 0.45))
    for px in places[1::2]:
        pool = sheet.plate().disc(px - 75 * size, y + 15 * size, 110 * size, 16 * size)
        sheet.lay(pool, inks.glow, even(0.7), within=top)
    sheet.lay(edge, inks.key)
    for px in places[1::2]:
        _banker_lamp(sheet, px - 75 * size, y + 20 * size, size)


def _banker_lamp(sheet: Sheet, x: float, y: float, size: float) -> None:
    shade, brass = sheet.plate(), sheet.plate()
    brass.at(x, y, size).box(-3, -60, 3, 0).lathe([(6, -6), (20, 0), (22, 4)])
    shade.at(x, y, size).shape(smooth([(-46, -58), (-38, -78), (0, -86), (38, -78), (46, -58)]))
    sheet.glow(x, y - 50 * size, 130 * size, 0.75)
    sheet.lay(brass, sheet.inks.key)
    green = sheet.inks.mid if sheet.inks.mid[1] > sheet.inks.mid[0] else sheet.inks.spot
    sheet.lay(shade, green)
    sheet.lay(shade, sheet.inks.paper, fade((0, y - 88 * size), (0, y - 60 * size), 0.6, 0.0))


def _reader(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Print a reader at a table, head bent over an open book."""
    body, face, hair, book = (sheet.plate() for _ in range(4))
    inks, rng = sheet.inks, sheet.rng
    turn = rng.uniform(-7, 7)
    body.at(x, y, size).blob(
        [(-46, 12), (-44, -28), (-28, -46), (0, -52), (28, -46), (44, -28), (46, 12)]
    )
    face.at(x, y - 46 * size, size, turn).disc(0, -18, 16, 20).box(-6, -8, 6, 8)
    crown = hair.at(x, y - 46 * size, size, turn)
    rng.choice((_short, _long, _capped))(crown)
    book.at(x, y + 8 * size, size).shape(
        [(-30, 0), (-26, -15), (0, -10), (26, -15), (30, 0), (0, 4)]
    )
    coat = rng.choice((inks.mid, inks.spot, inks.pale, inks.deep, blend(inks.glow, inks.mid, 0.3)))
    sheet.lay(body, coat)
    sheet.lay(body, inks.key, fade((x - 46 * size, 0), (x + 26 * size, 0), 0.75, 0.0))
    sheet.lay(face, skin(sheet))
    sheet.lay(hair, inks.key)
    sheet.lay(book, inks.paper)


def _short(pen: Pen) -> None:
    pen.blob([(-17, -16), (-18, -32), (0, -43), (18, -32), (17, -16), (11, -28), (-10, -28)])


def _long(pen: Pen) -> None:
    pen.blob(
        [
            (-22, 12),
            (-20, -30),
            (0, -43),
            (20, -30),
            (22, 12),
            (13, 6),
            (12, -24),
            (0, -30),
            (-12, -24),
            (-13, 6),
        ]
    )


def _capped(pen: Pen) -> None:
    pen.blob([(-17, -18), (-17, -30), (17, -30), (17, -18), (11, -26), (-10, -26)])
    pen.blob([(-13, -32), (-9, -42), (0, -45), (9, -42), (13, -32)])


def reading_lamp(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    night = air(inks, "night")
    sky(sheet, night, 420)
    x = rng.uniform(130, 190)
    sun(sheet, night, x + rng.uniform(60, 180), rng.uniform(170, 250), 42)
    block(sheet, 470, 200, 66, night.near, night.horizon, night.lit, 0.5, 300)
    hole = (x, 90.0, x + 250, 450.0)
    wall = wall_around(sheet, blend(inks.mid, inks.deep, 0.55), hole, 650)
    lamp_x = rng.uniform(690, 740)
    sheet.lay(
        wall,
        inks.glow,
        lambda px, py: max(0.0, 0.85 - ((px - lamp_x) ** 2 + (py - 380) ** 2) ** 0.5 / 470),
    )
    sheet.lay(wall, inks.key, fade((0, 0), (520, 0), 0.6, 0.0))
    sash(sheet, inks.key, hole, 2, 3)
    curtain = sheet.plate()
    for side in (hole[0] - 24, hole[2] + 24):
        curtain.shape(
            smooth(
                [
                    (side - 46, 66),
                    (side - 38, 260),
                    (side - 50, 500),
                    (side + 44, 500),
                    (side + 30, 260),
                    (side + 46, 66),
                ]
            )
        )
    sheet.lay(curtain, inks.spot)
    sheet.lay(curtain, inks.key, lambda px, _y: 0.75 * (0.5 + 0.5 * ((px / 17) % 2 - 1)))
    boards(sheet, blend(inks.deep, inks.spot, 0.35), inks.key, 648)
    lit_floor(sheet, lamp_x - 40, 726, 480, 0.22)
    rug = sheet.plate().disc(lamp_x - 60, 738, 380, 56)
    rug.cut.ring(lamp_x - 60, 738, 340, 48, 6)
    sheet.lay(rug, blend(inks.spot, inks.mid, 0.3), even(0.88))
    _floor_lamp(sheet, lamp_x + 130, 728)
    _armchair(sheet, lamp_x - 130, 740)
    pile(sheet, lamp_x + 250, 752, 130, 5)
    cat = sheet.plate()
    sitting_cat(cat.at(rng.uniform(250, 330), 762, 1.15, flip=True))
    sheet.lay(cat, inks.key)
    sheet.lay(cat, inks.glow, fade((400, 0), (290, 0), 0.6, 0.0))
    frame = sheet.plate().box(945, 130, 1125, 350)
    sheet.lay(frame, inks.key)
    art = sheet.plate().box(960, 145, 1110, 335)
    sheet.lay(art, inks.pale)
    sheet.lay(sheet.plate().disc(1040, 220, 40), inks.sun)
    sheet.lay(
        sheet.plate().shape(
            [(960, 335), (960, 270), (1020, 240), (1070, 290), (1110, 262), (1110, 335)]
        ),
        inks.deep,
    )


def _floor_lamp(sheet: Sheet, x: float, y: float) -> None:
    cone = sheet.plate().shape([(x - 70, 300), (x + 70, 300), (x + 250, y), (x - 400, y)])
    sheet.lay(cone, sheet.inks.glow, fade((x, 290), (x - 50, y + 60), 0.62, 0.0))
    post, shade = sheet.plate(), sheet.plate()
    post.line([(x, 290), (x, y)], 8)
    post.at(x, y).lathe([(8, -14), (40, -6), (48, 4)])
    shade.shape([(x - 44, 200), (x + 44, 200), (x + 82, 302), (x - 82, 302)])
    sheet.lay(post, sheet.inks.key)
    sheet.lay(shade, sheet.inks.glow)
    sheet.lay(shade, sheet.inks.paper, fade((x, 306), (x, 210), 0.9, 0.1))


def _armchair(sheet: Sheet, x: float, y: float) -> None:
    """Print someone reading in a wing chair, turned to the right."""
    inks = sheet.inks
    back, seat, legs, dress, face, hair, book = (sheet.plate() for _ in range(7))
    pens = [p.at(x, y, 3.1) for p in (back, seat, legs, dress, face, hair, book)]
    pens[0].blob(
        [
            (-46, -8),
            (-52, -60),
            (-48, -112),
            (-30, -122),
            (-12, -114),
            (-14, -60),
            (-8, -20),
            (24, -22),
            (24, -6),
        ]
    )
    pens[2].line([(-40, -8), (-46, 4)], 5, 3).line([(18, -8), (21, 4)], 5, 3)
    pens[3].limb([(-14, -74), (-18, -42)], 25, 25).limb([(-16, -40), (26, -43)], 18, 14).limb(
        [(26, -43), (32, -16)], 13, 9
    )
    pens[2].limb([(32, -18), (34, -3)], 6, 5).limb([(34, -1), (44, 0)], 6, 4)
    pens[4].limb([(-12, -86), (-10, -80)], 8, 8).disc(-6, -95, 8.5, 10).shape(
        [(1, -97), (5, -92), (0, -90)]
    )
    pens[5].blob(
        [(-16, -78), (-17, -98), (-8, -108), (2, -104), (2, -98), (-6, -96), (-8, -86), (-8, -76)]
    )
    pens[3].limb([(-12, -74), (-4, -56), (16, -60)], 9, 7)
    pens[4].limb([(15, -60), (21, -62)], 6, 5)
    pens[6].shape([(16, -60), (22, -84), (40, -80), (36, -56)]).shape(
        [(18, -60), (12, -82), (20, -84), (24, -60)]
    )
    pens[1].blob([(-36, -4), (-34, -34), (-24, -42), (12, -40), (25, -32), (25, -4)])
    sheet.cast(sheet.plate().disc(x - 50, y + 8, 210, 20))
    sheet.lay(back, inks.spot)
    sheet.lay(back, inks.key, fade((x - 160, 0), (x, 0), 0.85, 0.0))
    sheet.lay(legs, inks.key)
    sheet.lay(face, skin(sheet))
    sheet.lay(dress, inks.paper)
    sheet.lay(dress, inks.mid, fade((x - 90, 0), (x + 60, 0), 0.9, 0.1))
    sheet.lay(hair, inks.key)
    sheet.lay(book, inks.deep)
    sheet.lay(seat, inks.spot)
    sheet.lay(seat, inks.key, fade((x - 110, y), (x + 90, y - 60), 0.85, 0.1))
    sheet.lay(seat, inks.glow, fade((x + 120, y - 130), (x + 20, y - 60), 0.5, 0.0))


def printing_press(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    wall = rng.choice(
        (blend(inks.pale, inks.paper, 0.3), inks.mid, blend(inks.deep, inks.mid, 0.35))
    )
    sheet.flood(wall)
    x = rng.uniform(560, 640)
    sheet.flood(blend(inks.glow, inks.paper, 0.3), halo(x - 40, 330, 620, 0.75))
    sheet.flood(inks.key, fade((0, 700), (0, 250), 0.5, 0.0))
    _drying_sheets(sheet)
    boards(sheet, blend(inks.deep, inks.spot, 0.25), inks.key, 640)
    sheet.cast(sheet.plate().shape([(x - 260, 735), (x + 300, 735), (x + 640, 815), (x - 20, 815)]))
    _type_cases(sheet, x - 560)
    _hand_press(sheet, x, 735)
    _printer(sheet, x - 300, 760)
    pendant(sheet, x - 60, 70, 0.9, inks.spot)


def _drying_sheets(sheet: Sheet) -> None:
    """Print newspapers hung over lines to dry, one row behind the other."""
    rng, inks = sheet.rng, sheet.inks
    for y, size, dim in ((78, 0.8, 0.45), (120, 1.0, 0.0)):
        line, paper, print_ = sheet.plate(), sheet.plate(), sheet.plate()
        line.stroke([(-20, y - 8), (600, y + 14), (1220, y - 8)], 3)
        left = rng.uniform(-60, 0)
        for i in range(9):
            px, w, h = left + i * 158 * size + (1 - size) * 60, 124 * size, 168 * size
            top = y + 10 - abs(px - 560) / 50
            sway = rng.uniform(-5, 5)
            paper.shape([(px, top), (px + w, top), (px + w + sway, top + h), (px + sway, top + h)])
            print_.box(px + 12 * size, top + 14 * size, px + w - 12 * size, top + 28 * size)
            print_.box(px + 12 * size, top + 62 * size, px + 52 * size, top + 98 * size)
            for k in range(9):
                for column in range(3):
                    if column or k not in (2, 3, 4, 5):
                        cx, cy = (
                            px + (12 + column * 35) * size + sway * k / 12,
                            top + (38 + k * 13) * size,
                        )
                        print_.box(cx, cy, cx + 28 * size, cy + 5 * size)
        sheet.lay(line, inks.key)
        sheet.lay(paper, blend(inks.paper, inks.mid, dim))
        sheet.lay(paper, inks.mid, fade((0, y), (0, y + 180), 0.0, 0.5))
        sheet.lay(print_, blend(inks.key, inks.mid, dim))


def _type_cases(sheet: Sheet, x: float) -> None:
    desk, trays, types = sheet.plate(), sheet.plate(), sheet.plate()
    desk.shape([(x - 130, 470), (x + 150, 470), (x + 176, 520), (x - 156, 520)]).box(
        x - 140, 516, x + 160, 760
    )
    for k in range(5):
        trays.box(x - 126, 536 + k * 44, x + 146, 570 + k * 44)
        types.rounded(x - 6, 550 + k * 44, x + 26, 558 + k * 44, 4)
    for i in range(11):
        types.box(x - 120 + i * 24, 484, x - 104 + i * 24, 504)
    sheet.lay(desk, sheet.inks.key)
    sheet.lay(trays, blend(sheet.inks.deep, sheet.inks.glow, 0.3))
    sheet.lay(types, sheet.inks.glow)


def _hand_press(sheet: Sheet, x: float, y: float) -> None:
    """Print an iron hand press, its bed run out to the right with a sheet on the tympan."""
    inks = sheet.inks
    iron, bed, gold, page, type_ = (sheet.plate() for _ in range(5))
    pen = iron.at(x, y)
    for side in (-1, 1):
        pen.shape(
            smooth(
                [
                    (side * 176, 0),
                    (side * 150, -36),
                    (side * 128, -90),
                    (side * 122, -260),
                    (side * 134, -420),
                ]
            )
            + smooth([(side * 92, -420), (side * 84, -260), (side * 84, -60), (side * 62, 0)])
        )
    pen.blob(
        [
            (-158, -404),
            (-150, -452),
            (-96, -472),
            (-50, -506),
            (0, -520),
            (50, -506),
            (96, -472),
            (150, -452),
            (158, -404),
            (0, -424),
        ]
    )
    pen.box(-20, -430, 20, -310).shape([(-52, -330), (52, -330), (84, -268), (-84, -268)]).box(
        -104, -270, 104, -238
    )
    pen.limb([(14, -352), (-60, -342), (-190, -318), (-262, -330)], 13, 9)
    gold.at(x, y).disc(0, -466, 27).disc(-108, -436, 10).disc(108, -436, 10).disc(-262, -330, 13)
    gold.at(x, y).box(-100, -256, 100, -250)
    bed.at(x, y).box(-330, -214, 420, -190).box(-190, -190, 190, -170).box(-300, -190, -284, 2).box(
        376, -190, 392, 2
    )
    type_.at(x, y).box(-70, -234, 120, -214).box(150, -234, 350, -214)
    tilt = page.at(x + 352, y - 236, 1.0, 28)
    tilt.shape([(-6, 0), (-6, -232), (10, -232), (10, 0)]).shape(
        [(10, -8), (10, -222), (150, -206), (158, -20)]
    )
    sheet.lay(bed, blend(inks.deep, inks.key, 0.5))
    sheet.lay(type_, inks.pale)
    sheet.lay(page, inks.paper)
    sheet.lay(page, inks.mid, fade((x + 560, 0), (x + 400, 0), 0.6, 0.0))
    lines = sheet.plate()
    slant = lines.at(x + 352, y - 236, 1.0, 28)
    slant.shape([(22, -206), (136, -193), (137, -176), (22, -188)])
    for k in range(9):
        for a, b in ((22, 56), (64, 98), (106, 140)):
            slant.shape(
                [
                    (a, -174 + k * 17 + a * 0.07),
                    (b, -174 + k * 17 + b * 0.07),
                    (b, -167 + k * 17 + b * 0.07),
                    (a, -167 + k * 17 + a * 0.07),
                ]
            )
    sheet.lay(lines, inks.key, within=page)
    sheet.lay(iron, blend(inks.key, inks.deep, 0.25))
    sheet.lay(iron, inks.mid, fade((x - 180, 0), (x + 60, 0), 0.6, 0.0))
    sheet.lay(gold, inks.glow)


def _printer(sheet: Sheet, x: float, y: float) -> None:
    """Print the pressman, leaning back on the bar."""
    inks = sheet.inks
    legs, shirt, flesh, apron, cap = (sheet.plate() for _ in range(5))
    pens = [p.at(x, y, 4.3) for p in (legs, shirt, flesh, apron, cap)]
    pens[0].limb([(-6, -48), (-3, -26), (-10, -2)], 13, 8).limb(
        [(-4, -48), (10, -26), (17, -2)], 13, 8
    )
    pens[0].limb([(-10, -1), (-2, 0)], 6, 4).limb([(17, -1), (25, 0)], 6, 4)
    pens[1].limb([(-10, -76), (-8, -60), (-5, -46)], 20, 16).limb([(-8, -80), (8, -74)], 9, 7.5)
    pens[2].limb([(8, -74), (19, -81)], 6, 5).disc(20, -82, 3.4).limb(
        [(-10, -86), (-9, -92)], 7, 7
    ).disc(-8, -96, 6.6, 8)
    pens[3].shape([(-8, -72), (2, -72), (6, -50), (9, -22), (-10, -22), (-6, -48)])
    pens[4].blob([(-15, -98), (-14, -104), (-7, -107), (0, -103), (6, -99), (-2, -100)])
    sheet.lay(legs, inks.key)
    sheet.lay(flesh, skin(sheet))
    sheet.lay(shirt, inks.paper)
    sheet.lay(shirt, inks.mid, fade((x - 90, 0), (x, 0), 0.8, 0.0))
    sheet.lay(apron, inks.spot)
    sheet.lay(apron, inks.key, fade((x - 50, y), (x + 40, y - 200), 0.7, 0.0))
    sheet.lay(cap, inks.key)


def letters_desk(sheet: Sheet) -> None:
    rng, inks = sheet.rng, sheet.inks
    outside = air(inks, rng.choice(("day", "dusk", "night")))
    sky(sheet, outside, 420)
    block(
        sheet, 470, 180, 90, outside.far, outside.horizon, outside.lit, 0.35, rng.uniform(200, 1000)
    )
    hole = (120.0, -20.0, 1080.0, 430.0)
    wall_around(sheet, blend(inks.mid, inks.deep, 0.5), hole)
    sash(sheet, blend(inks.paper, inks.pale, 0.4), hole, 4, 2, 12)
    boards(sheet, blend(inks.spot, inks.deep, 0.35), inks.key, 560)
    x = rng.uniform(570, 650)
    table_shade = sheet.plate().shape(
        [(x - 240, 735), (x + 250, 735), (x + 480, 810), (x - 60, 820)]
    )
    sheet.cast(table_shade)
    _typewriter(sheet, x, 740)
    _letters(sheet, x - 390, 700)
    _mug(sheet, x + 370, 700)


def _typewriter(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    page, lines, body, roller, front, keys, rims = (sheet.plate() for _ in range(7))
    page.shape([(x - 130, y - 230), (x - 122, y - 500), (x + 126, y - 506), (x + 130, y - 230)])
    for i in range(9):
        lines.box(
            x - 98,
            y - 470 + i * 24,
            x + (98 if i not in (3, 8) else sheet.rng.uniform(-40, 40)),
            y - 463 + i * 24,
        )
    sheet.lay(page, inks.paper)
    sheet.lay(page, inks.pale, fade((x + 130, 0), (x - 40, 0), 0.7, 0.0))
    sheet.lay(lines, inks.key, even(0.85))
    roller.rounded(x - 236, y - 262, x + 236, y - 214, 12).rounded(
        x - 276, y - 256, x - 244, y - 220, 8
    ).rounded(x + 244, y - 256, x + 276, y - 220, 8)
    roller.line([(x - 250, y - 256), (x - 292, y - 306)], 8, 5)
    body.shape(
        smooth([(x - 220, y - 222), (x - 236, y - 140), (x - 262, y - 30), (x - 256, y)])
        + smooth([(x + 256, y), (x + 262, y - 30), (x + 236, y - 140), (x + 220, y - 222)])
    )
    front.shape([(x - 226, y - 128), (x + 226, y - 128), (x + 252, y - 14), (x - 252, y - 14)])
    well = sheet.plate().shape(
        smooth(
            [
                (x - 110, y - 222),
                (x - 84, y - 160),
                (x, y - 142),
                (x + 84, y - 160),
                (x + 110, y - 222),
            ]
        )
    )
    for row in range(4):
        for i in range(11 - row % 2):
            kx = x + (i - 5 + (row % 2) * 0.5) * (37 + row * 2.4)
            ky = y - 110 + row * 26
            rims.disc(kx, ky + 3, 15, 10)
            keys.disc(kx, ky, 12.5, 8.2)
    sheet.lay(body, inks.spot)
    sheet.lay(body, inks.paper, fade((x - 270, y - 230), (x + 60, y - 60), 0.5, 0.0))
    sheet.lay(body, inks.key, fade((x + 262, 0), (x - 40, 0), 0.75, 0.0))
    sheet.lay(well, inks.key)
    fan = sheet.plate()
    for i in range(15):
        fan.line([(x, y - 60), (x - 98 + i * 14, y - 214 + abs(i - 7) * 3)], 3)
    sheet.lay(fan, inks.pale, within=well)
    sheet.lay(roller, inks.key)
    sheet.lay(roller, inks.pale, fade((0, y - 264), (0, y - 234), 0.6, 0.0))
    sheet.lay(front, blend(inks.spot, inks.key, 0.65))
    bar = sheet.plate().rounded(x - 128, y - 8, x + 128, y + 8, 6)
    sheet.lay(rims, inks.key)
    sheet.lay(keys, inks.paper)
    sheet.lay(bar, inks.paper)
    plate = sheet.plate().rounded(x - 46, y - 152, x + 46, y - 134, 5)
    sheet.lay(plate, inks.glow)


def _letters(sheet: Sheet, x: float, y: float) -> None:
    rng, inks = sheet.rng, sheet.inks
    sheet.cast(
        sheet.plate().shape(
            [(x - 120, y + 20), (x + 130, y + 10), (x + 230, y + 50), (x - 40, y + 70)]
        )
    )
    for i in range(9):
        turn = rng.uniform(-9, 9)
        edge, face, flap, stamp = (sheet.plate() for _ in range(4))
        place = (x + rng.uniform(-12, 12), y - i * 17, 1.0, turn)
        edge.at(*place).shape([(-130, 6), (130, 6), (148, 34), (-148, 34)]).shape(
            [(-148, 34), (148, 34), (148, 42), (-148, 42)]
        )
        face.at(*place).shape([(-130, 6), (130, 6), (148, 34), (-148, 34)])
        flap.at(*place).line([(-130, 6), (0, 26), (130, 6)], 2.4)
        stamp.at(*place).shape([(90, 10), (116, 10), (122, 21), (95, 21)])
        sheet.lay(edge, inks.key)
        sheet.lay(face, rng.choice((inks.paper, inks.pale, blend(inks.paper, inks.glow, 0.35))))
        sheet.lay(flap, inks.deep)
        sheet.lay(stamp, inks.spot)


def _mug(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    cup, pens, tips = sheet.plate(), sheet.plate(), sheet.plate()
    for i, lean in enumerate((-28, -8, 14, 30)):
        pens.line([(x + lean * 0.4, y - 100), (x + lean * 1.7, y - 215 - (i % 2) * 26)], 10)
        tips.line(
            [(x + lean * 1.62, y - 206 - (i % 2) * 26), (x + lean * 1.8, y - 226 - (i % 2) * 30)],
            10,
            1,
        )
    cup.at(x, y).lathe([(56, -124), (54, -60), (50, -10), (44, 4)], straight=True)
    cup.line(arc(x + 56, y - 66, 34, 38, -100, 100, 16), 13)
    sheet.cast(
        sheet.plate().shape([(x - 40, y + 2), (x + 44, y + 2), (x + 150, y + 40), (x + 50, y + 46)])
    )
    sheet.lay(pens, inks.glow)
    sheet.lay(tips, inks.key)
    sheet.lay(cup, inks.mid)
    sheen(sheet, cup, inks.paper, inks.key)
