"""Pictures for tests."""

import io
import random
import struct

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


def with_iptc(jpeg: bytes, *datasets: tuple[int, int, bytes]) -> bytes:
    """A JPEG with such IPTC datasets (record, number, value), where Photoshop puts them."""
    iptc = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    block = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def xmp(properties: str, attributes: str = "", before: str = "") -> bytes:
    """An XMP packet with such properties, each an XML element."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" {attributes}>{properties}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()
