"""
From a picture as it was sent in to the files that readers are given. Pure: bytes in, bytes out.

Renditions are made in the paper's standard widths and never wider than the original. They carry
no metadata at all, so no location leaves the house. WebP and JPEG come first, because a page waits
for them; AVIF, a sixth smaller and six times as long to make, follows.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import Any

from PIL import Image, ImageCms, ImageOps

from articles import caption_data, likeness
from articles.caption_data import CaptionData

# A thumbnail, a teaser beside its text, a telephone or a column of text, a large telephone, and the
# head of an article.
WIDTHS = (240, 480, 800, 1200, 1600)
SHARE_WIDTH = 1200
# What machines that show an article ask for; the focal point says what stays.
CROPS = {"16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1.0}
CENTRE = (0.5, 0.5)
LARGEST_FILE = 30 * 1024 * 1024  # bytes
LARGEST_SIDE = 12_000  # pixels
MOST_PIXELS = 60_000_000
# What a file may make Pillow keep besides, of which a small file can have millions or gigabytes.
MOST_SEGMENTS, LARGEST_TILE = 20_000, 4096 * 4096
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")  # the JPEG reader reads MPO as well
# At speed 8 a large photo takes 2 s on one core; at 6 it takes 5 and is 2 % smaller.
WRITTEN = {
    "webp": ("WEBP", {"quality": 72, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True}),
    "avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
}
STUFFED = "The file holds far more than a picture. Export it anew as JPEG and send that."
SRGB = ImageCms.createProfile("sRGB")
# What Pillow's readers raise for bytes that are no sound picture, as a fuzzer saw it.
BROKEN = (OSError, EOFError, RuntimeError, SyntaxError, ValueError, struct.error)
_SEGMENT = re.compile(rb"\xff[\xe0-\xef\xfe]")  # of a JPEG: its metadata and comments
_TILE_WIDTH, _TILE_HEIGHT = 0x0142, 0x0143  # of a TIFF
# The largest pictures take a gigabyte while they are looked at, and a process has several threads.
_one_at_a_time = Lock()
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class UnusablePicture(ValueError):
    """Not a picture that the paper can use; the message tells the person who sent it why."""


@dataclass(frozen=True)
class Picture:
    """A file that was looked at and can be used: its upright size in pixels, and what it says."""

    data: bytes
    width: int
    height: int
    looks: int | None
    words: CaptionData

    @cached_property
    def content_hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Renditions:
    """The upright original's size in pixels, the widths that were made, and the files by name."""

    width: int
    height: int
    widths: list[int]
    files: dict[str, bytes]


def name_of(width: int, form: str) -> str:
    """The file of a rendition; `form` is a key of WRITTEN."""
    return f"{width}.{form}"


def name_of_crop(shape: str) -> str:
    return f"{shape}.jpg"


def inspect(data: bytes) -> Picture:
    """A picture that can be used; UnusablePicture otherwise."""
    if len(data) > LARGEST_FILE:
        raise UnusablePicture(f"The file is too large: at most {LARGEST_FILE // 1024 // 1024} MB.")
    with _one_at_a_time, _readable(data) as image:
        small = _on_white(_in_8_bits(image)).resize((256, 256), Image.Resampling.BOX)
        looks = likeness.looks_of(small.convert("RGB"))
        return Picture(data, *image.size, looks, caption_data.read(image))


def make(data: bytes, focus: tuple[float, float] = CENTRE) -> Renditions:
    """
    A picture's renditions in WebP and JPEG, and its crops; UnusablePicture where there can be none.

    `focus` is the focal point, in shares of width and height.
    """
    return make_from(_upright(data), focus)


def make_from(upright: Image.Image, focus: tuple[float, float] = CENTRE) -> Renditions:
    """As `make`, of an RGB image in memory."""
    images = _in_widths(upright)
    files = _crops(upright, focus) | {
        name_of(width, form): _encoded(image, form)
        for width, image in images.items()
        for form in ("webp", "jpg")
    }
    return Renditions(*upright.size, list(images), files)


def make_avif(data: bytes) -> dict[str, bytes]:
    """A picture's renditions in AVIF, by name."""
    images = _in_widths(_upright(data))
    return {name_of(width, "avif"): _encoded(image, "avif") for width, image in images.items()}


def make_crops(data: bytes, focus: tuple[float, float]) -> dict[str, bytes]:
    """A picture's crops alone, by name: the focal point has moved."""
    return _crops(_upright(data), focus)


