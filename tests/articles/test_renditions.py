import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import likeness
from articles.renditions import (
    Renditions,
    UnusablePicture,
    inspect,
    make,
    make_avif,
    make_crops,
    make_from,
)
from tests.corpus import (
    DAMAGED,
    FORMATS,
    GREY,
    LAB,
    NOT_A_PICTURE,
    RED,
    REFUSED,
    SECRET,
    SRGB,
    TOO_LARGE,
    WHERE,
    WHITE,
    exif,
    linear_profile,
    noise,
    plain,
    telling_png_info,
)
from tests.pictures import decoded, encoded


def opened(renditions):
    """Every rendition as an image, without the crops: WebP and JPEG of each width."""
    names = [f"{width}.{form}" for width in renditions.widths for form in ("webp", "jpg")]
    return [decoded(renditions.files[name]) for name in names]


def rounded(pixel):
    """To the nearest of 17 steps a channel: lossy formats are a little off."""
    return tuple(round(channel / 16) for channel in pixel)


def corners(image):
    """The top left and bottom right pixels, rounded."""
    last = (image.width - 1, image.height - 1)
    return rounded(image.getpixel((0, 0))), rounded(image.getpixel(last))


def message(data):
    """What the sender of an unusable picture is told, by both who look at it."""
    refusals = []
    for look in (inspect, make):
        with pytest.raises(UnusablePicture) as refusal:
            look(data)
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]
    return refusals[0]


# --- Sizes ---


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1, 1), [1]),
        ((239, 10), [239]),
        ((240, 10), [240]),
        ((241, 10), [240, 241]),
        ((1300, 10), [240, 480, 800, 1200, 1300]),
        ((5000, 10), [240, 480, 800, 1200, 1600]),
        ((12_000, 1), [240, 480, 800, 1200, 1600]),
        ((1, 12_000), [1]),
    ],
)
def test_standard_widths_and_none_wider_than_the_original(size, widths):
    data = encoded(plain(size=size), "PNG")
    made, avif = make(data), make_avif(data)
    assert (made.width, made.height, made.widths) == (*size, widths)
    assert [image.width for image in opened(made)[::2]] == widths
    assert [image.width for image in opened(made)[1::2]] == widths
    assert [(name, decoded(file).width) for name, file in avif.items()] == [
        (f"{width}.avif", width) for width in widths
    ]


def test_every_rendition_keeps_the_shape():
    made = make(encoded(plain(size=(1600, 1067)), "JPEG"))
    sizes = [(240, 160), (480, 320), (800, 534), (1200, 800), (1600, 1067)]
    assert [(image.format, image.mode, image.size) for image in opened(made)] == [
        (form, "RGB", size) for size in sizes for form in ("WEBP", "JPEG")
    ]


def test_the_same_picture_makes_the_same_files():
    picture = noise()
    assert make_from(picture) == make_from(picture) == make(encoded(picture, "PNG"))


# --- Crops ---


def quarters():
    """Red, green, blue and white, a quarter of the width each."""
    picture = plain(size=(1600, 800), colour=WHITE)
    for place, colour in enumerate(["red", "green", "blue"]):
        picture.paste(colour, (400 * place, 0, 400 * place + 400, 800))
    return picture


@pytest.mark.parametrize(
    ("focus", "colour"), [((0, 0.5), RED), ((0.5, 0.5), (0, 128, 0)), ((1, 0.5), (0, 0, 255))]
)
def test_the_focal_point_stays_in_the_crops(focus, colour):
    made = make(encoded(quarters(), "PNG"), focus)
    sizes = {"16x9.jpg": (1200, 675), "4x3.jpg": (1067, 800), "1x1.jpg": (800, 800)}
    crops = {name: decoded(made.files[name]) for name in sizes}
    assert {name: crop.size for name, crop in crops.items()} == sizes
    assert is_near(crops["1x1.jpg"], colour)
    again = make_crops(encoded(quarters(), "PNG"), focus)
    assert {name: decoded(crop).size for name, crop in again.items()} == sizes
    assert is_near(decoded(again["1x1.jpg"]), colour)


def is_near(image, colour):
    """Inside its left side, away from where two colours meet."""
    seen = image.getpixel((100, 100))
    return max(abs(one - other) for one, other in zip(seen, colour, strict=True)) < 8


@pytest.mark.parametrize("size", [(1, 1), (12_000, 1), (1, 12_000), (3, 2)])
def test_a_crop_is_never_larger_than_the_picture_and_never_nothing(size):
    made = make(encoded(plain(size=size), "PNG"), (1, 1))
    crops = [decoded(made.files[name]).size for name in ("16x9.jpg", "4x3.jpg", "1x1.jpg")]
    assert all(1 <= crop[side] <= size[side] for crop in crops for side in (0, 1))


# --- Whatever comes becomes sRGB on white ---


@pytest.mark.parametrize("form", FORMATS)
def test_every_format(form):
    made = make(encoded(plain(), form))
    assert isinstance(made, Renditions)
    assert [corners(image) for image in opened(made)] == [(rounded(RED), rounded(RED))] * 2


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF", "TIFF"])
def test_of_an_animation_the_first_picture(form):
    frames = [plain(colour=colour) for colour in ("red", "green", "blue")]
    moving = encoded(frames[0], form, save_all=True, append_images=frames[1:])
    assert [getattr(image, "n_frames", 1) for image in opened(make(moving))] == [1, 1]
    assert [corners(i) for i in opened(make(moving))] == [(rounded(RED), rounded(RED))] * 2


