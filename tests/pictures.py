"""Pictures for tests."""

import io
import random

from PIL import Image, ImageDraw


def picture(width: int, height: int, form: str = "JPEG") -> bytes:
    """A plain picture's bytes."""
    return encoded(Image.new("RGB", (width, height), "teal"), form)


def scene(seed: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    """A picture with something on it; each seed has another."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        right, bottom = left + chance.randrange(30, 300), top + chance.randrange(30, 200)
        draw.ellipse((left, top, right, bottom), fill=chance.randrange(0xFFFFFF))
    return image


def encoded(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
