"""Whose push is in work, and how much a phone has handed in lately (PROTOCOL 4.5.6, 4.5.7).

A push is the dearest thing that a phone may ask for. So one of a phone is in work at a time, across all
workers of the machine, and what it costs comes out of an allowance that fills up again. Both stand in
one file: of each phone's eight bytes the lock is the system's, which ends with the process, and the
content the moment at which the allowance is full again. No round without changes comes here."""

import fcntl
import os
import struct
import tempfile
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, ParamSpec, TypeVar

from flask import current_app, g

from server.clock import now
from server.config import Settings
from server.identity.current import current_principal
from server.identity.principal import Kind, Principal
from sync.problems import PROBLEMS, ProblemError

FILE_NAME = "pushes"
_PLACES = 1 << 16
"""Phones that share one by chance, which nobody can bring about, share an allowance too."""
_WIDE = _PLACES
"""One place more, for the one dear push that may be in work."""
_MOMENT = struct.Struct("<d")
_IN_WORK_SECONDS = 2

WIDE_BYTES, WIDE_POINTS = 250_000, 6_000
"""A usual push of 500 changes has 190,000 bytes, and 3,000 points of it are looked through."""

Said = ParamSpec("Said")
Told = TypeVar("Told")


class Allowance(NamedTuple):
    """So many points may be spent at once; they come back within so many seconds."""

    points: int
    seconds: int


APPROVED = Allowance(30_000, 150)
WAITING = Allowance(3_000, 300)
REVOKED = Allowance(500, 300)
"""A point is what one plain change costs, about a tenth of a millisecond. Ten thousand stored sessions
cost 15,000; who waits has handed in 2,000 by then, and goes on with 400 a minute."""
REQUEST, KEPT = 20, 10
"""Points of each push, and of each change that is kept for a person."""
BYTES, LOOKED = 2_000, 10
"""A point for so many bytes of a body, and for so many points of the request's screening."""


