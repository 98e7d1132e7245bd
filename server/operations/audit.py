"""The audit trail: one row for each state change, in the transaction that makes the change."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session, scoped_session

from server.bulk import insert_rows, keepers
from server.clock import now
from server.operations.journal import note
from server.operations.tables import AuditEntry
from server.upserts import table_of

_TABLE = table_of(AuditEntry)
_NAMES = tuple(column.name for column in _TABLE.columns if column.name != "id")


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
    """Writes one audit row. `subject` is (kind, id); no secrets, no notes inside `details`. Commits
    nothing: the use case that changed the state commits both. Acts that a restored backup must not
    undo go into the journal too."""
    kind, key = subject
    moment = now()
    note(session, moment, action, key, actor.id, details or {})
    row = (moment, actor.kind, actor.id, action, kind, key, details or {})
    kept = zip(row, keepers(session, _TABLE, _NAMES), strict=True)
    told = tuple(value if keep is None else keep(value) for value, keep in kept)
    insert_rows(session, _TABLE, _NAMES, [told])
