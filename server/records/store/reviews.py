"""What waits for a person."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, select, tuple_, update

from server.database.bulk import batched, column_encoders, insert_rows, table_of
from server.database.connections import AnySession
from server.database.sql import Query, fetch, fetch_all, json_array
from server.records.rows import StoredRow
from server.records.store.records import COLUMNS, PROPOSAL, stored
from server.records.tables import Change, Record, ReviewItem
from sync.channel import team as team_channel
from sync.kinds import member as member_kind
from sync.kinds.help_session import is_number

ATTENTION = ("bad_day", "not_member")


_NEW = (
    "id", "change_id", "payload_hash", "verdict", "code", "team_id", "record_id", "device_id",
    "author", "body", "trace", "received_at", "fits",
)  # fmt: skip


def add_reviews(session: AnySession, items: Sequence[Mapping[str, Any]]) -> int:
    """Inserts items of contents that nobody was asked about before. The bytes of their bodies."""
    table = table_of(ReviewItem)
    keep = column_encoders(session, table, _NEW)
    rows = [
        [_encoded(each, item.get(name)) for name, each in zip(_NEW, keep, strict=True)]
        for item in items
    ]
    insert_rows(session, table, _NEW, rows)
    body = _NEW.index("body")
    return sum(len(row[body].encode()) for row in rows)


def _encoded(keep: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if keep is None or value is None else keep(value)


class HeldEdit(NamedTuple):
    """A held change by the id of its item."""

    item: str
    change: str


def awaited_query(record_ids: Sequence[str]) -> Query[set[str]]:
    """Asks for which of these records held changes wait (PROTOCOL 5.2.5)."""
    return Query(_AWAITED, {"records": json_array(record_ids)}, _first_of_each)


def held_counts_query(record_ids: Sequence[str], device_id: str) -> Query[dict[str, int]]:
    """Asks how many held changes of a phone wait for each of these records; without those of none."""
    values = {"records": json_array(record_ids), "device": device_id}
    return Query(_HELD_COUNTS, values, _counts)


def held_edits_query(record_id: str) -> Query[list[HeldEdit]]:
    """Asks for the held changes of a record, in the order in which they came. Those of one request share
    their moment; only their numbers tell them apart."""
    return Query(_HELD, {"record": record_id}, _held_edits)


def records_asked_about(session: AnySession, record_ids: Collection[str]) -> set[str]:
    """Those of these records about which something waits for a person."""
    return fetch(session, Query(_ASKED, {"records": json_array(record_ids)}, _first_of_each))


def records_with_held_edits(session: AnySession, device_id: str) -> list[str]:
    """The records that are there and for which edits of a phone are held all the same."""
    return [row[0] for row in fetch_all(session, _HELD_THERE, device=device_id)]


def items_in_order(session: AnySession, ids: Sequence[str]) -> list[ReviewItem]:
    """These items, few of them, in this order."""
    items = session.scalars(select(ReviewItem).where(ReviewItem.id.in_(ids)))
    found = {item.id: item for item in items}
    return [found[each] for each in ids]


def authors_of_items(session: AnySession, ids: Sequence[str]) -> dict[str, str]:
    """Who made what these items are about, where that is known."""
    chosen = select(ReviewItem.id, ReviewItem.author).where(ReviewItem.id.in_(ids))
    return {item: author for item, author in session.execute(chosen) if author}


def _first_of_each(rows: Sequence[Any]) -> set[str]:
    return {row[0] for row in rows}


def _counts(rows: Sequence[Any]) -> dict[str, int]:
    return {record: int(count) for record, count in rows}


def _held_edits(rows: Sequence[Any]) -> list[HeldEdit]:
    return [HeldEdit(*row) for row in rows]


_AWAITED = """
SELECT DISTINCT record_id FROM review_item
WHERE record_id IN_JSON(:records) AND verdict = 'held' AND settled_at IS NULL
"""
FORGET = "UPDATE review_item SET body = '{}', author = NULL, reason = NULL, fits = NULL"
"""Of what waited leaves that it did, and how that ended."""
_ASKED = """
SELECT DISTINCT record_id FROM review_item
WHERE record_id IN_JSON(:records) AND settled_at IS NULL
"""
_HELD_COUNTS = """
SELECT record_id, COUNT(*) FROM review_item
WHERE record_id IN_JSON(:records) AND verdict = 'held' AND settled_at IS NULL
 AND device_id = :device
