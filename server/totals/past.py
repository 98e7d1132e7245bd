"""What teams' days came to of which the sessions were rolled up (PROTOCOL 5.19): copies of the kept totals of
then, which nothing moves any more, and by which `recount` proves those of the units and the months."""

from collections.abc import Collection

from server.database.bulk import table_of
from server.database.connections import AnySession
from server.database.engine import Base
from server.database.sql import execute, fetch_all, json_array
from server.totals.store import VALUES
from server.totals.tables import (
    PAST,
    Presence,
    PresenceTally,
    ReasonTally,
    ScopeTally,
    SessionTally,
    TurnTally,
)

TABLES: tuple[type[Base], ...] = (ScopeTally, SessionTally, TurnTally, ReasonTally, PresenceTally)


def keep_past(session: AnySession, days: Collection[tuple[str, str]]) -> None:
    """Keeps what these (team, day) come to, and forgets who was there. Call it with the clock taken, for days
    of which every session is rolled up in the same transaction. A day may come again, where sessions of it came
    late: what it comes to then takes the place of what it came to before."""
    told = {
        "teams": json_array({team for team, _ in days}),
        "days": json_array({day for _, day in days}),
        "pairs": json_array(f"{team} {day}" for team, day in days),
    }
    for table in TABLES:
        execute(session, _drop(table), **told)
        execute(session, _copy(table), **told)
    execute(session, _FORGET, **told)


def _these(scope: str, period: str) -> str:
    """The condition that a row is of these days; its first parts are those that an index has."""
    return (
        f"{scope} IN_JSON(:teams) AND {period} IN_JSON(:days)"
        f" AND {scope} || ' ' || {period} IN_JSON(:pairs)"
    )


_OURS = _these("scope_id", "period")
_FORGET = f"DELETE FROM {Presence.__tablename__} WHERE {_these('team_id', 'day')}"


def _drop(table: type[Base]) -> str:
    return f"DELETE FROM {table.__tablename__} WHERE scope_kind = '{PAST}' AND {_OURS}"


def _copy(table: type[Base]) -> str:
    name = table.__tablename__
    rest = [each.name for each in table_of(table).columns if each.name != "scope_kind"]
    columns = ", ".join(rest)
    some = " OR ".join(f"{each} <> 0" for each in VALUES[table])
    return (
        f"INSERT INTO {name} (scope_kind, {columns}) SELECT '{PAST}', {columns} FROM {name}"
        f" WHERE scope_kind = 'team' AND {_OURS} AND ({some})"
    )


def teams_with_past(session: AnySession) -> set[str]:
    """The teams of which sessions were rolled up."""
    asked = f"SELECT DISTINCT scope_id FROM scope_tally WHERE scope_kind = '{PAST}'"
    return {team for (team,) in fetch_all(session, asked)}


def last_past(session: AnySession, teams: Collection[str], first: str, last: str) -> str | None:
    """The last of these days (both included) of which only the totals of one of these teams were kept."""
    told = {"teams": json_array(teams), "first": first, "last": last}
    ((day,),) = fetch_all(session, _LAST, **told)
    found: str | None = day
    return found


_LAST = f"""
SELECT MAX(period) FROM scope_tally
WHERE scope_kind = '{PAST}' AND scope_id IN_JSON(:teams) AND period BETWEEN :first AND :last
"""
