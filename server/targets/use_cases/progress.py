"""How far the targets in force are: what was done, what was planned by now, and how many a day it
takes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from server.auth.principal import Kind, Principal
from server.catalogue.store import COMPLETED, groups_of_services_query, labels_query
from server.database.clock import today
from server.database.engine import db
from server.database.sql import Query, fetch_pipelined
from server.organisation.store import teams, units
from server.organisation.unit_names import formal_name
from server.scope.reach import reach_of_totals
from server.targets import store
from server.targets.access import (
    check_in_charge,
    check_reads,
    days_of_teams,
    scope_named,
    set_further_up,
    values_counted,
)
from server.targets.labels import INDICATOR, show_key
from server.targets.plans import COUNTED, Plans, plans_of
from server.targets.store import Scope
from server.targets.tables import Indicator, IndicatorValue, Target
from server.targets.target_math import Aim, Aims, Key, pace
from server.targets.use_cases.manage_targets import show_target
from server.totals.boundaries import UnitScope
from server.totals.figures import Totals, figures_query, groups_by
from server.totals.periods import periods_between
from server.totals.store import Where
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
Span = tuple[date, date]
OF_TURNS = ("turns", "completed")


def progress(principal: Principal, unit: str | None, team: str | None, on: date | None) -> Shown:
    """The targets of a unit or a team (without either: the asker's own) as of a day, with those
    that came over from the units that it took the place of. An administrator without a unit has none
    where there are several provinces. Raises not_found."""
    day = on or date.fromisoformat(today())
    scope = _scope(principal, unit, team)
    if scope is None:
        return {"on": day.isoformat(), "name": "", "may_set": False, "rows": [], "other": []}
    check_reads(principal, scope)
    plans = plans_of(scope, days_of_teams(principal, scope))
    aims = _ordered(plans.aims(scope))
    in_force = [key for key, _ in aims if key.first <= day <= key.last]
    # Of one measure today and the week are told once, by its shortest target.
    shortest = {(key.measure, key.of): key for key in reversed(in_force)}
    recent = {key for key in shortest.values() if key.measure != INDICATOR}
    counted = _Counted(principal, scope, day, plans, [key for key, _ in aims], recent)
    may_set = _may_set(principal, scope)
    rows = {key: _row(principal, may_set, key, aim, day, counted) for key, aim in aims}
    return {
        "on": day.isoformat(),
        "name": _name(scope),
        "may_set": may_set,
        "rows": [rows.pop(key) for key in in_force],
        "other": list(rows.values()),
    }


def targets_in_force(principal: Principal, team: str, day: date, since: date) -> list[Shown]:
    """Of what a team's sessions count for on a day: each target with what was done `before` another one.
    Raises not_found."""
    scope = Scope("team", team)
    check_reads(principal, scope)
    plans = plans_of(scope, days_of_teams(principal, scope))
    aims = {
        key: aim
        for key, aim in plans.aims(scope).items()
        if key.measure in COUNTED and key.first <= day <= key.last and aim.number
    }
    counted = _Counted(principal, scope, day, plans, aims, since=since)
    return [_in_force(key, counted) for key, _ in _ordered(aims)]


class _Counted:
    """The figures that the targets of a unit or a team ask for, asked for together."""

    def __init__(
        self,
        principal: Principal,
        scope: Scope,
        day: date,
        plans: Plans,
        keys: Collection[Key],
        recent: Collection[Key] = (),
        since: date | None = None,
    ) -> None:
        self._scope, self._day, self._since = scope, day, since
        self._plans, self._recent = plans, recent
        monday = day - timedelta(days=day.weekday())
        self._recently: Mapping[str, Span] = {"today": (day, day), "week": (monday, day)}
        self._days = days_of_teams(principal, scope)
        self._spans = _spans(principal, scope)
        self._scopes = [scope.id] if scope.kind == "team" else UnitScope(scope.id, "now").scopes()
        entered = [key for key in keys if key.measure == INDICATOR]
        known = store.indicators(db.session) if entered else []
        self.indicators = {row.code: row for row in known}
        self._values = self._entered(entered)
        wanted = sorted({each for key in keys for each in self._questions_of(key)})
        self.groups, self._group_of, *answers = fetch_pipelined(
            db.session,
            labels_query("service"),
            groups_of_services_query(),
            *(self._question(*each) for each in wanted),
        )
        self._found = dict(zip(wanted, answers, strict=True))

    @cached_property
    def targets(self) -> Mapping[Key, Target]:
        """What was set for the unit or the team itself."""
        return {store.key_of(row): row for row in store.targets_of(db.session, self._scope)}

    def span(self, key: Key) -> Span:
        """The days of a target up to now, or with `since` those before that day."""
        until = self._day if self._since is None else self._since - timedelta(days=1)
        return key.first, min(until, key.last)

    def number(self, key: Key) -> int | None:
        """What is to be reached."""
        return self._plans.planned_of(self._scope, key, key.last)

    def planned(self, key: Key) -> int | None:
        """What of it was to be reached by now."""
        first, last = self.span(key)
        return self._plans.planned_of(self._scope, key, last) if first <= last else 0

    def recently(self, key: Key, name: str) -> Shown | None:
        """What was done and planned `today` or in the `week`, Monday to today: of the measure, whatever the
        days of its targets. None for a target of which it is not told."""
        if key not in self._recent:
            return None
        span = self._recently[name]
        plan = self._plans.plan(self._scope, *span, key.of) or {}
        return {"done": self.towards(key, span), "planned": plan.get(key.measure)}

    def towards(self, key: Key, span: Span) -> int:
        """What brings the target nearer over some days: of turns those that were completed."""
        if key.measure in OF_TURNS:
            return self.turns(key, span, completed=True)
        return self.done(key, span)

    def done(self, key: Key, span: Span) -> int:
        """What was counted over some days."""
        if key.measure == "completed":
            return self.turns(key, span, completed=True)
        totals = self._totals(key, span)
        if key.measure == "volunteers":
            return (totals.forces or {}).get("DOAN", 0)
        return int(getattr(totals, key.measure) or 0)

    def turns(self, key: Key, span: Span, *, completed: bool) -> int:
        """The turns over some days, or those of them that were completed."""
        return self._totals(key, span, completed).turns or 0

    def _totals(self, key: Key, span: Span, completed: bool = False) -> Totals:
        figures: Mapping[str, Totals] = self._found.get((span, bool(key.of), completed), {})
        if key.of:
            return groups_by(figures, self._group_of).get(key.of, Totals())
        return figures.get("", Totals())

    def entered(self, key: Key) -> int | None:
        """What was entered of an indicator over days of the target: together, or of a share the
        last that was measured for the unit or the team itself; None where nothing was."""
        rows = [
            row
            for row in self._values
            if row.indicator == key.of and key.first.isoformat() <= row.last <= key.last.isoformat()
        ]
        return value_told(self.indicators[key.of], rows, self._scope)

    def _questions_of(self, key: Key) -> list[tuple[Span, bool, bool]]:
        """The days, whether by service, and whether of what was completed alone."""
        if key.measure == INDICATOR:
            return []
        spans = {self.span(key), *(self._recently.values() if key in self._recent else ())}
        counted = {"turns": (False, True), "completed": (True,)}.get(key.measure, (False,))
        return [
            (span, bool(key.of), completed)
            for span in spans
            if span[0] <= span[1]
            for completed in counted
        ]

    def _question(self, span: Span, by_service: bool, completed: bool) -> Query[Any]:
        cut = [(max(a, span[0]), min(b, span[1])) for a, b in self._spans]
        periods = [each for a, b in cut if a <= b for each in periods_between(a, b)]
        by, outcome = "service" if by_service else "", COMPLETED if completed else None
        where = Where(self._scope.kind, self._scopes, periods, by, outcome=outcome)
        return figures_query(where)

    def _entered(self, asked: Sequence[Key]) -> list[IndicatorValue]:
        if not asked:
            return []
        first, last = min(key.first for key in asked), max(key.last for key in asked)
        return values_counted(self._scope, self._days, first.isoformat(), last.isoformat())


def scopes_of_own(scope: Scope) -> set[Scope]:
    """The scope, and of a unit those that it follows alone, one after the other: it was renamed or
    moved, and what was measured there is its own."""
    if scope.kind == "team":
        return {scope}
    return {Scope("unit", each) for each in units.line_of(scope.id)}


def rows_told(
    indicator: Indicator, rows: Iterable[IndicatorValue], scope: Scope
) -> list[IndicatorValue]:
    """Of the rows of an indicator, the latest last, those that are told of a unit or a team: all, or of
    a share the last that was measured there, since of one percentage only one value holds."""
    if indicator.kind == "count":
        return list(rows)
    ours = scopes_of_own(scope)
    return [row for row in rows if Scope(row.scope_kind, row.scope_id) in ours][-1:]


def value_told(indicator: Indicator, rows: Iterable[IndicatorValue], scope: Scope) -> int | None:
    """What rows of an indicator, the latest last, come to for a unit or a team; None for nothing."""
    values = [row.value for row in rows_told(indicator, rows, scope)]
    return sum(values) if values else None


def _row(
    principal: Principal, may_set: bool, key: Key, aim: Aim, day: date, counted: _Counted
) -> Shown:
    target = counted.targets.get(key)
    is_entered, in_turns = key.measure == INDICATOR, key.measure in OF_TURNS
    done = counted.entered(key) if is_entered else counted.done(key, counted.span(key))
    towards = done if is_entered else counted.towards(key, counted.span(key))
    number = counted.number(key)
    left = None if number is None or towards is None else max(0, number - towards)
    return {
        "set_here": show_target(target) if target else None,
        "may_change": bool(target)
        and may_set
        and not set_further_up(principal, target.set_from if target else None),
        "carried": [_unit_name(each) for each in aim.carried] if not target else [],
        **_told(key, counted),
        "share": aim.share,
        "denominator": aim.denominator,
        **{name: counted.recently(key, name) for name in ("today", "week")},
        "done": done,
        "completed": towards if in_turns else None,
        "planned": counted.planned(key),
        "left": left,
        "days_left": max(0, (key.last - max(day, key.first)).days + 1),
        "per_day": None if left is None else pace(left, max(day, key.first), key.last),
    }


def _in_force(key: Key, counted: _Counted) -> Shown:
    return {**_told(key, counted), "before": counted.done(key, counted.span(key))}


def _told(key: Key, counted: _Counted) -> Shown:
    return {
        **show_key(key, counted.indicators, counted.groups),
        "number": counted.number(key),
    }


def _ordered(aims: Aims) -> Sequence[tuple[Key, Aim]]:
    """The shortest first, counted figures before entered ones."""
    return sorted(
        aims.items(), key=lambda pair: (pair[0].measure == INDICATOR, pair[0].days, pair[0])
    )


def _scope(principal: Principal, unit: str | None, team: str | None) -> Scope | None:
    if unit is not None or team is not None:
        return scope_named(unit, team)
    if principal.unit_id is not None:
        return Scope("unit", principal.unit_id)
    if principal.kind is Kind.ADMINISTRATOR:
        top = units.unit_of_all()
        return Scope("unit", top) if top is not None else None
    for each in sorted(principal.team_ids):
        return Scope("team", each)
    raise ProblemError(PROBLEMS["not_found"])


def _spans(principal: Principal, scope: Scope) -> list[Span]:
    if scope.kind == "unit":
        return [(date.min, date.max)]
    spans, _ = reach_of_totals(principal, scope.id, db.session)
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


def _may_set(principal: Principal, scope: Scope) -> bool:
    if principal.kind is not Kind.COORDINATOR:
        return False
    try:
        check_in_charge(principal, scope)
    except ProblemError:
        return False
    return True


def _name(scope: Scope) -> str:
    if scope.kind == "unit":
        return _unit_name(scope.id)
    team = teams.team_by_id(scope.id)
    return team.name if team else ""


def _unit_name(unit_id: str) -> str:
    return formal_name(units.known_units()[unit_id])
