from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from articles.likeness import NEAR, looks_of, traces_of
from tests.pictures import decoded, encoded, scene

NUMBERS = st.integers(-(2**63), 2**63 - 1)


def difference(one, other):
    return ((one ^ other) & (2**64 - 1)).bit_count()


@pytest.mark.parametrize(
    "altered",
    [
        lambda image: image.resize((300, 200)),
        lambda image: decoded(encoded(image, "JPEG", quality=30)),
        lambda image: decoded(encoded(image, "WEBP", quality=50)),
        lambda image: ImageEnhance.Brightness(image).enhance(0.85),
        lambda image: image.convert("L"),
    ],
    ids=["smaller", "JPEG", "WebP", "darker", "grey"],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_same_picture_in_other_clothes_is_near(seed, altered):
    picture = scene(seed)
    assert difference(looks_of(picture), looks_of(altered(picture))) <= NEAR


def test_other_pictures_are_far():
    looks = [looks_of(scene(seed)) for seed in range(8)]
    assert min(difference(*pair) for pair in combinations(looks, 2)) > 2 * NEAR


@pytest.mark.parametrize("size", [(1, 1), (600, 400), (12_000, 1)])
@pytest.mark.parametrize("colour", ["black", "teal", "white"])
def test_a_plain_surface_looks_like_nothing(colour, size):
    assert looks_of(Image.new("RGB", size, colour)) is None


@given(NUMBERS, st.sets(st.integers(0, 63), max_size=NEAR))
def test_near_numbers_share_a_trace(number, bits):
    other = number
    for bit in bits:
        other ^= 1 << bit
    bands = {place << 16 | other >> 16 * place & 0xFFFF for place in range(4)}
    assert bands & set(traces_of(number)) != set()


@given(NUMBERS)
def test_a_number_has_few_traces(number):
    assert len(set(traces_of(number))) == len(traces_of(number)) == 68
