"""People: small figures in the street, athletes by their joints, heads in an audience.

A figure is a hundred units tall with its feet at (0, 0), up being negative.
"""

from .canvas import Pen, Sheet, fade
from .geometry import Point, mixed
from .inks import Ink, blend

Joints = dict[str, Point]


def skin(sheet: Sheet) -> Ink:
    """Choose a skin tone that sits among the sheet's inks."""
    tones = ((232, 186, 150), (214, 158, 120), (178, 120, 86), (128, 82, 60), (240, 204, 172))
    return blend(sheet.rng.choice(tones), sheet.inks.paper, 0.08)


def walker(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    coat: Ink,
    dark: Ink,
    *,
    flip: bool = False,
    shadow: float = 0.0,
) -> None:
    """Print someone walking, dressed and covered by chance; `shadow` is a length."""
    s = height / 100
    place = (x, y, s, 0.0)
    legs, body, face, hat = (sheet.plate() for _ in range(4))
    if shadow:
        cast = sheet.plate()
        cast.shape(
            [
                (x - 7 * s, y),
                (x + 9 * s, y),
                (x + shadow + 14 * s, y + abs(shadow) * 0.22),
                (x + shadow - 5 * s, y + abs(shadow) * 0.25),
            ]
        )
        sheet.lay(cast, blend(sheet.inks.mid, sheet.inks.pale, 0.35), over=True)
    _legs(legs.at(*place, flip=flip), sheet.rng.random() < 0.4)
    _coat(body.at(*place, flip=flip), sheet.rng.choice(("coat", "dress", "jacket")))
    _head(face.at(*place, flip=flip))
    sheet.rng.choice((_fedora, _cap, _hair, _bun, _scarf, _kippah))(hat.at(*place, flip=flip))
    if sheet.rng.random() < 0.45:
        _bag(legs.at(*place, flip=flip))
    sheet.lay(legs, dark)
    sheet.lay(face, skin(sheet))
    sheet.lay(body, coat)
    sheet.lay(body, dark, fade((x + 12 * s, y), (x - 8 * s, y), 0.7, 0.0))
    sheet.lay(hat, dark)


def _legs(pen: Pen, standing: bool) -> None:
    spread = 0.35 if standing else 1.0
    pen.limb([(-2, -44), (-5 * spread, -24), (-11 * spread - 1, -2)], 7.5, 3.6)
    pen.limb([(2, -44), (6 * spread, -24), (9 * spread + 1, -2)], 7.5, 3.6)
    pen.blob(
        [(-12 * spread - 3, 0), (-11 * spread - 2, -4), (-7 * spread, -1.5), (-7 * spread, 0.5)]
    )
    pen.blob(
        [(9 * spread - 1, 0.5), (9 * spread, -4), (9 * spread + 7, -1.5), (9 * spread + 7, 0.5)]
    )


def _coat(pen: Pen, cut: str) -> None:
    hem, flare = {"coat": (-28, 12), "dress": (-22, 16), "jacket": (-44, 10)}[cut]
    pen.blob(
        [
            (-9, -81),
            (-4, -86),
            (4, -86),
            (9, -81),
            (10, -64),
            (flare, hem),
            (0, hem + 1.5),
            (-flare, hem),
            (-10, -62),
        ]
    )
    pen.limb([(8, -80), (12.5, -66), (11, -51)], 6.5, 4.5)
    pen.limb([(-8, -80), (-13, -66), (-14, -52)], 6.5, 4.5)


def _head(pen: Pen) -> None:
    pen.box(-2.6, -90, 2.6, -83)
    pen.disc(0.8, -94, 5, 6.4)
    pen.disc(11, -48.5, 2.4).disc(-14, -49.5, 2.4)


def _fedora(pen: Pen) -> None:
    pen.line([(-8.5, -97), (10, -97.5)], 2.2)
    pen.blob([(-5.5, -98), (-5, -104.5), (1, -103.6), (6, -104.5), (6.8, -98)])


def _cap(pen: Pen) -> None:
    pen.blob([(-5.5, -96), (-5, -101.5), (2, -102.6), (7, -98.5), (10.5, -96.6), (4, -96.4)])


def _hair(pen: Pen) -> None:
    pen.blob(
        [
            (-6, -84),
            (-6.2, -97),
            (-1, -102),
            (5, -100.6),
            (6.6, -96.5),
            (1.2, -97),
            (-1.6, -93),
            (-1, -84),
        ]
    )


