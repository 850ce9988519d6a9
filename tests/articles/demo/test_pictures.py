"""The demo's pictures: every scene draws, the same way twice, and no two alike."""

import hashlib
from itertools import combinations
from random import Random

import pytest
from PIL import Image

from articles.demo.pictures import SCENES, draw_portrait, draw_scene
from articles.demo.pictures.canvas import Sheet, Tone, even, fade, halo
from articles.demo.pictures.geometry import arc, arched, brushed, mixed, smooth, turned
from articles.demo.pictures.inks import PALETTES, Palette, air, blend

SMALL = (180, 120)


def _sha(image: Image.Image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


def test_scenes_are_those_the_articles_may_name() -> None:
    assert " ".join(SCENES) == (
        "skyline bridge subway brownstones synagogue market bakery challah soup-pot coffee "
        "bookshop library reading-lamp printing-press letters-desk theatre violin museum cinema "
        "basketball runner chess stadium telescope laboratory harbor park snow-street schoolroom "
        "town-hall ballot-box menorah candles olive-tree desert-hills jerusalem microphone "
        "train-station rainy-window garden"
    )


@pytest.mark.parametrize("scene", SCENES)
def test_scene_is_the_same_twice_and_another_with_every_seed(scene: str) -> None:
    drawn = [draw_scene(scene, seed, SMALL) for seed in (1, 1, 2, 9)]
    assert {(image.mode, image.size) for image in drawn} == {("RGB", SMALL)}
    assert drawn[0].tobytes() == drawn[1].tobytes()
    assert len({_sha(image) for image in drawn}) == 3


def test_one_seed_draws_every_scene_differently() -> None:
    assert len({_sha(draw_scene(scene, 7, SMALL)) for scene in SCENES}) == len(SCENES)


@pytest.mark.parametrize("size", [(300, 200), (120, 120), (97, 181), (240, 60)])
def test_size_is_kept_whatever_its_shape(size: tuple[int, int]) -> None:
    image = draw_scene("skyline", 3, size)
    assert image.size == size
    assert len(image.getcolors(1 << 20) or []) > 100


def test_unknown_scene_is_named() -> None:
    with pytest.raises(ValueError, match="no scene is called 'skyscraper'; there are skyline, "):
        draw_scene("skyscraper", 1)


def test_neighbouring_seeds_are_printed_in_other_inks() -> None:
    corners = {draw_scene("violin", seed, SMALL).getpixel((2, 2)) for seed in range(len(PALETTES))}
    assert len(corners) == len(PALETTES)


def test_portraits_are_the_same_twice_and_differ_pairwise() -> None:
    faces = [draw_portrait(seed, 96) for seed in range(16)]
    assert {(face.mode, face.size) for face in faces} == {("RGB", (96, 96))}
    assert draw_portrait(5, 96).tobytes() == faces[5].tobytes()
    assert min(_distance(a, b) for a, b in combinations(faces, 2)) > 8


def _distance(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of two pictures seen from afar, in levels of 255."""
    pairs = zip(a.resize((24, 24)).tobytes(), b.resize((24, 24)).tobytes(), strict=True)
    return sum(abs(p - q) for p, q in pairs) / (24 * 24 * 3)


PLAIN = Palette(
    paper=(240, 230, 210),
    pale=(200, 200, 180),
    mid=(120, 140, 110),
    deep=(60, 70, 80),
    key=(20, 20, 30),
    spot=(200, 80, 40),
    glow=(240, 200, 90),
)


def _sheet() -> Sheet:
    return Sheet((120, 80), (120, 80), PLAIN, Random(1))


@pytest.mark.parametrize(
    ("tone", "left", "right"),
    [
        (fade((0, 0), (100, 0)), 1.0, 0.0),
        (fade((100, 0), (0, 0), 0.8, 0.2), 0.2, 0.8),
        (halo(0, 0, 100), 1.0, 0.0),
        (even(0.4), 0.4, 0.4),
    ],
)
def test_tone_between_two_points(tone: Tone, left: float, right: float) -> None:
    assert (round(tone(0, 0), 6), round(tone(100, 0), 6)) == (left, right)


def test_plate_prints_where_it_is_drawn_and_not_where_it_is_cut() -> None:
    sheet = _sheet()
    plate = sheet.plate()
    plate.box(10, 10, 110, 70).cut.box(50, 30, 70, 50)
    sheet.lay(plate, (0, 0, 255))
    image = sheet.finished()
    assert [round(edge, -1) for edge in plate.bounds()] == [10, 10, 110, 70]
    assert [_is_blue(image, at) for at in ((20, 20), (100, 60), (60, 40), (3, 3))] == [
        True,
        True,
        False,
        False,
    ]


def test_within_keeps_ink_inside_another_plate() -> None:
    sheet = _sheet()
    inside = sheet.plate().box(0, 0, 60, 80)
    sheet.lay(sheet.plate().box(0, 0, 120, 40), (0, 0, 255), within=inside)
    sheet.mirrors = False
    image = sheet.finished()
    assert [_is_blue(image, at) for at in ((30, 20), (90, 20), (30, 60))] == [True, False, False]


def test_overprint_darkens_and_covers_nothing() -> None:
    sheet = _sheet()
    sheet.flood((255, 0, 0))
    sheet.lay(sheet.plate().box(0, 0, 120, 80), (128, 128, 255), over=True)
    red, green, blue = sheet.finished().getpixel((60, 40))
    assert (110 < red < 145, green < 30, blue < 30) == (True, True, True)


def test_what_lies_off_the_page_prints_nothing() -> None:
    plain, sheet = _sheet(), _sheet()
    sheet.lay(sheet.plate().box(300, 300, 320, 320), (0, 0, 255))
    sheet.lay(sheet.plate(), (0, 0, 255))
    plain.mirrors = sheet.mirrors = False
    assert sheet.finished().tobytes() == plain.finished().tobytes()


def _is_blue(image: Image.Image, at: tuple[int, int]) -> bool:
    red, _, blue = image.getpixel(at)
    return blue > red + 60


def test_pen_placed_turned_and_flipped() -> None:
    plate = _sheet().plate()
    plate.at(10, 20, 2, 90, flip=True).shape([(1, 0), (1, 1), (0, 1)])
    ((points, prints),) = plate.cuts
    assert [(round(x, 6), round(y, 6)) for x, y in points] == [(10, 18), (8, 18), (8, 20)]
    assert prints


def test_geometry() -> None:
    assert mixed((0, 0), (10, 20), 0.25) == (2.5, 5.0)
    assert smooth([(0, 0), (10, 10)], steps=2) == [(0.0, 0.0), (5.0, 5.0), (10, 10)]
    assert len(smooth([(0, 0), (10, 0), (10, 10)], closed=True, steps=4)) == 12
    assert brushed([(0, 0), (10, 0)], 4, 2) == [(0, 2), (10, 1), (10, -1), (0, -2)]
    assert [(round(x), round(y)) for x, y in arc(0, 0, 10, 5, 0, 180, 2)] == [
        (10, 0),
        (0, 5),
        (-10, 0),
    ]
    assert [(round(x), round(y)) for x, y in turned([(1, 0)], 0, 0, 90)] == [(0, 1)]
    assert max(y for _, y in arched(0, 0, 10, 40)) == 40
    assert min(y for _, y in arched(0, 0, 10, 40, pointed=True)) == 0


def test_blend_and_air() -> None:
    assert blend((0, 100, 200), (100, 100, 100), 0.5) == (50, 100, 150)
    assert (air(PLAIN, "night").dark, air(PLAIN, "day").dark) == (True, False)
    assert air(PLAIN, "day").key == PLAIN.key
