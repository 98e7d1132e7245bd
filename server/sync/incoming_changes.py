"""The changes of a request as the rules receive them. What the server has already is told before
anything is screened: a phone whose answer was lost sends all of it again (PROTOCOL 5.2.1)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from server.database.canonical_json import dumps_canonical
from server.database.sql import Query
from server.metrics.current import instruments
from server.records.store.changes import hashes_query
from server.sync.push_limiter import LOOKED, WIDE_POINTS, charge_time, current_permit
from sync.budget import BUNDLE_POINTS, REQUEST_POINTS, Comparisons, RequestBudget
from sync.formats import is_uuid
from sync.problems import ProblemError
from sync.receive import Received, receive, receive_stored


class IncomingChanges:
    """The changes of one request, in two steps: those of which nothing has to be looked through are
    received at once, for the others `queries` ask whether the server has them. `is_bundle`: they are
    signed as a whole, and nobody can halve them."""

    def __init__(self, changes: Sequence[Any], is_bundle: bool = False) -> None:
        self._changes = changes
        self._points = BUNDLE_POINTS if is_bundle else REQUEST_POINTS
        self._budget = RequestBudget(0)
        self._comparisons = Comparisons(self._points)
        self._withheld = 0
        self._kept: Mapping[str, str] = {}
        with charge_time():
            self._received = [self._try(raw) for raw in changes]
        self._unseen = [changes[n] for n, found in enumerate(self._received) if found is None]
        self._asked = changes if is_bundle else self._unseen

    def queries(self) -> tuple[Query[dict[str, str]], ...]:
        """What `receive` has to be told: often nothing."""
        ids = [raw["id"] for raw in self._asked if _has_id(raw)]
        return (hashes_query(ids),) if ids else ()

    def receive(self, *told: Mapping[str, str]) -> list[Received]:
        """All changes, in their order, as far as the request's budget goes: what is left over when it
        ends is not among them. A few usual pushes' worth of it is there for everybody, the rest for
        one push on the machine: raises server_busy (PROTOCOL 4.5.6)."""
        with self._looking(told):
            for n in range(len(self._changes)):
                if not self._look(n):
                    break
        found = [each for each in self._received[: self._reached()] if each is not None]
        return [self._to_compare(each) for each in found]

    def receive_new_first(self, *told: Mapping[str, str]) -> list[Received | None]:
        """The same for what is signed as a whole and cannot be halved: one for each change, None for
        what has to be brought again. The budget is spent on what the server does not have, in its
        order, before anything that it has: so each time more goes in, and in the end all of it."""
        with self._looking(told):
            places = range(len(self._changes))
            new = [n for n in places if not self._is_there(self._changes[n])]
            end = next((n for n in new if not self._look(n)), len(self._changes))
            for n in places[:end]:
                self._look(n)
        found = [each if n < end else None for n, each in enumerate(self._received)]
        return [each and self._to_compare(each) for each in found]

    def without_dear_comparisons(self, found: Sequence[Received | None]) -> list[Received | None]:
        """Those of `found` that a push takes for which all of them would cost too much to compare:
        what the server does not have, and of the others those before the one at which it ended."""
        ids = [each and each.id for each in found]
        end = ids.index(self._comparisons.change)
        self._comparisons.left = self._points

        def is_left(n: int) -> bool:
            is_first = ids.index(ids[n]) == n
            return n < end or (is_first and not self._is_there(self._changes[n]))

        return [each if is_left(n) else None for n, each in enumerate(found)]

    @contextmanager
    def _looking(self, told: Sequence[Mapping[str, str]]) -> Iterator[None]:
        for some in told:
            self._kept = some
        self._budget.left, self._withheld = WIDE_POINTS, self._points - WIDE_POINTS
        with charge_time():
            yield
        # A push that finds the machine busy pays for its time alone: it comes again, and pays then.
        self._charge()

    def _widen(self) -> None:
        permit = current_permit()
        if permit is not None:
            permit.widen()
        self._budget.left += self._withheld
        self._withheld = 0

    def _charge(self) -> None:
        spent, reached = self._points - self._withheld - self._budget.left, self._reached()
        is_exhausted = not self._withheld and reached < len(self._changes)
        instruments().count_screening(spent, is_exhausted=is_exhausted)
        permit = current_permit()
        if permit is not None:
            permit.charge(reached + spent // LOOKED)

    def _reached(self) -> int:
        """How many are received, up to the first that is not."""
        missing = (n for n, found in enumerate(self._received) if found is None)
        return next(missing, len(self._received))

    def _to_compare(self, received: Received) -> Received:
        return received._replace(comparisons=self._comparisons)

    def _try(self, raw: Any) -> Received | None:
        try:
            return receive(raw, dumps_canonical, self._budget)
        except ProblemError:
            return None

    def _is_there(self, raw: Any) -> bool:
        return _has_id(raw) and raw["id"] in self._kept

    def _look(self, n: int) -> bool:
        """Receives one change. False where the budget does not suffice."""
        if self._received[n] is not None:
            return True
        raw = self._changes[n]
        known = (
            receive_stored(raw, self._kept[raw["id"]], dumps_canonical)
            if self._is_there(raw)
            else None
        )
        found = known or self._try(raw)
        if found is None and self._withheld:
            self._widen()
            found = self._try(raw)
        self._received[n] = found
        return found is not None


def _has_id(raw: Any) -> bool:
    return isinstance(raw, dict) and is_uuid(raw.get("id"))
