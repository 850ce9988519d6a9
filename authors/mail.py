"""
The one door for mail. What is mailed is a text, of a template or of somebody's own words; its HTML
is made of that same text, so that a mail is written once and nothing in it is ever markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from smtplib import (
    SMTPAuthenticationError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from socket import gaierror
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PAPER = "The Algemeiner"
MOST_WORDS = 300  # of a server's
SILENT = "The mail server does not answer."
NOBODYS = "@erased.invalid"  # how the address of somebody who was erased ends
# Asks machines that answer mail (“I am on holiday”) not to.
BY_ITSELF = {"Auto-Submitted": "auto-generated"}
# Up to the last letter that is no mark of the sentence around it.
ADDRESS = re.compile(r"(https?://[^\s<>\"“”]*[^\s<>\"“”.,:;!?)\]’'])")
# What no header holds, and what makes that which stands beside it be read backwards.
CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if not chr(code).isspace()]
UNSEEN = dict.fromkeys([*CONTROLS, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class Part:
    """A paragraph, or what somebody else wrote before (“> …”), as lines of HTML."""

    is_quoted: bool
    lines: list[SafeString]


def is_nobodys(address: str) -> bool:
    """Whether it is what is left of an address that was erased."""
    return address.endswith(NOBODYS)


def text(of: str, **words: Any) -> str:
    """What templates/mail/<of>.txt says."""
    return render_to_string(f"mail/{of}.txt", words | {"site_url": settings.SITE_URL})


def letter(
    subject: str,
    body: str,
    *,
    to: list[str],
    name: str,
    reply_to: str = "",
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """
    A mail, ready to be sent. `name` is its own and the same on every try: of what a mail server
    accepts twice the reader sees one.
    """
    subject = one_line(subject)
    made = EmailMultiAlternatives(
        subject,
        body,
        to=to,
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": message_id(name)} | (headers or {}),
    )
    made.attach_alternative(html(subject, body), "text/html")
    return made


def one_click(link: str) -> dict[str, str]:
    """The headers by which a mail program offers to end such mail, with one press (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def html(subject: str, body: str) -> str:
    shown = {"paper": PAPER, "subject": subject, "parts": parts(body)}
    return render_to_string("mail/_letter.html", shown | {"site_url": settings.SITE_URL})


def parts(body: str) -> Iterator[Part]:
    for kind, lines in groupby(body.splitlines(), key=_kind):
        if kind != "gap":
            yield Part(kind == "quote", [linked(line.removeprefix(">").strip()) for line in lines])


def linked(line: str) -> SafeString:
    """A line as HTML, each web address in it a link that shows where it leads."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in ADDRESS.split(line)))


def one_line(words: str) -> str:
    """As a header holds them: nothing begins another line, or turns the rest around."""
    return " ".join(words.translate(UNSEEN).split())


def message_id(name: str) -> str:
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def _piece(piece: str) -> str:
    return format_html('<a href="{0}">{0}</a>', piece) if ADDRESS.fullmatch(piece) else piece


def _kind(line: str) -> str:
    if line.startswith(">"):
        return "quote"
    return "words" if line.strip() else "gap"


def trouble_in_words(error: BaseException) -> str:
    """What kept a mail from being sent, for whoever is to mend it."""
    match error:
        case SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
            return f"The mail server does not take this address: {_said(code, said)}"
        case SMTPAuthenticationError():
            return "The mail server does not take the name and password in EMAIL_URL."
        case SMTPResponseException():
            return f"The mail server said: {_said(error.smtp_code, error.smtp_error)}"
        case ConnectionRefusedError():
            return "There is no mail server where EMAIL_URL says, or it is down."
        case gaierror():
            return "No mail server has the name that EMAIL_URL says."
        case TimeoutError():
            return SILENT
        case SMTPServerDisconnected():
            return SILENT if "timed out" in str(error) else "The mail server hung up."
    return one_line(f"{type(error).__name__}: {error}")[:MOST_WORDS]


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {text}")[:MOST_WORDS]
