"""What of the targets falls on the days of a question, for whoever shows figures beside it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any, NamedTuple

from server.database.clock import today
from server.database.engine import db
from server.database.query_cache import fetch_cached
from server.database.sql import Query
from server.organisation.store import units
from server.organisation.store.placements import all_placements
from server.organisation.team_periods import is_within
from server.scope.reach import Days
from server.targets import store
from server.targets.store import Scope
from server.targets.target_math import DAY, Aim, CarryOver, Key, Schedule, shared_out
from server.totals.boundaries import UnitScope

COUNTED = ("people", "turns", "completed", "volunteers", "sessions")
"""What a target counts: of turns all whose outcome counts as one, or the completed ones alone."""
Plan = Mapping[str, int | None]


class _Planned(NamedTuple):
    """What of the aims of a measure falls on some days; with `key` of that aim alone."""

    measure: str
    of: str
    first: date
    last: date
    key: Key | None = None


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
        self._falling: dict[tuple[Scope, str, date, date], Mapping[str, Fraction]] = {}
        self._shared: dict[tuple[str, _Planned], Mapping[str, int]] = {}
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
        if (days := self._days.get(scope.id)) is None:
            return found  # It only stands beside the teams of the question.
        return {key: aim for key, aim in found.items() if is_within(key.last.isoformat(), days)}

    def plan(
        self, scope: Scope, first: date, last: date, group: str = "", *, is_part: bool = True
    ) -> Plan | None:
        """For each counted measure what falls on the days, None where nothing does; None where
        that is so of all. Of a group of services there are only turns and completed ones. With the
        boundaries of the time a target comes over for the days since the unit that had it ended: those
        before are in its own row. `is_part`: adds up with those beside the scope, which have to be worked
        out for that; else it is rounded up."""
        number = self._number if is_part else self._rounded_up
        numbers = {each: number(scope, _Planned(each, group, first, last)) for each in COUNTED}
        return numbers if any(number is not None for number in numbers.values()) else None

    def planned_of(self, scope: Scope, key: Key, last: date) -> int | None:
        """What of one aim falls on its days up to one of them; None for a share that is not counted."""
        return self._number(scope, _Planned(key.measure, key.of, key.first, last, key))

    def _rounded_up(self, scope: Scope, planned: _Planned) -> int | None:
        exact = self._exact(scope, planned)
        return None if exact is None else ceil(exact)

    def _number(self, scope: Scope, planned: _Planned) -> int | None:
        """A whole number: what was shared out adds up to that of the unit above, anything else is
        rounded up. So a team has the same plan on its own page and in every table."""
        exact = self._exact(scope, planned)
        if exact is None:
            return None
        above = _unit_above(scope, planned.last)
        shared = self._shared_out(above, planned) if above is not None else {}
        return shared.get(scope.id, ceil(exact))

    def _shared_out(self, unit: str, planned: _Planned) -> Mapping[str, int]:
        """The numbers of those below a unit, by id; empty unless they were shared out from its own."""
        if (unit, planned) not in self._shared:
            below = scopes_below(unit, planned.last)
            parts = {each.id: self._exact(each, planned) for each in below}
            exact = {each: part for each, part in parts.items() if part is not None}
            whole = self._exact(Scope("unit", unit), planned)
            number = self._number(Scope("unit", unit), planned)
            is_shared = bool(whole) and sum(exact.values()) == whole
            self._shared[unit, planned] = shared_out(number or 0, exact) if is_shared else {}
        return self._shared[unit, planned]

    def _exact(self, scope: Scope, planned: _Planned) -> Fraction | None:
        measure, of, first, last, key = planned
        if key is None:
            return self._falls(scope, of, first, last).get(measure)
        aim = self.aims(scope).get(key)
        exact = aim.exact if aim else None
        return None if exact is None else exact * ((last - first).days + 1) / key.days

    def _falls(self, scope: Scope, group: str, first: date, last: date) -> Mapping[str, Fraction]:
        """By counted measure, before it is rounded."""
        if (scope, group, first, last) not in self._falling:
            falls: dict[str, Fraction] = {}
            for start, end, as_of in self._spans(scope, first, last):
                for measure, schedule in self._schedules_of(scope, group, as_of).items():
                    if (part := schedule.exact(start, end)) is not None:
                        falls[measure] = falls.get(measure, Fraction()) + part
            self._falling[scope, group, first, last] = falls
        return self._falling[scope, group, first, last]

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


def plans_of(scope: Scope, days: Days | None = None) -> Plans:
    """The plans of a unit or a team with the boundaries of today; `days` as in `Plans`."""
    return Plans(boundaries="now", teams=scope.kind == "team", days=days)


def aims_of(scope: Scope, days: Days | None = None) -> Mapping[Key, Aim]:
    """What was set for a unit or a team, and what came over to it until today; `days` as in `Plans`."""
    return plans_of(scope, days).aims(scope)


def scopes_below(unit_id: str, last: date) -> list[Scope]:
    """Among which a target of a unit is shared out: the units right below that last, or where there are
    none its teams of the target's last day, of one to come those of today."""
    known, day = units.known_units(), today()
    below = [each for each in units.tree().children(unit_id) if not units.is_over(known[each], day)]
    if below:
        return [Scope("unit", each) for each in sorted(below)]
    teams = UnitScope(unit_id, "now").teams_on(min(last.isoformat(), day))
    return [Scope("team", each) for each in sorted(teams)]


def _unit_above(scope: Scope, last: date) -> str | None:
    if scope.kind == "unit":
        return units.known_units()[scope.id].parent_id
    day = min(last.isoformat(), today())
    stays = all_placements().stays.get(scope.id, ())
    return next((stay.unit for stay in stays if stay.stands(day)), None)


def _successors() -> dict[str, frozenset[str]]:
    return {node.id: node.successors for node in units.tree().values() if node.successors}


def _begin_of_carrying(units_before: Iterable[str]) -> dict[str, date]:
    """From which day on those that have ended bring what they were to reach."""
    known = units.known_units()
    lasts = {unit: known[unit].valid_to for unit in units_before}
    return {unit: date.fromisoformat(last) + DAY for unit, last in lasts.items() if last}
