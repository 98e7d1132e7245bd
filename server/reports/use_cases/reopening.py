"""Opening a closed month again, by those above the unit that closed it."""

from datetime import datetime

from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.principal import Principal
from server.database.clock import now
from server.database.engine import db
from server.organisation.names import clean_texts
from server.organisation.store import units
from server.records.writer import writing
from server.reports import store
from server.scope.unit_editing import check_unit_in_charge
from sync.problems import PROBLEMS, ProblemError

TEXTS = {"reason": 400}
"""What is written freely, and how many code points of it: no person is named there."""


def reopen_month(principal: Principal, actor: Actor, unit_id: str, month: str, reason: str) -> None:
    """Opens a closed month again and commits; what was closed stays under its code, reopened. Raises
    not_found for a unit out of scope and a month that is not closed, wrong_role for the own unit,
    later_closed while a later month is: that one has told what came late; label_refused,
    person_named."""
    check_unit_in_charge(principal, unit_id)
    said = clean_texts({"reason": reason}, TEXTS)["reason"]
    with writing(db.session):
        line = units.line_of(unit_id)
        row = store.snapshot_of(db.session, line, month)
        if row is None:
            raise ProblemError(PROBLEMS["not_found"])
        if any(each.month > month for each in store.snapshots_of(db.session, line)):
            raise ProblemError(PROBLEMS["later_closed"])
        store.move_to_reopened(db.session, row, by=str(actor.id), at=now(), reason=said or "")
        details = {"unit": row.unit_id, "month": month, "code": row.code, "reason": said}
        record_audit(db.session, actor, "month_reopened", ("unit", row.unit_id), details)
    db.session.commit()


def reopen_again(code: str, by: str, at: datetime) -> bool:
    """After a restore: what was opened again since is open, and its paper holds no more. The journal has
    no word of why. Answers whether it was closed. Called inside `writing`; the caller commits."""
    row = store.snapshot_with(db.session, code)
    if row is None:
        return False
    store.move_to_reopened(db.session, row, by=by, at=at, reason="")
    details = {"unit": row.unit_id, "month": row.month, "code": code}
    record_audit(db.session, SYSTEM, "month_reopened", ("unit", row.unit_id), details)
    return True
