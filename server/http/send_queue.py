"""Answers whose readers are slow: the worker's loop sends them on, and gives up who takes nothing, or less
than any phone."""

from collections.abc import Callable
from contextlib import suppress
from selectors import EVENT_WRITE, BaseSelector
from time import monotonic
from typing import Any, NamedTuple

from server.http.buffered_socket import LEAST_FOR_THREAD
from server.http.request_buffer import LEAST_SPEED, SLOW_SECONDS

MOST_UNSENT = 32 * 1024 * 1024
"""Bytes of all such answers in one worker. Beyond, the one of which nothing was taken for longest is given
up."""
MOST_ON_DISK = 1024 * 1024 * 1024
"""Bytes of the files of all such answers in one worker. Beyond, the same, but the last one stays."""
FILE_SECONDS = 30 * 60
"""No file is sent for longer. For 20 MB that is what the slowest who may have a file needs, `LEAST_FILE`
bytes a second."""
LEAST_FILE = LEAST_FOR_THREAD


class _Waiting(NamedTuple):
    """An answer that waits: until when it may if nothing more of it is taken, whether another request may
    follow, since when it waits, and how many bytes did then. `held`: how many of them are in memory; `on_disk`: of
    the file."""

    until: float
    goes_on: bool
    since: float
    size: int
    held: int
    on_disk: int

    def is_slow(self, left: int, now: float) -> bool:
        """Whether it is read more slowly than any phone does, or a file for too long; `left` are the bytes
        that wait now."""
        took = now - self.since
        if self.on_disk and took > FILE_SECONDS:
            return True
        least = LEAST_FILE if self.on_disk else LEAST_SPEED
        return took > SLOW_SECONDS and self.size - left < least * took


class SendQueue:
    """Connections with a `BufferedSocket` that holds something, the one that took something last at the
    end. Only the loop uses it. `sent` is told of a connection when its answer is taken, and what `wait`
    was told; `give_up` closes one. Who takes nothing for `seconds`, or too little, is due."""

    def __init__(
        self,
        poller: BaseSelector,
        sent: Callable[[Any, bool], None],
        give_up: Callable[[Any], None],
        seconds: float,
    ) -> None:
        self._poller, self._sent, self._give_up, self._seconds = poller, sent, give_up, seconds
        self._waiting: dict[Any, _Waiting] = {}
        self._held = self._on_disk = 0

    def wait(self, conn: Any, goes_on: bool) -> None:
        """Takes in a connection. `goes_on`: whether another request may follow on it."""
        # First, since a closed socket is refused here, and must not stand among those that wait.
        self._poller.register(conn.sock, EVENT_WRITE, lambda _socket: self._send(conn))
        now, size, held = monotonic(), conn.sock.left, len(conn.sock.unsent)
        on_disk = size if conn.sock.has_file else 0
        self._held += held
        self._on_disk += on_disk
        self._waiting[conn] = _Waiting(now + self._seconds, goes_on, now, size, held, on_disk)
        while self._held > MOST_UNSENT:
            self._give_up(next(iter(self._waiting)))
        for other, waiting in list(self._waiting.items()):
            if self._on_disk > MOST_ON_DISK and waiting.on_disk and other is not conn:
                self._give_up(other)

    def forget(self, conn: Any) -> None:
        """The loop waits no more for who reads on this connection, be it closed already."""
        waiting = self._waiting.pop(conn, None)
        if waiting is None:
            return
        self._held -= waiting.held
        self._on_disk -= waiting.on_disk
        with suppress(KeyError, ValueError):
            self._poller.unregister(conn.sock)

    def due(self, now: float) -> list[Any]:
        """The connections on which nothing, or too little, was taken for too long."""
        return [
            conn
            for conn, waiting in self._waiting.items()
            if waiting.until <= now or waiting.is_slow(conn.sock.left, now)
        ]

    def oldest(self) -> Any | None:
        """The connection on which nothing was taken for longest."""
        return next(iter(self._waiting), None)

    def _send(self, conn: Any) -> None:
        if conn not in self._waiting:
            return  # given up since the loop woke up for it
        try:
            conn.sock.send_unsent()
        except OSError:  # nobody is there any more
            self._give_up(conn)
            return
        waiting = self._waiting[conn]
        if conn.sock.left:
            del self._waiting[conn]  # behind all others
            held, until = len(conn.sock.unsent), monotonic() + self._seconds
            self._held += held - waiting.held
            self._waiting[conn] = waiting._replace(until=until, held=held)
            return
        self.forget(conn)
        self._sent(conn, waiting.goes_on)
