"""What a round tells about the phone itself. Not synced, so it never takes the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import orjson

from server.asking import Asked, Question, ask, tell
from server.bulk import as_kept
from server.spelling import keep
from server.upserts import AnySession

NOTED_EVERY = timedelta(minutes=1)
"""A phone that says nothing new was heard of so recently that nobody has to know better."""
_SAME_CLOCK = 2.0


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


def news_asked(
    database: Asked, device_id: str, said: Contact
) -> Question[tuple[tuple[int, str] | None, bool]]:
    """Asks for the (number, tag) of the newest commit, None before the first, and whether a phone said
    anything of itself that is not kept, or was not heard of for a while. Nearly always a round has
    no more to ask than this."""
    since = as_kept(database, said.at - NOTED_EVERY)
    return Question(_KEPT, {"device": device_id, "since": since}, partial(_news, said))


def _news(said: Contact, rows: Sequence[Any]) -> tuple[tuple[int, str] | None, bool]:
    if not rows:
        return None, True
    seq, tag, *kept = rows[0]
    return None if seq is None else (seq, tag), _is_news(said, kept)


def _is_news(said: Contact, kept: Sequence[Any]) -> bool:
    if said.pending or said.differing:
        return True
    recent, app, offset, pending, oldest, ready, differs_since = kept
    clock_moved = offset is None or abs(said.offset - offset) > _SAME_CLOCK
    return (
        (not recent or clock_moved or app != said.app)
        or (pending != 0 or oldest is not None or differs_since is not None)
        or (said.ready is not None and _without_time(ready) != dict(said.ready))
    )


_KEPT = """
SELECT newest.seq, newest.tag, last_contact_at > :since, app_version, clock_offset_seconds,
 pending_count, oldest_pending, CAST(readiness AS TEXT), differs_since
FROM device LEFT JOIN (SELECT seq, tag FROM sync_commit ORDER BY seq DESC LIMIT 1) AS newest ON TRUE
WHERE device.id = :device
"""


def clock_offset(session: AnySession, device_id: str) -> float:
    """By how much a phone's clock was ahead of the server's when it was last heard of, in seconds; 0
    where it said nothing yet."""
    rows = ask(session, _OFFSET, device=device_id)
    return float(rows[0][0] or 0.0) if rows else 0.0


_OFFSET = "SELECT clock_offset_seconds FROM device WHERE id = :device"


def _without_time(ready: str | None) -> dict[str, Any] | None:
    if ready is None:
        return None
    told: dict[str, Any] = orjson.loads(ready)
    return {name: value for name, value in told.items() if name != "checked_at"}


def note_contact(session: AnySession, device_id: str, said: Contact) -> bool:
    """Keeps what a phone said of itself. Answers whether it is the first to say that channels differ
    there, after a time without."""
    ready = {**said.ready, "checked_at": said.at.isoformat()} if said.ready is not None else None
    at = as_kept(session, said.at)
    values = {
        "at": at,
        "app": said.app,
        "offset": said.offset,
        "pending": said.pending,
        "oldest": said.oldest and as_kept(session, said.oldest),
        "ready": ready and keep(ready),
        "differing": keep(list(said.differing)) if said.differing else None,
        "device": device_id,
    }
    note = _NOTE.format(_NOTE_READY if ready else "", _DIFFERS if said.differing else "NULL")
    if not said.differing:
        tell(session, note, **values)
        return False
    rows = ask(session, note + " RETURNING differs_since = last_contact_at", **values)
    return bool(rows and rows[0][0])


_NOTE = """
UPDATE device SET last_contact_at = :at, app_version = :app, clock_offset_seconds = :offset,
 pending_count = :pending, oldest_pending = :oldest{}, differing = :differing, differs_since = {}
WHERE id = :device
"""
_NOTE_READY = ", readiness = :ready"
_DIFFERS = "COALESCE(differs_since, :at)"
