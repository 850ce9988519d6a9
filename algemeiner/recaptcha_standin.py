"""
A local service that speaks reCAPTCHA v3's protocol, for development and tests.

Google's keys are bound to a site's domain and its answers cannot be chosen; this one needs neither
key nor network and answers what it is told to. It lets everybody pass, so it listens on loopback
only, and nothing but development's own start and the tests point the site to it.

`python -m algemeiner.recaptcha_standin --port 8100` serves until it is told to stop.
"""

import argparse
import base64
import contextlib
import json
import secrets
import signal
import socketserver
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"
SCRIPT_PATH = "/recaptcha/api.js"
VERIFY_PATH = "/recaptcha/api/siteverify"
MARK = "stand-in."
TOKEN_LIFE = 120  # seconds, as long as Google's
TRICKLE_BYTES, TRICKLE_PAUSE = 200, 0.05  # ten seconds in all, never idle for long

# Styled through the object model only: a strict style-src refuses style attributes and elements.
SCRIPT = """\
(() => {
  const loadedKey = new URL(document.currentScript.src).searchParams.get("render");

  const badge = document.createElement("div");
  badge.className = "grecaptcha-badge";
  badge.textContent = "reCAPTCHA stand-in: checks nobody, for development only";
  Object.assign(badge.style, {
    position: "fixed", right: "0", bottom: "14px", zIndex: "1000", padding: "8px 12px",
    font: "12px/1.4 sans-serif", color: "#000", background: "#ffd54a", border: "1px solid #000",
  });
  document.body.append(badge);

  const token = (action) => {
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const claims = { action, hostname: location.hostname, issued: Date.now() / 1000, nonce };
    return "MARK" + btoa(JSON.stringify(claims)).replaceAll("+", "-").replaceAll("/", "_");
  };

  window.grecaptcha = {
    ready: (callback) => queueMicrotask(callback),
    execute: async (key, { action }) => {
      if (key !== loadedKey) throw new Error(`Invalid site key or not loaded in api.js: ${key}`);
      return token(action);
    },
    render: (place, { sitekey }) => {
      const answer = document.createElement("textarea");
      answer.name = "g-recaptcha-response";
      answer.hidden = true;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.addEventListener("change", () => { answer.value = box.checked ? token("") : ""; });
      const label = document.createElement("label");
      label.append(box, " I’m not a robot (a stand-in)");
      place.append(label, answer);
    },
  };
})();
""".replace("MARK", MARK)


class Answer(StrEnum):
    """What the service does with the tokens that reach it."""

    SUCCESS = "success"
    LOW_SCORE = "low-score"
    WRONG_ACTION = "wrong-action"
    WRONG_HOSTNAME = "wrong-hostname"
    DUPLICATE = "duplicate"
    WRONG_SECRET = "wrong-secret"  # noqa: S105 - the name of an answer
    GARBAGE = "garbage"
    SERVER_ERROR = "server-error"
    SILENCE = "silence"
    TRICKLE = "trickle"
    HANG_UP = "hang-up"


DEVIATIONS: dict[Answer, dict[str, object]] = {
    Answer.LOW_SCORE: {"score": 0.1},
    Answer.WRONG_ACTION: {"action": "something_else"},
    Answer.WRONG_HOSTNAME: {"hostname": "elsewhere.example"},
}


