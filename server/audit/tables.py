"""The audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Id

IS_ACT = "action <> 'changes_received'"
NEWEST_ACTS = f"""
SELECT STRING_AGG(CAST(id AS TEXT) || ' ' || TS_TEXT(at), ',') FROM (
 SELECT id, at FROM audit_entry WHERE {IS_ACT} ORDER BY id DESC LIMIT 300
) AS newest
"""
"""One text. More than the last one, since of several writers one may commit an earlier entry after a
later one; and with their times, since a server restored from a backup gives numbers out again."""
"""What somebody did, and not what phones brought: what follows from acts alone is kept by them
(server/database/query_cache.py)."""


class AuditEntry(Base):
    """One state change: who, what, to which thing. Changed only where a volunteer's name or a session is
    erased, or a session rolled up; removed, or emptied, only when its term is over (server/retention)."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(
            "ix_audit_entry_acts", "id", sqlite_where=text(IS_ACT), postgresql_where=text(IS_ACT)
        ),
        Index(
            "ix_audit_entry_acts_by_action",
            "action",
            "id",
            sqlite_where=text(IS_ACT),
            postgresql_where=text(IS_ACT),
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str | None] = mapped_column(String(36))
    actor_unit_id: Mapped[str | None] = mapped_column(String(36))
    """At which unit an account was when it did this, and by whose right."""
    actor_member_id: Mapped[str | None] = mapped_column(String(36))
    """Who held the phone that did this; None where it did not say so, and in entries of before."""
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[str] = mapped_column(String(80), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class JournalIdentity(Base):
    """The journal that this database has told its acts to: one row, of which a restored backup has what was
    known when it was made."""

    __tablename__ = "journal_identity"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    journal: Mapped[Id]
