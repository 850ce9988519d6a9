"""
The words that came inside a picture: caption, credit, who took it and when. Pure.

They are read from XMP, IPTC and EXIF; where two of them speak, XMP is believed first and EXIF last.
A file is a stranger's: whatever it says becomes a short text without control characters, or
nothing. Where a picture was taken is not read at all.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from algemeiner.dateline import NEWSROOM_ZONE

LONGEST, LONGEST_CAPTION = 200, 500  # as the photo's record keeps them
LARGEST_PACKET = 1024 * 1024  # bytes of XMP
FIRST_YEAR, LAST_YEAR = 1826, 2199  # the first photograph, and the end of what a clock may say

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = {
    "headline": f"{_PHOTOSHOP}Headline",
    "caption": f"{_DC}description",
    "alt": "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
    "creator": f"{_DC}creator",
    "credit": f"{_PHOTOSHOP}Credit",
    "source": f"{_PHOTOSHOP}Source",
    "copyright": f"{_DC}rights",
    "terms": "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    "taken": f"{_PHOTOSHOP}DateCreated",
}
_IPTC = {
    "headline": (2, 105),
    "caption": (2, 120),
    "creator": (2, 80),
    "credit": (2, 110),
    "source": (2, 115),
    "copyright": (2, 116),
}
_IPTC_DAY, _IPTC_TIME = (2, 55), (2, 60)
_EXIF = {"caption": 0x010E, "creator": 0x013B, "copyright": 0x8298}
_EXIF_IFD, _EXIF_TAKEN, _EXIF_OFFSET = 0x8769, 0x9003, 0x9011
# What cameras write where a caption belongs.
_OF_CAMERAS = re.compile(r"(?i)(OLYMPUS|MINOLTA|SONY|SAMSUNG|KONICA|DCIM|DIGITAL CAMERA).*|\W*")
_MOMENT = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s*(Z|[-+]\d\d:?\d\d)?)?"
)
# Signs that turn the order of the words around them: nothing a caption needs.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ODD: tuple[type[Exception], ...] = (
    *(OSError, EOFError, RuntimeError, SyntaxError, ValueError, TypeError, LookupError),
    *(struct.error, OverflowError),
)


@dataclass(frozen=True)
class CaptionData:
    """What a picture says of itself; "" and None where it is silent."""

    headline: str = ""
    caption: str = ""
    alt: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    terms: str = ""
    taken_at: datetime | None = None

    @property
    def credit_line(self) -> str:
        """As the paper prints it, “Reuters / Jane Doe”, when the picture gives no line itself."""
        made = " / ".join(dict.fromkeys(filter(None, [self.source, self.creator])))
        return _cut(self.credit or made or self.copyright, LONGEST)


def read(image: Image.Image) -> CaptionData:
    """What an opened picture says of itself. Never fails."""
    found = [_of_xmp(image), _of_iptc(image), _of_exif(image)]
    words = {name: _first(name, found) for name in (f.name for f in fields(CaptionData)[:-1])}
    moments = (_moment(said.get("taken", "")) for said in found)
    taken_at = next((moment for moment in moments if moment), None)
    return CaptionData(**words, taken_at=taken_at)


def _first(name: str, found: Iterable[dict[str, str]]) -> str:
    longest = LONGEST_CAPTION if name == "caption" else LONGEST
    texts = (_cut(_plain(said.get(name, "")), longest) for said in found)
    return next(filter(None, texts), "")


def _of_xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp", b"")
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    if not isinstance(packet, bytes) or len(packet) > LARGEST_PACKET:
        return {}
    try:
        root = fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, *_ODD):
        return {}
    said: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        said |= description.attrib
        said |= {child.tag: _text(child) for child in description}
    return {name: said[tag] for name, tag in _XMP.items() if tag in said}


def _text(element: Element) -> str:
    """A property's text: of several languages the default's, of several people all."""
    # Not at any depth: of elements within elements within elements that takes for ever.
    items = [item for array in element for item in array if item.tag == f"{_RDF}li"]
    if not items:
        return element.text or ""
    default = [item for item in items if item.get(_LANG) == "x-default"]
    if default or any(item.get(_LANG) for item in items):
        return (default or items)[0].text or ""
    return ", ".join(item.text for item in items if item.text)


def _of_iptc(image: Image.Image) -> dict[str, str]:
    try:
        records = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile) else None
    except _ODD:
        return {}
    said = {key: _decoded(value) for key, value in (records or {}).items()}
    words = {name: said[key] for name, key in _IPTC.items() if key in said}
    return words | {"taken": said.get(_IPTC_DAY, "") + said.get(_IPTC_TIME, "")}


def _decoded(value: bytes | list[bytes]) -> str:
    """As UTF-8, of which Latin letters are rarely valid by chance, or as Latin letters."""
    if isinstance(value, list):
        return ", ".join(map(_decoded, value))
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _of_exif(image: Image.Image) -> dict[str, str]:
    try:
        exif = image.getexif()
        taken = exif.get_ifd(_EXIF_IFD)
        said: dict[str, object] = {name: exif.get(tag) for name, tag in _EXIF.items()}
        moment = [str(taken.get(tag) or "") for tag in (_EXIF_TAKEN, _EXIF_OFFSET)]
    except _ODD:
        return {}
    words = {name: _unmangled(text) for name, text in said.items() if isinstance(text, str)}
    if _OF_CAMERAS.fullmatch(words.get("caption", "")):
        words["caption"] = ""
    return words | {"taken": "".join(moment)}


def _unmangled(text: str) -> str:
    """Pillow reads EXIF as Latin letters, and cameras write UTF-8."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _moment(text: str) -> datetime | None:
    """
    A moment as one of the three writes it. Without an offset it is taken as New York's, and a day
    without an hour as its beginning.
    """
    match = _MOMENT.fullmatch(text.replace("\0", "").strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=NEWSROOM_ZONE)
        return datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{match[7]}") if match[7] else local
    except ValueError:
        return None


def _plain(text: str) -> str:
    kept = (
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", text[: 20 * LONGEST_CAPTION])
        if sign.isspace() or (unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co"))
    )
    return " ".join("".join(sign for sign in kept if sign not in _TURNING).split())


def _cut(text: str, longest: int) -> str:
    """At a word's end, with a sign that there was more."""
    if len(text) <= longest:
        return text
    return (text[: longest - 1].rsplit(" ", 1)[0] or text[: longest - 1])[: longest - 1] + "…"
