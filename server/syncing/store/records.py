"""Reading and writing records, and what goes with each of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from server.syncing.rows import StoredRow
from server.syncing.tables import (
    ChannelDigest,
    ExitRow,
    Record,
    SyncClock,
    SyncCommit,
)
from server.upserts import AnySession, add_to_rows, put_rows
from sync.digest import Digest

PROPOSAL = "proposal"
COLUMNS = (
    Record.id,
    Record.kind,
    Record.channel,
    Record.ver,
    Record.h,
    Record.state,
    Record.fields,
    Record.erased,
    Record.author,
    Record.device,
)


def take_clock(session: AnySession, n: int) -> int:
    """Moves the clock on by `n` and gives its new value. Its row stays locked until the commit,
    so all writers queue here (PROTOCOL 5.1.5)."""
    moved = update(SyncClock).where(SyncClock.id == 1).values(hi=SyncClock.hi + n)
    hi = session.execute(moved.returning(SyncClock.hi)).scalar()
    if hi is None:
        add_to_rows(session, SyncClock, [{"id": 1, "hi": n}], ["hi"])
        hi = session.scalar(select(SyncClock.hi).where(SyncClock.id == 1))
    return int(hi or 0)


def set_clock(session: AnySession, hi: int) -> None:
    """Moves the clock to `hi`; only for the transaction that holds it."""
    session.execute(update(SyncClock).where(SyncClock.id == 1).values(hi=hi))


def put_commit(session: AnySession, seq: int, tag: str, at: datetime) -> None:
    """Writes a commit's last number and tag."""
    session.execute(insert(SyncCommit).values(seq=seq, tag=tag, at=at))


def last_commit(session: AnySession) -> tuple[int, str] | None:
    """The (number, tag) of the newest commit, or None before the first."""
    row = session.execute(
        select(SyncCommit.seq, SyncCommit.tag).order_by(SyncCommit.seq.desc()).limit(1)
    ).one_or_none()
    return (row.seq, row.tag) if row else None


def tag_of(session: AnySession, seq: int) -> str | None:
    """The tag of the commit with this number, or None if there was none."""
    return session.scalar(select(SyncCommit.tag).where(SyncCommit.seq == seq))


def rows_by_id(session: AnySession, ids: Sequence[str]) -> list[StoredRow]:
    """The records with these ids, in no order."""
    found = []
    for start in range(0, len(ids), 500):
        chosen = select(*COLUMNS).where(Record.id.in_(ids[start : start + 500]))
        found += [stored(row) for row in session.execute(chosen)]
    return found


def rows_of_author(session: AnySession, channel: str, author: str) -> list[StoredRow]:
    """An author's records in a channel, by version."""
    chosen = (
        select(*COLUMNS)
        .where(Record.channel == channel, Record.author == author)
        .order_by(Record.ver)
    )
    return [stored(row) for row in session.execute(chosen)]


def rows_of_kind(session: AnySession, channel: str, kind: str) -> list[StoredRow]:
    """The records of a kind in a channel, by version."""
    chosen = select(*COLUMNS).where(Record.kind == kind, Record.channel == channel)
    return [stored(row) for row in session.execute(chosen.order_by(Record.ver))]


def stored(row: Row[Any] | Sequence[Any]) -> StoredRow:
    """A row of `COLUMNS` as a value."""
    return StoredRow(*row)


def put_records(session: AnySession, rows: Sequence[StoredRow]) -> None:
    """Inserts or replaces records; none may stand twice."""
    put_rows(
        session,
        Record,
        [
            {
                "id": row.id,
                "kind": row.kind,
                "channel": row.channel,
                "ver": row.ver,
                "h": row.h,
                "state": row.state,
                "fields": row.f,
                "erased": row.erased,
                "author": row.author,
                "device": row.device,
                "day": row.f.get("day"),
                "waiting": _waits(row),
            }
            for row in rows
        ],
    )


def _waits(row: StoredRow) -> bool | None:
    """True for a proposal that nobody has settled; None for all else, which no index holds then."""
    return (row.kind == PROPOSAL and row.f.get("settled") is None and not row.erased) or None


def put_exit(session: AnySession, channel: str, record_id: str, ver: int) -> None:
    """Inserts or renews an exit row."""
    put_rows(session, ExitRow, [{"channel": channel, "record_id": record_id, "ver": ver}])


def drop_exit(session: AnySession, channel: str, record_id: str) -> None:
    """A record that comes back to a channel is not gone from it any more."""
    session.execute(
        delete(ExitRow).where(ExitRow.channel == channel, ExitRow.record_id == record_id)
    )


def digest_of(session: AnySession, channel: str) -> Digest | None:
    """The kept digest of a channel, or None if it never had a row."""
    row = session.execute(
        select(ChannelDigest.n, ChannelDigest.sum).where(ChannelDigest.channel == channel)
    ).one_or_none()
    return Digest(row.n, row.sum) if row else None


def put_digests(session: AnySession, digests: Mapping[str, Digest]) -> None:
    """Keeps the digests of channels as given."""
    rows = [{"channel": name, "n": each.n, "sum": each.sum} for name, each in digests.items()]
    put_rows(session, ChannelDigest, rows)
