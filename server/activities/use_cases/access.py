"""Which activities an account may change, and of which it may read the report."""

from server.activities import store
from server.activities.kinds import HELPING
from server.activities.tables import Activity
from server.auth.principal import Principal
from server.database.engine import db
from server.organisation.store import units
from server.scope.reach import check_unit_in_scope
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
