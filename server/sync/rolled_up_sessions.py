"""Which changes of a batch speak of sessions of which only the totals were kept (PROTOCOL 5.19.3)."""

from collections.abc import Iterable
from datetime import date, timedelta

from server.database.connections import AnySession
from server.database.sql import fetch
from server.records.store.rolled_up import rolled_up_query
from sync.change import Change
from sync.kinds.help_session import NAME as SESSION

KEPT_AT_LEAST = timedelta(days=365)
"""No session is rolled up before (server/config.py, RETENTION_MONTHS)."""


class RolledUpSessions:
    """Looks them up when a record is not there: of all changes of the batch `parsed` at once, since a phone that
    was out for years may edit many. A create is only asked about where its day lies so far back that its
    session may have been rolled up."""

    def __init__(self, session: AnySession, parsed: Iterable[Change], today: str) -> None:
        self._session = session
        self._batch = parsed
        self._kept_since = (date.fromisoformat(today) - KEPT_AT_LEAST).isoformat()
        self._known: dict[str, bool] = {}

    def holds(self, change: Change) -> bool:
        """Whether the record of a change, which is not there, was rolled up."""
        if not self._may_be(change):
            return False
        if change.record not in self._known:
            asked = {each.record for each in (change, *self._batch) if self._may_be(each)}
            found = fetch(self._session, rolled_up_query(asked))
            there = {key for _, key in found}
            self._known |= {key: key in there for key in asked}
        return self._known[change.record]

    def _may_be(self, change: Change) -> bool:
        if change.kind != SESSION:
            return False
        return change.op == "edit" or str(change.set.get("day")) <= self._kept_since
