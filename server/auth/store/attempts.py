"""Failed logins and joins."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4
from zlib import crc32

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from server.auth.tables import Attempt


def wait_for_turn(session: Session, keys: Iterable[str]) -> None:
    """Makes those who share a key wait for each other until the transaction ends. On SQLite it
    began by locking out all writers; PostgreSQL has locks on names for this."""
    if session.get_bind().dialect.name == "postgresql":
        for key in sorted(keys):
            session.execute(select(func.pg_advisory_xact_lock(crc32(key.encode()))))


def nth_latest(
    session: Session, kind: str, key_hash: str, since: datetime, n: int
) -> datetime | None:
    """When the n-th last failure since then was; None if there were fewer."""
    return session.scalar(
        select(Attempt.at)
        .where(Attempt.kind == kind, Attempt.key_hash == key_hash, Attempt.at > since)
        .order_by(Attempt.at.desc())
        .offset(n - 1)
        .limit(1)
    )


def count_since(
    session: Session, kind: str, key_hash: str, since: datetime
) -> tuple[int, datetime | None]:
    """How many failures there were since then, and when the last one was."""
    row = session.execute(
        select(func.count(), func.max(Attempt.at)).where(
            Attempt.kind == kind, Attempt.key_hash == key_hash, Attempt.at > since
        )
    ).one()
    return row[0], row[1]


def add_attempts(session: Session, kind: str, keys: Iterable[str], moment: datetime) -> list[str]:
    """Adds one failure for each key; answers their ids. Of a sheet they are thousands, while others wait: so
    they are no objects of the session."""
    found = {str(uuid4()): key for key in keys}
    shared = {"kind": kind, "at": moment}
    if found:
        rows = [{"id": each, "key_hash": key, **shared} for each, key in found.items()]
        session.execute(insert(Attempt), rows)
    return list(found)


def drop(session: Session, ids: Iterable[str]) -> None:
    """Removes these."""
    session.execute(delete(Attempt).where(Attempt.id.in_(list(ids))))


def write_again(session: Session, ids: Iterable[str]) -> None:
    """Writes these as they are."""
    session.execute(update(Attempt).where(Attempt.id.in_(list(ids))).values(at=Attempt.at))


def drop_before(session: Session, moment: datetime) -> None:
    """Removes what no limit looks at any more."""
    session.execute(delete(Attempt).where(Attempt.at < moment))
