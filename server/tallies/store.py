"""Reading and writing the kept totals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, tuple_

from server.extensions import Base
from server.tallies.tables import Presence, PresenceTally, SessionTally, TurnTally
from server.upserts import AnySession, add_to_rows, put_rows

VALUES: dict[type[Base], tuple[str, ...]] = {
    SessionTally: ("sessions", "people"),
    TurnTally: ("people", "turns"),
    PresenceTally: ("turns",),
}
PresenceKey = tuple[str, str, str]


def add_to_tally(
    session: AnySession, table: type[Base], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Adds rows of totals to those that are kept."""
    add_to_rows(session, table, rows, VALUES[table])


def presences(
    session: AnySession, keys: Sequence[PresenceKey]
) -> dict[PresenceKey, tuple[str, int]]:
    """(affiliation, sessions) of those (team, day, member) that are kept."""
    found: dict[PresenceKey, tuple[str, int]] = {}
    columns = (Presence.team_id, Presence.day, Presence.member_id)
    for start in range(0, len(keys), 500):
        chosen = tuple_(*columns).in_(keys[start : start + 500])
        for team, day, member, affiliation, sessions in session.execute(
            select(*columns, Presence.affiliation, Presence.sessions).where(chosen)
        ):
            found[team, day, member] = (affiliation, sessions)
    return found


def put_presences(
    session: AnySession,
    rows: Iterable[tuple[str, str, str, str, int]],
    gone: Sequence[PresenceKey],
) -> None:
    """Keeps (team, day, member, affiliation, sessions) as given, and forgets those in `gone`."""
    names = ("team_id", "day", "member_id", "affiliation", "sessions")
    put_rows(session, Presence, [dict(zip(names, row, strict=True)) for row in rows])
    for start in range(0, len(gone), 500):
        columns = (Presence.team_id, Presence.day, Presence.member_id)
        session.execute(
            delete(Presence).where(tuple_(*columns).in_(gone[start : start + 500]))
        )
