"""What a round tells about the phone itself. Not synced, so it never takes the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.database.bulk import to_db
from server.database.canonical_json import dumps_compact
from server.database.connections import AnySession
from server.database.sql import execute, fetch_all


@dataclass(frozen=True)
class Contact:
    """When a phone was heard of, its app, its clock (phone minus server, in seconds), how many
    changes it still holds and since when, the channels that differ there and, if it said so, how
    ready it is."""

    at: datetime
    app: str
    offset: float
    pending: int
    oldest: datetime | None
    ready: Mapping[str, Any] | None
    differing: Sequence[str] = ()


def clock_offset(session: AnySession, device_id: str) -> float:
    """By how much a phone's clock was ahead of the server's when it was last heard of, in seconds; 0
    where it said nothing yet."""
    rows = fetch_all(session, _OFFSET, device=device_id)
    return float(rows[0][0] or 0.0) if rows else 0.0


_OFFSET = "SELECT clock_offset_seconds FROM device WHERE id = :device"


def note_contact(session: AnySession, device_id: str, said: Contact) -> bool:
    """Keeps what a phone said of itself. Answers whether it is the first to say that channels differ
    there, after a time without."""
    ready = {**said.ready, "checked_at": said.at.isoformat()} if said.ready is not None else None
    at = to_db(session, said.at)
    values = {
        "at": at,
        "app": said.app,
        "offset": said.offset,
        "pending": said.pending,
        "oldest": said.oldest and to_db(session, said.oldest),
        "ready": ready and dumps_compact(ready),
        "differing": dumps_compact(list(said.differing)) if said.differing else None,
        "device": device_id,
    }
    note = _NOTE.format(_NOTE_READY if ready else "", _DIFFERS if said.differing else "NULL")
    if not said.differing:
        execute(session, note, **values)
        return False
    rows = fetch_all(session, note + " RETURNING differs_since = last_contact_at", **values)
    return bool(rows and rows[0][0])


_NOTE = """
UPDATE device SET last_contact_at = :at, app_version = :app, clock_offset_seconds = :offset,
 pending_count = :pending, oldest_pending = :oldest{}, differing = :differing, differs_since = {}
WHERE id = :device
"""
_NOTE_READY = ", readiness = :ready"
_DIFFERS = "COALESCE(differs_since, :at)"