@dataclass(frozen=True)
class Token:
    """
    What `grecaptcha.execute` hands out here: readable, so that the service need not keep it. The
    checkbox hands out one without an action.
    """

    action: str
    hostname: str = "localhost"
    issued: float = field(default_factory=time.time)  # seconds since 1970
    nonce: str = field(default_factory=secrets.token_hex)

    def __str__(self) -> str:
        claims = json.dumps(asdict(self)).encode()
        return MARK + base64.urlsafe_b64encode(claims).decode()

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The token that `text` spells, or None."""
        if not text.startswith(MARK):
            return None
        try:
            return cls(**json.loads(base64.urlsafe_b64decode(text.removeprefix(MARK))))
        except (TypeError, ValueError):
            return None


class _Server(socketserver.ThreadingTCPServer):
    """http.server's own class asks for the host's name at start, which may take seconds."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    standin: "Standin"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        if urlsplit(self.path).path != SCRIPT_PATH:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(SCRIPT.encode(), "text/javascript; charset=utf-8")

    def do_POST(self) -> None:
        if self.path != VERIFY_PATH:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        fields = self._fields()
        self.server.standin.requests.append(fields)
        self._answer(fields)

    def _fields(self) -> dict[str, str]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}

    def _answer(self, fields: dict[str, str]) -> None:
        standin = self.server.standin
        match standin.answer:
            case Answer.GARBAGE:
                self._send(b"<html>not what you asked for", "text/html")
            case Answer.SERVER_ERROR:
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            case Answer.SILENCE:
                standin.stopping.wait()
            case Answer.TRICKLE:
                self._trickle(standin.assess(fields))
            case Answer.HANG_UP:
                pass  # HTTP/1.0: the connection now closes, unanswered
            case _:
                self._send(json.dumps(standin.assess(fields)).encode(), "application/json")

    def _send(self, body: bytes, content_type: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _trickle(self, assessment: dict[str, object]) -> None:
        """A good answer after slow blanks, so that only a limit on the whole time refuses it."""
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            for _ in range(TRICKLE_BYTES):
                self.wfile.write(b" ")
                if self.server.standin.stopping.wait(TRICKLE_PAUSE):
                    return
            self.wfile.write(json.dumps(assessment).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Nothing: the site's own log tells what came of each check."""


class Standin:
    """
    The running service. `answer` may be changed at any time; `requests` holds the fields of every
    verification asked for, oldest first.
    """

    def __init__(self, port: int, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[dict[str, str]] = []
        self.stopping = threading.Event()
        self._spent: set[str] = set()
        self._spending = threading.Lock()
        self._server = _Server((HOST, port), _Handler)
        self._server.standin = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self._server.server_address[1]}"

    @property
    def script_url(self) -> str:
        return self.origin + SCRIPT_PATH

    @property
    def verify_url(self) -> str:
        return self.origin + VERIFY_PATH

    def stop(self) -> None:
        """Close the port and let go of whoever is kept waiting."""
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def assess(self, fields: dict[str, str]) -> dict[str, object]:
        """Google's answer to one verification, before it is written as JSON."""
        token = Token.read(fields.get("response", ""))
        error = self._error(fields, token)
        if error or token is None:
            return {"success": False, "error-codes": [error]}
        answer: dict[str, object] = {
            "success": True,
            "challenge_ts": datetime.fromtimestamp(token.issued, UTC).isoformat(timespec="seconds"),
            "hostname": token.hostname,
            "score": 0.9,
            "action": token.action,
        } | DEVIATIONS.get(self.answer, {})
        if not token.action:
            del answer["score"], answer["action"]
        return answer

    def _error(self, fields: dict[str, str], token: Token | None) -> str | None:
        if "secret" not in fields:
            return "missing-input-secret"
        if self.answer is Answer.WRONG_SECRET:
            return "invalid-input-secret"
        if "response" not in fields:
            return "missing-input-response"
        if token is None:
            return "invalid-input-response"
        if self.answer is Answer.DUPLICATE or not self._spend(token):
            return "timeout-or-duplicate"
        return None

    def _spend(self, token: Token) -> bool:
        """Whether the token is fresh; from now on it is not."""
        with self._spending:
            fresh = token.nonce not in self._spent
            self._spent.add(token.nonce)
        return fresh and time.time() - token.issued < TOKEN_LIFE


def start(port: int = 0, answer: Answer = Answer.SUCCESS) -> Standin:
    """
    Serve from a thread until `stop()` or the end of a `with` block.

    Port 0 takes any free one. Raises OSError where the port is taken.
    """
    return Standin(port, answer)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m algemeiner.recaptcha_standin",
        description="A stand-in for Google's reCAPTCHA, for development: it lets everybody pass.",
    )
    parser.add_argument("--port", type=int, required=True, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument(
        "--answer",
        type=Answer,
        choices=list(Answer),
        default=Answer.SUCCESS,
        help="what becomes of every token (default: %(default)s)",
    )
    options = parser.parse_args()
    stop_signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop_signals)
    try:
        standin = start(options.port, options.answer)
    except OSError as error:
        parser.exit(1, f"The reCAPTCHA stand-in cannot use port {options.port}: {error.strerror}\n")
    with standin:
        sys.stdout.write(f"reCAPTCHA stand-in: {standin.verify_url}\n")
        sys.stdout.flush()
        signal.sigwait(stop_signals)


if __name__ == "__main__":
    main()
