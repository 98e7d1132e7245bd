"""Reading and writing closed months."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from server.database.connections import AnySession
from server.reports.tables import ReopenedMonth, Snapshot


def snapshot_of(session: AnySession, line: Sequence[str], month: str) -> Snapshot | None:
    """The closed month of a unit, which may have been another one before, or None."""
    chosen = select(Snapshot).where(Snapshot.unit_id.in_(line), Snapshot.month == month)
    return session.scalars(chosen.order_by(Snapshot.closed_at)).first()


def snapshot_with(session: AnySession, code: str) -> Snapshot | None:
    """The closed month with that code, or None."""
    return session.scalars(select(Snapshot).where(Snapshot.code == code)).first()


def snapshots_of(session: AnySession, line: Sequence[str]) -> list[Snapshot]:
    """The closed months of a unit, which may have been another one before, in the order in which they
    were closed."""
    chosen = select(Snapshot).where(Snapshot.unit_id.in_(line))
    return list(session.scalars(chosen.order_by(Snapshot.closed_at, Snapshot.month)))


def snapshots_under(session: AnySession, unit_ids: Collection[str], most: int) -> list[Snapshot]:
    """The closed months of these units, the latest first, so many at most."""
    chosen = select(Snapshot).where(Snapshot.unit_id.in_(sorted(unit_ids)))
    return list(session.scalars(chosen.order_by(Snapshot.closed_at.desc()).limit(most)))


def snapshots_in(
    session: AnySession, unit_ids: Collection[str], month: str
) -> dict[str, dict[str, int]]:
    """The counted figures with which units closed a month, by unit; nothing of one that has not."""
    chosen = select(Snapshot.unit_id, Snapshot.content).where(
        Snapshot.unit_id.in_(unit_ids), Snapshot.month == month
    )
    return {unit: content["total"] for unit, content in session.execute(chosen)}


def reopened_with(session: AnySession, code: str) -> ReopenedMonth | None:
    """The month that was closed with that code and opened again, or None."""
    return session.scalars(select(ReopenedMonth).where(ReopenedMonth.code == code)).first()


def reopened_of(session: AnySession, line: Sequence[str]) -> list[ReopenedMonth]:
    """The months of a unit that were opened again, which may have been another one before, in the
    order of time."""
    chosen = select(ReopenedMonth).where(ReopenedMonth.unit_id.in_(line))
    return list(session.scalars(chosen.order_by(ReopenedMonth.reopened_at, ReopenedMonth.month)))


def move_to_reopened(
    session: AnySession, row: Snapshot, *, by: str, at: datetime, reason: str
) -> None:
    """Takes a closed month out of those that are closed, and keeps it among the reopened ones."""
    session.execute(delete(Snapshot).where(Snapshot.id == row.id))
    reopened = ReopenedMonth(
        id=row.id,
        code=row.code,
        unit_id=row.unit_id,
        month=row.month,
        content=row.content,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        reopened_by=by,
        reopened_at=at,
        reason=reason,
    )
    session.add(reopened)
    session.flush()


def add_snapshot(session: AnySession, row: Snapshot) -> None:
    """Keeps a closed month."""
    session.add(row)
    session.flush()
