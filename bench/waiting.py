"""How long one person waits: readers for searches, editors for their lists and pickers."""

from __future__ import annotations

import json
import re
from itertools import cycle, islice
from pathlib import Path

from bench import servers
from bench.archives import Archive
from bench.load import Figures, Visitor, percentile, waits

ASKED = 100  # of each sort of question, in turns
HELLOS = 300
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def measure(archive: Archive, logins: Path) -> Figures:
    with (
        servers.newspaper(archive.url, cached=False) as newspaper,
        servers.granian("bench.hello:application") as hello,
    ):
        reader, editor = Visitor(newspaper), logged_in(newspaper, logins)
        return {
            "hello_p95_ms": percentile(waits(Visitor(hello), ["/"] * HELLOS), 95),
            "search_p95_ms_1m": {
                kind: _p95(reader, questions) for kind, questions in archive.searches.items()
            },
            **{f"desk_{what}_p95_ms_1m": _p95(editor, archive.desk[what]) for what in archive.desk},
        }


def _p95(visitor: Visitor, paths: list[str]) -> float:
    waits(visitor, paths)  # once, so that no figure is that of a first reading from the disk
    return percentile(waits(visitor, islice(cycle(paths), ASKED)), 95)


def logged_in(newspaper: str, logins: Path) -> Visitor:
    """The demo's managing editor at the desk."""
    login = json.loads(logins.read_text())[0]
    visitor = Visitor(newspaper, encoding="identity")
    _, page = visitor.get("/accounts/login/")
    token = TOKEN.search(page)
    assert token
    fields = {"login": login["email"], "password": login["password"]}
    visitor.post("/accounts/login/", fields | {"csrfmiddlewaretoken": token[1].decode()})
    response, _ = visitor.get("/admin/")
    assert response.status == 200, "The demo's log-in does not open the desk."
    return visitor
