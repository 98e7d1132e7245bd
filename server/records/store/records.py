"""Reading and writing records, and what goes with each of them."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, select

from server.database.bulk import add_to_rows, insert_rows, put_rows, table_of, to_db, upsert_rows
from server.database.connections import AnySession
from server.database.sql import (
    Query,
    execute,
    fetch,
    fetch_all,
    fetch_pipelined,
    iterate,
    json_array,
)
from server.records.rows import StoredRow
from server.records.tables import ChannelDigest, ExitRow, Record, SyncClock, SyncCommit
from sync.digest import EMPTY, Digest
from sync.kinds.help_session import NAME as SESSION

PROPOSAL = "proposal"
_TABLE = table_of(Record)
_NAMES = (
    "id",
    "kind",
    "channel",
    "ver",
    "h",
    "state",
    "fields",
    "erased",
    "author",
    "device",
    "day",
    "waiting",
    "continues",
)
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


def take_clock(session: AnySession, n: int, *questions: Query[Any]) -> tuple[int, list[Any]]:
    """Moves the clock on by `n`; its new value, and the answers to what is asked right behind. Its
    row stays locked until the commit, so all writers queue here (PROTOCOL 5.1.5)."""
    move = Query(_MOVE, {"n": n}, list)
    moved, *told = fetch_pipelined(session, move, *questions)
    if not moved:
        add_to_rows(session, SyncClock, [{"id": 1, "hi": 0}], ["hi"])
        moved, *told = fetch_pipelined(session, move, *questions)
    return int(moved[0][0]), told


_MOVE = "UPDATE sync_clock SET hi = hi + :n WHERE id = 1 RETURNING hi"


def set_clock(session: AnySession, hi: int) -> None:
    """Moves the clock to `hi`; only for the transaction that holds it."""
    execute(session, "UPDATE sync_clock SET hi = :hi WHERE id = 1", hi=hi)


def put_commit(session: AnySession, seq: int, tag: str, at: datetime) -> None:
    """Writes a commit's last number and tag."""
    insert_rows(
        session, table_of(SyncCommit), ("seq", "tag", "at"), [(seq, tag, to_db(session, at))]
    )


@dataclass(frozen=True)
class ChannelState:
    """How channels stand: the (number, tag) of the newest commit, None before the first; the tag of
    the commit that was asked about, None if there was none; the digest of each channel."""

    newest: tuple[int, str] | None
    tag: str | None
    digests: Mapping[str, Digest]

    @property
    def highest(self) -> int:
        """The number of the newest commit, 0 before the first. No row has one above it."""
        return self.newest[0] if self.newest else 0


def channel_state_query(channels: Sequence[str], seq: int = 0) -> Query[ChannelState]:
    """Asks how these channels stand, and for the tag of the commit with this number: one question, so
    that all of it is as of one moment."""
    values = {"seq": seq, "channels": json_array(channels)}
    return Query(_STANDING, values, partial(_standing, channels))


def _standing(channels: Sequence[str], rows: Sequence[Any]) -> ChannelState:
    newest, tag, digests = None, None, dict.fromkeys(channels, EMPTY)
    for sort, channel, number, text in rows:
        if sort == 1:
            newest = (number, text)
        elif sort == 2:
            tag = text
        else:
            digests[channel] = Digest(number, text)
    return ChannelState(newest, tag, digests)


_STANDING = """
SELECT 1, '', newest.seq, newest.tag
 FROM (SELECT seq, tag FROM sync_commit ORDER BY seq DESC LIMIT 1) AS newest
UNION ALL SELECT 2, '', seq, tag FROM sync_commit WHERE seq = :seq
UNION ALL SELECT 3, channel, n, sum FROM channel_digest WHERE channel IN_JSON(:channels)
"""


def rows_by_id(session: AnySession, ids: Sequence[str]) -> list[StoredRow]:
    """The records with these ids, in no order."""
    return fetch(session, rows_query(ids)) if ids else []


def rows_query(ids: Sequence[str]) -> Query[list[StoredRow]]:
    """What asks for `rows_by_id`."""
    return Query(_ROWS_BY_ID, {"ids": json_array(ids)}, _as_rows)


_ROWS_BY_ID = """
SELECT id, kind, channel, ver, h, state, CAST(fields AS TEXT), erased, author, device FROM record
WHERE id IN_JSON(:ids)
"""


def followers_query(sessions: Collection[tuple[str, str]]) -> Query[list[StoredRow]]:
    """Asks for a team's help sessions that go on from these of its own, each (team, id)."""
    return Query(_FOLLOWERS, {"keys": json_array([link_key(*each) for each in sessions])}, _as_rows)


def link_key(team: str, session_id: str) -> str:
    """What `continues` holds. With the team in it what others hang behind a session is not even read."""
    return f"{team} {session_id}"


_FOLLOWERS = """
SELECT id, kind, channel, ver, h, state, CAST(fields AS TEXT), erased, author, device FROM record
WHERE continues IS NOT NULL AND continues IN_JSON(:keys)
"""


def _as_rows(rows: Sequence[Any]) -> list[StoredRow]:
    return [_as_row(row) for row in rows]


def _as_row(row: Sequence[Any]) -> StoredRow:
    found = list(row)
    found[6], found[7] = json.loads(found[6]), bool(found[7])
    return StoredRow(*found)


def rows_of_author(session: AnySession, channel: str, author: str) -> list[StoredRow]:
    """An author's records in a channel, by version."""
    chosen = (
        select(*COLUMNS)
        .where(Record.channel == channel, Record.author == author)
        .order_by(Record.ver)
    )
    return [stored(row) for row in session.execute(chosen)]


