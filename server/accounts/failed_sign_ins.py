"""Failed sign-ins are told: in the audit trail, and to the account's owner at the next sign-in."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session, scoped_session

from server.audit.writing import SYSTEM, record_audit
from server.auth.store import attempts
from server.auth.tables import FailedSignIns
from server.crypto.secrets import hash_guessable
from server.database.clock import now
from server.database.engine import db, separate_transaction

TOLD_EVERY = timedelta(minutes=10)
"""The trail tells of an account's failures at most this often, so that no guesser fills it."""


def note_failure(account_id: str) -> None:
    """Counts a failed sign-in to an account, in a transaction of its own."""
    with separate_transaction() as session:
        attempts.wait_for_turn(session, [hash_guessable(f"failed|{account_id}")])
        row = session.get(FailedSignIns, account_id)
        if row is None:
            row = FailedSignIns(account_id=account_id, count=0, shown=0, untold=0)
            session.add(row)
        row.count += 1
        row.since = row.since or now()
        row.untold += 1
        _tell(session, row)


def note_nobodys_failure(noted: list[str]) -> None:
    """Takes as long for a login that there is not, so that nobody learns which there are: it writes
    once more what `begin_attempt` noted."""
    with separate_transaction() as session:
        attempts.wait_for_turn(session, noted)
        attempts.write_again(session, noted)


def pass_on(account_id: str) -> None:
    """At a sign-in: what failed before it is shown at the desk, and counting begins anew."""
    row = db.session.get(FailedSignIns, account_id, with_for_update=True)
    if row is None:
        return
    _tell(db.session, row)
    if row.count:
        row.shown += row.count
        row.shown_since = row.shown_since or row.since
    row.count, row.since = 0, None


def serialize_failures(account_id: str) -> dict[str, Any] | None:
    """{"count", "since"} of what is shown; None if there is nothing."""
    row = db.session.get(FailedSignIns, account_id)
    if row is None or not row.shown:
        return None
    return {"count": row.shown, "since": row.shown_since}


def take_note(account_id: str) -> None:
    """What was shown is shown no more."""
    row = db.session.get(FailedSignIns, account_id, with_for_update=True)
    if row is not None:
        row.shown, row.shown_since = 0, None


def _tell(session: Session | scoped_session[Any], row: FailedSignIns) -> None:
    if not row.untold or (row.told_at is not None and row.told_at + TOLD_EVERY > now()):
        return
    details = {"count": row.untold}
    record_audit(session, SYSTEM, "sign_in_failed", ("account", row.account_id), details)
    row.untold, row.told_at = 0, now()
