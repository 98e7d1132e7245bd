"""Closing a month: its figures are kept under a code, and never changed."""

import secrets
from typing import Any
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.database_state import read_version
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.database.clock import now, today
from server.database.engine import db, only_reading
from server.database.query_cache import cached
from server.organisation.store import units
from server.records.writer import writing
from server.reports import store
from server.reports.content import Content, told_of
from server.reports.tables import Snapshot
from server.reports.use_cases.composing import compose, figures_now
from server.scope.reach import check_unit_in_scope
from server.scope.unit_editing import unit_kept_by
from server.totals.periods import days_of
from sync.code import ALPHABET, LENGTH, normalise, short_code
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def close_month(principal: Principal, actor: Actor, unit_id: str, month: str) -> Content:
    """Keeps the figures of a unit's month as they stand and commits; answers the report. What comes
    later is told by the next report as late, and never changes this one. Raises not_found,
    wrong_role, day_too_late for a month that has not begun, already_closed."""
    # All that is said against it, and what follows from thousands of units, while nobody waits.
    with only_reading(), cached(read_version(db.session)):
        _check_closes(principal, unit_id, month)
        compose(principal, unit_id, month)
    # No record comes in between one figure and the next, and no change of units before them.
    with writing(db.session):
        with cached(read_version(db.session)):
            _check_closes(principal, unit_id, month)
            content = compose(principal, unit_id, month)
        row = Snapshot(
            id=str(uuid4()),
            code=short_code(secrets.randbelow(len(ALPHABET) ** LENGTH)),
            unit_id=unit_id,
            month=month,
            content=content,
            closed_by=str(actor.id),
            closed_at=now(),
        )
        store.add_snapshot(db.session, row)
        details = {"unit": unit_id, "month": month, "code": row.code, "total": content["total"]}
        record_audit(db.session, actor, "month_closed", ("snapshot", row.id), details)
    closed = {"code": row.code, "at": row.closed_at.isoformat()}
    db.session.commit()
    return {**content, "closed": closed}


def _check_closes(principal: Principal, unit_id: str, month: str) -> None:
    unit_kept_by(principal, unit_id, own=True)
    first, _ = days_of(month)
    if first.isoformat() > today():
        raise ProblemError(PROBLEMS["day_too_late"])
    if store.snapshot_of(db.session, units.line_of(unit_id), month) is not None:
        raise ProblemError(PROBLEMS["already_closed"])


def closed_months(principal: Principal, unit_id: str) -> list[Shown]:
    """The closed months of a unit, the latest first. Raises not_found."""
    check_unit_in_scope(principal, unit_id)
    rows = store.snapshots_of(db.session, units.line_of(unit_id))
    names = names_of_accounts(db.session, {row.closed_by for row in rows})
    return [
        {
            "code": row.code,
            "month": row.month,
            "closed_at": row.closed_at,
            "closed_by": names.get(row.closed_by),
            "total": row.content["total"],
        }
        for row in sorted(rows, key=lambda row: row.month, reverse=True)
    ]


def check_snapshot(code: str) -> Shown:
    """What whoever holds a printed report may know: its figures, whether they still stand, and what
    later reports of the same unit have told of the month since. Raises not_found."""
    plain = normalise(code)
    row = store.snapshot_with(db.session, plain) if plain else None
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    unit = units.unit_by_id(row.unit_id)
    contents = [each.content for each in store.snapshots_of(db.session, units.line_of(row.unit_id))]
    figures = figures_now(row.content)
    frozen = row.content["total"]
    return {
        "code": row.code,
        "unit": unit.name if unit else "",
        "month": row.month,
        "closed_at": row.closed_at,
        "total": frozen,
        "now": figures,
        "told": told_of(row.month, contents),
        "same": figures == frozen,
    }
