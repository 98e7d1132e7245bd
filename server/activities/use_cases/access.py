"""Which activities an account may change, and of which it may read the report."""

from collections.abc import Collection, Sequence

from server.activities import store
from server.activities.kinds import CLUB, HELPING
from server.activities.tables import Activity
from server.auth.principal import Principal
from server.database.engine import db
from server.organisation.store import units
from server.scope.reach import Days, check_unit_in_scope, units_above
from sync.problems import PROBLEMS, ProblemError


def load_any(principal: Principal, activity_id: str) -> Activity:
    """An activity that the account may change, be it called off, for what belongs to it. Raises not_found,
    wrong_role."""
    row = store.activity_by_id(db.session, activity_id)
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    _check_owned(principal, row)
    if not _stands_above(principal, row):
        raise ProblemError(PROBLEMS["wrong_role"])
    return row


def load_with_teams(principal: Principal, activity_id: str) -> tuple[Activity, frozenset[str]]:
    """An activity that the account may change, and its teams. Raises not_found, wrong_role."""
    row = _load(principal, activity_id)
    return row, frozenset(store.teams_of(db.session, [row.id]).get(row.id, []))


def invited_teams(
    principal: Principal, rows: Sequence[Activity], unit: str | None = None
) -> dict[str, list[str]]:
    """Of these activities those of units above that invite teams of the account's unit (or of `unit`), by id,
    with these teams alone: none of a club that is for all."""
    root, above = unit or principal.unit_id, units_above(principal, unit)
    rows = [row for row in rows if row.unit_id in above and row.called_off_at is None]
    if root is None or not rows:
        return {}
    teams, days = store.teams_of(db.session, [row.id for row in rows]), units.days_below(root)
    parts = {row.id: _within(row, teams.get(row.id, ()), days) for row in rows}
    for_all = {row.id for row in rows if row.kind == CLUB and row.id not in teams}
    return {activity: part for activity, part in parts.items() if part or activity in for_all}


def _within(row: Activity, teams: Collection[str], days: Days) -> list[str]:
    """The teams of which one of the activity's days is among these days."""
    return [
        team
        for team in teams
        if any(first <= row.last and row.first <= last for first, last in days.get(team, ()))
    ]


def activity_seen(principal: Principal, activity_id: str) -> tuple[Activity, list[str]]:
    """An activity with the teams that take part, of each of which its report tells. Raises not_found,
    wrong_role for one of a unit of which the asker has a part."""
    row = _owned(principal, activity_id)
    if row.kind not in HELPING:
        raise ProblemError(PROBLEMS["not_found"])
    return row, store.teams_of(db.session, [row.id]).get(row.id, [])


def _load(principal: Principal, activity_id: str) -> Activity:
    # Also of a unit that was replaced: nobody else is left to mend what it set up.
    row = load_any(principal, activity_id)
    if row.called_off_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    return row


def _owned(principal: Principal, activity_id: str) -> Activity:
    """An activity for who has all in their care that stands in the place of its unit: one that was
    divided is no part's. Raises not_found, wrong_role."""
    row = store.activity_by_id(db.session, activity_id)
    if row is None or row.called_off_at is not None:
        raise ProblemError(PROBLEMS["not_found"])
    _check_owned(principal, row)
    return row


def _check_owned(principal: Principal, row: Activity) -> None:
    check_unit_in_scope(principal, row.unit_id)
    own = principal.unit_id
    if own is not None and row.unit_id not in units.units_solely_in_charge(own):
        raise ProblemError(PROBLEMS["wrong_role"])


def _stands_above(principal: Principal, row: Activity) -> bool:
    """Whether it was set up by the asker, or from the asker's unit or one below."""
    if principal.unit_id is None or (principal.account and row.set_by == principal.account.id):
        return True
    return row.set_from is not None and row.set_from in units.units_below(principal.unit_id)
