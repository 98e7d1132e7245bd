"""What of the targets falls on the days of a question, for whoever shows figures beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from server.database.engine import db
from server.database.query_cache import fetch_cached
from server.database.sql import Query
from server.organisation.store import units
from server.organisation.team_periods import is_within
from server.scope.reach import Days
from server.targets import store
from server.targets.store import Scope
from server.targets.target_math import Aim, CarryOver, Key, Schedule

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
        own, weights, *of_teams = fetch_cached(db.session, *asked)
        self._of_teams: Mapping[str, Mapping[Key, Aim]] = of_teams[0] if of_teams else {}
        self._days = days
        self._schedules: dict[tuple[Scope, str], Mapping[str, Schedule]] = {}
        # As of the time nothing came over: a unit then had what was set for it.
        came = {} if boundaries == "then" or not own else _successors()
        self.of_units = CarryOver(own, came, weights)

    def aims(self, scope: Scope) -> Mapping[Key, Aim]:
        """What was set for a unit or a team, and what came over to a unit."""
        if scope.kind == "unit":
            return self.of_units.of(scope.id)
        found = self._of_teams.get(scope.id, {})
        if self._days is None:
            return found
        days = self._days.get(scope.id, ())
        return {key: aim for key, aim in found.items() if is_within(key.last.isoformat(), days)}

    def plan(self, scope: Scope, first: date, last: date, group: str = "") -> Plan | None:
        """For each counted measure what falls on the days, None where nothing does; None where
        that is so of all. Of a group of services there are only turns and completed ones."""
        schedules = self._schedules_of(scope, group)
        if not schedules:
            return None
        parts = {
            measure: schedules[measure].planned(first, last) if measure in schedules else None
            for measure in COUNTED
        }
        return parts if any(part is not None for part in parts.values()) else None

    def _schedules_of(self, scope: Scope, group: str) -> Mapping[str, Schedule]:
        """By counted measure; worked out once, though each day of years is asked about."""
        if (scope, group) not in self._schedules:
            by_measure: dict[str, dict[Key, Aim]] = {}
            for key, aim in self.aims(scope).items():
                if key.of == group and key.measure in COUNTED:
                    by_measure.setdefault(key.measure, {})[key] = aim
            self._schedules[scope, group] = {
                measure: Schedule(aims) for measure, aims in by_measure.items()
            }
        return self._schedules[scope, group]


def aims_of(scope: Scope, days: Days | None = None) -> Mapping[Key, Aim]:
    """What was set for a unit or a team, and what came over to it until today; `days` as in `Plans`."""
    return Plans(boundaries="now", teams=scope.kind == "team", days=days).aims(scope)


def _successors() -> dict[str, frozenset[str]]:
    return {node.id: node.successors for node in units.tree().values() if node.successors}
