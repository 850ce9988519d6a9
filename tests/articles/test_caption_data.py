import time
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from algemeiner.dateline import NEWSROOM_ZONE
from articles.caption_data import LARGEST_PACKET, CaptionData, read
from tests.pictures import decoded, encoded, with_iptc, xmp

PLAIN = Image.new("RGB", (40, 20), "teal")
JPEG = encoded(PLAIN)
UTF_8 = (1, 90, b"\x1b%G")
NOTHING = CaptionData()
EASTERN = timezone(timedelta(hours=-5))

EVERYTHING_IN_XMP = xmp(
    """
    <dc:description><rdf:Alt><rdf:li xml:lang="de">Eine Straße</rdf:li>
      <rdf:li xml:lang="x-default">A street
      in the rain</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>Dov Roth</rdf:li></rdf:Seq></dc:creator>
    <dc:rights><rdf:Alt><rdf:li xml:lang="en">© 2026 Reuters</rdf:li></rdf:Alt></dc:rights>
    <photoshop:Source>Reuters</photoshop:Source>
    <photoshop:DateCreated>2026-03-05T14:22:10.5-05:00</photoshop:DateCreated>
    <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Umbrellas.</rdf:li></rdf:Alt>
    </core:AltTextAccessibility>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li>
    </rdf:Alt></xmpRights:UsageTerms>
    <exif:GPSLatitude>40,42.766N</exif:GPSLatitude>
    """,
    'photoshop:Credit="Reuters / Jane Doe" photoshop:Headline="Rain"',
)
EVERYTHING = CaptionData(
    headline="Rain",
    caption="A street in the rain",
    alt="Umbrellas.",
    creator="Jane Doe, Dov Roth",
    credit="Reuters / Jane Doe",
    source="Reuters",
    copyright="© 2026 Reuters",
    terms="Editorial use only",
    taken_at=datetime(2026, 3, 5, 14, 22, 10, tzinfo=EASTERN),
)


def of(data):
    return read(decoded(data))


def exif(taken="2026:03:05 14:22:10", offset="-05:00", **words):
    data = Image.Exif()
    tags = {"caption": 0x010E, "creator": 0x013B, "copyright": 0x8298}
    data.update({tags[name]: text for name, text in words.items()})
    data.get_ifd(0x8769).update({0x9003: taken, 0x9011: offset})
    data.get_ifd(0x8825).update({1: "N", 2: (40.0, 42.0, 46.0)})
    return data


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_xmp(form):
    assert of(encoded(PLAIN, form, xmp=EVERYTHING_IN_XMP)) == EVERYTHING


@pytest.mark.parametrize(
    ("marker", "encoding"), [([UTF_8], "utf-8"), ([], "utf-8"), ([], "latin-1")]
)
def test_iptc(marker, encoding):
    said = {120: "Ein café", 80: "Ida Roth", 110: "AP", 115: "AP / Zoë", 116: "© AP", 105: "Rain"}
    said |= {55: "20260305", 60: "142210-0500"}
    datasets = [(2, number, text.encode(encoding)) for number, text in said.items()]
    assert of(with_iptc(JPEG, *marker, *datasets)) == CaptionData(
        headline="Rain",
        caption="Ein café",
        creator="Ida Roth",
        credit="AP",
        source="AP / Zoë",
        copyright="© AP",
        taken_at=datetime(2026, 3, 5, 14, 22, 10, tzinfo=EASTERN),
    )


def test_several_bylines_of_iptc():
    data = with_iptc(JPEG, UTF_8, (2, 80, b"Ida Roth"), (2, 80, "דב רוט".encode()))
    assert of(data).creator == "Ida Roth, דב רוט"


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_exif(form):
    data = exif(caption="Rain", creator="Ida Roth", copyright="Mine")
    assert of(encoded(PLAIN, form, exif=data)) == CaptionData(
        caption="Rain",
        creator="Ida Roth",
        copyright="Mine",
        taken_at=datetime(2026, 3, 5, 14, 22, 10, tzinfo=EASTERN),
    )


def test_xmp_is_believed_before_iptc_and_iptc_before_exif():
    data = encoded(
        PLAIN,
        exif=exif(caption="of EXIF", creator="of EXIF", copyright="of EXIF"),
        xmp=xmp("<dc:description>of XMP</dc:description><dc:rights> </dc:rights>"),
    )
    said = of(with_iptc(data, (2, 120, b"of IPTC"), (2, 80, b"of IPTC"), (2, 55, b"20251231")))
    assert said == CaptionData(
        caption="of XMP",
        creator="of IPTC",
        copyright="of EXIF",
        taken_at=datetime(2025, 12, 31, tzinfo=NEWSROOM_ZONE),
    )


