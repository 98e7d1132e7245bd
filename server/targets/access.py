"""For whom somebody may set targets and enter indicators, and of whom they are read."""

from server.auth.principal import Principal
from server.database.engine import db
from server.organisation.store import units
from server.organisation.team_periods import is_within
from server.scope.reach import Days, check_team_coordinated, check_unit_in_scope, reach_of_totals
from server.scope.unit_editing import check_unit_in_charge
from server.targets.store import Scope, values_of
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


def check_solely_in_charge(principal: Principal, scope: Scope) -> None:
    """The same of what may be over, and that the account's unit took the place of: of one that was
    divided wrong_role, unless the account stands above all parts."""
    if scope.kind == "team":
        check_in_charge(principal, scope)
        return
    check_unit_in_scope(principal, scope.id)
    own = principal.unit_id
    if own is not None and scope.id not in units.units_counted_now(own):
        raise ProblemError(PROBLEMS["wrong_role"])


def stands_above(principal: Principal, set_from: str | None) -> bool:
    """Whether the account's unit is the one from which something was set, or stands above it."""
    if principal.unit_id is None:
        return True
    return set_from is not None and set_from in units.units_below(principal.unit_id)


def days_of_teams(principal: Principal, scope: Scope) -> Days:
    """Of a unit the days on which each team stood there, of a team those that the asker reads."""
    if scope.kind == "unit":
        return units.days_below(scope.id)
    spans, _ = reach_of_totals(principal, scope.id, db.session)
    return {scope.id: spans}


def values_below(scope: Scope, days: Days, first: str, last: str) -> list[IndicatorValue]:
    """What was entered for a unit and all that counts as it, or for a team, over days of which the
    last lies within the range; of a team only what ended on its days, so that what was entered after
    a move is the new unit's alone, as the sessions of those days are."""
    return [
        row
        for row in values_of(db.session, scopes_below(scope), first, last)
        if row.scope_kind == "unit" or is_within(row.last, days.get(row.scope_id, ()))
    ]


def scopes_below(scope: Scope) -> list[Scope]:
    """Of a unit all units that count as it, and all teams that stand under them; of a team the
    team."""
    if scope.kind == "team":
        return [scope]
    below = units.units_below(scope.id)
    stood = sorted(units.days_below(scope.id))
    return [*(Scope("unit", each) for each in sorted(below)), *(Scope("team", t) for t in stood)]
