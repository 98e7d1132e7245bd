"""How long one request may keep everybody else from writing."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from server.database.engine import db
from sync.problems import Problem, ProblemError

Item = TypeVar("Item")
LOCKED_SECONDS = 4.0
"""As long as a phone waits for the lock (server/database/timeouts.py)."""


class WriteBudget:
    """How long an import, or a change of units, may keep everybody else from writing: so many seconds from
    now on."""

    def __init__(self, seconds: float, problem: Problem) -> None:
        self._ends, self._problem = monotonic() + seconds, problem

    def check(self) -> None:
        """Raises the problem once the time is up; nothing was written then."""
        if monotonic() > self._ends:
            db.session.rollback()
            raise ProblemError(self._problem)

    def each(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, of which none is begun once the time is up. Raises the problem."""
        for item in items:
            self.check()
            yield item
