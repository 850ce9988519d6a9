"""Pictures for tests."""

import io

from PIL import Image


def picture(width: int, height: int, form: str = "JPEG") -> bytes:
    """A plain picture's bytes."""
    output = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(output, form)
    return output.getvalue()
