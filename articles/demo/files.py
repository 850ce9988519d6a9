"""Reading the demo's files: TOML between +++ lines, then an HTML body. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One file: its settings and the HTML below them."""

    settings: dict[str, Any]
    body: str


def entries(folder: str) -> list[Entry]:
    """All files of `articles` or `pages`, by name."""
    return [_entry(path) for path in sorted((HERE / folder).glob("*.html"))]


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file by their noun: "section" for those of `sections.toml`, and so on."""
    rows: list[dict[str, Any]] = tomllib.loads(_text(f"{name}s.toml"))[name]
    return rows


def disclaimer() -> str:
    return _text("disclaimer.txt").strip()


def _entry(path: Path) -> Entry:
    _, settings, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Entry(tomllib.loads(settings), body.strip())


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
