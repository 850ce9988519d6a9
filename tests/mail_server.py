"""A test's mail server: it takes mail, refuses an address, puts off, or says nothing at all."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import Message

REFUSED = b"gone@"


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, silent: bool = False, busy: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), Silence if silent else Conversation)
        self.letters: list[Message] = []
        self.calls = 0
        self.busy = busy  # letters that it puts off before it takes one
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __enter__(self) -> MailServer:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class Silence(socketserver.BaseRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.calls += 1
        self.server.closing.wait(30)


class Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client of Django's asks for."""

    server: MailServer

    def handle(self) -> None:
        self.server.calls += 1
        self.say("220 ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"MAIL" and self.server.busy:
                self.server.busy -= 1
                self.say("451 4.3.2 try again later")
            elif word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(message_from_bytes(self.letter(), policy=policy.default))
                self.say("250 taken")
            elif word == b"RCPT" and REFUSED in line:
                self.say("550 5.1.1 nobody of that name")
            elif word == b"QUIT":
                self.say("221 goodbye")
                break
            else:
                self.say("250 well")

    def letter(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line.removeprefix(b".") for line in lines)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