GROUP BY record_id
"""
_HELD_THERE = """
SELECT DISTINCT review_item.record_id
FROM review_item JOIN record ON record.id = review_item.record_id
WHERE review_item.device_id = :device AND review_item.verdict = 'held'
 AND review_item.settled_at IS NULL
ORDER BY review_item.record_id
"""
_HELD = """
SELECT review_item.id, review_item.change_id
FROM review_item JOIN change ON change.id = review_item.change_id
WHERE review_item.record_id = :record AND review_item.verdict = 'held'
 AND review_item.settled_at IS NULL
ORDER BY change.seq
"""


def items_of_changes(session: AnySession, ids: Collection[str]) -> list[ReviewItem]:
    """The items of these changes, settled or not."""
    found: list[ReviewItem] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        some = ReviewItem.change_id.in_(wanted[start : start + 500])
        found += session.scalars(select(ReviewItem).where(some).order_by(ReviewItem.received_at))
    return found


def items_of_change(session: AnySession, change_id: str) -> list[ReviewItem]:
    """The items of a change, settled or not."""
    return list(session.scalars(select(ReviewItem).where(ReviewItem.change_id == change_id)))


def items_of_record(session: AnySession, record_id: str) -> list[ReviewItem]:
    """The items about a record, settled or not."""
    chosen = select(ReviewItem).where(ReviewItem.record_id == record_id)
    return list(session.scalars(chosen))


def separate_record(session: AnySession, record_id: str, device_id: str, own: str) -> None:
    """Gives what waits of a phone about a record to another record, but for what went in and of which
    only how the record counts is asked."""
    went_in = select(Change.id).where(Change.record_id == record_id, Change.state.is_not(None))
    theirs = (
        ReviewItem.record_id == record_id,
        ReviewItem.device_id == device_id,
        (ReviewItem.verdict == "id_reuse") | ReviewItem.change_id.not_in(went_in),
    )
    session.execute(update(ReviewItem).where(*theirs).values(record_id=own))


def give_items(session: AnySession, before: str, after: str) -> None:
    """What waits of one author is another one's from now on, and what waited."""
    table = table_of(ReviewItem)
    session.execute(update(table).where(table.c.author == before).values(author=after))


def items_about_members(session: AnySession) -> list[ReviewItem]:
    """The items by which phones would have made members, or changed some."""
    ours = ReviewItem.body["kind"].as_string() == member_kind.NAME
    return list(session.scalars(select(ReviewItem).where(ours)))


def items_of_kind_by(session: AnySession, kind: str, author: str) -> list[ReviewItem]:
    """The items by which somebody would have made records of a kind."""
    ours = ReviewItem.body["kind"].as_string() == kind
    return list(session.scalars(select(ReviewItem).where(ours, ReviewItem.author == author)))


def empty_items(session: AnySession, record_id: str) -> None:
    """Takes out of the items about a record what was sent and why it was settled so."""
    ours = ReviewItem.record_id == record_id
    session.execute(update(ReviewItem).where(ours).values(body={}, reason=None, fits=None))


def open_attention_items(session: AnySession, *record_ids: str) -> list[ReviewItem]:
    """The open items about records that stand and only do not count: their changes went in.
    A change that was refused with the same code is not among them."""
    chosen = (
        select(ReviewItem)
        .join(Change, Change.id == ReviewItem.change_id)
        .where(
            ReviewItem.code.in_(ATTENTION),
            ReviewItem.settled_at.is_(None),
            Change.verdict.in_(("applied", "conflict")),
        )
    )
    return [
        item
        for some in batched(record_ids)
        for item in session.scalars(chosen.where(ReviewItem.record_id.in_(some)))
    ]


