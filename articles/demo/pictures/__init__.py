"""The demo newsroom's pictures: editorial illustrations printed in a few inks on warm paper.

Pure Pillow. The same scene, seed and size give the same pixels; a seed chooses the palette,
the time of day, the weather, the places of things and which way round the picture stands.
"""

import random
from collections.abc import Callable

from PIL import Image

from .canvas import Sheet
from .inks import PALETTES, Palette
from .portraits import portrait
from .scenes import city, civic, land, letters, lights, science, shops, sport, stage, table

_DRAW: dict[str, Callable[[Sheet], None]] = {
    "skyline": city.skyline,
    "bridge": city.bridge,
    "subway": city.subway,
    "brownstones": city.brownstones,
    "synagogue": civic.synagogue,
    "market": shops.market,
    "bakery": shops.bakery,
    "challah": table.challah,
    "soup-pot": table.soup_pot,
    "coffee": table.coffee,
    "bookshop": letters.bookshop,
    "library": letters.library,
    "reading-lamp": letters.reading_lamp,
    "printing-press": letters.printing_press,
    "letters-desk": letters.letters_desk,
    "theatre": stage.theatre,
    "violin": stage.violin,
    "museum": stage.museum,
    "cinema": stage.cinema,
    "basketball": sport.basketball,
    "runner": sport.runner,
    "chess": sport.chess,
    "stadium": sport.stadium,
    "telescope": science.telescope,
    "laboratory": science.laboratory,
    "harbor": land.harbor,
    "park": land.park,
    "snow-street": city.snow_street,
    "schoolroom": science.schoolroom,
    "town-hall": civic.town_hall,
    "ballot-box": civic.ballot_box,
    "menorah": lights.menorah,
    "candles": lights.candles,
    "olive-tree": land.olive_tree,
    "desert-hills": land.desert_hills,
    "jerusalem": land.jerusalem,
    "microphone": stage.microphone,
    "train-station": city.train_station,
    "rainy-window": lights.rainy_window,
    "garden": land.garden,
}

SCENES: tuple[str, ...] = tuple(_DRAW)


def draw_scene(scene: str, seed: int, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """Return the `scene`, one of `SCENES`, as an RGB image of `size` pixels.

    The page is 3:2; another shape of `size` cuts it, about its middle. Raises ValueError for
    a scene that is not known.
    """
    if scene not in _DRAW:
        raise ValueError(f"no scene is called {scene!r}; there are {', '.join(SCENES)}")
    rng = random.Random(f"{scene} {seed}")
    sheet = Sheet((1200, 800), size, _palette(scene, seed), rng)
    _DRAW[scene](sheet)
    return sheet.finished()


def draw_portrait(seed: int, size: int = 800) -> Image.Image:
    """Return the head and shoulders of an invented sitter, an RGB image `size` pixels square."""
    rng = random.Random(f"portrait {seed}")
    sheet = Sheet((800, 800), (size, size), _palette("portrait", seed), rng)
    portrait(sheet)
    return sheet.finished()


def _palette(subject: str, seed: int) -> Palette:
    """Deal the palettes out in turn, so that a subject's next seeds are printed in other inks."""
    first = random.Random(subject).randrange(len(PALETTES))
    return PALETTES[(first + seed) % len(PALETTES)]