def _bun(pen: Pen) -> None:
    pen.blob([(-5, -92), (-5.5, -98), (0, -101.8), (5.6, -99.6), (5.8, -96.6), (0, -97), (-2, -92)])
    pen.disc(-6, -97, 3.3)


def _scarf(pen: Pen) -> None:
    pen.blob(
        [
            (-7, -84),
            (-6, -96),
            (-1, -101.6),
            (5.4, -99.8),
            (6, -96.4),
            (1.5, -96.4),
            (0, -88),
            (3, -84),
            (-2, -82),
        ]
    )


def _kippah(pen: Pen) -> None:
    pen.blob(
        [(-5.6, -91), (-5.4, -98), (0, -101.4), (5.5, -99), (5.6, -97), (0, -97.6), (-2.5, -91)]
    )
    pen.blob([(-5, -98.4), (-3, -102.4), (2, -102.4), (3.4, -100)])


def _bag(pen: Pen) -> None:
    pen.box(-19, -44, -9, -32)
    pen.line([(-17, -44), (-14, -49), (-11, -44)], 1)


def sitting_cat(pen: Pen) -> None:
    """Draw a sitting cat, a hundred units tall, seen from behind."""
    pen.blob(
        [
            (-26, 0),
            (-32, -24),
            (-22, -52),
            (-12, -66),
            (12, -66),
            (22, -52),
            (32, -24),
            (26, 0),
            (0, 3),
        ]
    )
    pen.disc(0, -76, 20, 17).shape([(-19, -80), (-17, -104), (-4, -91)]).shape(
        [(19, -80), (17, -104), (4, -91)]
    )
    pen.stroke([(22, -6), (46, -4), (56, -20), (48, -34)], 9, 5)


def crowd(
    sheet: Sheet, y: float, ink: Ink, size: float, left: float = -40, right: float = 1240
) -> None:
    """Print a row of heads and shoulders seen from behind, as in an audience."""
    plate = sheet.plate()
    x = left + sheet.rng.uniform(0, size)
    while x < right:
        s = size * sheet.rng.uniform(0.88, 1.12)
        _back(
            plate.at(x, y + sheet.rng.uniform(-0.12, 0.12) * size, s / 100), sheet.rng.randrange(5)
        )
        x += size * sheet.rng.uniform(1.0, 1.3)
    sheet.lay(plate, ink)


def _back(pen: Pen, kind: int) -> None:
    pen.blob([(-62, 130), (-58, 62), (-36, 44), (-12, 38), (12, 38), (36, 44), (58, 62), (62, 130)])
    pen.box(-11, 22, 11, 44)
    pen.disc(0, 0, 25, 31)
    if kind == 0:
        pen.disc(0, -34, 13)
    elif kind == 1:
        pen.blob([(-30, 40), (-29, -12), (-12, -33), (12, -33), (29, -12), (30, 40), (0, 44)])
    elif kind == 2:
        pen.disc(0, -9, 44, 8).blob([(-25, -12), (-22, -42), (0, -38), (22, -42), (25, -12)])
    elif kind == 3:
        pen.blob([(-28, 6), (-30, -22), (-10, -38), (14, -37), (30, -20), (28, 6)])


def athlete(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    joints: Joints,
    shirt: Ink,
    shorts: Ink,
    flesh: Ink,
    *,
    flip: bool = False,
) -> None:
    """Print a body in motion from its joints; the far arm and leg are darker than the near."""
    far, bare, top, bottom, hair, shoes = (sheet.plate() for _ in range(6))
    place = (x, y, height / 100)
    distant, near, trunk, hips, crown, sole = (
        p.at(*place, flip=flip) for p in (far, bare, top, bottom, hair, shoes)
    )
    j = joints
    _leg(distant, j["hip"], j["far knee"], j["far foot"])
    _arm(distant, j["shoulder"], j["far elbow"], j["far hand"])
    _leg(near, j["hip"], j["knee"], j["foot"])
    _arm(near, j["shoulder"], j["elbow"], j["hand"])
    sole.limb([j["far foot"], j["far toe"]], 5.4, 3.8).limb([j["foot"], j["toe"]], 5.4, 3.8)
    _profile(near, crown, j["neck"], j["head"])
    _torso(trunk, j["neck"], j["shoulder"], j["hip"])
    trunk.limb([j["shoulder"], mixed(j["shoulder"], j["elbow"], 0.5)], 8, 7.4)
    hips.limb([j["hip"], mixed(j["hip"], j["knee"], 0.62)], 15, 12.5)
    hips.limb([j["hip"], mixed(j["hip"], j["far knee"], 0.55)], 14, 12)
    sheet.lay(far, blend(flesh, sheet.inks.key, 0.42))
    sheet.lay(bare, flesh)
    sheet.lay(shoes, sheet.inks.paper)
    sheet.lay(bottom, shorts)
    sheet.lay(top, shirt)
    left, upper, right, lower = top.bounds()
    sheet.lay(top, sheet.inks.key, fade((left, lower), (right, upper), 0.45, -0.1))
    sheet.lay(hair, sheet.inks.key)


