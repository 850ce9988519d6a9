"""
Asking Google whether a form was sent by a person, in a way that can neither break nor stall a page.

django-recaptcha's own client turns only HTTP errors into messages, waits ten seconds for each
silence and believes any hostname. This one ends within `RECAPTCHA_TIMEOUT` seconds whatever the
other side does, and knows four outcomes and no exceptions.

The protocol: https://developers.google.com/recaptcha/docs/v3#site_verify_response
"""

import http.client
import io
import json
import logging
import socket
import ssl
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.http.request import validate_host

logger = logging.getLogger(__name__)

LONGEST_TOKEN = 8192  # characters; Google's run to some 2,500
LONGEST_ANSWER = 16 * 1024  # bytes, headers included; Google's take about 1,000
# Error codes that say nothing of the visitor: our keys or our request are wrong.
OUR_FAULT = frozenset(
    {"missing-input-secret", "invalid-input-secret", "invalid-keys", "bad-request"}
)

NOT_ASKED = ("missing-input-response",)  # of a page without scripts

# getaddrinfo cannot be given a timeout, so it is left behind in a thread when time is up.
_resolver = ThreadPoolExecutor(max_workers=4, thread_name_prefix="captcha-names")


class Outcome(StrEnum):
    """What asking came to. Whatever is not `PASSED` is kept and held for review, never dropped."""

    PASSED = "passed"
    LOW_SCORE = "low_score"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Verdict:
    """
    An outcome with the score behind it, 0 (a bot) to 1 (a person), where one was given.

    `reasons` are Google's error codes, and beside them ours: wrong-hostname, wrong-action,
    timeout, no-connection, tls-failure, broken-answer, http-<status>.
    """

    outcome: Outcome
    score: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASSED

    @property
    def is_none(self) -> bool:
        """Whether nothing was said of the sender: no answer, or, without scripts, no question."""
        return self.outcome is Outcome.UNREACHABLE or self.reasons == NOT_ASKED


Judge = Callable[..., Verdict]


def verify(token: str, *, action: str, address: str | None) -> Verdict:
    """
    Ask the verifier what it thinks of the sender of `token`. Never raises.

    `action` is what the page named when it asked for the token. `address` is the visitor's, as
    the trusted-proxy middleware left it in REMOTE_ADDR, or None to keep it from the verifier.
    """
    judged = partial(judge, action=action, threshold=settings.RECAPTCHA_SCORE)
    return _logged(_verdict(token, address, settings.RECAPTCHA_PRIVATE_KEY, judged), action)


def verify_checkbox(token: str, *, action: str, address: str | None) -> Verdict:
    """The same of a token that reCAPTCHA's checkbox (v2) gave; `action` is for the log only."""
    secret = settings.RECAPTCHA_CHECKBOX_PRIVATE_KEY
    return _logged(_verdict(token, address, secret, judge_checkbox), action)


def judge(answer: object, *, action: str, hosts: Collection[str], threshold: float) -> Verdict:
    """
    What the verifier's decoded JSON means for a form that expects `action`.

    `hosts` are our own names in the notation of ALLOWED_HOSTS; a score under `threshold` is low.
    """
    match answer:
        case {"success": False, **rest}:
            return _refusal(rest.get("error-codes"))
        case {
            "success": True,
            "hostname": str(hostname),
            "action": str(performed),
            "score": float() | int() as score,
        } if 0 <= score <= 1:
            if not validate_host(hostname.lower(), hosts):
                return Verdict(Outcome.REFUSED, score, ("wrong-hostname",))
            if performed != action:
                return Verdict(Outcome.REFUSED, score, ("wrong-action",))
            return Verdict(Outcome.PASSED if score >= threshold else Outcome.LOW_SCORE, score)
    return _unreachable("broken-answer")


def judge_checkbox(answer: object, *, hosts: Collection[str]) -> Verdict:
    """What the answer about a checkbox means: it has neither action nor score."""
    match answer:
        case {"success": False, **rest}:
            return _refusal(rest.get("error-codes"))
        case {"success": True, "hostname": str(hostname)}:
            if not validate_host(hostname.lower(), hosts):
                return Verdict(Outcome.REFUSED, reasons=("wrong-hostname",))
            return Verdict(Outcome.PASSED)
    return _unreachable("broken-answer")


