"""Sessions of which only the totals were kept (PROTOCOL 5.19): finding those that are due, taking them out, and
knowing them afterwards by the exit rows that they left."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, select

from server.database.bulk import insert_rows, table_of, to_db
from server.database.connections import AnySession
from server.database.sql import Query, execute, fetch_all, json_array
from server.records.rows import StoredRow
from server.records.store.records import COLUMNS, PROPOSAL, rows_by_id, stored
from server.records.store.reviews import FORGET
from server.records.tables import ExitRow, Record
from sync.channel import device as device_channel
from sync.channel import team as team_channel
from sync.channel import team_of
from sync.kinds.help_session import NAME as SESSION

SETTLEMENT = "settlement"


class SessionDay(NamedTuple):
    """A day of which a channel, a team's or a phone's, has sessions, and how many."""

    channel: str
    day: str
    sessions: int


class Exit(NamedTuple):
    """The exit row that a record leaves when it is taken out (server/records/tables.py)."""

    channel: str
    record_id: str
    ver: int
    rolled_up: str | None
    handed_on: bool | None


class RolledUp(NamedTuple):
    """What is known of a session that was rolled up: whose it was, when, and whether the people of one that
    goes on from it are counted in it or before it."""

    team: str
    day: str
    start: str
    handed_on: bool


def rolled_up_query(ids: Iterable[str]) -> Query[dict[tuple[str, str], RolledUp]]:
    """Asks which of these sessions were rolled up, by team and id: another team may have one with the same id."""
    return Query(_ROLLED_UP, {"ids": json_array(set(ids))}, _rolled_up)


def _rolled_up(rows: Sequence[Any]) -> dict[tuple[str, str], RolledUp]:
    found = {}
    for key, channel, when, handed_on in rows:
        day, start = when.split(" ")
        team = team_of(channel) or ""
        found[team, key] = RolledUp(team, day, start, bool(handed_on))
    return found


_ROLLED_UP = """
SELECT record_id, channel, rolled_up, handed_on FROM exit_row
WHERE record_id IN_JSON(:ids) AND rolled_up IS NOT NULL
"""


def last_number_before(session: AnySession, moment: datetime) -> int:
    """The number of the last commit before a moment; 0 where there was none."""
    told = {"moment": to_db(session, moment)}
    (row,) = fetch_all(session, "SELECT MAX(seq) FROM sync_commit WHERE at < :moment", **told)
    return int(row[0] or 0)


def days_due(session: AnySession, before: str, settled: int) -> list[SessionDay]:
    """The days before a day on which teams have sessions of which none was written after the commit with the
    number `settled`, and about which nothing waits for a person, by channel, the earliest first; and those on
    which phones hold some that were made void before they were let in."""
    told = {"before": before, "teams": team_channel("%"), "phones": device_channel("%")}
    held = {(channel, day) for channel, day in fetch_all(session, _HELD, last=settled, **told)}
    held |= {(row.channel, row.f.get("day")) for row in rows_by_id(session, _asked_about(session))}
    days = (SessionDay(*row) for row in fetch_all(session, _DAYS, **told))
    return [each for each in days if (each.channel, each.day) not in held]


def _asked_about(session: AnySession) -> list[str]:
    """The records about which proposals wait for a person."""
    waiting = session.scalars(select(Record.fields).where(Record.waiting.is_not(None)))
    return sorted({fields["record"] for fields in waiting})


_OLD = (
    f"record.kind = '{SESSION}' AND record.day < :before"
    " AND (record.channel LIKE :teams OR record.channel LIKE :phones)"
)
_DAYS = f"""
SELECT channel, day, COUNT(*) FROM record WHERE {_OLD} GROUP BY channel, day ORDER BY channel, day
"""
_HELD = f"""
SELECT channel, day FROM record
WHERE {_OLD} AND (ver > :last OR state NOT IN ('counted', 'void'))
UNION SELECT record.channel, record.day
FROM review_item JOIN record ON record.id = review_item.record_id
WHERE review_item.settled_at IS NULL AND {_OLD}
"""


def sessions_of_days(session: AnySession, days: Collection[SessionDay]) -> list[StoredRow]:
    """The sessions of these channels on these days, by id."""
    wanted = {(each.channel, each.day) for each in days}
    chosen = select(*COLUMNS).where(
        Record.kind == SESSION,
        Record.channel.in_(sorted({channel for channel, _ in wanted})),
        Record.day.in_(sorted({day for _, day in wanted})),
    )
    rows = (stored(row) for row in session.execute(chosen.order_by(Record.id)))
    return [row for row in rows if (row.channel, row.f["day"]) in wanted]


def proposals_about(
    session: AnySession, channels: Collection[str], ids: Collection[str]
) -> list[StoredRow]:
    """The proposals of these channels about these sessions, by id."""
    chosen = select(*COLUMNS).where(Record.kind == PROPOSAL, Record.channel.in_(sorted(channels)))
    rows = (stored(row) for row in session.execute(chosen.order_by(Record.id)))
    return [row for row in rows if row.f.get("record") in ids]


def settled_proposals(session: AnySession, last: int, most: int) -> list[StoredRow]:
    """Some of the proposals that nobody is asked about and that were written up to this number, by version."""
    chosen = select(*COLUMNS).where(
        Record.kind == PROPOSAL, Record.waiting.is_(None), Record.ver <= last, ~Record.erased
    )
    return [stored(row) for row in session.execute(chosen.order_by(Record.ver).limit(most))]


def settlements_with_reasons(session: AnySession, last: int, most: int) -> list[StoredRow]:
    """Some of the settlements that say why and were written up to this number, by version."""
    says_why = cast(Record.fields, Text).like('%"reason"%')
    chosen = select(*COLUMNS).where(Record.kind == SETTLEMENT, Record.ver <= last, says_why)
    return [stored(row) for row in session.execute(chosen.order_by(Record.ver).limit(most))]


def take_out(session: AnySession, exits: Sequence[Exit]) -> None:
    """Leaves these exit rows in the place of their records."""
    ids = json_array(each.record_id for each in exits)
    channels = json_array({each.channel for each in exits})
    execute(session, "DELETE FROM record WHERE id IN_JSON(:ids)", ids=ids)
    execute(session, _DROP_EXITS, channels=channels, ids=ids)
    insert_rows(session, table_of(ExitRow), Exit._fields, exits)


_DROP_EXITS = "DELETE FROM exit_row WHERE channel IN_JSON(:channels) AND record_id IN_JSON(:ids)"


def empty_changes(session: AnySession, ids: Collection[str]) -> None:
    """Of the changes of these records only what tells a repeat is left, of those that no phone sent nothing; of
    what a person was asked about them, that it was asked."""
    for statement in (_DROP_OWN, _EMPTY_CHANGES, _EMPTY_ITEMS):
        execute(session, statement, ids=json_array(ids))


_DROP_OWN = "DELETE FROM change WHERE record_id IN_JSON(:ids) AND device_id IS NULL"
_EMPTY_CHANGES = """
UPDATE change SET set_values = NULL, prev_values = NULL, applied = NULL, state = NULL, author = NULL, at = NULL
WHERE record_id IN_JSON(:ids)
"""
_EMPTY_ITEMS = f"{FORGET} WHERE record_id IN_JSON(:ids)"
