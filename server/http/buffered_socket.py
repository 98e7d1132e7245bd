"""A connection whose answers cost no thread while their reader is slow: what the system does not take over
at once waits in memory, and the worker's loop (server/http/connection_loop.py) sends it on."""

from socket import MSG_DONTWAIT, socket
from typing import Any

MOST_BUFFERED = 4 * 1024 * 1024
"""Bytes of one answer, above a full page of a round. The thread that makes a longer one waits."""


class BufferedSocket(socket):
    """`unsent`: what was to be sent and is not yet. One thread at a time uses it."""

    __slots__ = ("unsent",)

    def __init__(self, accepted: socket) -> None:
        """Takes the place of a socket that was just accepted."""
        kind = accepted.family, accepted.type, accepted.proto
        super().__init__(*kind, fileno=accepted.detach())
        self.unsent = bytearray()

    def sendall(self, data: Any, flags: int = 0) -> None:
        """As a socket's own, without waiting as long as little waits. Raises OSError where the other end
        is gone, and BlockingIOError where it took nothing of a long answer for SO_SNDTIMEO."""
        if len(self.unsent) + len(data) > MOST_BUFFERED:
            super().sendall(bytes(self.unsent), flags)
            self.unsent.clear()
            super().sendall(data, flags)
            return
        self.unsent += data
        self.send_unsent()

    def send_unsent(self) -> int:
        """Sends what the system takes over now, in bytes. Raises OSError where the other end is gone."""
        sent = 0
        try:
            while self.unsent:
                taken = self.send(self.unsent, MSG_DONTWAIT)
                del self.unsent[:taken]
                sent += taken
        except BlockingIOError:
            pass  # the rest waits
        return sent
