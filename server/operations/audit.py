"""The audit trail: one row for each state change, in the transaction that makes the change."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session, scoped_session

from server.clock import now
from server.operations.journal import note
from server.operations.tables import AuditEntry


@dataclass(frozen=True)
class Actor:
    """Who acts: `kind` is account, device or system; a system has no id."""

    kind: str
    id: str | None


SYSTEM = Actor("system", None)


def record_audit(
    session: Session | scoped_session[Any],
    actor: Actor,
    action: str,
    subject: tuple[str, str],
    details: dict[str, Any] | None = None,
) -> None:
    """Adds one audit row to the session. `subject` is (kind, id); no secrets, no notes inside
    `details`. Commits nothing: the use case that changed the state commits both. Acts that a
    restored backup must not undo go into the journal too."""
    kind, key = subject
    moment = now()
    note(session, moment, action, key, actor.id, details or {})
    session.add(
        AuditEntry(
            at=moment,
            actor_kind=actor.kind,
            actor_id=actor.id,
            action=action,
            subject_kind=kind,
            subject_id=key,
            details=details or {},
        )
    )
