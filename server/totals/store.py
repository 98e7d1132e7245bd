"""Reading and writing the kept totals."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar

from sqlalchemy import func, select

from server.database.bulk import put_rows, table_of, upsert_rows
from server.database.connections import AnySession
from server.database.engine import Base
from server.database.sql import Query, execute, fetch, fetch_all, json_array
from server.organisation.store.memberships import WAITING
from server.totals.tables import (
    FigureTally,
    Presence,
    PresenceTally,
    ReasonTally,
    ScopeTally,
    SessionTally,
    TurnTally,
)
from sync.contribution import PresenceKey

VALUES: dict[type[Base], tuple[str, ...]] = {
    ScopeTally: ("sessions", "people", "turns"),
    SessionTally: ("sessions", "people"),
    TurnTally: ("people", "turns"),
    ReasonTally: ("people",),
    PresenceTally: ("turns",),
    FigureTally: ("n",),
}
Total = tuple[str | int, ...]
Answer = TypeVar("Answer")


def add_to_tally(session: AnySession, table: type[Base], rows: Sequence[Total]) -> None:
    """Adds rows of totals to those that are kept. Each has the columns of its table in their order:
    the key, then the values."""
    columns = tuple(column.name for column in table_of(table).columns)
    upsert_rows(session, table_of(table), columns, rows, VALUES[table])


def presences(
    session: AnySession, keys: Sequence[PresenceKey]
) -> dict[PresenceKey, tuple[str, int]]:
    """(affiliation, sessions) of those (team, day, member) that are kept."""
    return fetch(session, presences_query(keys)) if keys else {}


def presences_query(
    keys: Collection[PresenceKey],
) -> Query[dict[PresenceKey, tuple[str, int]]]:
    """What asks for `presences`."""
    parts = [{key[place] for key in keys} for place in range(3)]
    values = dict(zip(("teams", "days", "members"), map(json_array, parts), strict=True))
    return Query(_PRESENCES, values, partial(_presences, set(keys)))


def _presences(wanted: set[PresenceKey], rows: Sequence[Any]) -> dict[PresenceKey, tuple[str, int]]:
    found = {(team, day, member): (force, sessions) for team, day, member, force, sessions in rows}
    return {key: found[key] for key in wanted & found.keys()}


_PRESENCES = """
SELECT team_id, day, member_id, affiliation, sessions FROM presence
WHERE team_id IN_JSON(:teams) AND day IN_JSON(:days) AND member_id IN_JSON(:members)
"""


def taken_part_query(
    team: str, spans: Sequence[tuple[str, str]]
) -> Query[dict[str, tuple[int, int]]]:
    """Asks by member in how many counted sessions of a team they took part on these days (from day
    to day, both included), and on how many days."""
    held, days = _on_days(spans)
    return Query(_TAKEN_PART.format(held), {"team": team, "waiting": WAITING, **days}, _taken_part)


_TAKEN_PART = """
SELECT member_id, SUM(sessions), COUNT(*) FROM presence
WHERE team_id = :team AND sessions > 0 AND affiliation <> :waiting AND ({}) GROUP BY member_id
"""


def _taken_part(rows: Sequence[Any]) -> dict[str, tuple[int, int]]:
    return {member: (int(sessions), int(days)) for member, sessions, days in rows}


def member_part_query(
    team: str, member: str, spans: Sequence[tuple[str, str]]
) -> Query[tuple[int, int]]:
    """Asks on how many of these days one member took part in counted sessions of a team, and in how
    many."""
    held, days = _on_days(spans)
    said = _MEMBER_PART.format(held)
    return Query(said, {"team": team, "member": member, **days}, _member_part)


_MEMBER_PART = """
SELECT COUNT(*), COALESCE(SUM(sessions), 0) FROM presence
WHERE team_id = :team AND member_id = :member AND sessions > 0 AND ({})
"""


def _member_part(rows: Sequence[Any]) -> tuple[int, int]:
    days, sessions = rows[0]
    return int(days), int(sessions)


def _on_days(spans: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """The condition that a day lies in one of these spans, and its parameters."""
    held = " OR ".join(f"day BETWEEN :first{n} AND :last{n}" for n in range(len(spans)))
    values = {
        f"{name}{n}": day
        for n, span in enumerate(spans)
        for name, day in zip(("first", "last"), span, strict=True)
    }
    return held or "1 = 0", values


def days_present(
    session: AnySession, members: Sequence[str], teams: Sequence[str]
) -> dict[str, set[tuple[str, str]]]:
    """The (team, day) on which each of the members took part in a counted session of these teams."""
    found: dict[str, set[tuple[str, str]]] = {member: set() for member in members}
    told = {"teams": json_array(teams), "members": json_array(members)}
    for member, team, day in fetch_all(session, _DAYS_PRESENT, **told):
        found[member].add((team, day))
    return found


_DAYS_PRESENT = """
SELECT member_id, team_id, day FROM presence
WHERE team_id IN_JSON(:teams) AND member_id IN_JSON(:members) AND sessions > 0
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
        execute(session, _GONE, team=team, day=day, member=member)


