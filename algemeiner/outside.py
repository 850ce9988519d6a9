"""
Asking an address on the web whether it answers, or telling it something, without being led to
anything inside.

Addresses come from people, and this machine can reach what they cannot. So the name is resolved
once, every address it has must be public, and the connection goes to the address that was judged;
each redirect is judged again. Nothing of an answer is read but its head.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 5
CONNECT = 5.0  # seconds, for one address of a name
DEADLINE = 20.0  # seconds, for everything about one link

REDIRECTS = {301, 302, 303, 307, 308}
# They answer, but not to machines, or not without a log-in: a reader may well get in.
SHUT_TO_MACHINES = {401, 402, 403, 405, 406, 407, 418, 429, 451, 999}

# Beyond these an IPv6 address is local, or has an IPv4 address in it that was not judged.
_GLOBAL = IPv6Network("2000::/3")
_TRANSLATED = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))


@dataclass(frozen=True)
class Answer:
    status: int | None  # none where nothing answered
    problem: str = ""  # in words; empty for a link that leads somewhere


class Unreachable(Exception):
    """No answer was had; the message says why."""


def ask(address: str) -> Answer:
    """What a reader who follows `address` would be answered, as far as a machine can tell."""
    try:
        status = _followed(address, monotonic() + DEADLINE)
    except Unreachable as problem:
        return Answer(None, str(problem))
    if status < HTTPStatus.BAD_REQUEST or status in SHUT_TO_MACHINES:
        return Answer(status)
    return Answer(status, f"it answers with an error ({status})")


def post(address: str, body: bytes, content_type: str) -> int:
    """
    The status with which `address` answers what it is sent; a redirect is not followed.

    Raises Unreachable where nothing answers.
    """
    place = _place(address)
    status, _ = _request("POST", place, monotonic() + DEADLINE, body, content_type)
    return status


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody on the internet can reach."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        is_plain = ip in _GLOBAL and not any(ip in network for network in _TRANSLATED)
        return is_plain and ip.is_global
    return ip.is_global and not ip.is_multicast


def _followed(address: str, deadline: float) -> int:
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _asked(address, deadline)
        if location is None:
            return status
        address = _led_to(address, location)
    raise Unreachable("it leads from one address to the next without end")


def _led_to(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        raise Unreachable("it is no address of a web page")


def _asked(address: str, deadline: float) -> tuple[int, str | None]:
    """Status and where it leads on; by GET where a site does not know how to answer HEAD."""
    place = _place(address)
    with contextlib.suppress(Unreachable):
        status, location = _request("HEAD", place, deadline)
        if status < HTTPStatus.BAD_REQUEST:
            return status, location
    return _request("GET", place, deadline)


@dataclass(frozen=True)
class _Place:
    """An address taken apart, and the IP addresses of its name, which have been judged."""

    scheme: str
    host: str  # in ASCII
    port: int
    path: str
    ips: list[str]


def _place(address: str) -> _Place:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise Unreachable("it is no address of a web page")
    if parts.scheme not in PORTS or not host:
        raise Unreachable("it is no address of a web page")
    port = PORTS[parts.scheme] if port is None else port
    return _Place(parts.scheme, host, port, _written(parts), _judged(host, port))


def _written(parts: SplitResult) -> str:
    """Path and query as they are sent: in ASCII, what is escaped already left as it is."""
    path, query = (quote(text, safe="/?%:@!$&'()*+,;=~") for text in (parts.path, parts.query))
    return f"{path or '/'}?{query}" if query else path or "/"


def _judged(host: str, port: int) -> list[str]:
    """The addresses of a name, once and for all. Raises Unreachable if any of them is inside."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("there is no site of that name")
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    if settings.LINK_CHECKS_REACH_LOOPBACK and all(_is_loopback(ip) for ip in ips):
        return ips
    if not all(is_public(ip) for ip in ips):
        raise Unreachable("it leads into a private network")
    if port not in PORTS.values():
        raise Unreachable("it names a port that web pages are not served from")
    return ips


def _is_loopback(ip: str) -> bool:
    return ip_address(ip.partition("%")[0]).is_loopback


def _request(
    method: str, place: _Place, deadline: float, body: bytes | None = None, content_type: str = ""
) -> tuple[int, str | None]:
    connection = _Connection(place, deadline)
    headers = {"User-Agent": f"link check of {settings.SITE_URL}", "Accept": "*/*"}
    if body is not None:
        headers |= {"User-Agent": f"publisher of {settings.SITE_URL}", "Content-Type": content_type}
    with _in_words(), contextlib.closing(connection), connection.watched():
        connection.request(method, place.path, body, headers)
        response = connection.getresponse()
        leads_on = response.status in REDIRECTS
        return response.status, response.getheader("Location") if leads_on else None


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise Unreachable("its certificate is not valid")
    except TimeoutError:
        raise Unreachable("it takes too long to answer")
    except (OSError, http.client.HTTPException, ValueError):
        raise Unreachable("nothing answers")


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was judged, under the name that was asked for."""

    def __init__(self, place: _Place, deadline: float) -> None:
        super().__init__(place.host, place.port)
        self.default_port = PORTS[place.scheme]  # which the Host header does not name
        self.place, self.deadline = place, deadline
        self.sock: socket.socket | ssl.SSLSocket

    @property
    def left(self) -> float:
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connect(self) -> None:
        self.sock = self._first_to_answer()
        self.sock.settimeout(self.left)
        if self.place.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Connected, and cut off at the deadline: a sender who trickles never runs into it else."""
        self.connect()
        timer = Timer(self.left, self._cut_off)
        timer.start()
        try:
            if isinstance(self.sock, ssl.SSLSocket):
                self.sock.do_handshake()
            yield
        finally:
            timer.cancel()

    def _cut_off(self) -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def _first_to_answer(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for ip in self.place.ips:
            try:
                return socket.create_connection((ip, self.port), min(CONNECT, self.left))
            except OSError as error:
                problem = error
        raise problem
