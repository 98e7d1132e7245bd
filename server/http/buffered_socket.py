"""A connection whose answers cost no thread while their reader is slow: what the system does not take over
at once waits in memory, and the worker's loop (server/http/connection_loop.py) sends it on."""

from socket import MSG_DONTWAIT, socket
from time import monotonic
from typing import Any

MOST_BUFFERED = 4 * 1024 * 1024
"""Bytes of one answer, above any but a file's. The thread that makes a longer one waits until so much is
left."""
LEAST_FOR_THREAD, SLOW_SECONDS = 8000, 60
"""Bytes a second: no thread waits for who reads more slowly; and so long nobody looks at it."""
_PIECE = 64 * 1024


class BufferedSocket(socket):
    """`unsent`: what was to be sent and is not yet. One thread at a time uses it."""

    __slots__ = ("_sent", "_since", "unsent")

    def __init__(self, accepted: socket) -> None:
        """Takes the place of a socket that was just accepted."""
        kind = accepted.family, accepted.type, accepted.proto
        super().__init__(*kind, fileno=accepted.detach())
        self.unsent = bytearray()
        # Since when a thread has waited for who reads this, and what was sent since then.
        self._since: float | None = None
        self._sent = 0

    def sendall(self, data: Any, flags: int = 0) -> None:
        """As a socket's own, without waiting as long as little waits. Raises OSError where the other end
        is gone, and BlockingIOError where it took nothing of a long answer for SO_SNDTIMEO, or reads more
        slowly than `LEAST_FOR_THREAD`."""
        self.unsent += data
        self.send_unsent()
        while len(self.unsent) > MOST_BUFFERED:
            if self._since is None:
                self._since, self._sent = monotonic(), 0
            taken = self.send(self.unsent[:_PIECE], flags)
            del self.unsent[:taken]
            self._sent += taken
            if self._is_slow(monotonic() - self._since):
                raise BlockingIOError("read too slowly")

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
        self._sent += sent
        if not self.unsent:
            self._since = None
        return sent

    def _is_slow(self, took: float) -> bool:
        return took > SLOW_SECONDS and self._sent < LEAST_FOR_THREAD * took
