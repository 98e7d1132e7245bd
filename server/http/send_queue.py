"""Answers whose readers are slow: the worker's loop sends them on, and gives up who takes nothing, or less
than any phone."""

from collections.abc import Callable
from selectors import EVENT_WRITE, BaseSelector
from time import monotonic
from typing import Any, NamedTuple

from server.http.request_buffer import LEAST_SPEED, SLOW_SECONDS

MOST_UNSENT = 32 * 1024 * 1024
"""Bytes of all such answers in one worker. Beyond, the one of which nothing was taken for longest is given
up."""


class _Waiting(NamedTuple):
    """An answer that waits: until when it may if nothing more of it is taken, whether another request may
    follow, since when it waits, and how many bytes did then."""

    until: float
    goes_on: bool
    since: float
    size: int

    def is_slow(self, left: int, now: float) -> bool:
        """Whether it is read more slowly than any phone does; `left` are the bytes that wait now."""
        took = now - self.since
        return took > SLOW_SECONDS and self.size - left < LEAST_SPEED * took


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
        self._unsent = 0

    def wait(self, conn: Any, goes_on: bool) -> None:
        """Takes in a connection. `goes_on`: whether another request may follow on it."""
        now, size = monotonic(), len(conn.sock.unsent)
        self._unsent += size
        self._waiting[conn] = _Waiting(now + self._seconds, goes_on, now, size)
        self._poller.register(conn.sock, EVENT_WRITE, lambda _socket: self._send(conn))
        while self._unsent > MOST_UNSENT:
            self._give_up(next(iter(self._waiting)))

    def forget(self, conn: Any) -> None:
        """The loop waits no more for who reads on this connection."""
        if self._waiting.pop(conn, None) is not None:
            self._unsent -= len(conn.sock.unsent)
            self._poller.unregister(conn.sock)

    def due(self, now: float) -> list[Any]:
        """The connections on which nothing, or too little, was taken for too long."""
        return [
            conn
            for conn, waiting in self._waiting.items()
            if waiting.until <= now or waiting.is_slow(len(conn.sock.unsent), now)
        ]

    def oldest(self) -> Any | None:
        """The connection on which nothing was taken for longest."""
        return next(iter(self._waiting), None)

    def _send(self, conn: Any) -> None:
        if conn not in self._waiting:
            return  # given up since the loop woke up for it
        try:
            sent = conn.sock.send_unsent()
        except OSError:  # nobody is there any more
            self._give_up(conn)
            return
        self._unsent -= sent
        waiting = self._waiting.pop(conn)
        if conn.sock.unsent:
            self._waiting[conn] = waiting._replace(until=monotonic() + self._seconds)
            return
        self._poller.unregister(conn.sock)
        self._sent(conn, waiting.goes_on)