@pytest.mark.parametrize(
    ("taken", "offset", "expected"),
    [
        ("2026:07:05 14:22:10", "", datetime(2026, 7, 5, 14, 22, 10, tzinfo=NEWSROOM_ZONE)),
        ("2026:07:05 14:22:10", "+03:00", datetime(2026, 7, 5, 11, 22, 10, tzinfo=UTC)),
        ("0000:00:00 00:00:00", "", None),
        ("2026:02:30 14:22:10", "", None),
        ("2026:02:20 24:00:00", "", None),
        ("1825:12:31 00:00:00", "", None),
        ("9999:12:31 23:59:59", "-23:59", None),
        ("2026:02:20 10:00:00", "+99:99", None),
        ("yesterday", "", None),
        ("", "-05:00", None),
    ],
)
def test_a_camera_s_clock(taken, offset, expected):
    said = of(encoded(PLAIN, exif=exif(taken, offset)))
    assert said.taken_at == expected


@pytest.mark.parametrize(
    "caption", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM100MEDIA", "   ", "-"]
)
def test_what_cameras_write_is_no_caption(caption):
    assert of(encoded(PLAIN, exif=exif(taken="", caption=caption))) == NOTHING


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"credit": "AP", "source": "Reuters", "creator": "Jane Doe"}, "AP"),
        ({"source": "Reuters", "creator": "Jane Doe"}, "Reuters / Jane Doe"),
        ({"source": "Jane Doe", "creator": "Jane Doe"}, "Jane Doe"),
        ({"copyright": "© Jane Doe"}, "© Jane Doe"),
        ({}, ""),
    ],
)
def test_the_credit_line(said, line):
    assert CaptionData(**said).credit_line == line


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
READS_FILES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "packet",
    [
        xmp("<dc:description>&b;</dc:description>", before=BOMB),
        xmp("<dc:description>&a;</dc:description>", before=READS_FILES),
        xmp("<dc:description>" + "a" * LARGEST_PACKET + "</dc:description>"),
        xmp("<dc:description>")[:-30],
        b"<" * 1000,
        b'<?xml version="1.0" encoding="klingon"?><x/>',
        b"\xff\xfe\0",
        b"",
    ],
    ids=["bomb", "file", "large", "cut", "open", "encoding", "UTF-16", "empty"],
)
def test_an_odd_packet_says_nothing(packet):
    image = PLAIN.copy()
    image.info["xmp"] = packet
    assert read(image) == NOTHING


DEPTH, GAP = 25_000, " " * 500_000


@pytest.mark.parametrize(
    "packet",
    [
        xmp(
            "<photoshop:DateCreated>2026-03-05T14:22" + " " * 500_000 + "x</photoshop:DateCreated>"
        ),
        xmp("<rdf:Description>" * DEPTH + "</rdf:Description>" * DEPTH),
    ],
    ids=["a moment with a gap", "descriptions within descriptions"],
)
def test_a_packet_that_is_made_to_take_for_ever_takes_no_time(packet):
    assert len(packet) <= LARGEST_PACKET
    picture = decoded(JPEG)
    picture.info["xmp"] = packet
    begun = time.process_time()
    assert read(picture) == NOTHING
    assert time.process_time() - begun < 1


def test_texts_are_plain_and_short():
    text = "A\x00 \x1b[31m\u202eevil\u202c " + "word\t" * 500
    said = of(with_iptc(JPEG, UTF_8, (2, 120, text.encode()), (2, 80, b"a" * 2000)))
    assert said.caption.startswith("A [31mevil word word")
    assert said.caption.endswith(" word…")
    assert (len(said.caption) <= 500, said.creator) == (True, "a" * 199 + "…")


def test_the_words_may_stand_from_the_right():
    caption = "גשם ברחוב\u200f, 2026"
    assert of(with_iptc(JPEG, UTF_8, (2, 120, caption.encode()))).caption == caption


WHOLE = with_iptc(
    encoded(PLAIN, exif=exif(caption="Rain"), xmp=EVERYTHING_IN_XMP), (2, 120, b"Rain")
)
HEAD = WHOLE.index(b"\xff\xdb")  # where the pixels' tables begin


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's about odd metadata
@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(4, HEAD), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_words_harm_nobody(changes):
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    try:
        image = decoded(bytes(data))
    except OSError:
        return
    said = read(image)
    assert len(said.caption) <= 500
    assert "Cc" not in map(unicodedata.category, said.caption)
