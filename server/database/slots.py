"""What may take long needs a slot, of which a worker has fewer than threads, so that rounds which bring
nothing are answered whatever else is asked.

- All writers wait for one lock (PROTOCOL 5.1.5), so a write needs one of the slots for writes: what only
  reads is answered however long that lock is held. Who asks is known only when a thread looks: by then
  whoever has another one in work gives the slot back and waits, so that many lines of one asker keep nobody
  else from writing, and a few wait at most.
- Whatever else somebody reads (server/auth/read_limiter.py) needs one of the slots for reads, of which one
  asker has one at a time: however many lines somebody asks on, others' reads go on beside them.
- Of those who wait, each address has its turn (server/database/fair_queue.py), since a stranger costs more to
  tell from others than to let wait: whoever opens hundreds of lines waits behind themselves.
- A password takes a twentieth of a second of the processor to hash and no lock, so one is hashed at a time in
  each worker: whoever tries passwords keeps nobody from writing. Only a few wait for that, and fewer of one
  asker. Who is known goes first, and strangers take none of the places of those. Before that one looks at a
  time whether it was tried too often.
- A file for download costs seconds of the processor, so one is made at a time in each worker
  (server/auth/file_limiter.py). It is sent without a slot and without a thread.

The worker's loop (server/http/buffering_worker.py) gives a slot to what surely writes before it gives it a
thread, and until then keeps it waiting where it costs none. All others get a thread, take a slot when it is seen
that they need one, or go back to the loop where none is left: a round of a phone that is short may bring
changes or not, who asks for rows or a file has to be known first, and who gives a password may have tried too
often (server/auth/rate_limits.py). Who waits too long, for the slot and the lock together, is told that the
server is busy.

Outside of such a worker, in commands and tests, nothing is bounded."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import IO, Any

from server.database.fair_queue import FairQueue
from server.database.slot_kinds import FILE, HASH, LOOK, READ, WRITE, Kind, kind_of
from server.database.timeouts import ROUND, WRITE_WAIT
from sync.problems import PROBLEMS, ProblemError

RETRY_AFTER = 5
_LEAST_WAIT, _SHORT_WAIT = 0.25, 0.5
"""Seconds: with less left nobody begins to wait for the lock; and who waited no longer for a slot may
wait for the lock as long as others."""


class NoSlot(BaseException):
    """The request has to wait for a slot and is asked once more then. No error of the application:
    nothing between it and the worker may answer it."""


class ServerBusy(ProblemError):
    """The request has waited for a slot for too long."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(PROBLEMS[kind.code], retry_after=RETRY_AFTER)


@dataclass
class Line:
    """The slots of one kind, and who waits for them: those who are `known` before the
    `others`. `askers`: who has one in work, of a kind of which each has one at a time."""

    free: int
    known: FairQueue = field(default_factory=FairQueue)
    others: FairQueue = field(default_factory=FairQueue)
    askers: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, asker: str | None) -> bool:
        """Whether a slot is the asker's until it is given back."""
        with self._guard:
            if not self.free or asker in self.askers:
                return False
            self.free -= 1
            if asker is not None:
                self.askers.add(asker)
            return True

    def give_back(self, asker: str | None) -> None:
        """Ends what `take` began."""
        with self._guard:
            self.free += 1
            if asker is not None:
                self.askers.remove(asker)

    def name(self, asker: str) -> bool:
        """Whether a slot that was taken for nobody is the asker's, until `forget`."""
        with self._guard:
            is_first = asker not in self.askers
            self.askers.add(asker)
            return is_first

    def forget(self, asker: str) -> None:
        """Ends what `name` began."""
        with self._guard:
            self.askers.remove(asker)


class QueuedRequest:
    """A request on its way through the worker; a thread is inside while it answers it."""

    def __init__(self, lines: dict[Kind, Line]) -> None:
        self.since = monotonic()
        self.kind = WRITE
        """What it has, or waits for, a slot for."""
        self.asker: str | None = None
        """Who has one slot of that kind at a time."""
        self.is_known = False
        """Whether it goes before others who wait for one of that kind."""
        self.is_late = False
        self._lines = lines
        self._at_end = ExitStack()
        self._at_sent: list[Callable[[], None]] = []
        self._file: IO[bytes] | None = None
        self._held: set[object] = set()

    @property
    def until(self) -> float:
        """When it has waited for too long."""
        return self.since + self.kind.wait

    def take(self, kind: Kind) -> bool:
        """Whether the request holds a slot now. It may need one of one kind only, but for a look, whose slot
        it gives back."""
        if self.holds(LOOK) and kind is not LOOK:
            self.end()
        if self.kind in self._held:
            return True
        self.kind = kind
        line, asker = self._lines[kind], self.asker
        if not line.take(asker):
            return False
        self.hold_to_end(kind, lambda: line.give_back(asker))
        return True

    def name(self, asker: str) -> bool:
        """Whether the slot for a write that the request holds may be the asker's; else it gives it back."""
        if not self.holds(WRITE) or self.asker == asker:
            return True
        self.asker, line = asker, self._lines[WRITE]
        if line.name(asker):
            self.hold_to_end(asker, lambda: line.forget(asker))
            return True
        self.end()
        return False

    def hold_to_end(self, what: object, give_back: Callable[[], None]) -> None:
        """Gives this back when the request is answered, however long it has to wait for a slot."""
        self._held.add(what)
        self._at_end.callback(give_back)

    def hold_until_sent(self, what: object, give_back: Callable[[], None]) -> None:
        """Gives this back when all of the answer is sent, or its line is given up."""
        self._held.add(what)
        self._at_sent.append(give_back)

    def hand_over(self, file: IO[bytes]) -> None:
        """Lets the worker send a file behind the head of the answer, and close it."""
        self._file = file

    def take_file(self) -> IO[bytes] | None:
        """What was handed over, once."""
        file, self._file = self._file, None
        return file

    def holds(self, what: object) -> bool:
        """Whether it has that already, since it was asked before."""
        return what in self._held

    def end(self) -> None:
        """Gives to others what it has."""
        self._held.clear()
        self._at_end.close()

    def end_sent(self) -> None:
        """The same, of what it has until all of its answer is sent."""
        file = self.take_file()
        if file is not None:  # the answer was cut off before
            file.close()
        while self._at_sent:
            self._at_sent.pop()()

    def __enter__(self) -> None:
        _serving.turn = self

    def __exit__(self, _type: object, error: object, _trace: object) -> None:
        _serving.turn = None
        if not isinstance(error, NoSlot):
            self.end()

    def lock_wait(self) -> float | None:
        """How long the request may wait for the lock, where it has waited for a slot already."""
        left = self.until - monotonic()
        if self.kind is not WRITE or left > WRITE_WAIT - _SHORT_WAIT:
            return None
        return max(left - ROUND.statement + ROUND.lock, _LEAST_WAIT)


