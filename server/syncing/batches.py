"""The changes of a request as the rules receive them. What the server has already is told before
anything is screened: a phone whose answer was lost sends all of it again (PROTOCOL 5.2.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from server.asking import Question
from server.spelling import spell, spell_plain
from server.syncing.store.changes import hashes_asked
from server.syncing.turns import LOOKED, WIDE_POINTS, current_turn
from sync.budget import CHANGE_CODE_POINTS, REQUEST_POINTS, RequestBudget
from sync.forms import is_uuid
from sync.problems import ProblemError
from sync.reception import Received, receive, receive_kept


class Arrived:
    """The changes of one request, in two steps: those of which nothing has to be looked through are
    received at once, for the others `question` asks whether the server has them."""

    def __init__(self, changes: Sequence[Any]) -> None:
        self._changes = changes
        self._budget = RequestBudget(0)
        self._received = [self._try(raw) for raw in changes]
        asked = [raw for raw, found in zip(changes, self._received, strict=True) if found is None]
        self._ids = [raw["id"] for raw in asked if _has_id(raw)]

    def questions(self) -> tuple[Question[dict[str, str]], ...]:
        """What `receive` has to be told: nearly always nothing."""
        return (hashes_asked(self._ids),) if self._ids else ()

    def receive(self, *told: Mapping[str, str]) -> list[Received]:
        """All changes, in their order, as far as the request's budget goes: what is left over when it
        ends is not among them."""
        kept = {id_: each for some in told for id_, each in some.items()}
        if self._dear():
            self._widen()
        self._budget.left = REQUEST_POINTS
        found: list[Received] = []
        for raw, received in zip(self._changes, self._received, strict=True):
            try:
                found.append(received or self._look(raw, kept))
            except ProblemError:
                break
        self._charge(len(found))
        return found

    def _dear(self) -> bool:
        """Whether what has to be looked through may cost more than that of a few usual pushes; told
        by its length, since to look is the cost."""
        left = WIDE_POINTS
        for raw, received in zip(self._changes, self._received, strict=True):
            if received is None:
                left -= _most_of(raw)
        return left < 0

    def _widen(self) -> None:
        turn = current_turn()
        if turn is not None:
            turn.widen()

    def _charge(self, received: int) -> None:
        turn = current_turn()
        if turn is not None:
            turn.charge(received + (REQUEST_POINTS - self._budget.left) // LOOKED)

    def _try(self, raw: Any) -> Received | None:
        try:
            return receive(raw, spell, spell_plain, self._budget)
        except ProblemError:
            return None

    def _look(self, raw: Any, kept: Mapping[str, str]) -> Received:
        payload_hash = kept.get(raw["id"]) if _has_id(raw) else None
        known = receive_kept(raw, payload_hash, spell) if payload_hash else None
        return known or receive(raw, spell, spell_plain, self._budget)


def _most_of(raw: Any) -> int:
    """So many code points of a change are looked through at most, or thereabouts."""
    try:
        return min(len(orjson.dumps(raw)) // 4, CHANGE_CODE_POINTS)
    except (TypeError, ValueError):  # whole numbers beyond 64 bits
        return CHANGE_CODE_POINTS


def _has_id(raw: Any) -> bool:
    return isinstance(raw, dict) and is_uuid(raw.get("id"))
