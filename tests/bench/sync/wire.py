"""One connection on which every byte is counted, headers too."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

END = b"\r\n\r\n"


class Told(NamedTuple):
    """An answer: its headers by their names in lower case, the seconds until it was all there, and the
    bytes of the whole request and of the whole answer as they went over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    up: int
    down: int


@dataclass
class Wire:
    """A connection to a server of this machine, opened when it is needed and kept open."""

    port: int
    _line: socket.socket | None = None

    def close(self) -> None:
        """The next request opens a new one: the server closes one on which nothing comes."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def ask(self, path: str, body: bytes, headers: Mapping[str, str]) -> Told:
        """Posts a body. Raises ConnectionError where the server hangs up."""
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self.port), timeout=120)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        text = request(path, body, headers, self.port)
        began = time.perf_counter()
        self._line.sendall(text)
        got = bytearray()
        while (ended := got.find(END)) < 0:
            self._read(got)
        status, found = _head(bytes(got[:ended]))
        whole = ended + len(END) + int(found["content-length"])
        while len(got) < whole:
            self._read(got)
        took = time.perf_counter() - began
        if found.get("connection") == "close":
            self.close()
        return Told(status, found, bytes(got[ended + len(END) :]), took, len(text), whole)

    def _read(self, got: bytearray) -> None:
        assert self._line is not None
        piece = self._line.recv(1 << 20)
        if not piece:
            raise ConnectionError("the server hung up")
        got += piece


def request(path: str, body: bytes, headers: Mapping[str, str], port: int) -> bytes:
    """A post as bytes on the wire; a body that is no JSON is gzip."""
    packed = {} if body[:1] == b"{" else {"Content-Encoding": "gzip"}
    lines = {"Host": f"127.0.0.1:{port}", "Content-Length": str(len(body)), **headers, **packed}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def _head(text: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = text.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in pairs}
