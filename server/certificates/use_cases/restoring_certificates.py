"""Withdrawing again after a restore. Called inside `writing`; the caller commits."""

from datetime import datetime

from server.audit.writing import SYSTEM, record_audit
from server.certificates import store
from server.database.engine import db


def withdraw_again(code: str, at: datetime) -> bool:
    """Says that a certificate holds no more since that moment. Answers whether it had held. One that
    the backup does not know holds for nobody."""
    row = store.certificate_with(db.session, code)
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at = at
    details = {"team": row.team_id, "code": code}
    record_audit(db.session, SYSTEM, "certificate_withdrawn", ("member", row.member_id), details)
    return True
