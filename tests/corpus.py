"""
Difficult pictures: what cameras, agencies, telephones and enemies send, and what comes of each.

USABLE names each with the colours of its upright left and right sides; REFUSED with the words that
its sender is told.
"""

import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

from tests.pictures import encoded, xmp

SIZE = (40, 20)
RED, GREEN, PINK = (255, 0, 0), (0, 255, 0), (255, 127, 127)
WHITE, GREY = (255, 255, 255), (128, 128, 128)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
SECRET = b"12 Secret Street"
NOT_A_PICTURE = "This is not a picture that can be used. Send JPEG, PNG, WebP, AVIF, TIFF or GIF."
HEIC = "This is HEIC, which the paper cannot use. Export it as JPEG and send that."
DAMAGED = "The picture is damaged or cut short."
TOO_LARGE = "The picture is too large: at most 60 megapixels and 12,000 pixels a side."
STUFFED = "The file holds far more than a picture. Export it anew as JPEG and send that."
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")


def plain(mode="RGB", colour=RED, size=SIZE):
    return Image.new(mode, size, colour)


def noise():
    return Image.effect_noise((120, 80), 60).convert("RGB")


def palette_picture():
    """Left half the first colour of its palette, red; right half the second, green."""
    picture = plain("P", 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.paste(1, (20, 0, 40, 20))
    return picture


def exif(orientation=1):
    """What a telephone writes into a picture."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = SECRET.decode()
    data.get_ifd(0x8825).update({1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 21.0)})
    return data


def png_of(width, height, *chunks):
    """A PNG that says how large it is and then has next to nothing in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def linear_profile():
    """sRGB's profile with each of its tone curves replaced by a straight line."""
    profile = bytearray(SRGB)
    tags = struct.unpack(">I", profile[128:132])[0]
    for number in range(tags):
        name, offset, size = struct.unpack(">4sII", profile[132 + 12 * number : 144 + 12 * number])
        if name in (b"rTRC", b"gTRC", b"bTRC"):
            profile[offset : offset + size] = (b"curv" + bytes(8)).ljust(size, b"\0")
    return bytes(profile)


def halves(size=SIZE):
    """The left half red, the right half green."""
    picture = plain(size=size)
    picture.paste(GREEN, (size[0] // 2, 0, *size))
    return picture


def turned(orientation):
    """`halves` as a camera that was held so sees it, with a note of how it was held."""
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = halves()
    held = picture.transpose(undone[orientation]) if orientation in undone else picture
    return encoded(held, "JPEG", exif=exif(orientation))


def moving(form):
    frames = [halves(), plain(colour="blue"), plain(colour="black")]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:])


def telling_png_info():
    info = PngImagePlugin.PngInfo()
    info.add_text("comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    return info


WHERE = xmp(f"<exif:GPSLatitude>{SECRET.decode()}</exif:GPSLatitude>")
USABLE = {
    **{f"turned {how}": (turned(how), RED, GREEN) for how in range(1, 9)},
    **{f"moving {form}": (moving(form), RED, GREEN) for form in FORMATS if form != "JPEG"},
    "two of a telephone": (moving("MPO"), RED, GREEN),
    "CMYK": (encoded(plain("CMYK", (0, 255, 255, 0)), "JPEG"), RED, RED),
    "CMYK in TIFF": (encoded(plain("CMYK", (0, 255, 255, 0)), "TIFF"), RED, RED),
    "CMYK with sRGB's profile": (
        encoded(plain("CMYK", (0, 255, 255, 0)), "JPEG", icc_profile=SRGB),
        RED,
        RED,
    ),
    "no profile": (encoded(plain(), "JPEG", icc_profile=b"not a profile"), RED, RED),
    "half a profile": (encoded(plain(), "JPEG", icc_profile=SRGB[:200]), RED, RED),
    # In linear light half of white is a far lighter grey than in sRGB.
    "another profile": (
        encoded(plain(colour=GREY), "PNG", icc_profile=linear_profile()),
        (188, 188, 188),
        (188, 188, 188),
    ),
    "16 bits": (encoded(plain("I;16", 0x8000), "PNG"), GREY, GREY),
    "16 bits in TIFF": (encoded(plain("I;16", 0x8000), "TIFF"), GREY, GREY),
    "16 bits the other way": (encoded(plain("I;16B", 0x8000), "TIFF"), GREY, GREY),
    "grey": (encoded(plain("L", 128), "PNG"), GREY, GREY),
    "black and white": (encoded(plain("1", 1), "PNG"), WHITE, WHITE),
    "clear": (encoded(plain("RGBA", (255, 0, 0, 0)), "PNG"), WHITE, WHITE),
    "half clear": (encoded(plain("RGBA", (255, 0, 0, 128)), "WEBP"), PINK, PINK),
    "clear grey": (encoded(plain("LA", (0, 0)), "PNG"), WHITE, WHITE),
    "a clear colour": (encoded(plain(), "PNG", transparency=RED), WHITE, WHITE),
    "a clear grey": (encoded(plain("L", 7), "PNG", transparency=7), WHITE, WHITE),
    "palette": (encoded(palette_picture(), "PNG"), RED, GREEN),
    "palette with a clear colour": (
        encoded(palette_picture(), "PNG", transparency=0),
        WHITE,
        GREEN,
    ),
    "clear in GIF": (encoded(palette_picture(), "GIF", transparency=1), RED, WHITE),
    "palette with half a colour": (
        encoded(palette_picture(), "PNG", transparency=b"\x80\xff"),
        PINK,
        GREEN,
    ),
    "where it was taken": (encoded(halves(), "JPEG", exif=exif(), xmp=WHERE), RED, GREEN),
    "one pixel": (encoded(plain(size=(1, 1)), "PNG"), RED, RED),
    "thread": (encoded(plain(size=(12_000, 1)), "PNG"), RED, RED),
    "hair": (encoded(plain(size=(1, 12_000)), "PNG"), RED, RED),
}


JPEG = encoded(plain(), "JPEG")


def heif(brand):
    """How a file of the family of HEIC begins."""
    return struct.pack(">I4s4sI4s", 24, b"ftyp", brand, 0, brand) + bytes(40)


def tiled(side):
    """A TIFF of ten pixels square, cut out of one tile; the tile is next to nothing, compressed."""
    tags = [
        *((256, 10), (257, 10), (258, 8), (259, 8), (262, 2), (277, 3)),
        *((322, side), (323, side), (324, 8), (325, 1)),
    ]
    fields = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IIH", 12, 0, len(tags)) + fields + bytes(4)


REFUSED = {
    "nothing": (b"", NOT_A_PICTURE),
    "text": (b"Dear editor, please find my picture attached.", NOT_A_PICTURE),
    "svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        NOT_A_PICTURE,
    ),
    "pdf": (b"%PDF-1.7\n", NOT_A_PICTURE),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", NOT_A_PICTURE),
    "bmp": (encoded(plain(), "BMP"), NOT_A_PICTURE),
    "script": (b"<script>alert(1)</script>", NOT_A_PICTURE),
    "html": (b"<!DOCTYPE html><title>A picture</title>", NOT_A_PICTURE),
    "heic": (heif(b"heic"), HEIC),
    "heif": (heif(b"mif1"), HEIC),
    "film": (heif(b"isom"), NOT_A_PICTURE),
    "beginning": (encoded(noise(), "JPEG")[:10], NOT_A_PICTURE),
    "no pixels": (png_of(40, 20), DAMAGED),
    "no width": (png_of(0, 20), NOT_A_PICTURE),
    "too wide": (png_of(12_001, 1), TOO_LARGE),
    "64 megapixels": (png_of(8000, 8000), TOO_LARGE),
    "what Pillow warns of": (png_of(10_000, 9_000), TOO_LARGE),
    "what Pillow refuses": (png_of(50_000, 50_000), TOO_LARGE),
    "the largest of all": (png_of(2**31 - 1, 2**31 - 1), TOO_LARGE),
    "a text that swells": (
        png_of(40, 20, (b"zTXt", b"comment\0\0" + zlib.compress(bytes(2_000_000)))),
        NOT_A_PICTURE,
    ),
    "a million comments": (
        JPEG[:2] + b"\xff\xe1\0\x09Exif\0\0x" * 1_000_000 + JPEG[2:],
        STUFFED,
    ),
    "a tile of gigabytes": (tiled(25_000), STUFFED),
    "half a JPEG": (encoded(noise(), "JPEG")[:-1000], DAMAGED),
    "half a PNG": (encoded(noise(), "PNG")[:-1000], DAMAGED),
}
