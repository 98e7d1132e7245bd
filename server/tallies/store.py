"""Reading and writing the kept totals."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select

from server.asking import Question, answer, ask, listed, tell
from server.bulk import upsert_rows
from server.extensions import Base
from server.tallies.tables import Presence, PresenceTally, ReasonTally, SessionTally, TurnTally
from server.upserts import AnySession, put_rows, table_of

VALUES: dict[type[Base], tuple[str, ...]] = {
    SessionTally: ("sessions", "people"),
    TurnTally: ("people", "turns"),
    ReasonTally: ("people",),
    PresenceTally: ("turns",),
}
PresenceKey = tuple[str, str, str]
Total = tuple[str | int, ...]


def add_to_tally(session: AnySession, table: type[Base], rows: Sequence[Total]) -> None:
    """Adds rows of totals to those that are kept. Each has the columns of its table in their order:
    the key, then the values."""
    columns = tuple(column.name for column in table_of(table).columns)
    upsert_rows(session, table_of(table), columns, rows, VALUES[table])


def presences(
    session: AnySession, keys: Sequence[PresenceKey]
) -> dict[PresenceKey, tuple[str, int]]:
    """(affiliation, sessions) of those (team, day, member) that are kept."""
    return answer(session, presences_asked(keys)) if keys else {}


def presences_asked(
    keys: Collection[PresenceKey],
) -> Question[dict[PresenceKey, tuple[str, int]]]:
    """What asks for `presences`."""
    parts = [{key[place] for key in keys} for place in range(3)]
    values = dict(zip(("teams", "days", "members"), map(listed, parts), strict=True))
    return Question(_PRESENCES, values, partial(_presences, set(keys)))


def _presences(wanted: set[PresenceKey], rows: Sequence[Any]) -> dict[PresenceKey, tuple[str, int]]:
    found = {(team, day, member): (force, sessions) for team, day, member, force, sessions in rows}
    return {key: found[key] for key in wanted & found.keys()}


_PRESENCES = """
SELECT team_id, day, member_id, affiliation, sessions FROM presence
WHERE team_id AMONG(:teams) AND day AMONG(:days) AND member_id AMONG(:members)
"""


def put_presences(
    session: AnySession,
    rows: Iterable[tuple[str, str, str, str, int]],
    gone: Sequence[PresenceKey],
) -> None:
    """Keeps (team, day, member, affiliation, sessions) as given, and forgets those in `gone`."""
    names = ("team_id", "day", "member_id", "affiliation", "sessions")
    upsert_rows(session, table_of(Presence), names, list(rows))
    for team, day, member in gone:
        tell(session, _GONE, team=team, day=day, member=member)


_GONE = "DELETE FROM presence WHERE team_id = :team AND day = :day AND member_id = :member"


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
    key = _key(by)
    question = f"""
SELECT {key}, affiliation, SUM(turns) FROM presence_tally
WHERE {_WHERE} GROUP BY {f"{key}, " if by else ""}affiliation
"""
    rows = ask(session, question, **_where(scope_kind, scopes, periods))
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
    only = "" if service is None else "AND service = :service"
    question = f"""
SELECT reason, SUM(people) FROM reason_tally WHERE {_WHERE} {only} GROUP BY reason
"""
    rows = ask(session, question, **_where(scope_kind, scopes, periods, service))
    return {reason: int(people) for reason, people in rows}


_WHERE = "scope_kind = :kind AND scope_id AMONG(:scopes) AND period AMONG(:periods)"
_COLUMNS = ("scope_id", "period", "service", "outcome", "age_band", "place_kind")


def _where(
    kind: str, scopes: Sequence[str], periods: Sequence[str], service: str | None = None
) -> dict[str, str]:
    found = {"kind": kind, "scopes": listed(scopes), "periods": listed(periods)}
    return found if service is None else {**found, "service": service}


def _key(by: str) -> str:
    """The column to divide by; the month is no column, days and months both begin with it."""
    if by == "month":
        return "SUBSTR(period, 1, 7)"
    assert not by or by in _COLUMNS
    return by or "''"


def _sums(
    session: AnySession,
    table: type[Base],
    columns: Sequence[str],
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    by: str,
    service: str | None = None,
) -> dict[str, tuple[int, int]]:
    key = _key(by)
    question = f"""
SELECT {key}, {", ".join(f"SUM({name})" for name in columns)} FROM {table.__tablename__}
WHERE {_WHERE} {"" if service is None else "AND service = :service"}
{f"GROUP BY {key}" if by else ""}
"""
    rows = ask(session, question, **_where(scope_kind, scopes, periods, service))
    return {value: (int(first or 0), int(second or 0)) for value, first, second in rows}


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