@pytest.mark.parametrize(
    ("image", "form", "profile", "colour"),
    [
        (plain(), "JPEG", SRGB, RED),
        (plain(), "JPEG", b"not a profile", RED),
        (plain(), "JPEG", SRGB[:200], RED),
        (plain(), "JPEG", LAB, RED),
        (plain("L", 128), "JPEG", SRGB, GREY),
        (plain("CMYK", (0, 255, 255, 0)), "JPEG", SRGB, RED),
        (plain("RGBA", (255, 0, 0, 0)), "PNG", SRGB, WHITE),
    ],
)
def test_a_profile_that_is_broken_or_anothers_is_passed_over(image, form, profile, colour):
    made = make(encoded(image, form, icc_profile=profile))
    assert [corners(i) for i in opened(made)] == [(rounded(colour), rounded(colour))] * 2


@pytest.mark.parametrize(
    "image",
    [plain(colour=GREY), plain("RGBA", (*GREY, 255)), plain(colour=GREY).quantize()],
)
def test_a_profile_is_applied(image):
    """In linear light half of white is a far lighter grey than in sRGB."""
    [webp, jpeg] = opened(make(encoded(image, "PNG", icc_profile=linear_profile())))
    assert corners(webp) == corners(jpeg) == (rounded((188, 188, 188)),) * 2


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "size", "black_corner"),
    [
        (1, (40, 20), (0, 0)),
        (2, (40, 20), (39, 0)),
        (3, (40, 20), (39, 19)),
        (4, (40, 20), (0, 19)),
        (5, (20, 40), (0, 0)),
        (6, (20, 40), (19, 0)),
        (7, (20, 40), (19, 39)),
        (8, (20, 40), (0, 39)),
    ],
)
def test_stands_upright(form, orientation, size, black_corner):
    picture = plain(colour=WHITE)
    picture.paste("black", (0, 0, 10, 10))
    data = encoded(picture, form, exif=exif(orientation))
    made = make(data)
    [webp, jpeg] = opened(made)
    assert size_of(inspect(data)) == size_of(made) == webp.size == jpeg.size == size
    right, bottom = size[0] - 1, size[1] - 1
    dark = [at for at in [(0, 0), (right, 0), (0, bottom), (right, bottom)] if is_dark(jpeg, at)]
    assert dark == [black_corner]


def size_of(picture):
    return picture.width, picture.height


def is_dark(image, at):
    return sum(image.getpixel(at)) < 3 * 128


# --- Nothing of where and by whom it was taken ---


@pytest.mark.parametrize(
    ("form", "telling"),
    [
        ("JPEG", {"exif": exif(), "comment": SECRET, "xmp": SECRET}),
        ("PNG", {"exif": exif(), "pnginfo": telling_png_info()}),
        (
            "WEBP",
            {"exif": exif(), "xmp": WHERE},
        ),
        ("AVIF", {"exif": exif(), "xmp": SECRET}),
        ("TIFF", {"exif": exif()}),
        ("GIF", {"comment": SECRET}),
    ],
)
def test_no_metadata_leaves_the_house(form, telling):
    data = encoded(plain(), form, **telling)
    assert SECRET in data
    files = make(data).files | make_avif(data)
    assert sorted(files) == ["16x9.jpg", "1x1.jpg", "40.avif", "40.jpg", "40.webp", "4x3.jpg"]
    assert [name for name, file in files.items() if SECRET in file] == []
    for image in map(decoded, files.values()):
        assert dict(image.getexif()) == {}
        assert {"exif", "xmp", "comment", "icc_profile"}.isdisjoint(image.info)


# --- What is no picture ---


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_in_words(data, told):
    assert message(data) == told


@pytest.mark.parametrize("form", FORMATS)
def test_half_a_picture_is_refused(form):
    whole = encoded(noise(), form)
    assert message(whole[: len(whole) // 2]) in (DAMAGED, NOT_A_PICTURE)


def test_pictures_are_looked_at_one_at_a_time(monkeypatch):
    at_once, seen = [], []

    def looks_of(image):
        at_once.append(image)
        seen.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()

    monkeypatch.setattr(likeness, "looks_of", looks_of)
    with ThreadPoolExecutor() as threads:
        list(threads.map(inspect, [encoded(plain())] * 3))
    assert seen == [1, 1, 1]


SOUND = [encoded(noise(), form) for form in FORMATS] + [
    encoded(plain(), form, exif=exif(6)) for form in ("JPEG", "WEBP", "AVIF", "TIFF")
]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's about odd metadata
@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SOUND), st.data())
def test_a_damaged_picture_is_made_or_refused(sound, data):
    damaged = bytearray(sound)
    places = st.integers(0, len(sound) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=5)):
        damaged[place] = data.draw(st.integers(0, 255))
    damaged = bytes(damaged[: data.draw(st.one_of(st.just(len(sound)), places))])
    try:
        picture = inspect(damaged)
        made = make(damaged)
    except UnusablePicture as refusal:
        assert str(refusal) in (DAMAGED, NOT_A_PICTURE, TOO_LARGE)  # noqa: PT017
    else:
        assert size_of(made) == size_of(picture)