def _verdict(token: str, address: str | None, secret: str, judged: Judge) -> Verdict:
    if not token:
        return Verdict(Outcome.REFUSED, reasons=NOT_ASKED)
    if len(token) > LONGEST_TOKEN or not token.isascii():
        return Verdict(Outcome.REFUSED, reasons=("invalid-input-response",))
    try:
        status, body = _ask(token, address, secret)
        if status != http.client.OK:
            return _unreachable(f"http-{status}")
        answer = json.loads(body)
    except TimeoutError:
        return _unreachable("timeout")
    except ssl.SSLError:
        return _unreachable("tls-failure")
    except OSError:
        return _unreachable("no-connection")
    except (http.client.HTTPException, ValueError, RecursionError):
        return _unreachable("broken-answer")
    return judged(answer, hosts=_own_hosts())


def _refusal(given: object) -> Verdict:
    codes = tuple(str(code) for code in given) if isinstance(given, list) else ()
    outcome = Outcome.REFUSED if OUR_FAULT.isdisjoint(codes) else Outcome.UNREACHABLE
    return Verdict(outcome, reasons=codes)


def _unreachable(reason: str) -> Verdict:
    return Verdict(Outcome.UNREACHABLE, reasons=(reason,))


def _logged(verdict: Verdict, action: str) -> Verdict:
    """Neither token nor address: nothing that points to the visitor."""
    if verdict.passed:
        return verdict
    level = logging.WARNING if verdict.outcome is Outcome.UNREACHABLE else logging.INFO
    if not OUR_FAULT.isdisjoint(verdict.reasons):
        level = logging.ERROR
    logger.log(
        level,
        "reCAPTCHA for %s: %s, score %s, %r",
        action,
        verdict.outcome,
        verdict.score,
        verdict.reasons,
    )
    return verdict


def _own_hosts() -> set[str]:
    """The names a token may come from. ALLOWED_HOSTS may say `*`, which would let in any site."""
    site = urlsplit(settings.SITE_URL).hostname
    return ({*settings.ALLOWED_HOSTS} | ({site} if site else set())) - {"*"}


def _ask(token: str, address: str | None, secret: str) -> tuple[int, bytes]:
    """The verifier's HTTP status and body. Raises OSError, HTTPException or ValueError."""
    deadline = time.monotonic() + settings.RECAPTCHA_TIMEOUT
    fields = {"secret": secret, "response": token}
    if address:
        fields["remoteip"] = address
    url = urlsplit(settings.RECAPTCHA_VERIFY_URL)
    with _connect(url, deadline) as connection:
        connection.settimeout(_seconds_to(deadline))
        connection.sendall(_request(url, urlencode(fields).encode()))
        received = _receive(connection, deadline)
    return _parse(received)


def _connect(url: SplitResult, deadline: float) -> socket.socket:
    host = url.hostname or ""
    secure = url.scheme == "https"
    addresses = _addresses(host, url.port or (443 if secure else 80), deadline)
    connection = _first_to_accept(addresses, deadline)
    if not secure:
        return connection
    connection.settimeout(_seconds_to(deadline))
    return _tls().wrap_socket(connection, server_hostname=host)


def _addresses(host: str, port: int, deadline: float) -> list[tuple[str, int]]:
    lookup = _resolver.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = lookup.result(timeout=_seconds_to(deadline))
    finally:
        lookup.cancel()  # one that still waits for its turn need not be made any more
    return [(str(address[0]), port) for *_, address in found]


def _first_to_accept(addresses: list[tuple[str, int]], deadline: float) -> socket.socket:
    """Each address gets its share of the time, so that one dead route does not use up all of it."""
    failure = OSError("the verifier's name has no address")
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            return socket.create_connection(address, timeout=_seconds_to(deadline) / left)
        except OSError as error:
            failure = error
    raise failure


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _request(url: SplitResult, body: bytes) -> bytes:
    head = (
        f"POST {url.path or '/'} HTTP/1.1\r\n"
        f"Host: {url.netloc}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


def _receive(connection: socket.socket, deadline: float) -> bytes:
    """All that is sent until the other side closes. Its pauses share one deadline."""
    received = b""
    while len(received) <= LONGEST_ANSWER:
        connection.settimeout(_seconds_to(deadline))
        chunk = connection.recv(LONGEST_ANSWER)
        if not chunk:
            return received
        received += chunk
    raise ValueError("the answer is too long")


def _parse(received: bytes) -> tuple[int, bytes]:
    response = http.client.HTTPResponse(_Received(received))  # type: ignore[arg-type]
    response.begin()
    return response.status, response.read()


class _Received:
    """What http.client.HTTPResponse wants of a socket: a file to read."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._content)


def _seconds_to(deadline: float) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
