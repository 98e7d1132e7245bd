"""Many requests at once, from one thread, so that the measuring costs little of the machine."""

import selectors
import socket
import time
from collections.abc import Sequence

LENGTH = b"content-length:"


def at_once(port: int, requests: Sequence[Sequence[bytes]]) -> tuple[float, list[float]]:
    """Each list of requests goes over a connection of its own, one after the other, and all
    connections begin together. Seconds in all, and of each request."""
    selector = selectors.DefaultSelector()
    lines = [_Line(port, each) for each in requests]
    for line in lines:
        selector.register(line.socket, selectors.EVENT_READ, line)
    began = time.perf_counter()
    for line in lines:
        line.send()
    open_lines = len(lines)
    while open_lines:
        for key, _ in selector.select(60):
            line = key.data
            if line.receive() and not line.send():
                selector.unregister(line.socket)
                open_lines -= 1
    took = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return took, [each for line in lines for each in line.took]


class _Line:
    """One connection."""

    def __init__(self, port: int, requests: Sequence[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.left = list(reversed(requests))
        self.took: list[float] = []
        self.began = 0.0
        self.got = b""

    def send(self) -> bool:
        """The next request; False if there is none."""
        if not self.left:
            return False
        self.got = b""
        self.began = time.perf_counter()
        self.socket.sendall(self.left.pop())
        return True

    def receive(self) -> bool:
        """Whether the answer is whole."""
        piece = self.socket.recv(1 << 20)
        assert piece, "the server hung up"
        self.got += piece
        head, ended, body = self.got.partition(b"\r\n\r\n")
        if not ended:
            return False
        (length,) = [
            int(line[len(LENGTH) :])
            for line in head.lower().split(b"\r\n")
            if line.startswith(LENGTH)
        ]
        if len(body) < length:
            return False
        assert head.startswith(b"HTTP/1.1 200"), self.got[:300]
        self.took.append(time.perf_counter() - self.began)
        return True
