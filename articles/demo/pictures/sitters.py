"""Who sits for a portrait: what tells one face from another, chosen by chance."""

import random
from dataclasses import dataclass

from .inks import Ink

_SKIN: tuple[Ink, ...] = (
    (243, 208, 176),
    (232, 184, 146),
    (216, 160, 120),
    (188, 130, 92),
    (146, 96, 68),
    (108, 70, 52),
)


_HAIR: tuple[Ink, ...] = (
    (38, 28, 30),
    (64, 42, 34),
    (112, 66, 38),
    (166, 84, 44),
    (206, 158, 92),
    (150, 144, 142),
    (214, 208, 198),
)


@dataclass(frozen=True, slots=True)
class Sitter:
    """What tells one face from another."""

    skin: Ink
    hair: Ink
    style: str
    beard: str
    glasses: str
    cover: str
    clothes: str
    old: bool
    face: float  # how broad the face is, about 1
    smile: float  # 0 composed, 1 broad


def sit(rng: random.Random) -> Sitter:
    """Return a sitter."""
    man = rng.random() < 0.5
    old = rng.random() < 0.35
    hair = rng.choice(_HAIR[5:] if old else _HAIR[:5])
    if man:
        style = rng.choice(("short", "parted", "curly", "bald", "brush"))
        beard = rng.choice(("", "", "full", "short", "moustache", "long"))
        cover = rng.choice(("", "", "", "kippah", "kippah", "fedora", "cap"))
        clothes = rng.choice(("tie", "jumper", "open", "coat"))
    else:
        style = rng.choice(("bob", "long", "bun", "waves", "crop"))
        beard = ""
        cover = rng.choice(("", "", "", "", "scarf", "beret"))
        clothes = rng.choice(("necklace", "jumper", "open", "coat"))
    return Sitter(
        skin=rng.choice(_SKIN),
        hair=hair,
        style=style,
        beard=beard,
        glasses=rng.choice(("", "", "round", "square")),
        cover=cover,
        clothes=clothes,
        old=old,
        face=rng.uniform(0.9, 1.08),
        smile=rng.random(),
    )
