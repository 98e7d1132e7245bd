"""Reading and writing the kept totals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, literal, literal_column, select, tuple_

from server.extensions import Base
from server.tallies.tables import Presence, PresenceTally, ReasonTally, SessionTally, TurnTally
from server.upserts import AnySession, add_to_rows, put_rows, table_of

VALUES: dict[type[Base], tuple[str, ...]] = {
    SessionTally: ("sessions", "people"),
    TurnTally: ("people", "turns"),
    ReasonTally: ("people",),
    PresenceTally: ("turns",),
}
PresenceKey = tuple[str, str, str]


def add_to_tally(session: AnySession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
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
        session.execute(delete(Presence).where(tuple_(*columns).in_(gone[start : start + 500])))


def session_sums(
    session: AnySession, scope_kind: str, scopes: Sequence[str], periods: Sequence[str], by: str
) -> dict[str, tuple[int, int]]:
    """(sessions, people) for each value of the column `by`; of all together under "" with none."""
    return _sums(session, SessionTally, ("sessions", "people"), scope_kind, scopes, periods, by)


def turn_sums(
    session: AnySession,
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    by: str,
    service: str | None = None,
) -> dict[str, tuple[int, int]]:
    """(people, turns), of one service if given."""
    columns = ("people", "turns")
    return _sums(session, TurnTally, columns, scope_kind, scopes, periods, by, service)


def presence_sums(
    session: AnySession, scope_kind: str, scopes: Sequence[str], periods: Sequence[str], by: str
) -> dict[str, dict[str, int]]:
    """Volunteers' turns by affiliation, for each value of the column `by`."""
    key = _key(PresenceTally, by)
    rows = session.execute(
        select(key, PresenceTally.affiliation, func.sum(PresenceTally.turns))
        .where(
            PresenceTally.scope_kind == scope_kind,
            PresenceTally.scope_id.in_(scopes),
            PresenceTally.period.in_(periods),
        )
        .group_by(*([key] if by else []), PresenceTally.affiliation)
    )
    found: dict[str, dict[str, int]] = {}
    for value, affiliation, turns in rows:
        found.setdefault(value, {})[affiliation] = int(turns)
    return found


def reason_sums(
    session: AnySession,
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    service: str | None = None,
) -> dict[str, int]:
    """People by reason, of one service if given."""
    chosen = select(ReasonTally.reason, func.sum(ReasonTally.people)).where(
        ReasonTally.scope_kind == scope_kind,
        ReasonTally.scope_id.in_(scopes),
        ReasonTally.period.in_(periods),
    )
    if service is not None:
        chosen = chosen.where(ReasonTally.service == service)
    found = session.execute(chosen.group_by(ReasonTally.reason))
    return {reason: int(people) for reason, people in found}


def _key(table: Any, by: str) -> Any:
    """The column to divide by; the month is no column, days and months both begin with it."""
    if by == "month":
        return func.substr(table.period, literal_column("1"), literal_column("7"))
    return getattr(table, by) if by else literal("")


def _sums(
    session: AnySession,
    table: Any,
    columns: Sequence[str],
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    by: str,
    service: str | None = None,
) -> dict[str, tuple[int, int]]:
    key = _key(table, by)
    chosen = select(key, *(func.sum(getattr(table, name)) for name in columns)).where(
        table.scope_kind == scope_kind, table.scope_id.in_(scopes), table.period.in_(periods)
    )
    if service is not None:
        chosen = chosen.where(table.service == service)
    if by:
        chosen = chosen.group_by(key)
    return {
        value: (int(first or 0), int(second or 0))
        for value, first, second in session.execute(chosen)
    }


def put_totals(
    session: AnySession, table: type[Base], totals: Mapping[tuple[str, ...], tuple[int, ...]]
) -> None:
    """Keeps the values given by key as they are; () is nothing."""
    keys = [column.name for column in table_of(table).primary_key]
    names, nothing = VALUES[table], (0,) * len(VALUES[table])
    rows = [
        dict(zip((*keys, *names), (*key, *(values or nothing)), strict=True))
        for key, values in totals.items()
    ]
    put_rows(session, table, rows)


def all_rows(session: AnySession, table: Any) -> dict[tuple[str, ...], tuple[int, ...]]:
    """A whole table of totals: its values by its key, rows of nothing left out."""
    keys = [getattr(table, column.name) for column in table.__table__.primary_key]
    values = [getattr(table, name) for name in VALUES[table]]
    return {
        tuple(row[: len(keys)]): tuple(row[len(keys) :])
        for row in session.execute(select(*keys, *values))
        if any(row[len(keys) :])
    }


def all_presences(session: AnySession) -> dict[tuple[str, ...], tuple[int, ...]]:
    """In how many sessions each member took part, by (team, day, member)."""
    rows = session.execute(
        select(Presence.team_id, Presence.day, Presence.member_id, Presence.sessions)
    )
    return {(team, day, member): (sessions,) for team, day, member, sessions in rows}