def _leg(pen: Pen, hip: Point, knee: Point, foot: Point) -> None:
    pen.limb([hip, knee], 12, 7.4).limb([knee, _bulge(knee, foot), foot], 7.2, 3.8)


def _bulge(knee: Point, foot: Point) -> Point:
    """Where the calf swells: a third of the way down, behind the bone."""
    x, y = mixed(knee, foot, 0.35)
    return x - 0.05 * (foot[1] - knee[1]), y + 0.05 * (foot[0] - knee[0])


def _arm(pen: Pen, shoulder: Point, elbow: Point, hand: Point) -> None:
    pen.limb([shoulder, elbow], 6.4, 5).limb([elbow, hand], 5, 3.2).disc(*hand, 2.6)


def _torso(pen: Pen, neck: Point, shoulder: Point, hip: Point) -> None:
    pen.limb([mixed(shoulder, hip, 0.12), mixed(shoulder, hip, 0.45), hip], 15.5, 12.5)
    pen.limb([neck, shoulder], 6, 9)


RUNNING: Joints = {
    "head": (10, -92), "neck": (7, -84), "shoulder": (5, -78), "hip": (-2, -48),
    "elbow": (-9, -66), "hand": (-3, -54), "far elbow": (15, -66), "far hand": (25, -74),
    "knee": (19, -40), "foot": (11, -17), "toe": (18, -14),
    "far knee": (-12, -27), "far foot": (-33, -22), "far toe": (-37, -15),
}  # fmt: skip
SHOOTING: Joints = {
    "head": (3, -93), "neck": (1, -85), "shoulder": (1, -79), "hip": (-3, -47),
    "elbow": (12, -93), "hand": (17, -112), "far elbow": (9, -90), "far hand": (10, -107),
    "knee": (5, -25), "foot": (-8, -6), "toe": (-4, 2),
    "far knee": (-9, -24), "far foot": (-20, -8), "far toe": (-19, 0),
}  # fmt: skip
DEFENDING: Joints = {
    "head": (4, -89), "neck": (1, -82), "shoulder": (0, -76), "hip": (-5, -44),
    "elbow": (11, -84), "hand": (17, -103), "far elbow": (-13, -70), "far hand": (-21, -62),
    "knee": (9, -26), "foot": (7, -2), "toe": (14, 0),
    "far knee": (-16, -24), "far foot": (-23, -2), "far toe": (-17, 0),
}  # fmt: skip


def _profile(flesh: Pen, hair: Pen, neck: Point, head: Point) -> None:
    """Draw a head turned to the right: skull, nose and chin, close-cut hair."""
    x, y = head
    flesh.limb([neck, (x - 1, y + 3)], 5.5, 5).disc(x, y, 5.2, 6.4)
    flesh.blob(
        [
            (x + 1, y - 5),
            (x + 5, y - 2.5),
            (x + 6.6, y + 1),
            (x + 4.8, y + 2),
            (x + 4.6, y + 5.6),
            (x, y + 6.4),
            (x - 2, y),
        ]
    )
    hair.blob(
        [
            (x - 4.6, y + 4.4),
            (x - 6.1, y - 0.5),
            (x - 5.2, y - 5.6),
            (x - 0.5, y - 7.8),
            (x + 4.4, y - 5.8),
            (x + 3.6, y - 3.6),
            (x - 0.8, y - 3.4),
            (x - 1.6, y + 0.4),
            (x - 2.8, y + 1),
        ]
    )
