"""The archives that are measured: each in its own database in DATA_DIR, made once and kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from algemeiner.environment import BASE_DIR

BASE = "bench_60"  # the hand-made articles, of which the archives are copies
MINUTES = re.compile(r"The archive took ([\d.]+) minutes")


@dataclass(frozen=True)
class Archive:
    """One of them: its database, what is asked of it, how long it took to fill."""

    url: str
    minutes: float
    pages: dict[str, str]
    articles: list[str]
    searches: dict[str, list[str]]
    desk: dict[str, list[str]]


@dataclass(frozen=True)
class Archives:
    """Those of one PostgreSQL server; `url` is of any database there."""

    url: str
    data_dir: Path

    def of(self, size: int) -> Archive:
        """An archive of this size, migrated; made if need be."""
        self._make(BASE, size=60, template="template0")
        name = f"bench_{size}"
        url = self._make(name, size=size, template=BASE)
        asked = json.loads(run(url, "-m", "bench.subjects", shown=False))
        return Archive(url, self._noted()[name], **asked)

    def _make(self, name: str, *, size: int, template: str) -> str:
        url = self._address(name)
        if name not in self._noted():
            with psycopg.connect(self.url, autocommit=True) as server:
                names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {name}").format(**names))
                server.execute(
                    sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**names)
                )
        run(url, "manage.py", "migrate", "--verbosity", "0")
        if name not in self._noted():
            said = run(url, "manage.py", "demo", "--articles", str(size))
            took = MINUTES.search(said)
            self._note(name, float(took[1]) if took else 0.0)
        return url

    def _address(self, name: str) -> str:
        return re.sub(r"(?<=@/)\w+|(?<=/)\w+(?=\?|$)", name, self.url, count=1)

    @property
    def _notes(self) -> Path:
        return self.data_dir / "bench-archives.json"

    def _noted(self) -> dict[str, float]:
        """Which are whole, and how many minutes each took."""
        return json.loads(self._notes.read_text()) if self._notes.exists() else {}

    def _note(self, name: str, minutes: float) -> None:
        self._notes.write_text(json.dumps(self._noted() | {name: minutes}))


def run(url: str, *arguments: str, shown: bool = True) -> str:
    """Run Python on a database; what it said, which is shown as it comes."""
    said = []
    with subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"DATABASE_URL": url},
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        for line in running.stdout:
            if shown:
                sys.stdout.write(line)
                sys.stdout.flush()
            said.append(line)
    if running.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed.")
    return "".join(said)
