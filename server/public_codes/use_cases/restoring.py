"""Printed codes after a restore. Called inside `writing`; the caller commits."""

from datetime import datetime

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.organisation.store import units
from server.public_codes import store
from server.public_codes.tables import PublicCode


def know_again(code: str, unit: str, by: str, at: datetime) -> bool:
    """Has a code that the backup does not know stand in the register again: it hangs on a wall, and is
    given to nothing else. Where it led is for a person to say; where the backup does not know the unit either,
    for whoever keeps the whole tree. Answers whether it was not there."""
    if store.code_with(db.session, code) is not None:
        return False
    if units.unit_by_id(unit) is None:
        whole = units.unit_of_all()
        if whole is None:
            return False
        unit = whole
    row = PublicCode(
        code=code,
        unit_id=unit,
        purpose=code,
        link=None,
        first=None,
        last=None,
        made_by=by,
        made_from=None,
        made_at=at,
        ended_at=None,
    )
    store.add(db.session, row)
    record_audit(db.session, SYSTEM, "code_made", ("unit", unit), {"code": code})
    return True


def end_again(code: str, at: datetime) -> bool:
    """Ends a code that was ended since the backup. Answers whether it had held."""
    row = store.code_with(db.session, code)
    if row is None or row.ended_at is not None:
        return False
    row.ended_at = at
    record_audit(db.session, SYSTEM, "code_ended", ("unit", row.unit_id), {"code": code})
    return True