def rows_naming(
    session: AnySession, channels: Iterable[str], kinds: Iterable[str], member: str
) -> Iterator[StoredRow]:
    """The records of these kinds in these channels that name a member anywhere, by version. Looks
    through all of them."""
    told = _told_of_naming(channels, kinds, member)
    return map(_as_row, iterate(session, f"SELECT {_NAMED} {_NAMING} ORDER BY ver", **told))


def do_more_name(
    session: AnySession, channels: Iterable[str], kinds: Iterable[str], member: str, *, than: int
) -> bool:
    """Whether there are more of `rows_naming` than so many."""
    told = _told_of_naming(channels, kinds, member)
    count = f"SELECT COUNT(*) FROM (SELECT 1 {_NAMING} LIMIT :most) AS named"
    return bool(fetch_all(session, count, **told, most=than + 1)[0][0] > than)


def _told_of_naming(
    channels: Iterable[str], kinds: Iterable[str], member: str
) -> Mapping[str, str]:
    told = {"channels": json_array(set(channels)), "kinds": json_array(set(kinds))}
    return {**told, "member": f'%"{member}"%'}


_NAMED = "id, kind, channel, ver, h, state, CAST(fields AS TEXT), erased, author, device"
_NAMING = """
FROM record
WHERE channel IN_JSON(:channels) AND kind IN_JSON(:kinds) AND CAST(fields AS TEXT) LIKE :member
"""


def counted_sessions_naming(
    session: AnySession, channel: str, member: str, first: str, last: str
) -> Iterator[Mapping[str, Any]]:
    """What the counted help sessions of a channel say that name a member anywhere and are of these days,
    both included. Looks through all of these days."""
    told = {"channel": channel, "member": f'%"{member}"%', "first": first, "last": last}
    return (json.loads(text) for (text,) in iterate(session, _COUNTED_NAMING, **told))


_COUNTED_NAMING = f"""
SELECT CAST(fields AS TEXT) FROM record
WHERE kind = '{SESSION}' AND channel = :channel AND day BETWEEN :first AND :last
 AND state = 'counted' AND CAST(fields AS TEXT) LIKE :member
"""


def give_records(session: AnySession, channels: Iterable[str], before: str, after: str) -> None:
    """Whoever is called the author of records in these channels is another one from now on: of what is
    not told of them, their fields are written through the writer."""
    told = json_array(set(channels))
    execute(session, _GIVE, channels=told, before=before, after=after)


_GIVE = """
UPDATE record SET author = :after WHERE channel IN_JSON(:channels) AND author = :before
"""


def rows_of_kind(session: AnySession, channel: str, kind: str) -> list[StoredRow]:
    """The records of a kind in a channel, by version."""
    chosen = select(*COLUMNS).where(Record.kind == kind, Record.channel == channel)
    return [stored(row) for row in session.execute(chosen.order_by(Record.ver))]


def stored(row: Row[Any] | Sequence[Any]) -> StoredRow:
    """A row of `COLUMNS` as a value."""
    return StoredRow(*row)


def add_records(session: AnySession, rows: Sequence[StoredRow]) -> None:
    """Inserts records whose ids are new."""
    insert_rows(session, _TABLE, _NAMES, [_columns(row) for row in rows])


def put_records(session: AnySession, rows: Sequence[StoredRow]) -> None:
    """Inserts or replaces records; none may stand twice."""
    upsert_rows(session, _TABLE, _NAMES, [_columns(row) for row in rows])


def _columns(row: StoredRow) -> tuple[Any, ...]:
    return (
        row.id,
        row.kind,
        row.channel,
        row.ver,
        row.h,
        row.state,
        row.fields_json,
        row.erased,
        row.author,
        row.device,
        row.f.get("day"),
        _waits(row),
        _link(row),
    )


def _link(row: StoredRow) -> str | None:
    before = row.f.get("continues") if row.kind == SESSION else None
    return link_key(row.f["team"], before) if before else None


def _waits(row: StoredRow) -> bool | None:
    """True for a proposal that nobody has settled; None for all else, which no index holds then."""
    return (row.kind == PROPOSAL and row.f.get("settled") is None and not row.erased) or None


def put_exits(session: AnySession, exits: Mapping[tuple[str, str], int | None]) -> None:
    """Inserts or renews exit rows, by channel and record, with their versions; None takes one away: a
    record that comes back to a channel is not gone from it any more."""
    rows = [
        {"channel": channel, "record_id": record_id, "ver": ver}
        for (channel, record_id), ver in exits.items()
        if ver is not None
    ]
    put_rows(session, ExitRow, rows)
    for channel in dict.fromkeys(channel for channel, _ in exits):
        back = [each for (where, each), ver in exits.items() if where == channel and ver is None]
        if back:
            execute(session, _DROP_EXITS, channel=channel, records=json_array(back))


_DROP_EXITS = "DELETE FROM exit_row WHERE channel = :channel AND record_id IN_JSON(:records)"


def digests_query(channels: Iterable[str]) -> Query[dict[str, Digest]]:
    """Asks for the kept digest of each of these channels that ever had a row."""
    return Query(_DIGESTS, {"channels": json_array(channels)}, _digests)


def _digests(rows: Sequence[Any]) -> dict[str, Digest]:
    return {name: Digest(n, total) for name, n, total in rows}


_DIGESTS = "SELECT channel, n, sum FROM channel_digest WHERE channel IN_JSON(:channels)"


def put_digests(session: AnySession, digests: Mapping[str, Digest], ver: int) -> None:
    """Keeps the digests of channels as given, and that nothing in these is newer than `ver`."""
    rows = [(name, each.n, each.sum, ver, each.sum) for name, each in digests.items()]
    names = ("channel", "n", "sum", "ver", "ver_of")
    upsert_rows(session, table_of(ChannelDigest), names, rows)
