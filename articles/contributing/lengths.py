"""How long a text is. Pure; static/js/desk/count.js counts the same."""

import re
import unicodedata
from html import unescape

# Joined by apostrophe, geresh, gershayim, maqaf or hyphen, it is one word.
_WORD = re.compile(r"""[^\W_]+(?:['’׳״"־-][^\W_]+)*""")


def words_in(body: str) -> int:
    """The words of a body in HTML."""
    text = unescape(re.sub(r"</?(?:strong|em|a)\b[^>]*>", "", body))
    text = unicodedata.normalize("NFC", re.sub(r"<[^>]*>", " ", text))
    return len(_WORD.findall("".join(c for c in text if unicodedata.category(c)[0] != "M")))
