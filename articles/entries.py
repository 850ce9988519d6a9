"""Pages and articles in files: TOML between +++ lines, then an HTML body. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One file: its settings and the HTML below them."""

    settings: dict[str, Any]
    body: str


def entries_in(folder: Path) -> list[Entry]:
    """All of a folder, by the names of their files."""
    return [_entry(path) for path in sorted(folder.glob("*.html"))]


def _entry(path: Path) -> Entry:
    _, settings, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Entry(tomllib.loads(settings), body.strip())