def open_contents(session: AnySession, change_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Which contents of these changes wait for a person: (change id, payload hash) of each."""
    chosen = select(ReviewItem.change_id, ReviewItem.payload_hash).where(
        ReviewItem.settled_at.is_(None)
    )
    return {
        (change, payload_hash)
        for some in batched(change_ids)
        for change, payload_hash in session.execute(chosen.where(ReviewItem.change_id.in_(some)))
    }


def open_items(
    session: AnySession, team_ids: Collection[str], after: tuple[datetime, str] | None, limit: int
) -> list[tuple[ReviewItem, int]]:
    """The first that wait in these teams, oldest first, from after (moment, id); each with the
    number of its change, since those of one request share their moment."""
    chosen = (
        select(ReviewItem, func.coalesce(Change.seq, 0))
        .outerjoin(Change, Change.id == ReviewItem.change_id)
        .where(*_open(team_ids))
    )
    if after is not None:
        moment = literal(after[0], ReviewItem.received_at.type)
        place = tuple_(ReviewItem.received_at, ReviewItem.id)
        chosen = chosen.where(place > tuple_(moment, literal(after[1])))
    ordered = chosen.order_by(ReviewItem.received_at, ReviewItem.id).limit(limit)
    return [(found, number) for found, number in session.execute(ordered)]


def open_proposals(
    session: AnySession, team_ids: Collection[str], after: int, limit: int
) -> list[StoredRow]:
    """The first proposals in these teams' channels that nobody has settled, oldest first, from
    after a version."""
    chosen = select(*COLUMNS).where(*_unsettled(team_ids), Record.ver > after)
    rows = session.execute(chosen.order_by(Record.ver).limit(limit))
    return [stored(row) for row in rows]


def count_open(session: AnySession, team_ids: Collection[str]) -> int:
    """How many items and proposals wait in these teams; what one word settles is one."""
    items = select(func.count()).select_from(ReviewItem).where(*_open(team_ids))
    proposals = select(Record.id, Record.fields).where(*_unsettled(team_ids))
    asked = {question(key, f) for key, f in session.execute(proposals)}
    return (session.scalar(items) or 0) + len(asked)


def question(proposal_id: str, f: Mapping[str, Any]) -> str:
    """What one word settles: a proposal, or all those about the numbers of one edit (PROTOCOL 5.7.2)."""
    return f"{f['change']} of {f['record']}" if is_number(f["field"]) else proposal_id


def settled_together(session: AnySession, proposal: StoredRow) -> list[StoredRow]:
    """A proposal that nobody has settled, and all that one word settles with it, by version."""
    asked = question(proposal.id, proposal.f)
    return [
        row
        for row in proposals_of(session, proposal.channel, {proposal.f["record"]})
        if row.f.get("settled") is None and question(row.id, row.f) == asked
    ]


def _open(team_ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return ReviewItem.team_id.in_(sorted(team_ids)), ReviewItem.settled_at.is_(None)


def _unsettled(team_ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    channels = [team_channel(team) for team in sorted(team_ids)]
    return Record.waiting.is_not(None), Record.channel.in_(channels)


def proposals_of(session: AnySession, channel: str, record_ids: Collection[str]) -> list[StoredRow]:
    """The proposals about these records in a channel, by version."""
    chosen = select(*COLUMNS).where(Record.kind == PROPOSAL, Record.channel == channel)
    rows = [stored(row) for row in session.execute(chosen.order_by(Record.ver))]
    return [row for row in rows if row.f.get("record") in record_ids]


def items_about(session: AnySession, record_id: str) -> list[ReviewItem]:
    """All items about a record, settled or not, the earliest first."""
    chosen = select(ReviewItem).where(ReviewItem.record_id == record_id)
    return list(session.scalars(chosen.order_by(ReviewItem.received_at, ReviewItem.id)))


def item(session: AnySession, item_id: str) -> ReviewItem | None:
    """One item, settled or not."""
    return session.get(ReviewItem, item_id, populate_existing=True)


def settle_item(
    session: AnySession,
    item_id: str,
    at: datetime,
    by: str | None,
    outcome: str,
    reason: str | None = None,
) -> None:
    """Notes in an item that it is closed (`close_item` tells its phone too)."""
    session.execute(
        update(ReviewItem)
        .where(ReviewItem.id == item_id)
        .values(settled_at=at, settled_by=by, outcome=outcome, reason=reason)
    )


def reopen_as(session: AnySession, item_ids: Sequence[str], verdict: str, code: str) -> None:
    """Held changes whose create came but that still cannot go in wait for a person."""
    session.execute(
        update(ReviewItem).where(ReviewItem.id.in_(item_ids)).values(verdict=verdict, code=code)
    )


def offer_day(session: AnySession, item_id: str, day: str | None) -> None:
    """Offers another day for the session that an item is about, or none."""
    session.execute(update(ReviewItem).where(ReviewItem.id == item_id).values(fits=day))
