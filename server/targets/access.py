"""For whom somebody may set targets and enter indicators, and of whom they are read."""

from collections.abc import Iterable
from datetime import date

from server.auth.principal import Kind, Principal
from server.database.engine import db
from server.organisation.store import teams, units
from server.organisation.team_periods import is_within
from server.scope.reach import (
    Days,
    check_day_coordinated,
    check_team_coordinated,
    check_unit_in_scope,
    reach_of_totals,
)
from server.scope.unit_editing import check_unit_in_charge, check_unit_not_over
from server.targets.store import Scope, is_closed, values_of
from server.targets.tables import IndicatorValue
from sync.problems import PROBLEMS, ProblemError


def scope_named(unit: str | None, team: str | None) -> Scope:
    """The unit or the team, of which exactly one must be named. Raises invalid_shape."""
    if (unit is None) == (team is None):
        errors = {"json": {"unit": ["unit or team"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})
    return Scope("unit", unit) if unit is not None else Scope("team", str(team))


def check_reads(principal: Principal, scope: Scope) -> None:
    """Raises not_found for a unit or a team of which the asker reads no totals."""
    if scope.kind == "unit":
        check_unit_in_scope(principal, scope.id)
        return
    spans, _ = reach_of_totals(principal, scope.id, db.session)
    if not spans:
        raise ProblemError(PROBLEMS["not_found"])


def check_in_charge(principal: Principal, scope: Scope) -> None:
    """Raises not_found and wrong_role for a unit or a team that the account does not keep. Its own
    unit it keeps: nobody else enters what a commune did."""
    if scope.kind == "unit":
        check_unit_in_charge(principal, scope.id, own=True)
    else:
        check_team_coordinated(principal, scope.id)


def check_in_charge_of_days(principal: Principal, scope: Scope, first: date, last: date) -> None:
    """The same of what is said of some days. Raises also closed_on_day where they begin after the unit
    ended, and not_found where the team stood elsewhere on their last one: there it is counted."""
    check_in_charge(principal, scope)
    if scope.kind == "unit":
        check_unit_not_over(units.known_units()[scope.id], first.isoformat())
    else:
        check_day_coordinated(principal, scope.id, last.isoformat())


def check_solely_in_charge(principal: Principal, scope: Scope, last: str) -> None:
    """Who may take back what was said of days that end with `last`: also of a unit that is over, and
    that the account's unit took the place of; of one that was divided or moved away wrong_role, unless
    the account keeps all that stands in its place. Of a team who looks after the unit under which it
    stood on that day, wherever it is now; not_found for those who do not."""
    own = principal.unit_id
    if scope.kind == "unit":
        check_unit_in_scope(principal, scope.id)
        if own is not None and scope.id not in units.units_solely_in_charge(own):
            raise ProblemError(PROBLEMS["wrong_role"])
    elif principal.kind is not Kind.COORDINATOR or own is None or not _counted(own, scope.id, last):
        check_day_coordinated(principal, scope.id, last)


def check_month_open(scope: Scope, last: str) -> None:
    """Raises closed_month where the unit, of a team the one under which it stood on that day, has closed
    the month in whose report days that end with `last` count: none would tell of them any more."""
    unit = teams.unit_of(scope.id, last) if scope.kind == "team" else units.unit_by_id(scope.id)
    if unit is not None and is_closed(db.session, units.line_of(unit.id), last[:7]):
        raise ProblemError(PROBLEMS["closed_month"])


def _counted(unit_id: str, team_id: str, day: str) -> bool:
    stood = units.standing_below(unit_id).stood
    days = stood.days_under(units.units_solely_in_charge(unit_id))
    return is_within(day, days.get(team_id, ()))


def set_further_up(principal: Principal, set_from: str | None) -> bool:
    """Whether something was set from a unit of a higher rank than the account's, which that one has
    not taken the place of. The cluster that a unit left is not further up than the one to which it
    came: else nobody who reads what was said from there could take it back."""
    own = principal.unit_id
    if own is None:
        return False
    if set_from is None:
        return True
    known = units.tree()
    return known[set_from].rank < known[own].rank and set_from not in units.units_below(own)


def days_of_teams(principal: Principal, scope: Scope) -> Days:
    """Of a unit the days on which each team stood there, of a team those that the asker reads."""
    if scope.kind == "unit":
        return units.days_below(scope.id)
    spans, _ = reach_of_totals(principal, scope.id, db.session)
    return {scope.id: spans}


def values_below(scope: Scope, days: Days, first: str, last: str) -> list[IndicatorValue]:
    """What was entered for a unit and all that is seen from it, or for a team, over days of which the
    last lies within the range; of a team only what ended on its days, so that what was entered after
    a move is the new unit's alone, as the sessions of those days are."""
    below = units.units_below(scope.id) if scope.kind == "unit" else frozenset[str]()
    return _values(below, days, first, last)


def values_counted(scope: Scope, days: Days, first: str, last: str) -> list[IndicatorValue]:
    """What of it counts as the unit's own: of one that was divided nothing is any part's, as of sessions
    (PROTOCOL 4.10.9)."""
    if scope.kind == "team":
        return _values((), days, first, last)
    own = units.units_counted_now(scope.id)
    return _values(own, units.standing_below(scope.id).stood.days_under(own), first, last)


def _values(own: Iterable[str], days: Days, first: str, last: str) -> list[IndicatorValue]:
    asked = [
        *(Scope("unit", each) for each in sorted(own)),
        *(Scope("team", t) for t in sorted(days)),
    ]
    return [
        row
        for row in values_of(db.session, asked, first, last)
        if row.scope_kind == "unit" or is_within(row.last, days.get(row.scope_id, ()))
    ]
