"""What a round tells about the phone itself. Not synced, so it never takes the clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, update

from server.identity.tables import Device
from server.upserts import AnySession


def is_revoked(session: AnySession, device_id: str) -> bool:
    """Whether a phone was revoked; asked again under the clock's lock, so that a revocation
    that was committed before this transaction holds for it."""
    revoked_at = session.scalar(select(Device.revoked_at).where(Device.id == device_id))
    return revoked_at is not None


def note_contact(
    session: AnySession,
    device_id: str,
    at: datetime,
    app: str,
    offset: float,
    pending: int,
    oldest: datetime | None,
    ready: Mapping[str, Any] | None,
    differing: Sequence[str],
) -> datetime | None:
    """Keeps when a phone was last heard of, its app, its clock (phone minus server, in seconds),
    what it still holds, the channels that differ there and, if it said so, how ready it is. Answers
    since when channels differ, None where none does."""
    values: dict[str, Any] = {
        "last_contact_at": at,
        "app_version": app,
        "clock_offset_seconds": offset,
        "pending_count": pending,
        "oldest_pending": oldest,
        "differing": list(differing) or None,
        "differs_since": _first_told(at) if differing else None,
    }
    if ready is not None:
        values["readiness"] = {**ready, "checked_at": at.isoformat()}
    kept = update(Device).where(Device.id == device_id).values(**values)
    return session.scalar(kept.returning(Device.differs_since))


def _first_told(at: datetime) -> ColumnElement[datetime]:
    return func.coalesce(Device.differs_since, literal(at, Device.differs_since.type))
