"""Requests about people's own data as records (PROTOCOL 5.20): what desks look for follows from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from server.database.bulk import put_rows
from server.database.clock import today
from server.database.connections import AnySession
from server.database.sql import Query
from server.directory.store.data_requests import requests_of_member
from server.directory.tables import DataRequest
from server.records.rows import StoredRow
from server.records.store import changes, reviews
from server.records.writer import Writer
from server.sync.approval import server_change
from sync.data_requests import DATA_REQUEST, told_of_answer, without_words


class DataRequestsObserver:
    """Keeps of each request that a transaction writes what desks look for."""

    def __init__(self, session: AnySession) -> None:
        self.also_read = 0
        self._session = session
        self._rows: dict[str, StoredRow] = {}

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """A request stands as `new` from now on."""
        if new.kind == DATA_REQUEST and new.state == "counted":
            self._rows[new.id] = new

    def mark(self) -> dict[str, StoredRow]:
        """What was collected so far, for `reset`."""
        return dict(self._rows)

    def reset(self, mark: dict[str, StoredRow]) -> None:
        """Forgets what was collected since the mark."""
        self._rows = mark

    def queries(self) -> list[Query[Any]]:
        """A request tells all by itself."""
        return []

    def apply(self, told: Sequence[Any]) -> None:
        """Keeps what was collected."""
        rows = [
            {
                "id": row.id,
                "member_id": row.author,
                "received": row.f["received"],
                "answer_by": row.f["answer_by"],
                "outcome": row.f.get("outcome"),
            }
            for row in self._rows.values()
        ]
        put_rows(self._session, DataRequest, rows)


def write_answer(writer: Writer, request: DataRequest, told: dict[str, Any]) -> None:
    """Puts an answer into the record of a request, from which its phone reads it. Called inside `writing`."""
    row = writer.row(request.id)
    assert row is not None  # The request follows from it.
    answered = writer.change(row, f={**row.f, **told})
    writer.put_change(server_change(writer, answered, "settle", told, answered.ver))


def erase_words(writer: Writer, member_id: str) -> None:
    """Takes out of all that somebody asked for what they wrote and what they were answered, also where it
    never went in; what was open is done with that. Called inside `writing`."""
    ours = requests_of_member(writer.session, member_id)
    writer.load(request.id for request in ours)
    for request in ours:
        row = writer.row(request.id)
        assert row is not None  # The request follows from it.
        if request.outcome is None:
            write_answer(writer, request, told_of_answer("done", date.fromisoformat(today())))
        there = writer.row(request.id) or row
        writer.change(there, f=without_words(there.f))
    writer.flush()
    for change in changes.changes_of_kind_by(writer.session, DATA_REQUEST, member_id):
        change.set_ = without_words(change.set_ or {})
        change.applied = None if change.applied is None else without_words(change.applied)
    for item in reviews.items_of_kind_by(writer.session, DATA_REQUEST, member_id):
        said = item.body.get("set")
        kept = without_words(said) if isinstance(said, dict) else {}
        item.body = {**item.body, "set": kept}
    writer.session.flush()
