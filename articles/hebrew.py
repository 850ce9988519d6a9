"""
Hebrew and Yiddish words as search compares them. Pure.

Points are taken off, a digraph is its two letters, and a word may carry one of the letters that
Hebrew writes together with it: "the", "and", "in", "to", "from", "that", "as".
"""

from __future__ import annotations

import re

_POINTS = [*range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7]
_GERESH, _GERSHAYIM = "\u05f3", "\u05f4"  # which a keyboard may write as quotation marks
_MAQAF = "\u05be"  # parts words as a hyphen does
_DIGRAPHS = {"װ": "וו", "ױ": "וי", "ײ": "יי"}
_QUOTE_WITHIN = re.compile(r"""(?<=[א-ת])['"’”](?=[א-ת])""")

_UNPOINTED = dict.fromkeys(_POINTS)
_BARE = _UNPOINTED | str.maketrans({_GERESH: None, _GERSHAYIM: None, _MAQAF: " ", **_DIGRAPHS})
_WORD = re.compile(r"[א-ת]{2,}")
_JOINED = "הובלמשכ"
_FINALS = dict(zip("כמנפצ", "ךםןףץ", strict=True))
# A shorter word that begins with one of these letters begins with it by itself, most of the time.
_FEWEST_LETTERS = {"ה": 4, **dict.fromkeys("ובלמשכ", 5)}


def bare(text: str) -> str:
    """
    The text in the letters that are compared. The search column has it from `paper_bare`, the same
    as a function of the database (letters_of_all_languages); a test holds the two together.
    """
    return _QUOTE_WITHIN.sub("", text.translate(_BARE))


def unpointed(text: str) -> str:
    """The text as it is most often written, to be read."""
    return text.translate(_UNPOINTED)


def forms(word: str) -> list[str]:
    """
    What a bare word may stand as in a text, itself first: with a letter joined to it, without the
    one it has, and with its last letter as it is written at the end. Other scripts have one form.
    """
    if not _WORD.fullmatch(word):
        return [word]
    stems = [word, *(letter + word for letter in _JOINED)]
    if len(word) >= _FEWEST_LETTERS.get(word[0], len(word) + 1):
        stems.append(word[1:])
    ends = [stem[:-1] + _FINALS[stem[-1]] for stem in stems if stem[-1] in _FINALS]
    return stems + ends
