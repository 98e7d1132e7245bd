"""How much work each may ask for lately, across all workers of the machine: what it costs comes out of an
allowance that fills up again. A point is about a tenth of a millisecond.

What was spent, and when, stands in the bytes of who spent it in a file of locks. Nothing that goes wrong
with the file keeps anybody from asking: then it counts for less, or not at all."""

import os
import struct
from math import ceil
from pathlib import Path
from typing import NamedTuple

import structlog

from server.database.clock import now
from server.database.machine_locks import MachineLocks
from sync.problems import PROBLEMS, ProblemError

log = structlog.get_logger()

_DEBT = struct.Struct("<ddd")
"""Points and stored bytes, and the moment (seconds since 1970) at which they were missing."""
_MOST_WAIT = 3_600
_DAY = 86_400
_SET_BACK = 60


class Allowance(NamedTuple):
    """So many points may be spent at once; they come back within so many seconds. So many bytes may be
    stored for good at once, and so many more in a day."""

    points: int
    seconds: int
    stored: int = 1
    stored_a_day: int = 1

    @property
    def rate(self) -> float:
        """Points that come back in a second."""
        return self.points / self.seconds

    @property
    def stored_rate(self) -> float:
        """Bytes that come back in a second."""
        return self.stored_a_day / _DAY


class Debt(NamedTuple):
    """What is missing of an allowance."""

    points: float
    stored: float


class Allowances(MachineLocks):
    """What each has spent of an allowance, in one file."""

    def __init__(self, path: Path, key: str) -> None:
        super().__init__(path, key, _DEBT.size)

    def check(self, place: int, allowance: Allowance, code: str) -> None:
        """Raises the problem `code`, with the seconds to wait, where nothing is left."""
        wait = _wait(self.debt(place, allowance), allowance)
        if wait:
            raise ProblemError(PROBLEMS[code], retry_after=wait)

    def spend(self, place: int, allowance: Allowance, cost: float, stored: int = 0) -> None:
        """Takes points and bytes out of the allowance. Raises nothing where the file cannot be written (a
        disk that is full)."""
        try:
            debt = self.debt(place, allowance)
            kept = _DEBT.pack(debt.points + cost, debt.stored + stored, _seconds())
            os.pwrite(self.open(), kept, place * _DEBT.size)
        except OSError as error:
            log.warning("not_counted", file=self._path.name, exc_info=error)

    def forget(self) -> None:
        """All allowances are full again."""
        os.ftruncate(self.open(), 0)

    def debt(self, place: int, allowance: Allowance) -> Debt:
        """What is missing, whatever somebody was when they spent it: at most twice the allowance. What
        cannot be read, or was written by a clock that was set back since, is not missing."""
        try:
            kept = os.pread(self.open(), _DEBT.size, place * _DEBT.size)
        except OSError as error:
            log.warning("debt_not_read", file=self._path.name, exc_info=error)
            return Debt(0.0, 0.0)
        points, stored, since = _DEBT.unpack(kept) if len(kept) == _DEBT.size else (0.0, 0.0, 0.0)
        passed = _seconds() - since
        if passed < -_SET_BACK:
            return Debt(0.0, 0.0)
        passed = max(0.0, passed)
        return Debt(
            max(0.0, min(points, 2 * allowance.points) - passed * allowance.rate),
            max(0.0, min(stored, 2 * allowance.stored) - passed * allowance.stored_rate),
        )


def _wait(debt: Debt, allowance: Allowance) -> int:
    """For how many seconds somebody with this debt waits; 0 where they need not."""
    points, stored = debt.points - allowance.points, debt.stored - allowance.stored
    if points < 0 and stored < 0:
        return 0
    of_points = points / allowance.rate if points >= 0 else 0.0
    of_stored = stored / allowance.stored_rate if stored >= 0 else 0.0
    return max(1, ceil(min(_MOST_WAIT, max(of_points, of_stored)) + allowance.seconds / 10))


def _seconds() -> float:
    return now().timestamp()