def write_slots(threads: int) -> int:
    """How many requests of a worker with so many threads may write at a time."""
    return max(1, threads - 6)


class SlotQueue:
    """The requests of a worker that wait for a slot. Only its loop uses it. `submit` gives one of them
    a thread."""

    def __init__(self, threads: int, submit: Callable[[Any], None]) -> None:
        # Together fewer than threads.
        most = {WRITE: write_slots(threads), LOOK: 1, HASH: 1, READ: 2, FILE: 1}
        self._lines = {kind: Line(slots) for kind, slots in most.items()}
        self._submit = submit

    def begin(self, conn: Any) -> None:
        """Takes in a request that is all here."""
        conn.turn = QueuedRequest(self._lines)
        kind = kind_of(conn.received)
        if kind is None:
            self._submit(conn)
        else:
            conn.turn.kind = kind
            self.wait(conn)

    def wait(self, conn: Any) -> None:
        """Takes in a request that needs a slot."""
        turn = conn.turn
        line = self._lines[turn.kind]
        waiting = line.known if turn.is_known else line.others
        waiting.append(conn)
        self.advance()
        if conn in waiting and _is_crowded(waiting, turn):
            waiting.remove(conn)
            turn.is_late = True
            self._submit(conn)

    def advance(self) -> None:
        """Gives threads to those who get a slot, and to those who have waited too long: they hear
        that the server is busy."""
        now = monotonic()
        for kind, line in self._lines.items():
            for waiting in (line.known, line.others):
                # Who has one in work already lets others go first.
                for conn in waiting:
                    turn = conn.turn
                    turn.is_late = turn.until - now < _LEAST_WAIT
                    if turn.is_late or (line.free and turn.take(kind)):
                        waiting.remove(conn)
                        self._submit(conn)

    def seconds_left(self) -> float:
        """Until `advance` has something to do by itself."""
        until = (
            conn.turn.until
            for line in self._lines.values()
            for waiting in (line.known, line.others)
            for conn in waiting
        )
        return max(0.0, min(until, default=inf) - _LEAST_WAIT - monotonic())

    def drop_of_heaviest(self, least: int) -> Any | None:
        """Who came last of the address of which most wait for a write, if so many do; they wait no more."""
        waiting = self._lines[WRITE].others
        heaviest = waiting.heaviest()
        if len(heaviest) < least:
            return None
        waiting.remove(heaviest[-1])
        return heaviest[-1]


def _is_crowded(waiting: FairQueue, turn: QueuedRequest) -> bool:
    """Whether too many wait, or too many of the asker of the last one."""
    if len(waiting) > turn.kind.room:
        return True
    if turn.asker is None:
        return False
    of_asker = (each.turn.asker == turn.asker for each in waiting)
    return turn.kind.share < inf and sum(of_asker) > turn.kind.share


_serving = threading.local()


def hold_slot(kind: Kind, asker: str | None = None, *, is_known: bool = False) -> None:
    """For who is going to need one: the request holds a slot to its end, one at a time of an `asker`, who goes
    before others where it `is_known`. Raises NoSlot; nothing of the request may have been done by then but
    what `hold_to_end` undoes."""
    turn = current_turn()
    if turn is None:
        return
    turn.asker, turn.is_known = asker, is_known
    if not turn.take(kind):
        raise NoSlot


def name_slot(asker: str) -> None:
    """For who holds a slot for a write since before it was known who asks: it is one of the asker's, who has
    one at a time. Raises NoSlot."""
    turn = current_turn()
    if turn is not None and not turn.name(asker):
        raise NoSlot


def check_not_late() -> None:
    """Raises ServerBusy for a request that has waited for a slot for too long."""
    turn = current_turn()
    if turn is not None and turn.is_late:
        raise ServerBusy(turn.kind)


def lock_wait() -> float | None:
    """How long this request may wait for the writer's lock; None: as long as is usual."""
    turn = current_turn()
    return None if turn is None else turn.lock_wait()


def seconds_waited() -> float:
    """How long this request has waited for its thread, a slot and all."""
    turn = current_turn()
    return 0.0 if turn is None else max(0.0, monotonic() - turn.since)


def current_turn() -> QueuedRequest | None:
    """That of this thread's request; None outside of a worker."""
    found: QueuedRequest | None = getattr(_serving, "turn", None)
    return found
