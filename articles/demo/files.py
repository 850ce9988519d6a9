"""Reading the demo's files: TOML between +++ lines, then an HTML body. Pure."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from articles.entries import Entry, entries_in

HERE = Path(__file__).parent


def entries(folder: str) -> list[Entry]:
    """All files of `articles` or `pages`, by name."""
    return entries_in(HERE / folder)


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file by their noun: "section" for those of `sections.toml`, and so on."""
    rows: list[dict[str, Any]] = tomllib.loads(_text(f"{name}s.toml"))[name]
    return rows


def disclaimer() -> str:
    return _text("disclaimer.txt").strip()


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
