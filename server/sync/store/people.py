"""Names to show beside records."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.database.connections import AnySession
from server.database.sql import fetch_all, json_array
from server.organisation.tables import Team
from server.records.tables import Change


def _pairs(session: AnySession, key: Any, value: Any, ids: Iterable[str | None]) -> dict[str, Any]:
    wanted = sorted({each for each in ids if each})
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), 500):
        chosen = select(key, value).where(key.in_(wanted[start : start + 500]))
        found |= {row[0]: row[1] for row in session.execute(chosen)}
    return found


def member_names(session: AnySession, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of those of these members that exist; also while statements go through a pipeline."""
    wanted = json_array(sorted({each for each in ids if each}))
    found = fetch_all(session, "SELECT id, name FROM member WHERE id IN_JSON(:ids)", ids=wanted)
    return {row[0]: row[1] for row in found}


def team_names(session: AnySession, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of those of these teams that exist."""
    return _pairs(session, Team.id, Team.name, ids)


def received_at(session: AnySession, changes: Iterable[str | None]) -> dict[str, datetime]:
    """When the server took these changes."""
    return _pairs(session, Change.id, Change.received_at, changes)


def named(names: dict[str, str], key: str | None) -> dict[str, Any] | None:
    """{"id", "name"} of a member or a team, None for none."""
    return {"id": key, "name": names.get(key)} if key else None
