"""Inks: eight palettes that hold together on warm paper, and the air of a time of day."""

from dataclasses import dataclass

Ink = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """One printing's inks, light to dark, with a spot colour and the yellow of lamps."""

    paper: Ink
    pale: Ink
    mid: Ink
    deep: Ink
    key: Ink
    spot: Ink
    glow: Ink

    @property
    def sun(self) -> Ink:
        """The spot colour where it is a warm one, else a deep yellow of this printing's own."""
        return self.spot if self.spot[0] > self.spot[2] * 1.4 else blend(self.glow, self.mid, 0.5)


def blend(a: Ink, b: Ink, share: float) -> Ink:
    """Return `a` with `share` (0 to 1) of `b` stirred in."""
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return red, green, blue


def crust(palette: Palette) -> Ink:
    """Return the brown of baked bread, drawn a little towards this printing's sun."""
    return blend((188, 98, 38), palette.sun, 0.3)


def _palette(*colours: str) -> Palette:
    return Palette(*((int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16)) for c in colours))


#                    paper     pale      mid       deep      key       spot      glow
PALETTES = (
    _palette("f3e8d3", "b4cdc6", "4c8a8c", "1d4d5e", "11222d", "d8572a", "f6c553"),  # harbour
    _palette("f5e6cf", "e5bd98", "bb573b", "6a2b2c", "29191f", "2c6d73", "f5ca5e"),  # brick
    _palette("f3ead1", "cbcf9f", "7a8b49", "384c38", "1a2520", "cb5539", "f3c24d"),  # olive
    _palette("f0e6d1", "a8b8ce", "4a6393", "24335f", "131a35", "e26a3c", "ffd064"),  # night blue
    _palette("f6e7d7", "dfbab3", "99566e", "522c52", "23152f", "e07b3a", "f8c971"),  # plum
    _palette("f6ecd3", "ecd08c", "d49a30", "2a5c62", "142e38", "bb4030", "ffe18b"),  # mustard
    _palette("f8e9db", "f1c5b0", "e07b60", "3c3f5c", "20213a", "5e9c88", "f4cf90"),  # coral
    _palette("efe8db", "c2ccd0", "7d94a0", "3f556a", "1c2937", "c74a2f", "f4c05d"),  # winter
)


@dataclass(frozen=True, slots=True)
class Air:
    """The colours of a time of day: the sky's two, then things from far to near, then light."""

    name: str
    sky: Ink
    horizon: Ink
    far: Ink
    middle: Ink
    near: Ink
    key: Ink
    lit: Ink
    shadow: Ink

    @property
    def dark(self) -> bool:
        return self.name == "night"


def air(palette: Palette, name: str) -> Air:
    """Return the air of "day", "dusk" or "night" as `palette` prints it."""
    p = palette
    shades = {
        "day": (p.pale, p.paper, blend(p.pale, p.mid, 0.45), p.mid, p.deep, p.key, p.paper),
        "dusk": (
            blend(p.mid, p.deep, 0.25),
            blend(p.glow, p.paper, 0.35),
            blend(p.mid, p.deep, 0.1),
            blend(p.mid, p.deep, 0.6),
            blend(p.deep, p.key, 0.35),
            p.key,
            p.glow,
        ),
        "night": (
            blend(p.deep, p.key, 0.35),
            blend(p.deep, p.mid, 0.6),
            blend(p.deep, p.mid, 0.3),
            blend(p.deep, p.key, 0.1),
            blend(p.deep, p.key, 0.65),
            p.key,
            p.glow,
        ),
    }
    return Air(name, *shades[name], shadow=blend(p.pale, p.mid, 0.6))
