"""Records, the changes that made them, and what phones need to follow along."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base, Day, Id


def some_of(name: str, condition: str, *columns: str) -> Index:
    """An index of the few rows that meet a condition."""
    where = text(condition)
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class SyncClock(Base):
    """One row: the highest sequence number given out. Updating it is the writers' lock."""

    __tablename__ = "sync_clock"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hi: Mapped[int] = mapped_column(BigInteger)


class SyncCommit(Base):
    """One transaction that wrote something synced: its last number and its random tag. A
    restored database has other tags, which is how phones notice."""

    __tablename__ = "sync_commit"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tag: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]


class Record(Base):
    """A thing that syncs, as it stands now. For the desk's lists `day` repeats a session's day, and
    `waiting` is true for a proposal that nobody has settled and empty for everything else. `continues`
    repeats of a session its team and which session it goes on from, with a space between."""

    __tablename__ = "record"
    __table_args__ = (
        Index(None, "channel", "ver"),
        Index(None, "kind", "channel", "day", "id"),
        Index(None, "kind", "day", "id"),
        some_of("ix_record_waiting", "waiting IS NOT NULL", "channel", "ver"),
        some_of("ix_record_continues", "continues IS NOT NULL", "continues"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    channel: Mapped[str] = mapped_column(String(48))
    ver: Mapped[int] = mapped_column(BigInteger)
    h: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(20))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    erased: Mapped[bool] = mapped_column(default=False)
    author: Mapped[Id | None]
    device: Mapped[Id | None]
    day: Mapped[Day | None]
    waiting: Mapped[bool | None]
    continues: Mapped[str | None] = mapped_column(String(73))


class ExitRow(Base):
    """A record that was in this channel and is not any more; kept for ever. `rolled_up`: it is a session of
    which only the totals were kept (PROTOCOL 5.19), and this is its day and hour; `handed_on`: whether the
    people of a session that goes on from it are counted in it or before it. Both None where it is no session,
    or went elsewhere."""

    __tablename__ = "exit_row"
    __table_args__ = (
        Index(None, "channel", "ver"),
        some_of("ix_exit_row_rolled_up", "rolled_up IS NOT NULL", "record_id"),
    )

    channel: Mapped[str] = mapped_column(String(48), primary_key=True)
    record_id: Mapped[Id] = mapped_column(primary_key=True)
    ver: Mapped[int] = mapped_column(BigInteger)
    rolled_up: Mapped[str | None] = mapped_column(String(16))
    handed_on: Mapped[bool | None]


class Change(Base):
    """One change with its verdict. `device_id` is empty for what the server itself did (a
    settlement, an approval). `applied` is what really went in and `state` how the record counted
    afterwards: folded by `seq`, these rows give every record again, which is how `recount` proves
    the totals; of a session that was rolled up both are empty (PROTOCOL 5.19). `payload_hash` tells a repeat from another content under the same id."""

    __tablename__ = "change"

    id: Mapped[Id] = mapped_column(primary_key=True)
    payload_hash: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(12))
    code: Mapped[str | None] = mapped_column(String(32))
    fields: Mapped[list[str]] = mapped_column(JSON)
    seq: Mapped[int] = mapped_column(BigInteger)
    device_id: Mapped[Id | None]
    author: Mapped[Id | None]
    no: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str | None] = mapped_column(String(24))
    record_id: Mapped[Id | None] = mapped_column(index=True)
    channel: Mapped[str | None] = mapped_column(String(48))
    op: Mapped[str | None] = mapped_column(String(8))
    schema: Mapped[int | None]
    at: Mapped[str | None] = mapped_column(String(40))
    set_: Mapped[dict[str, Any] | None] = mapped_column("set_values", JSON(none_as_null=True))
    prev: Mapped[dict[str, Any] | None] = mapped_column("prev_values", JSON(none_as_null=True))
    applied: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str | None] = mapped_column(String(20))
    received_at: Mapped[datetime]
    trace: Mapped[str | None] = mapped_column(String(16))


class NumberGap(Base):
    """Numbers of a phone's changes, below its highest, that never came (PROTOCOL 4.1.2)."""

    __tablename__ = "number_gap"

    device_id: Mapped[Id] = mapped_column(primary_key=True)
    first_no: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last_no: Mapped[int] = mapped_column(BigInteger)


class ReviewItem(Base):
    """A change that waits for a person, with all that the phone sent (screened). `fits`: the day
    that is offered for a session of which only the day does not fit (PROTOCOL 5.3.3)."""

    __tablename__ = "review_item"
    __table_args__ = (
        some_of("ix_review_item_open", "settled_at IS NULL", "team_id", "received_at", "id"),
        Index(None, "record_id", "verdict"),
        some_of("ix_review_item_device", "settled_at IS NULL", "device_id"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    change_id: Mapped[Id] = mapped_column(index=True)
    payload_hash: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(12))
    code: Mapped[str] = mapped_column(String(32))
    team_id: Mapped[Id | None]
    record_id: Mapped[Id | None]
    device_id: Mapped[Id | None]
    author: Mapped[Id | None]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    trace: Mapped[str | None] = mapped_column(String(16))
    received_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[Id | None]
    outcome: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(Text)
    fits: Mapped[Day | None]


class ChannelDigest(Base):
    """A channel's number of rows and the sum of their hashes, modulo 2^64, in hexadecimal. No row and
    no exit row of it has a version above `ver` (PROTOCOL 6.3), if `ver_of` is the sum: a program of
    before, which may write beside this one while it is replaced, knows neither."""

    __tablename__ = "channel_digest"

    channel: Mapped[str] = mapped_column(String(48), primary_key=True)
    n: Mapped[int]
    sum: Mapped[str] = mapped_column(String(16))
    ver: Mapped[int] = mapped_column(BigInteger, server_default="0")
    ver_of: Mapped[str] = mapped_column(String(16), server_default="")
