"""Asking servers: many at once with wrk, or one visitor who waits for each answer."""

from __future__ import annotations

import http.client
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

CONNECTIONS = 8
ENCODINGS = "gzip, deflate, br"  # as browsers ask
LATENCY = {"us": 0.001, "ms": 1.0, "s": 1000.0}


Figures = dict[str, Any]


class Wrong(Exception):
    """A server did not answer as it should; nothing of it can be measured."""


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


@dataclass(frozen=True)
class Effort:
    """How much is measured: rounds, of how many seconds; publications; pages of a warm cache."""

    rounds: int
    seconds: int
    publications: int
    pages: int


@dataclass(frozen=True)
class Round:
    per_second: float
    p50_ms: float


def round_of(url: str, *, seconds: int, connections: int = CONNECTIONS) -> Round:
    """One short round of wrk; every answer must be a success."""
    options = [f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--latency"]
    command = ["wrk", *options, "-H", f"Accept-Encoding: {ENCODINGS}", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise Wrong(f"{url}\n{said}")
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p50 = re.search(r"50%\s+([\d.]+)(us|ms|s)", said)
    assert per_second is not None
    assert p50 is not None
    return Round(float(per_second[1]), float(p50[1]) * LATENCY[p50[2]])


def in_turns(
    urls: Mapping[str, str], effort: Effort, *, connections: int = CONNECTIONS
) -> dict[str, list[Round]]:
    """Rounds of each by its name, taken in turns, so that what disturbs one disturbs all."""
    for url in urls.values():
        for _ in range(20):  # until all is warm, in each process
            fetched(url)
    taken: dict[str, list[Round]] = {name: [] for name in urls}
    for _ in range(effort.rounds):
        for name, url in urls.items():
            taken[name].append(round_of(url, seconds=effort.seconds, connections=connections))
    return taken


def ratio(rounds: Mapping[str, list[Round]], name: str, floor: str) -> float | None:
    """How many requests of one are answered for each of the other; None without either."""
    if not rounds.get(name) or not rounds.get(floor):
        return None
    pairs = zip(rounds[name], rounds[floor], strict=True)
    return round(statistics.median(one.per_second / other.per_second for one, other in pairs), 4)


def told(rounds: Sequence[Round]) -> Figures:
    """The median of some rounds and how far they lie apart."""
    rates = [one.per_second for one in rounds]
    return {
        "per_second": round(statistics.median(rates), 1),
        "lowest": min(rates),
        "highest": max(rates),
        "p50_ms": statistics.median(one.p50_ms for one in rounds),
    }


def fetched(url: str, encoding: str = "identity") -> bytes:
    """The body of one answer, as it comes."""
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    _, body = Visitor(url, encoding).get(path)
    return body


@dataclass
class Visitor:
    """One connection that is kept, with its cookies."""

    address: str
    encoding: str = "br"
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self.connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)

    def get(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields), form)

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: Any = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        sent = {"Accept-Encoding": self.encoding, "Referer": self.address, **(headers or {})}
        sent |= {"Cookie": cookies} if cookies else {}
        try:
            response = self._answer(method, path, body, sent)
        except http.client.RemoteDisconnected:  # the connection was left alone for too long
            self.connection.close()
            response = self._answer(method, path, body, sent)
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(header)
        return response, response.read()

    def _answer(self, *request: Any) -> http.client.HTTPResponse:
        self.connection.request(*request)
        return self.connection.getresponse()


def waits(visitor: Visitor, paths: Iterable[str]) -> list[float]:
    """How long a visitor waits for the page of each path, in milliseconds."""
    waited = []
    for path in paths:
        begun = time.perf_counter()
        response, _ = visitor.get(path)
        waited.append((time.perf_counter() - begun) * 1000)
        # A page that is given up after ten seconds counts as ten seconds.
        if response.status not in (200, 503):
            raise Wrong(f"{path} answered {response.status}.")
    return waited


def percentile(values: Sequence[float], share: int) -> float:
    """Of at least two values; 95 for the value that 95 of 100 are below."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
