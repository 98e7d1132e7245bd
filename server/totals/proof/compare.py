"""Kept totals against counted ones, scope by scope. What is kept comes as one text a table and scope:
millions of rows one by one would take minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from server.database.bulk import table_of
from server.database.connections import AnySession
from server.database.engine import Base
from server.database.sql import Query, fetch, fetch_all, fetch_pipelined
from server.organisation.team_periods import Span
from server.totals.proof.cells import BETWEEN, TALLIES, Cells, Sums, lines, sums_of
from server.totals.store import VALUES
from server.totals.tables import PAST, Presence

Key = tuple[str, ...]
Present = Mapping[tuple[str, str], tuple[str, int]]
"""As what a member took part on a day, and in how many sessions, by (day, member)."""


@dataclass(frozen=True)
class Difference:
    """A kept total that is not what the changes give."""

    table: str
    key: Key
    kept: tuple[int, ...]
    counted: tuple[int, ...]


@dataclass
class Comparison:
    """What was compared so far, and what differed."""

    session: AnySession
    compared: int = 0
    differences: list[Difference] = field(default_factory=list)
    _kept: dict[type[Base], int] = field(default_factory=lambda: dict.fromkeys(TALLIES, 0))
    _scopes: set[tuple[str, str]] = field(default_factory=set)
    _teams: set[str] = field(default_factory=set)

    def compare(self, kind: str, scope: str, cells: Cells) -> None:
        """The totals of one scope: `cells` are those of its days."""
        self._scopes.add((kind, scope))
        values = {"kind": kind, "scope": scope}
        asked = (Query(_KEPT[table], values, _as_lines) for table in TALLIES)
        found = fetch_pipelined(self.session, *asked)
        months = cells.months()
        pairs = zip(found, cells.tables(), months.tables(), strict=True)
        for kept, (table, by_day), (_, by_month) in pairs:
            self._kept[table] += len(kept)
            counts = len(VALUES[table])
            counted = lines(by_day, counts) | lines(by_month, counts)
            self._hold(table, (kind, scope), kept, counted, counts)

    def past(self, team: str, span: Span) -> Cells:
        """What those days of a team within a span came to of which the sessions were rolled up."""
        values = {"kind": PAST, "scope": team}
        asked = (Query(_KEPT[table], values, _as_lines) for table in TALLIES)
        found = fetch_pipelined(self.session, *asked)
        counts = (len(VALUES[table]) for table in TALLIES)
        return Cells(*map(partial(sums_of, span), found, counts))

    def presences(self, team: str) -> Present:
        """The presences that are kept of a team."""
        self._teams.add(team)
        return fetch(
            self.session, Query(_PRESENT, {"team": team}, lambda rows: _present(_as_lines(rows)))
        )

    def compare_presences(self, team: str, counted: Sums, kept: Present) -> list[tuple[str, str]]:
        """Those of a team; answers the (day, member) that differ."""
        there = {f"{day}|{member}|{sessions}" for (day, member), (_, sessions) in kept.items()}
        before = len(self.differences)
        self._hold(Presence, (team,), there, lines(counted, 1), 1)
        return [(each.key[1], each.key[2]) for each in self.differences[before:]]

    def compare_others(self) -> None:
        """What is kept of scopes that are nowhere else, to which nothing was counted."""
        for table, compared in self._kept.items():
            name, some = table.__tablename__, _SOME[table]
            now = f"FROM {name} WHERE scope_kind <> '{PAST}'"
            ((kept,),) = fetch_all(self.session, f"SELECT COUNT(*) {now} AND {some}")
            if kept != compared:
                scopes = fetch_all(self.session, f"SELECT DISTINCT scope_kind, scope_id {now}")
                for kind, scope in sorted({tuple(each) for each in scopes} - self._scopes):
                    self.compare(kind, scope, Cells())
        teams = {
            team for (team,) in fetch_all(self.session, "SELECT DISTINCT team_id FROM presence")
        }
        for team in sorted(teams - self._teams):
            self.compare_presences(team, {}, self.presences(team))

    def _hold(
        self, table: type[Base], scope: Key, kept: set[str], counted: set[str], values: int
    ) -> None:
        if kept == counted:
            self.compared += len(kept)
            return
        there, ours = _by_key(kept, values), _by_key(counted, values)
        keys = there.keys() | ours.keys()
        self.compared += len(keys)
        self.differences += [
            Difference(table.__tablename__, scope + key, there.get(key, ()), ours.get(key, ()))
            for key in keys
            if there.get(key) != ours.get(key)
        ]


def _as_lines(rows: Sequence[Any]) -> set[str]:
    text = rows[0][0]
    return set(text.split(",")) if text else set()


def _by_key(told: set[str], values: int) -> dict[Key, tuple[int, ...]]:
    parts = (line.split(BETWEEN) for line in told)
    return {tuple(each[:-values]): tuple(map(int, each[-values:])) for each in parts}


def _present(told: set[str]) -> Present:
    parts = (line.split(BETWEEN) for line in told)
    return {(day, who): (affiliation, int(sessions)) for day, who, affiliation, sessions in parts}


def _some(table: type[Base]) -> str:
    """The rows of a table that are not of nothing."""
    return "(" + " OR ".join(f"{name} <> 0" for name in VALUES[table]) + ")"


def _line(*columns: str) -> str:
    whole = f" || '{BETWEEN}' || ".join(columns)
    return f"STRING_AGG({whole}, ',')"


def _kept(table: type[Base]) -> str:
    keys = [column.name for column in table_of(table).primary_key][2:]
    return (
        f"SELECT {_line(*keys, *VALUES[table])} FROM {table.__tablename__}"
        f" WHERE scope_kind = :kind AND scope_id = :scope AND {_some(table)}"
    )


_KEPT = {table: _kept(table) for table in TALLIES}
_SOME = {table: _some(table) for table in TALLIES}
_PRESENT = (
    f"SELECT {_line('day', 'member_id', 'affiliation', 'sessions')} FROM presence"
    " WHERE team_id = :team"
)
