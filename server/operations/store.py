"""Reading the audit trail."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from server.operations.tables import AuditEntry
from server.upserts import AnySession


def entries_about(session: AnySession, action: str, subject: str) -> list[AuditEntry]:
    """The entries that tell of an action on something."""
    chosen = select(AuditEntry).where(AuditEntry.action == action, AuditEntry.subject_id == subject)
    return list(session.scalars(chosen))


def acts_told(session: AnySession, subjects: Collection[str]) -> set[tuple[str, str, datetime]]:
    """(action, subject, moment) of every act on these subjects."""
    found: set[tuple[str, str, datetime]] = set()
    ids = sorted(subjects)
    for start in range(0, len(ids), 500):
        chosen = select(AuditEntry.action, AuditEntry.subject_id, AuditEntry.at).where(
            AuditEntry.subject_id.in_(ids[start : start + 500])
        )
        found |= {(action, subject, at) for action, subject, at in session.execute(chosen)}
    return found
