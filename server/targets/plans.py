"""What of the targets falls on the days of a question, for whoever shows figures beside it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any

from server.database.engine import db
from server.database.query_cache import fetch_cached
from server.database.sql import Query
from server.organisation.store import units
from server.organisation.team_periods import is_within
from server.scope.reach import Days
from server.targets import store
from server.targets.store import Scope
from server.targets.target_math import DAY, Aim, CarryOver, Key, Schedule

COUNTED = ("people", "turns", "completed", "volunteers", "sessions")
"""What a target counts: of turns all whose outcome counts as one, or the completed ones alone."""
Plan = Mapping[str, int | None]


class Plans:
    """The aims of all units, and of all teams if asked for; with `days`, those of a team that end on
    one of its days, so that those of after a move are the new unit's alone."""

    def __init__(self, *, boundaries: str, teams: bool, days: Days | None = None) -> None:
        asked: list[Query[Any]] = [store.aims_query("unit"), store.weights_query()]
        if teams:
            asked.append(store.aims_query("team"))
        self._own, self._weights, *of_teams = fetch_cached(db.session, *asked)
        self._of_teams: Mapping[str, Mapping[Key, Aim]] = of_teams[0] if of_teams else {}
        self._days = days
        self._schedules: dict[tuple[Scope, str, date], Mapping[str, Schedule]] = {}
        self._successors = _successors() if self._own else {}
        self._begin = _begin_of_carrying(self._successors) if boundaries == "then" else {}
        self._as_of: dict[date, CarryOver] = {}
        self.of_units = self._carried_by(date.max)

    def _carried_by(self, day: date) -> CarryOver:
        """With what has come over by then; with the boundaries of today that is all, on whatever day."""
        if day not in self._as_of:
            came = {
                unit: successors
                for unit, successors in self._successors.items()
                if self._begin.get(unit, date.min) <= day
            }
            self._as_of[day] = CarryOver(self._own, came, self._weights)
        return self._as_of[day]

    def aims(self, scope: Scope, day: date = date.max) -> Mapping[Key, Aim]:
        """What was set for a unit or a team, and what had come over to a unit by a day."""
        if scope.kind == "unit":
            return self._carried_by(day).of(scope.id)
        found = self._of_teams.get(scope.id, {})
        if self._days is None:
            return found
        days = self._days.get(scope.id, ())
        return {key: aim for key, aim in found.items() if is_within(key.last.isoformat(), days)}

    def plan(self, scope: Scope, first: date, last: date, group: str = "") -> Plan | None:
        """For each counted measure what falls on the days, None where nothing does; None where
        that is so of all. Of a group of services there are only turns and completed ones. With the
        boundaries of the time a target comes over for the days since the unit that had it ended: those
        before are in its own row."""
        falls: dict[str, list[Fraction]] = {}
        for start, end, as_of in self._spans(scope, first, last):
            for measure, schedule in self._schedules_of(scope, group, as_of).items():
                if (part := schedule.exact(start, end)) is not None:
                    falls.setdefault(measure, []).append(part)
        if not falls:
            return None
        return {each: ceil(sum(falls[each])) if each in falls else None for each in COUNTED}

    def _spans(self, scope: Scope, first: date, last: date) -> Iterator[tuple[date, date, date]]:
        """The days, divided where something came over to the unit, each with the day of the last of that."""
        before = self.of_units.all_before(scope.id) if scope.kind == "unit" and self._begin else ()
        begin = sorted({self._begin[unit] for unit in before if unit in self._begin})
        cuts = [first, *(day for day in begin if first < day <= last), last + DAY]
        for start, after in pairwise(cuts):
            yield start, after - DAY, max((day for day in begin if day <= start), default=date.min)

    def _schedules_of(self, scope: Scope, group: str, day: date) -> Mapping[str, Schedule]:
        """By counted measure; worked out once, though each day of years is asked about."""
        if (scope, group, day) not in self._schedules:
            by_measure: dict[str, dict[Key, Aim]] = {}
            for key, aim in self.aims(scope, day).items():
                if key.of == group and key.measure in COUNTED:
                    by_measure.setdefault(key.measure, {})[key] = aim
            self._schedules[scope, group, day] = {
                measure: Schedule(aims) for measure, aims in by_measure.items()
            }
        return self._schedules[scope, group, day]


def aims_of(scope: Scope, days: Days | None = None) -> Mapping[Key, Aim]:
    """What was set for a unit or a team, and what came over to it until today; `days` as in `Plans`."""
    return Plans(boundaries="now", teams=scope.kind == "team", days=days).aims(scope)


def _successors() -> dict[str, frozenset[str]]:
    return {node.id: node.successors for node in units.tree().values() if node.successors}


def _begin_of_carrying(units_before: Iterable[str]) -> dict[str, date]:
    """From which day on those that have ended bring what they were to reach."""
    known = units.known_units()
    lasts = {unit: known[unit].valid_to for unit in units_before}
    return {unit: date.fromisoformat(last) + DAY for unit, last in lasts.items() if last}
