"""Rows as the text that PostgreSQL's COPY reads. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

NULL = r"\N"
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True)
class Sheet:
    """A table, and by its columns what stands in a row that says nothing of them."""

    table: str
    blank: dict[str, str]

    def line(self, **values: Any) -> str:
        """One row; a column that the table has not is a KeyError."""
        if unknown := values.keys() - self.blank.keys():
            raise KeyError(unknown)
        row = self.blank | {column: written(value) for column, value in values.items()}
        return "\t".join(row.values()) + "\n"


def written(value: Any) -> str:
    match value:
        case None:
            return NULL
        case str():
            return value.translate(ESCAPED)
        case bool():
            return "t" if value else "f"
        case datetime():
            return value.isoformat()
        case _:
            return str(value)
