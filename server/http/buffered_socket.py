"""A connection whose answers cost no thread while their reader is slow: what the system does not take over
at once waits in memory, and the worker's loop (server/http/connection_loop.py) sends it on."""

from os import SEEK_END
from socket import MSG_DONTWAIT, socket
from time import monotonic
from typing import IO, Any

MOST_BUFFERED = 4 * 1024 * 1024
"""Bytes of one answer that is made while it is sent. The thread that makes a longer one waits until so
much is left."""
LEAST_FOR_THREAD, SLOW_SECONDS = 8000, 60
"""Bytes a second: no thread waits for who reads more slowly; and so long nobody looks at it."""
_PIECE = 64 * 1024
_FROM_FILE_AT_ONCE = 1024 * 1024
"""Bytes; then the others on the worker's loop have a turn, however fast this one is read."""


class BufferedSocket(socket):
    """`unsent`: what was to be sent and is not yet, without what is still in a file. One thread at a time
    uses it."""

    __slots__ = ("_file", "_left_in_file", "_sent", "_since", "unsent")

    def __init__(self, accepted: socket) -> None:
        """Takes the place of a socket that was just accepted."""
        kind = accepted.family, accepted.type, accepted.proto
        super().__init__(*kind, fileno=accepted.detach())
        self.unsent = bytearray()
        self._file: IO[bytes] | None = None
        self._left_in_file = 0
        # Since when a thread has waited for who reads this, and what was sent since then.
        self._since: float | None = None
        self._sent = 0

    @property
    def left(self) -> int:
        """Bytes that were to be sent and are not yet, of the file too."""
        return len(self.unsent) + self._left_in_file

    @property
    def has_file(self) -> bool:
        """Whether something of a file is to be sent yet."""
        return self._file is not None

    def send_file(self, file: IO[bytes]) -> None:
        """Sends all of a file behind what is unsent, and nothing may come behind it; it is closed when it
        is sent, or this is closed. Waits for nobody. Raises OSError where the other end is gone."""
        self._left_in_file = file.seek(0, SEEK_END)
        self._file = file
        file.seek(0)
        self.send_unsent()

    def close(self) -> None:
        """As a socket's own. Whatever is unsent stays so."""
        self.unsent.clear()
        self._close_file()
        super().close()

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
            while self.unsent or (sent < _FROM_FILE_AT_ONCE and self._read_file()):
                taken = self.send(self.unsent, MSG_DONTWAIT)
                del self.unsent[:taken]
                sent += taken
        except BlockingIOError:
            pass  # the rest waits
        self._sent += sent
        if not self.unsent:
            self._since = None
        return sent

    def _read_file(self) -> bool:
        """Whether there was more of the file, which is unsent now."""
        piece = b"" if self._file is None else self._file.read(_PIECE)
        self._left_in_file -= len(piece)
        self.unsent += piece
        if not self._left_in_file or not piece:
            self._close_file()
        return bool(piece)

    def _close_file(self) -> None:
        file, self._file, self._left_in_file = self._file, None, 0
        if file is not None:
            file.close()

    def _is_slow(self, took: float) -> bool:
        return took > SLOW_SECONDS and self._sent < LEAST_FOR_THREAD * took
