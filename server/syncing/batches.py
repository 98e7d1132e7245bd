"""The changes of a request as the rules receive them. What the server has already is told before
anything is screened: a phone whose answer was lost sends all of it again (PROTOCOL 5.2.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from server.asking import Question
from server.spelling import spell, spell_plain
from server.syncing.push_limiter import LOOKED, WIDE_POINTS, current_permit
from server.syncing.store.changes import hashes_asked
from sync.budget import CHANGE_CODE_POINTS, REQUEST_POINTS, RequestBudget
from sync.forms import is_uuid
from sync.problems import ProblemError
from sync.reception import Received, receive, receive_kept


class Arrived:
    """The changes of one request, in two steps: those of which nothing has to be looked through are
    received at once, for the others `questions` ask whether the server has them."""

    def __init__(self, changes: Sequence[Any]) -> None:
        self._changes = changes
        self._budget = RequestBudget(0)
        self._withheld = 0
        self._kept: Mapping[str, str] = {}
        self._received = [self._try(raw) for raw in changes]
        self._unseen = [changes[n] for n, found in enumerate(self._received) if found is None]
        self._ids = [raw["id"] for raw in self._unseen if _has_id(raw)]

    def questions(self) -> tuple[Question[dict[str, str]], ...]:
        """What `receive` has to be told: often nothing."""
        return (hashes_asked(self._ids),) if self._ids else ()

    def receive(self, *told: Mapping[str, str]) -> list[Received]:
        """All changes, in their order, as far as the request's budget goes: what is left over when it
        ends is not among them. A few usual pushes' worth of it is there for everybody, the rest for
        one push on the machine: raises push_in_work (PROTOCOL 4.5.6)."""
        for some in told:
            self._kept = some
        self._budget.left, self._withheld = WIDE_POINTS, REQUEST_POINTS - WIDE_POINTS
        found: list[Received] = []
        try:
            if sum(map(_most_of, self._unseen)) > REQUEST_POINTS:
                self._widen()
            for raw, received in zip(self._changes, self._received, strict=True):
                each = received or self._look(raw)
                if each is None:
                    break
                found.append(each)
        finally:
            self._charge(len(found))
        return found

    def _widen(self) -> None:
        permit = current_permit()
        if permit is not None:
            permit.widen()
        self._budget.left += self._withheld
        self._withheld = 0

    def _charge(self, received: int) -> None:
        permit = current_permit()
        if permit is not None:
            spent = REQUEST_POINTS - self._withheld - self._budget.left
            permit.charge(received + spent // LOOKED)

    def _try(self, raw: Any) -> Received | None:
        try:
            return receive(raw, spell, spell_plain, self._budget)
        except ProblemError:
            return None

    def _look(self, raw: Any) -> Received | None:
        payload_hash = self._kept.get(raw["id"]) if _has_id(raw) else None
        known = receive_kept(raw, payload_hash, spell) if payload_hash else None
        found = known or self._try(raw)
        if found is None and self._withheld:
            self._widen()
            found = self._try(raw)
        return found


def _most_of(raw: Any) -> int:
    """About how many code points of a change are looked through: its texts are a part of it."""
    try:
        return min(len(orjson.dumps(raw)) // 4, CHANGE_CODE_POINTS)
    except (TypeError, ValueError):  # whole numbers beyond 64 bits
        return CHANGE_CODE_POINTS


def _has_id(raw: Any) -> bool:
    return isinstance(raw, dict) and is_uuid(raw.get("id"))
