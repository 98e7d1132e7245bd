"""One push of a phone at a time in a worker, and how much work a phone may hand in (PROTOCOL 4.5.6, 4.5.7)."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import wraps
from threading import Lock
from time import thread_time
from typing import Any, ParamSpec, TypeVar

from flask import g

from server.auth.current import current_principal
from server.auth.principal import Kind, Principal
from server.auth.rate_limits import PUSHED, PUSHED_REVOKED, PUSHED_WAITING, Rate
from server.confined.turn import NotYourTurn, hold_turn, lock_of
from server.http.concurrency import ServerBusy
from server.metrics.current import instruments
from sync.problems import PROBLEMS, ProblemError

_AGAIN_SECONDS = 1
"""An app that was reloaded leaves a push in work, which is done by then."""
WIDE_BYTES, WIDE_POINTS = 350_000, 25_000
"""The app puts 300,000 bytes of changes into a push at most; with a note in two of three of 500 some
23,000 points of it are looked through."""
WIDE_LOCK = "-wide-push"
REQUEST, KEPT, LINK = 20, 10, 1
"""Points of each push; of each item that is kept for a person, or closed by what replaces it; of each
link to what was replaced before (PROTOCOL 4.1.4), and of each session that goes on from a changed one or
lies before it (5.5). One is what a plain change costs, about a tenth of a millisecond."""
SECOND = 5_000
"""Points that a push costs at the least for each second of processor time, from screening to commit,
whether it went in or not. Plain changes take half as long."""
BYTES, LOOKED, ROWS = 2_000, 10, 16
"""A point for so many bytes of a body, for so many points of the request's screening, and for so many rows
that the phone takes away with its verdicts."""

Said = ParamSpec("Said")
Told = TypeVar("Told")

_in_work: set[str] = set()
_guard = Lock()


class PushPermit:
    """What one push of a caller costs. `enter` begins it, `leave` counts its points."""

    def __init__(self, caller: str, rate: Rate) -> None:
        self._caller, self._rate = caller, rate
        self._cost = 0
        self._seconds = 0.0
        self._is_in = False
        self._is_wide = False
        self._wide = ExitStack()

    def enter(self, size: int) -> None:
        """For a push whose body has so many bytes. Raises push_in_work, pushed_too_much and
        server_busy; nothing of it was looked at then."""
        if self._is_in:
            return
        self._rate.check(self._caller)
        with _guard:
            if self._caller in _in_work:
                raise ProblemError(PROBLEMS["push_in_work"], retry_after=_AGAIN_SECONDS)
            _in_work.add(self._caller)
        self._is_in = True
        instruments().pushes.inc()
        self.charge(REQUEST)
        self.charge_bytes(size)

    def charge_bytes(self, size: int) -> None:
        """Counts so many bytes that are about to be read. Raises server_busy, as `widen` does."""
        self.charge(size // BYTES)
        if size > WIDE_BYTES:
            self.widen()

    def widen(self) -> None:
        """For a push that costs more than a few usual ones: one at a time on the machine, since one in
        each worker would take all its processors. Raises server_busy."""
        if not self._is_in or self._is_wide:
            return
        try:
            self._wide.enter_context(hold_turn(lock_of(WIDE_LOCK)))
        except NotYourTurn as error:
            raise ServerBusy from error
        self._is_wide = True

    def charge(self, points: int) -> None:
        """Counts what the push costs, whatever becomes of it."""
        self._cost += points

    def charge_seconds(self, seconds: float) -> None:
        """Adds processor time: the push costs at least SECOND points for each second of it."""
        self._seconds += seconds

    def leave(self) -> None:
        """The next push of the phone may come."""
        if self._is_in:
            self._is_in = self._is_wide = False
            self._wide.close()
            with _guard:
                _in_work.discard(self._caller)
            instruments().pushes.dec()
            self._rate.spend(self._caller, max(self._cost, int(SECOND * self._seconds)))


def limit_pushes(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """A view whose request may be a push. Its place is before the body is read: that costs too."""
    return _limited(view, carried=False)


def limit_carried(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """The same of one that brings what another phone made."""
    return _limited(view, carried=True)


def _limited(view: Callable[Said, Told], *, carried: bool) -> Callable[Said, Told]:
    @wraps(view)
    def limited(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        g.push_permit = _permit_for(current_principal(), carried=carried)
        try:
            return view(*args, **kwargs)
        finally:
            g.push_permit.leave()

    return limited


def current_permit() -> PushPermit | None:
    """That of this request, if it may be a push."""
    found: Any = g.get("push_permit")
    return found if isinstance(found, PushPermit) else None


def charge_unpacked(size: int) -> None:
    """Counts what a request's bundle unpacks to, before it is read. Raises server_busy."""
    permit = current_permit()
    if permit is not None:
        permit.charge_bytes(size)


@contextmanager
def charge_time() -> Iterator[None]:
    """Counts the processor time of the block, whether it raises or not."""
    began = thread_time()
    try:
        yield
    finally:
        permit = current_permit()
        if permit is not None:
            permit.charge_seconds(thread_time() - began)


def charge_also_read(records: int) -> None:
    """Counts the records that the totals of a push had to be asked of (PROTOCOL 5.5)."""
    permit = current_permit()
    if permit is not None:
        permit.charge(LINK * records)


def charge_pulled(rows: int) -> None:
    """Counts the rows that a push takes away. One that only takes away reads (server/auth/read_limiter.py)."""
    permit = current_permit()
    if permit is not None:
        permit.charge(rows // ROWS)


def _permit_for(principal: Principal, *, carried: bool) -> PushPermit:
    """Who brings something counts, whoever made it: a phone, or an account without one. What it carries for
    others costs it nothing of what it may bring of its own."""
    what = "carried " if carried else ""
    if principal.device is None:
        account = principal.account.id if principal.account else ""
        return PushPermit(what + account, PUSHED)
    few = {Kind.REVOKED: PUSHED_REVOKED, Kind.WAITING: PUSHED_WAITING}
    # Counted by phone, whichever member of it sends the request.
    whole = replace(principal, acting=None, acting_missing=False)
    return PushPermit(what + principal.device.id, few.get(whole.phone_kind, PUSHED))
