"""Where teams stood, as the rows tell it.

Where all teams stood is asked as one text, which costs a third of what rows do; what follows from it
is worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from server.database.clock import today
from server.database.engine import db
from server.database.query_cache import fetch_cached
from server.database.sql import Query, fetch, json_array
from server.organisation.team_periods import Span, Stay, cared_for, days_under, standing_on, stays

_ALL = """
SELECT STRING_AGG(
 team_id || ' ' || unit_id || ' ' || valid_from || ' ' || COALESCE(valid_to, ''), ',')
 FROM team_unit
"""
_SOME = """
SELECT team_id, unit_id, valid_from, valid_to FROM team_unit WHERE team_id IN_JSON(:teams)
 ORDER BY valid_from
"""
Stood = tuple[str, str, str, str | None]


class Placements:
    """The stays of every team, each team's in their order, and what follows from them."""

    def __init__(self, rows: Iterable[Stood]) -> None:
        self.stays: Mapping[str, Sequence[Stay]] = _by_team(rows)
        self._place = {team: place for place, team in enumerate(self.stays)}
        self._ever_under: dict[str, set[str]] = {}
        for team, those in self.stays.items():
            for stay in those:
                self._ever_under.setdefault(stay.unit, set()).add(team)
        self._days: dict[frozenset[str], Mapping[str, Sequence[Span]]] = {}
        self._on: dict[tuple[frozenset[str], str], frozenset[str]] = {}
        self._cared_for: dict[tuple[frozenset[str], str], frozenset[str]] = {}

    def days_under(self, units: frozenset[str]) -> Mapping[str, Sequence[Span]]:
        """For each team the days that count under these units; teams without any are left out."""
        if units not in self._days:
            known = self._ever_under  # few of thousands of units, or many and few that have teams
            those = units if len(units) < len(known) else known.keys() & units
            teams = {team for unit in those for team in known.get(unit, ())}
            some = {team: self.stays[team] for team in sorted(teams, key=self._place.__getitem__)}
            self._days[units] = days_under(some, units)
        return self._days[units]

    def on(self, units: frozenset[str], day: str) -> frozenset[str]:
        """The teams that stand under one of these units on a day."""
        if (units, day) not in self._on:
            self._on[units, day] = standing_on(self.stays, units, day)
        return self._on[units, day]

    def cared_for(self, units: frozenset[str], day: str) -> frozenset[str]:
        """The teams that these units look after on a day."""
        if (units, day) not in self._cared_for:
            self._cared_for[units, day] = cared_for(self.stays, units, day)
        return self._cared_for[units, day]


def all_placements() -> Placements:
    """Where all teams stood."""
    (found,) = fetch_cached(db.session, all_placements_query())
    return cast(Placements, found)


def all_placements_query() -> Query[Placements]:
    """What asks for `all_placements`."""
    return Query(_ALL, {}, lambda rows: _read(rows[0][0] or "", today()))


def stays_of(team_id: str) -> Sequence[Stay]:
    """The stays of one team in their order; none for an unknown one."""
    return fetch(db.session, stays_query([team_id])).get(team_id, [])


def stays_query(teams: Iterable[str]) -> Query[Mapping[str, Sequence[Stay]]]:
    """Asks for the stays of these teams."""
    return Query(_SOME, {"teams": json_array(teams)}, _by_team)


@lru_cache(maxsize=4)
def _read(text: str, day: str) -> Placements:
    """What follows is mostly as of the day: on the next one it goes."""
    rows = (line.split(" ") for line in text.split(",") if line)
    stood = [(team, unit, start, end or None) for team, unit, start, end in rows]
    return Placements(sorted(stood, key=lambda each: each[2]))


def _by_team(rows: Iterable[Stood] | Sequence[Any]) -> dict[str, Sequence[Stay]]:
    stood: dict[str, list[tuple[str, str, str | None]]] = {}
    for team, unit, start, end in rows:
        stood.setdefault(team, []).append((unit, start, end))
    return {team: stays(each) for team, each in stood.items()}