class PushPermit:
    """One request's place among the pushes. `enter` takes it, `charge` counts what it costs."""

    def __init__(self, limiter: "PushLimiter", who: str, allowance: Allowance) -> None:
        self._limiter, self._who, self._allowance = limiter, who, allowance
        self._cost, self._is_in, self._is_wide = 0, False, False

    def enter(self, size: int) -> None:
        """For a push whose body has so many bytes. Raises push_in_work and pushed_too_much; nothing
        of it was looked at then."""
        if not self._is_in:
            self._limiter.enter(self._who, self._allowance)
            self._is_in = True
            self.charge(REQUEST + size // BYTES)
            if size > WIDE_BYTES:
                self.widen()

    def widen(self) -> None:
        """For a push that costs more than a few usual ones: one is in work on the machine, so that
        such pushes never take all workers. Raises push_in_work."""
        if self._is_in and not self._is_wide:
            self._limiter.take(_WIDE)
            self._is_wide = True

    def charge(self, points: int) -> None:
        """Counts what the push costs, whatever becomes of it."""
        self._cost += points

    def leave(self) -> None:
        """The next push of the phone may come."""
        if self._is_wide:
            self._is_wide = False
            self._limiter.give_back(_WIDE)
        if self._is_in:
            self._is_in = False
            self._limiter.leave(self._who, self._allowance, self._cost)


class PushLimiter:
    """The pushes of all phones on this machine."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder, self._key = folder, blake2b(key.encode()).digest()
        self._file: int | None = None
        self._in_work: set[int] = set()  # a lock of the system is its process's, not its thread's
        self._guard = Lock()

    def enter(self, who: str, allowance: Allowance) -> None:
        """Raises push_in_work and pushed_too_much; else `leave` has to follow."""
        place = self.place(who)
        self.take(place)
        missing = self._debt(place, allowance) - allowance.seconds
        if missing >= 0:
            self.give_back(place)
            wait = max(1, ceil(missing + allowance.seconds / 10))
            raise ProblemError(PROBLEMS["pushed_too_much"], retry_after=wait)

    def leave(self, who: str, allowance: Allowance, cost: int) -> None:
        """Ends what `enter` began, and takes its cost out of the allowance."""
        place = self.place(who)
        try:
            debt = self._debt(place, allowance) + cost * allowance.seconds / allowance.points
            os.pwrite(self._open(), _MOMENT.pack(_seconds() + debt), place * _MOMENT.size)
        finally:
            self.give_back(place)

    def take(self, place: int) -> None:
        """Nobody else has this place until it is given back. Raises push_in_work."""
        with self._guard:
            if place in self._in_work:
                raise ProblemError(PROBLEMS["push_in_work"], retry_after=_IN_WORK_SECONDS)
            self._in_work.add(place)
        try:
            self._lock(place)
        except BaseException:
            self._in_work.discard(place)
            raise

    def give_back(self, place: int) -> None:
        """Ends what `take` began."""
        try:
            fcntl.lockf(self._open(), fcntl.LOCK_UN, _MOMENT.size, place * _MOMENT.size)
        finally:
            self._in_work.discard(place)

    def forget(self) -> None:
        """All allowances are full again."""
        os.ftruncate(self._open(), 0)

    def _debt(self, place: int, allowance: Allowance) -> float:
        """In how many seconds the allowance will be full. A clock that was set back counts for no
        more than an empty one."""
        kept = os.pread(self._open(), _MOMENT.size, place * _MOMENT.size)
        full_at = _MOMENT.unpack(kept)[0] if len(kept) == _MOMENT.size else 0.0
        return float(min(max(0.0, full_at - _seconds()), 2 * allowance.seconds))

    def _lock(self, place: int) -> None:
        try:
            fcntl.lockf(
                self._open(), fcntl.LOCK_EX | fcntl.LOCK_NB, _MOMENT.size, place * _MOMENT.size
            )
        except (BlockingIOError, PermissionError) as error:
            raise ProblemError(PROBLEMS["push_in_work"], retry_after=_IN_WORK_SECONDS) from error

    def place(self, who: str) -> int:
        """The number of a phone's bytes in the file. By the key, so that nobody makes an id for it."""
        spelled = blake2b(who.encode(), key=self._key, digest_size=4).digest()
        return int.from_bytes(spelled) % _PLACES

    def _open(self) -> int:
        """The file, open until the process ends: to close it anywhere would give up all its locks."""
        if self._file is None:
            with self._guard:
                if self._file is None:
                    self._file = _open_in(self._folder)
        return self._file


def _open_in(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:  # a folder that cannot be written: then each worker counts for itself
        with tempfile.TemporaryFile() as unnamed:
            return os.dup(unnamed.fileno())


def _seconds() -> float:
    return now().timestamp()


def push_limiter() -> PushLimiter:
    """Those of this application."""
    settings: Settings = current_app.config["SETTINGS"]
    found: PushLimiter = current_app.extensions.setdefault(
        "push_limiter", PushLimiter(settings.instance, settings.secret_key)
    )
    return found


def limit_pushes(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """A view whose request may be a push. Its place is before the body is read: that costs too."""

    @wraps(view)
    def limited(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        g.push_permit = _permit_for(current_principal())
        try:
            return view(*args, **kwargs)
        finally:
            g.push_permit.leave()

    return limited


def current_permit() -> PushPermit | None:
    """That of this request, if it may be a push."""
    found: Any = g.get("push_permit")
    return found if isinstance(found, PushPermit) else None


def _permit_for(principal: Principal) -> PushPermit:
    """Who brings something counts, whoever made it: a phone, or an account without one."""
    if principal.device is None:
        account = principal.account.id if principal.account else ""
        return PushPermit(push_limiter(), account, APPROVED)
    few = {Kind.REVOKED: REVOKED, Kind.WAITING: WAITING}
    return PushPermit(push_limiter(), principal.device.id, few.get(principal.phone_kind, APPROVED))