_GONE = "DELETE FROM presence WHERE team_id = :team AND day = :day AND member_id = :member"


Sort = Literal["whole", "turns", "sessions", "forces", "reasons"]


@dataclass(frozen=True)
class Where:
    """Which kept totals are added up: those of some scopes (`kind`: team or unit; with a "-" before one
    that is taken away, but not by scope) over some periods, for each value of the column `by` (under ""
    of all together without one), of one service or one outcome if given."""

    kind: str
    scopes: Sequence[str]
    periods: Sequence[str]
    by: str = ""
    service: str | None = None
    outcome: str | None = None

    @property
    def less(self) -> list[str]:
        """The scopes that are taken away."""
        return [each[1:] for each in self.scopes if each.startswith("-")]


def sums_query(
    where: Where, sorts: Sequence[Sort], read: Callable[[Sequence[Any]], Answer]
) -> Query[Answer]:
    """Asks for sums of several sorts at once. `read` gets rows (sort, value of `by`, affiliation or
    "", three sums): the whole has sessions, people and turns, turns have people and turns, sessions
    have sessions and people, forces the volunteers' turns of an affiliation, reasons the people;
    what is not there is 0 or None."""
    values = {
        "kind": where.kind,
        "scopes": json_array(each.removeprefix("-") for each in where.scopes),
        "periods": json_array(where.periods),
    }
    if less := where.less:
        values["less"] = json_array(less)
    if where.service is not None:
        values["service"] = where.service
    if where.outcome is not None:
        values["outcome"] = where.outcome
    return Query(" UNION ALL ".join(_sum(where, sort) for sort in sorts), values, read)


_SUMS = {
    "whole": ("scope_tally", "''", "SUM(sessions), SUM(people), SUM(turns)"),
    "turns": ("turn_tally", "''", "SUM(people), SUM(turns), 0"),
    "sessions": ("session_tally", "''", "SUM(sessions), SUM(people), 0"),
    "forces": ("presence_tally", "affiliation", "SUM(turns), 0, 0"),
    "reasons": ("reason_tally", "''", "SUM(people), 0, 0"),
}
_COLUMNS = ("scope_id", "period", "service", "outcome", "age_band", "place_kind", "reason")


def _sum(where: Where, sort: Sort) -> str:
    table, beside, sums = _SUMS[sort]
    if where.less:
        taken = r"SUM(CASE WHEN scope_id IN_JSON(:less) THEN -\1 ELSE \1 END)"
        sums = re.sub(r"SUM\((\w+)\)", taken, sums)
    key = _key(where.by)
    groups = [name for name in (key, beside) if name != "''"]
    only = "" if where.service is None else " AND service = :service"
    only += "" if where.outcome is None else " AND outcome = :outcome"
    grouped = f" GROUP BY {', '.join(groups)}" if groups else ""
    return (
        f"SELECT '{sort}', {key}, {beside}, {sums} FROM {table}"
        f" WHERE scope_kind = :kind AND scope_id IN_JSON(:scopes) AND period IN_JSON(:periods){only}"
        f"{grouped}"
    )


def _key(by: str) -> str:
    """The SQL expression to divide by: a column, or what is made of columns."""
    if by == "month":
        return "SUBSTR(period, 1, 7)"
    if by == "scope_period":
        return "scope_id || ' ' || period"
    assert not by or by in _COLUMNS
    return by or "''"


def counted_on(
    session: AnySession, team_id: str, spans: Iterable[tuple[str, str]]
) -> tuple[int, int]:
    """How many sessions of a team are counted on these days (first and last included), and how many
    people in them."""
    sessions = people = 0
    for first, last in spans:
        found = session.execute(
            select(func.sum(ScopeTally.sessions), func.sum(ScopeTally.people)).where(
                ScopeTally.scope_kind == "team",
                ScopeTally.scope_id == team_id,
                ScopeTally.period.between(first, last),
                func.length(ScopeTally.period) == len(first),
            )
        ).one()
        sessions, people = sessions + (found[0] or 0), people + (found[1] or 0)
    return int(sessions), int(people)


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
