"""Closing a month: its figures are kept under a code, and never changed."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.database_state import read_version
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.database.clock import now
from server.database.engine import db, only_reading
from server.database.query_cache import cached
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.records.writer import writing
from server.reports import store
from server.reports.content import Content, told_of
from server.reports.tables import ReopenedMonth, Snapshot
from server.reports.use_cases.composing import compose, figures_now
from server.reports.use_cases.missing import check_closes, missing_of
from server.scope.reach import check_unit_in_scope
from server.totals.periods import days_of
from sync.code import CODES, normalise, short_code
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def close_month(
    principal: Principal, actor: Actor, unit_id: str, month: str, despite: bool = False
) -> Content:
    """Keeps the figures of a unit's month as they stand and commits; answers the report. What comes
    later is told by the next report as late, and never changes this one. Raises as `check_closes`,
    and month_incomplete where something is known to be missing, unless it is to be closed `despite`
    that."""
    # All that is said against it, and what follows from thousands of units, while nobody waits.
    with only_reading(), cached(read_version(db.session)):
        if missing_of(principal, unit_id, month)["asks"] and not despite:
            raise ProblemError(PROBLEMS["month_incomplete"])
        compose(principal, unit_id, *days_of(month))
    # No record comes in between one figure and the next, and no change of units before them.
    with writing(db.session):
        with cached(read_version(db.session)):
            check_closes(principal, unit_id, month)
            content = compose(principal, unit_id, *days_of(month))
        row = Snapshot(
            id=str(uuid4()),
            code=short_code(secrets.randbelow(CODES)),
            unit_id=unit_id,
            month=month,
            content=content,
            closed_by=str(actor.id),
            closed_at=now(),
        )
        store.add_snapshot(db.session, row)
        details = {"unit": unit_id, "month": month, "code": row.code, "total": content["total"]}
        record_audit(db.session, actor, "month_closed", ("unit", unit_id), details)
    closed = {"code": row.code, "at": row.closed_at.isoformat()}
    db.session.commit()
    return {**content, "closed": closed}


def closed_months(principal: Principal, unit_id: str) -> list[Shown]:
    """The closed months of a unit, the latest first, and those that were opened again. Raises
    not_found."""
    check_unit_in_scope(principal, unit_id)
    line = units.line_of(unit_id)
    closed = store.snapshots_of(db.session, line)
    reopened = store.reopened_of(db.session, line)
    rows: list[Snapshot | ReopenedMonth] = [*reopened, *closed]
    people = {row.closed_by for row in rows} | {row.reopened_by for row in reopened}
    names = names_of_accounts(db.session, people)
    return [
        {
            "code": row.code,
            "month": row.month,
            "closed_at": row.closed_at,
            "closed_by": names.get(row.closed_by),
            "total": row.content["total"],
            "reopened": _reopened(row, names) if isinstance(row, ReopenedMonth) else None,
        }
        for row in sorted(rows, key=_when, reverse=True)
    ]


def _when(row: Snapshot | ReopenedMonth) -> tuple[str, datetime, bool]:
    return row.month, row.closed_at, isinstance(row, Snapshot)


def _reopened(row: ReopenedMonth, names: Mapping[str, str]) -> Shown:
    return {"at": row.reopened_at, "by": names.get(row.reopened_by), "reason": row.reason}


def check_snapshot(code: str) -> Shown:
    """What whoever holds a printed report may know: its figures, whether they still stand, and what
    later reports of the same unit have told of the month since. Raises not_found."""
    plain = normalise(code)
    row: Snapshot | ReopenedMonth | None = None
    if plain:
        row = store.snapshot_with(db.session, plain) or store.reopened_with(db.session, plain)
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    unit = units.unit_by_id(row.unit_id)
    contents = [each.content for each in store.snapshots_of(db.session, units.line_of(row.unit_id))]
    figures = figures_now(row.content)
    frozen = row.content["total"]
    return {
        "code": row.code,
        "unit": formal_name(unit),
        "month": row.month,
        "closed_at": row.closed_at,
        "total": frozen,
        "now": figures,
        "told": told_of(row.month, contents),
        "same": figures == frozen,
        "reopened_at": row.reopened_at if isinstance(row, ReopenedMonth) else None,
    }
