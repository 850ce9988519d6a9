"""The word of an address: what stands for a headline, section, tag or author in a URL.

The rule is WordPress's, under which the paper's permalinks were made, so that a headline of the
old site finds its old address; but letters outside Latin stay letters, so that a Hebrew or
Yiddish headline has an address in its own script.
"""

import re
import unicodedata

# What a URL converter accepts: Unicode letters, digits, underscores, hyphens.
SLUG_PATTERN = r"[\w-]+"

# Letters that no normal form takes apart: Latin ones as WordPress spells them out, Yiddish
# digraphs as two letters, so that a word has one slug however it was typed.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "s", "ı": "i"}
    | {"װ": "וו", "ױ": "וי", "ײ": "יי"}
)
_LATIN_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_HEBREW_POINTS = re.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]+")
_DASHES = r"\-\u2010-\u2015\u05be"  # the last is the Hebrew maqaf
_BETWEEN_WORDS = re.compile(rf"[\s/.{_DASHES}]+")
_DROPPED = re.compile(r"[^\w-]+")
_HYPHENS = re.compile(r"-{2,}")


def slugify(text: str, max_length: int = 200) -> str:
    """The slug of a text: "Café Life — or Not" becomes "cafe-life-or-not".

    Lower-case NFC of at most `max_length` characters, cut between words where there are several.
    Latin accents and Hebrew points are taken off; white space, dashes, slashes and full stops
    part words; every other sign, apostrophes and geresh among them, is dropped.
    A text without a letter or digit gives "": the caller decides what stands instead.
    """
    letters = unicodedata.normalize("NFD", text.lower()).translate(_LETTERS)
    letters = _HEBREW_POINTS.sub("", _LATIN_ACCENTS.sub("", letters))
    words = _BETWEEN_WORDS.sub("-", unicodedata.normalize("NFC", letters))
    slug = _HYPHENS.sub("-", _DROPPED.sub("", words)).strip("-_")
    return _cut(unicodedata.normalize("NFC", slug), max_length).rstrip("-_")


def _cut(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    whole_words, hyphen, _ = slug[: max_length + 1].rpartition("-")
    return whole_words if hyphen else slug[:max_length]
