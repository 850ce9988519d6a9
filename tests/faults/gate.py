"""A way to PostgreSQL that a test can shut, or let go silent while it looks alive."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress


class Gate(threading.Thread):
    """Passes what comes to its port on loopback to the socket at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.is_shut = False
        self.is_ended = False
        self.speaks = threading.Event()
        self.speaks.set()
        self.lines: list[socket.socket] = []

    def run(self) -> None:
        while not self.is_ended:
            if select.select([self.door], [], [], 0.1)[0]:
                self.let_in(self.door.accept()[0])

    def let_in(self, visitor: socket.socket) -> None:
        if self.is_shut:
            visitor.close()
            return
        server = socket.socket(socket.AF_UNIX)
        server.connect(self.path)
        self.lines += [visitor, server]
        for source, target in ((visitor, server), (server, visitor)):
            threading.Thread(target=self.pass_on, args=(source, target), daemon=True).start()

    def pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                self.speaks.wait()
                target.sendall(said)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def shut(self) -> None:
        """Everything that was open is cut, and nothing opens."""
        self.is_shut = True
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        self.lines = []

    def open(self) -> None:
        self.is_shut = False

    def fall_silent(self) -> None:
        self.speaks.clear()

    def speak(self) -> None:
        self.speaks.set()

    def end(self) -> None:
        self.is_ended = True
        self.speak()
        self.join()
        self.shut()
        self.door.close()
