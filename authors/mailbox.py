"""In development: the letters that Django's file backend has written, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from itertools import islice
from pathlib import Path

MOST = 50
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as the backend ends each letter of a file
NAME = re.compile(r"([\w-]+\.log)\.(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Received:
    name: str
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def at(self) -> datetime | None:
        date = self.message["Date"]
        return date.datetime.replace(tzinfo=UTC) if date else None  # Django writes -0000

    @property
    def headers(self) -> list[tuple[str, str]]:
        names = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
        return [(name, str(self.message[name])) for name in names if name in self.message]

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


def newest(folder: str) -> list[Received]:
    files = sorted(Path(folder).glob("*.log"), reverse=True)
    return list(islice((letter for file in files[:MOST] for letter in _in(file)), MOST))


def one(folder: str, name: str) -> Received | None:
    named = NAME.fullmatch(name)
    file = Path(folder) / named[1] if named else None
    if file is None or not file.is_file():
        return None
    return next((letter for letter in _in(file) if letter.name == name), None)


def _in(file: Path) -> Iterator[Received]:
    """What went out at one moment, the last first."""
    letters = file.read_bytes().split(BETWEEN)[:-1]
    for number, raw in reversed(list(enumerate(letters))):
        yield Received(f"{file.name}.{number}", raw)