def _in_widths(upright: Image.Image) -> dict[int, Image.Image]:
    widths = sorted({min(width, upright.width) for width in WIDTHS})
    return {width: _at_width(upright, width) for width in widths}


def _crops(image: Image.Image, focus: tuple[float, float]) -> dict[str, bytes]:
    return {
        name_of_crop(shape): _encoded(_cropped(image, ratio, focus), "jpg")
        for shape, ratio in CROPS.items()
    }


def _cropped(image: Image.Image, ratio: float, focus: tuple[float, float]) -> Image.Image:
    part = image.crop(_box(image.size, ratio, focus))
    return _at_width(part, min(part.width, SHARE_WIDTH))


def size_at(size: tuple[int, int], width: int) -> tuple[int, int]:
    """The size of a picture that is brought to a width."""
    return width, max(1, round(size[1] * width / size[0]))


def size_of_crop(size: tuple[int, int], ratio: float) -> tuple[int, int]:
    """The width and height of a picture's crop of such a shape: never wider than is shared."""
    part = _largest_part(size, ratio)
    return size_at(part, min(part[0], SHARE_WIDTH))


def _largest_part(size: tuple[int, int], ratio: float) -> tuple[int, int]:
    width = max(1, min(size[0], round(size[1] * ratio)))
    height = max(1, min(size[1], round(size[0] / ratio)))
    return width, height


def _box(
    size: tuple[int, int], ratio: float, focus: tuple[float, float]
) -> tuple[int, int, int, int]:
    """The largest part of such a shape; it lies where CSS's object-position puts it."""
    width, height = _largest_part(size, ratio)
    left, top = round((size[0] - width) * focus[0]), round((size[1] - height) * focus[1])
    return left, top, left + width, top + height


def _upright(data: bytes) -> Image.Image:
    with _readable(data) as image:
        upright = _in_srgb(_on_white(_in_8_bits(image)), image.info.get("icc_profile"))
    # Pillow writes the comment that came with one picture, unasked, into the next JPEG.
    upright.info.clear()
    return upright


@contextmanager
def _readable(data: bytes) -> Iterator[Image.Image]:
    """The picture, upright, with all its pixels; UnusablePicture where they cannot be had."""
    with _opened(data) as image:
        try:
            ImageOps.exif_transpose(image, in_place=True)
            yield image
        except BROKEN as error:
            raise UnusablePicture("The picture is damaged or cut short.") from error


def _opened(data: bytes) -> Image.Image:
    if data.startswith(b"\xff\xd8") and _is_stuffed(data):
        raise UnusablePicture(STUFFED)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusablePicture(_too_large()) from error
    except BROKEN as error:
        raise UnusablePicture(_unknown(data)) from error
    if image.width * image.height > MOST_PIXELS or max(image.size) > LARGEST_SIDE:
        raise UnusablePicture(_too_large())
    if _tile_of(image) > LARGEST_TILE:
        raise UnusablePicture(STUFFED)
    return image


def _is_stuffed(data: bytes) -> bool:
    """Whether a JPEG has more segments than any camera or program writes."""
    segments = _SEGMENT.finditer(data)
    return next(islice(segments, MOST_SEGMENTS, None), None) is not None


def _tile_of(image: Image.Image) -> int:
    """The pixels of a tile of a TIFF: each is read whole, however little of it the picture has."""
    tags: Any = getattr(image, "tag_v2", {})
    width, height = tags.get(_TILE_WIDTH, 0), tags.get(_TILE_HEIGHT, 0)
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _unknown(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "This is HEIC, which the paper cannot use. Export it as JPEG and send that."
    return "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF."


def _too_large() -> str:
    return (
        f"The picture is too large: at most {MOST_PIXELS // 1_000_000} megapixels "
        f"and {LARGEST_SIDE:,} pixels a side."
    )


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits lose the lower eight; Pillow would cut them off at 255."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency or palette; CMYK and grey stay what they are, as their profiles do."""
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        white = Image.new("RGB", rgba.size, "white")
        white.paste(rgba, mask=rgba.getchannel("A"))
        return white
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile; the numbers are taken as they are
        if converted is not None:
            return converted
    return image.convert("RGB")


def _at_width(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    return image.resize(size_at(image.size, width), Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(image: Image.Image, form: str) -> bytes:
    output, (name, options) = io.BytesIO(), WRITTEN[form]
    image.save(output, name, **options)
    return output.getvalue()
