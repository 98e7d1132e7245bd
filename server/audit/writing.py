"""The audit trail: one row for each state change, in the transaction that makes the change."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session, scoped_session

from server.audit.journal import note
from server.audit.tables import AuditEntry
from server.database.bulk import column_encoders, insert_rows, table_of
from server.database.clock import now

_TABLE = table_of(AuditEntry)
Act = tuple[str, tuple[str, str], dict[str, Any]]
"""What was done, to what of which kind, and the details."""
_NAMES = tuple(column.name for column in _TABLE.columns if column.name != "id")


@dataclass(frozen=True)
class Actor:
    """Who acts: `kind` is account, device or system; a system has no id. `unit`: of an account, at which
    it is and by whose right it acts; whoever moves leaves their acts with that unit. `member`: of a phone,
    who holds it, where that is known; it may be in other hands tomorrow."""

    kind: str
    id: str | None
    unit: str | None = None
    member: str | None = None


SYSTEM = Actor("system", None)


class AtUnit(Protocol):
    """An account, or the one that is signed in."""

    @property
    def id(self) -> str: ...

    @property
    def unit_id(self) -> str | None: ...


def account_actor(account: AtUnit) -> Actor:
    """An account as it acts."""
    return Actor("account", account.id, account.unit_id)


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
    record_audits(session, actor, [(action, subject, details or {})])


def record_audits(
    session: Session | scoped_session[Any], actor: Actor, acts: Iterable[Act]
) -> None:
    """The same for many acts at once, in their order."""
    moment, keep = now(), column_encoders(session, _TABLE, _NAMES)
    rows = []
    for action, (kind, key), details in acts:
        note(session, moment, action, key, actor.id, details)
        who = (actor.kind, actor.id, actor.unit, actor.member)
        row = (moment, *who, action, kind, key, details)
        pairs = zip(row, keep, strict=True)
        rows.append(tuple(value if kept is None else kept(value) for value, kept in pairs))
    insert_rows(session, _TABLE, _NAMES, rows)
