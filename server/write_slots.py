"""All writers wait for one lock (PROTOCOL 5.1.5). So that they never take all threads of a worker, what
writes needs one of its write slots, of which there is one fewer than threads: what only reads is
answered however long that lock is held.

The worker's loop (server/receiving.py) gives a slot to what surely writes before it gives it a thread,
and until then keeps it waiting where it costs none. A round of a phone that is short may bring changes or
not: it gets a thread, and takes a slot when its changes are seen, or goes back to the loop where none is
left. Who waits too long, for the slot and the lock together, is told that the server is busy.

Outside of such a worker, in commands and tests, nothing is bounded."""

import threading
from collections import deque
from collections.abc import Callable
from math import inf
from time import monotonic
from typing import Any

from server.timeouts import ROUND, WRITE_WAIT
from sync.problems import PROBLEMS, ProblemError

_READ_METHODS = (b"GET", b"HEAD", b"OPTIONS")
_ROUND, _HAVE = b"/api/sync/v1", b"/api/sync/v1/have"
MOST_READ = 1000
"""Bytes of a body: a round that is longer than that brings changes."""
RETRY_AFTER = 5
_LEAST_WAIT, _SHORT_WAIT = 0.25, 0.5
"""Seconds: with less left nobody begins to wait for the lock; and who waited no longer for a slot may
wait for the lock as long as others."""


class NoWriteSlot(BaseException):
    """The request has to wait for a slot and is asked once more then. No error of the application:
    nothing between it and the worker may answer it."""


class ServerBusy(ProblemError):
    """The request has waited for a slot for too long."""

    def __init__(self) -> None:
        super().__init__(PROBLEMS["server_busy"], retry_after=RETRY_AFTER)


class QueuedRequest:
    """A request on its way through the worker; a thread is inside while it answers it."""

    def __init__(self, slots: threading.Semaphore) -> None:
        self.until = monotonic() + WRITE_WAIT
        self.is_late = False
        self._slots = slots
        self._holds = False

    def take(self) -> bool:
        """Whether the request holds a slot now."""
        self._holds = self._holds or self._slots.acquire(blocking=False)
        return self._holds

    def give_back(self) -> None:
        """Gives the slot to others, if there is one."""
        if self._holds:
            self._holds = False
            self._slots.release()

    def __enter__(self) -> None:
        _serving.turn = self

    def __exit__(self, *_error: object) -> None:
        _serving.turn = None
        self.give_back()

    def lock_wait(self) -> float | None:
        """How long the request may wait for the lock, where it has waited for a slot already."""
        left = self.until - monotonic()
        if left > WRITE_WAIT - _SHORT_WAIT:
            return None
        return max(left - ROUND.statement + ROUND.lock, _LEAST_WAIT)


class WriteQueue:
    """The requests of a worker that wait for a slot, the first first. Only its loop uses it. `submit`
    gives one of them a thread."""

    def __init__(self, threads: int, submit: Callable[[Any], None]) -> None:
        self._slots = threading.Semaphore(max(1, threads - 1))
        self._waiting: deque[Any] = deque()
        self._submit = submit

    def begin(self, conn: Any) -> None:
        """Takes in a request that is all here."""
        conn.turn = QueuedRequest(self._slots)
        if is_write(conn.received):
            self.wait(conn)
        else:
            self._submit(conn)

    def wait(self, conn: Any) -> None:
        """Takes in a request that needs a slot."""
        self._waiting.append(conn)
        self.advance()

    def advance(self) -> None:
        """Gives threads to those who get a slot, and to those who have waited too long: they hear
        that the server is busy."""
        now = monotonic()
        while self._waiting:
            turn = self._waiting[0].turn
            turn.is_late = turn.until - now < _LEAST_WAIT
            if not (turn.is_late or turn.take()):
                return
            self._submit(self._waiting.popleft())

    def seconds_left(self) -> float:
        """Until `advance` has something to do by itself."""
        if not self._waiting:
            return inf
        return float(max(0.0, self._waiting[0].turn.until - _LEAST_WAIT - monotonic()))


def is_write(received: bytes) -> bool:
    """Whether a request surely writes, told from its bytes."""
    method, _, rest = received.partition(b" ")
    if method in _READ_METHODS:
        return False
    path = rest[: rest.find(b" ")].partition(b"?")[0]
    if path == _ROUND:
        return len(received) - received.find(b"\r\n\r\n") - 4 > MOST_READ
    return path != _HAVE


_serving = threading.local()


def hold_write_slot() -> None:
    """For who is going to write: the request holds a slot to its end. Raises NoWriteSlot; nothing of the
    request may have been done by then."""
    turn = _turn()
    if turn is not None and not turn.take():
        raise NoWriteSlot


def check_not_late() -> None:
    """Raises ServerBusy for a request that has waited for a slot for too long."""
    turn = _turn()
    if turn is not None and turn.is_late:
        raise ServerBusy


def lock_wait() -> float | None:
    """How long this request may wait for the writer's lock; None: as long as is usual."""
    turn = _turn()
    return None if turn is None else turn.lock_wait()


def seconds_waited() -> float:
    """How long this request has waited for its thread, a slot and all."""
    turn = _turn()
    return 0.0 if turn is None else max(0.0, monotonic() - (turn.until - WRITE_WAIT))


def _turn() -> QueuedRequest | None:
    found: QueuedRequest | None = getattr(_serving, "turn", None)
    return found
