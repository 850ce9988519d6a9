"""
What of a visitor's message makes a person look at it before the newsroom does. Pure: words in,
words out. A suspicion never refuses anything; what has one is held for review.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from disposable_email_domains import blocklist

TOO_FAST = 3.0  # seconds; nobody has read the form and written a name in less
MOST_LINKS = 3
_LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sent:
    """What came, and how."""

    text: str  # everything that was written by hand, as one text
    email: str
    trap: str = ""  # what stands in the field that no person sees
    seconds: float | None = None  # since the form was given out; None where nobody can tell
    repeats: int = 0  # how often the same text has come lately


def suspicions(sent: Sent) -> list[str]:
    """What speaks against a sender, in a few words each; nothing where all is well."""
    links = len(_LINK.findall(sent.text))
    found = [
        (sent.trap != "", "filled the trap"),
        (sent.seconds is None, "no start"),
        (sent.seconds is not None and sent.seconds < TOO_FAST, "too fast"),
        (links > MOST_LINKS, f"{links} links"),
        (is_disposable(sent.email), "disposable address"),
        (sent.repeats > 0, "sent before"),
    ]
    return [words for holds, words in found if holds]


def is_disposable(email: str) -> bool:
    """Whether an address is of a service that gives out mailboxes for ten minutes."""
    labels = email.rpartition("@")[2].lower().split(".")
    return any(".".join(labels[start:]) in blocklist for start in range(len(labels) - 1))


def fingerprint(text: str) -> str:
    """
    The same for texts that differ in letter case, spaces and signs only: 64 hexadecimal digits,
    or nothing for a text without words.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if words else ""
