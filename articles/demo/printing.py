"""Drawing the demo's pictures and making their renditions, on every core. Pure."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from articles.demo.pictures import draw_portrait, draw_scene
from articles.renditions import Renditions, make_from

PORTRAIT = "portrait"


class Motif(NamedTuple):
    """What to draw: a scene's name, or PORTRAIT, and the seed of this drawing."""

    scene: str
    seed: int


def printed(motifs: Sequence[Motif]) -> Iterator[Renditions]:
    """The renditions of each motif, in order."""
    # Spawned, not forked: a forked child would share this process's database connection.
    workers = ProcessPoolExecutor(
        min(os.cpu_count() or 1, 8), mp_context=multiprocessing.get_context("spawn")
    )
    with workers:
        yield from workers.map(_print, motifs)


def _print(motif: Motif) -> Renditions:
    if motif.scene == PORTRAIT:
        return make_from(draw_portrait(motif.seed))
    return make_from(draw_scene(motif.scene, motif.seed))
