"""What became of the changes of a session about which a person was asked. The trail tells who settled
it: a proposal says only how."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from server.audit.store import acts_about
from server.database.engine import db
from server.records.store import records, reviews
from server.records.store.changes import PastChange
from server.sync.actor_names import ActorNames

BY_A_PERSON = ("accepted", "edited", "refused")
"""How something ends about which somebody was asked; the rest went in, was replaced or needs no word."""


class _Asked(NamedTuple):
    """What a person is or was asked: about all of a change, or about one field of it."""

    id: str
    change: str
    field: str | None
    outcome: str | None


class SettledChanges:
    """Of some changes of one session, which stands in the team."""

    def __init__(self, session_id: str, team: str, changes: Sequence[PastChange]) -> None:
        self._asked = [*_items(session_id, {each.id for each in changes}), *_proposals(changes)]
        asked = {each.id for each in self._asked}
        acts = acts_about(db.session, "review_settled", asked)
        names = ActorNames(acts, frozenset({team}))
        self._acts = [(each.at, each.subject_id, names.name_of(each)) for each in acts]

    def waits(self, change: PastChange) -> bool:
        """Whether a person is still to look at some of it."""
        return any(each.outcome is None for each in self._asked if each.change == change.id)

    def settled(self, change: PastChange) -> list[dict[str, Any]]:
        """How what waited of it was settled, and by whom, the earliest first."""
        acts = {subject: (at, name) for at, subject, name in self._acts}
        found = [
            {"field": each.field, "outcome": each.outcome, "by_name": name, "at": at}
            for each in self._asked
            if each.change == change.id and each.outcome in BY_A_PERSON
            for at, name in [acts.get(each.id, (None, None))]
        ]
        return sorted(found, key=lambda told: str(told["at"]))

    def name_at(self, moment: datetime) -> str | None:
        """By whom the server wrote what it wrote then: the trail's entry follows in the same
        transaction, and no two of them write about one session at once."""
        return next((name for at, _, name in self._acts if at >= moment), None)


def _items(session_id: str, changes: Collection[str]) -> list[_Asked]:
    return [
        _Asked(item.id, item.change_id, None, item.outcome if item.settled_at else None)
        for item in reviews.items_about(db.session, session_id)
        if item.change_id in changes
    ]


def _proposals(changes: Sequence[PastChange]) -> list[_Asked]:
    """Their ids follow from those of their changes (PROTOCOL 5.4.3)."""
    ids = [
        str(uuid5(UUID(change.id), name))
        for change in changes
        if change.verdict == "conflict"
        for name in change.set_ or ()
    ]
    return [
        _Asked(row.id, row.f["change"], row.f["field"], row.f["settled"])
        for row in records.rows_by_id(db.session, ids)
        if not row.erased
    ]
