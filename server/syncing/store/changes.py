"""Changes with their verdicts."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from server.syncing.tables import Change
from server.upserts import AnySession, table_of
from sync.situation import Known


def known_changes(session: AnySession, ids: Sequence[str]) -> dict[str, Known]:
    """The stored verdicts on those of these changes that the server has (PROTOCOL 5.2.1)."""
    found: dict[str, Known] = {}
    for start in range(0, len(ids), 500):
        chosen = select(
            Change.id, Change.payload_hash, Change.verdict, Change.code, Change.fields
        ).where(Change.id.in_(ids[start : start + 500]))
        for change, payload_hash, verdict, code, fields in session.execute(chosen):
            found[change] = Known(payload_hash, verdict, code, tuple(fields))
    return found


def changes_there(session: AnySession, ids: Sequence[str]) -> set[str]:
    """Those of these changes that the server has."""
    return set(known_changes(session, ids))


def create_of(session: AnySession, record_id: str) -> Change | None:
    """The change that made a record."""
    chosen = select(Change).where(
        Change.record_id == record_id, Change.op == "create", Change.state.is_not(None)
    )
    return session.scalars(chosen.order_by(Change.seq)).first()


def channel_of_create(session: AnySession, record_id: str) -> str | None:
    """The channel that a record's create named."""
    made = create_of(session, record_id)
    return made.channel if made else None


def change_by_id(session: AnySession, change_id: str) -> Change | None:
    """One change, as it stands now."""
    return session.get(Change, change_id, populate_existing=True)


def put_change(session: AnySession, **columns: Any) -> None:
    """Inserts a change; its id must be new."""
    session.execute(insert(table_of(Change)).values(**columns))


def update_change(session: AnySession, change_id: str, **columns: Any) -> None:
    """Gives a change a new verdict, with what went in by it."""
    table = table_of(Change)
    session.execute(update(table).where(table.c.id == change_id).values(**columns))


def applied_changes(session: AnySession, kind: str) -> Iterator[tuple[str, Any, str]]:
    """(record, fields that went in, state afterwards) of all changes of a kind that changed a
    record, in the order of their numbers."""
    chosen = (
        select(Change.record_id, Change.applied, Change.state)
        .where(Change.kind == kind, Change.state.is_not(None))
        .order_by(Change.seq)
        .execution_options(yield_per=1000)
    )
    for record, applied, state in session.execute(chosen):
        yield record, applied or {}, state


def history_of(session: AnySession, record_id: str) -> list[Change]:
    """All changes of a record, in the order in which the server took them."""
    chosen = select(Change).where(Change.record_id == record_id)
    return list(session.scalars(chosen.order_by(Change.seq)))
