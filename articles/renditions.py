"""
From a picture as it was sent in to the files that readers are given. Pure: bytes in, bytes out.

Renditions are made in the paper's standard widths and never wider than the original. They carry
no metadata at all, so no location leaves the house.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

WIDTHS = (400, 800, 1200, 1600)
SHARE_WIDTH = 1200
LARGEST_SIDE = 12_000  # pixels
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")  # the JPEG reader reads MPO as well
SRGB = ImageCms.createProfile("sRGB")
# What Pillow's readers raise for bytes that are no sound picture, as a fuzzer saw it.
BROKEN = (OSError, EOFError, RuntimeError, SyntaxError, ValueError, struct.error)


class UnusablePicture(ValueError):
    """Not a picture that the paper can use; the message tells the person who sent it why."""


@dataclass(frozen=True)
class Renditions:
    """The upright original's size in pixels, WebP by width, and one JPEG for sharing."""

    width: int
    height: int
    webp: dict[int, bytes]
    share: bytes


def inspect(data: bytes) -> tuple[int, int]:
    """Width and height, upright, of a picture that can be used; UnusablePicture otherwise."""
    with _readable(data) as image:
        return image.size


def make(data: bytes) -> Renditions:
    """Every rendition of a picture; UnusablePicture where there can be none."""
    with _readable(data) as image:
        upright = _in_srgb(_on_white(_in_8_bits(image)), image.info.get("icc_profile"))
    # Pillow writes the comment that came with one picture, unasked, into the next JPEG.
    upright.info.clear()
    return make_from(upright)


def make_from(upright: Image.Image) -> Renditions:
    """Every rendition of an RGB image in memory."""
    width, height = upright.size
    widths = sorted({min(w, width) for w in WIDTHS})
    return Renditions(
        width,
        height,
        {w: _encoded(_at_width(upright, w), "WEBP", quality=72, method=2) for w in widths},
        _encoded(_at_width(upright, min(width, SHARE_WIDTH)), "JPEG", quality=84, progressive=True),
    )


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
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusablePicture(_too_large()) from error
    except BROKEN as error:
        raise UnusablePicture(
            "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF."
        ) from error
    if image.width * image.height > MOST_PIXELS or max(image.size) > LARGEST_SIDE:
        raise UnusablePicture(_too_large())
    return image


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
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(image: Image.Image, form: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()
