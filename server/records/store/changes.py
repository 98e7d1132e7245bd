"""Changes with their verdicts."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import func, literal, or_, select, tuple_, update

from server.database.bulk import batched, column_encoders, insert_rows, table_of
from server.database.connections import AnySession
from server.database.sql import Query, fetch, fetch_all, json_array
from server.records.rows import NewChange
from server.records.tables import Change, Record, ReviewItem
from sync.kinds import member as member_kind
from sync.situation import Known

_TABLE = table_of(Change)
_NAMES = NewChange._fields
_BODIES = tuple(_NAMES.index(name) for name in ("set_values", "prev_values", "applied"))


def known_changes(session: AnySession, there: Collection[str]) -> dict[str, Known]:
    """The stored verdicts on these changes, which the server has (PROTOCOL 5.2.1)."""
    there = sorted(there)
    found: dict[str, Known] = {}
    for start in range(0, len(there), 500):
        some = there[start : start + 500]
        bodies = _bodies(session, some)
        chosen = select(Change).where(Change.id.in_(some))
        for change in session.scalars(chosen.execution_options(populate_existing=True)):
            found[change.id] = Known(
                change.payload_hash,
                change.verdict,
                change.code,
                tuple(change.fields),
                parsed=_parsed(change) if change.kind else None,
                body=None if change.kind else bodies.get(change.id),
                device=change.device_id,
            )
    return found


def _parsed(change: Change) -> dict[str, Any]:
    """What is kept of a change that was understood; the values of one that was gone are not."""
    parsed: dict[str, Any] = {
        "id": change.id,
        "no": change.no,
        "author": change.author,
        "op": change.op,
        "kind": change.kind,
        "record": change.record_id,
        "channel": change.channel,
        "schema": change.schema,
        "at": change.at,
    }
    return (
        parsed if change.set_ is None else {**parsed, "set": change.set_, "prev": change.prev or {}}
    )


def _bodies(session: AnySession, ids: Sequence[str]) -> dict[str, Any]:
    """The bodies of those changes that were not understood."""
    chosen = (
        select(ReviewItem.change_id, ReviewItem.body)
        .join(Change, Change.id == ReviewItem.change_id)
        .where(Change.id.in_(ids), Change.kind.is_(None), ReviewItem.verdict != "id_reuse")
    )
    return dict(session.execute(chosen).all())


def changes_of_device(session: AnySession, ids: Sequence[str], device_id: str) -> set[str]:
    """Those of these changes that the server has of one phone: under a verdict, or as a content that
    waits, or waited, under an id that is another one's."""
    told = {"ids": json_array(ids), "device": device_id}
    return fetch(session, Query(_OF_DEVICE, told, _first_of_each))


def existing_changes_query(ids: Sequence[str]) -> Query[set[str]]:
    """Asks which of these changes the server has, of whatever phone."""
    return Query(_THERE, {"ids": json_array(ids)}, _first_of_each)


def hashes_query(ids: Sequence[str]) -> Query[dict[str, str]]:
    """Asks for the payload hashes of those of these changes that the server has."""
    return Query(_HASHES, {"ids": json_array(ids)}, _pairs)


def _pairs(rows: Sequence[Any]) -> dict[str, str]:
    return {row[0]: row[1] for row in rows}


_HASHES = "SELECT id, payload_hash FROM change WHERE id IN_JSON(:ids)"


def _first_of_each(rows: Sequence[Any]) -> set[str]:
    return {row[0] for row in rows}


_THERE = "SELECT id FROM change WHERE id IN_JSON(:ids)"
_OF_DEVICE = """
SELECT id FROM change WHERE id IN_JSON(:ids) AND (device_id = :device OR device_id IS NULL)
UNION
SELECT change_id FROM review_item WHERE change_id IN_JSON(:ids) AND device_id = :device
"""


def last_own(session: AnySession, record_id: str, device_id: str) -> int | None:
    """The number of the last change of a record that went in, where all were made on this phone."""
    chosen = select(Change.device_id, Change.no).where(
        Change.record_id == record_id, Change.applied.is_not(None)
    )
    there = session.execute(chosen).all()
    if not there or any(device != device_id for device, _ in there):
        return None
    return max(number or 0 for _, number in there)


def create_of(session: AnySession, record_id: str) -> Change | None:
    """The change that made a record."""
    return creates_of(session, [record_id]).get(record_id)


def creates_of(session: AnySession, record_ids: Sequence[str]) -> dict[str, Change]:
    """The changes that made records, by record."""
    chosen = select(Change).where(Change.op == "create", Change.state.is_not(None))
    latest_first = chosen.order_by(Change.seq.desc())
    return {
        change.record_id: change
        for some in batched(record_ids)
        for change in session.scalars(latest_first.where(Change.record_id.in_(some)))
        if change.record_id is not None
    }


def change_by_id(session: AnySession, change_id: str) -> Change | None:
    """One change, as it stands now."""
    return session.get(Change, change_id, populate_existing=True)


def put_changes(session: AnySession, rows: Sequence[NewChange]) -> int:
    """Inserts changes; their ids must be new. The bytes of what was sent and of what went in."""
    if not rows:
        return 0
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, keep in enumerate(column_encoders(session, _TABLE, _NAMES)):
        if keep is not None:
            columns[place] = [None if each is None else keep(each) for each in columns[place]]
    insert_rows(session, _TABLE, _NAMES, list(zip(*columns, strict=True)))
    texts = chain.from_iterable(columns[place] for place in _BODIES)
    return sum(len(text.encode()) for text in texts if text is not None)


def update_change(session: AnySession, change_id: str, **columns: Any) -> None:
    """Gives a change a new verdict, with what went in by it."""
    update_changes(session, [change_id], **columns)


def update_changes(session: AnySession, change_ids: Sequence[str], **columns: Any) -> None:
    """The same for several that all get the same one."""
    table = table_of(Change)
    session.execute(update(table).where(table.c.id.in_(change_ids)).values(**columns))


def separate_record(session: AnySession, record_id: str, device_id: str, own: str) -> None:
    """Gives what a phone said of a record, and what never went in, to another record."""
    table = table_of(Change)
    theirs = table.c.record_id == record_id, table.c.device_id == device_id
    session.execute(update(table).where(*theirs, table.c.state.is_(None)).values(record_id=own))


def empty_changes(session: AnySession, record_id: str) -> None:
    """Takes out of every change of a record what was sent and what went in. To a phone that asks
    again each of its changes is gone."""
    table = table_of(Change)
    ours = table.c.record_id == record_id
    empty = {"set_values": None, "prev_values": None, "applied": None}
    session.execute(update(table).where(ours).values(**empty))
    told = {"verdict": "gone", "code": "erased", "fields": []}
    session.execute(update(table).where(ours, table.c.device_id.is_not(None)).values(**told))


def sent_of(session: AnySession, record_id: str) -> list[tuple[str, str, str]]:
    """(id, payload hash, phone) of every change of a record that a phone sent."""
    chosen = select(Change.id, Change.payload_hash, Change.device_id).where(
        Change.record_id == record_id, Change.device_id.is_not(None)
    )
    rows = session.execute(chosen.order_by(Change.id))
    return [(change, payload, str(device)) for change, payload, device in rows]


def first_change_of(session: AnySession, record_id: str) -> Change | None:
    """The first change of a record that came, whatever became of it."""
    chosen = select(Change).where(Change.record_id == record_id).order_by(Change.seq, Change.id)
    return session.scalars(chosen.limit(1)).first()


def makers_of(session: AnySession, record_id: str) -> dict[str, str]:
    """The phones that sent changes of a record, with the id of one change of each."""
    chosen = select(Change.device_id, func.min(Change.id)).where(
        Change.record_id == record_id, Change.device_id.is_not(None)
    )
    grouped = chosen.group_by(Change.device_id).order_by(Change.device_id)
    return {str(device): change for device, change in session.execute(grouped)}


def changes_of_members(session: AnySession) -> list[Change]:
    """The changes by which phones made members, or would have, or would have changed some."""
    chosen = select(Change).where(Change.kind == member_kind.NAME)
    return list(session.scalars(chosen.execution_options(populate_existing=True)))


def changes_of_kind_by(session: AnySession, kind: str, author: str) -> list[Change]:
    """The changes of a kind by which somebody's phone, or the server in answer, wrote records of theirs."""
    own = select(Record.id).where(Record.kind == kind, Record.author == author)
    chosen = select(Change).where(
        Change.kind == kind, (Change.author == author) | Change.record_id.in_(own)
    )
    return list(session.scalars(chosen.execution_options(populate_existing=True)))


def applied_by_record(
    session: AnySession, kind: str
) -> Iterator[tuple[str, list[tuple[str | None, str]]]]:
    """For each record of a kind all changes that changed it, in the order of their numbers: what went
    in, as JSON, and the state afterwards."""
    after = ""
    while rows := fetch_all(session, _PAGE, kind=kind, after=after):
        # The page may end in the middle of its last record.
        after = rows[-1][0]
        last = fetch_all(session, _APPLIED.format("="), kind=kind, after=after)
        whole = [row for row in rows if row[0] != after]
        for record, changes in groupby([*whole, *last], key=itemgetter(0)):
            yield record, [(applied, state) for _, applied, state in changes]


def applied_to(
    session: AnySession, records: Collection[str]
) -> Iterator[tuple[str, list[tuple[str | None, str]]]]:
    """The same for the records with these ids."""
    rows = fetch_all(session, _APPLIED_TO, records=json_array(records))
    for record, changes in groupby(rows, key=itemgetter(0)):
        yield record, [(applied, state) for _, applied, state in changes]


_APPLIED_TO = """
SELECT record_id, CAST(applied AS TEXT), state FROM change
WHERE state IS NOT NULL AND record_id IN_JSON(:records) ORDER BY record_id, seq
"""
_APPLIED = """
SELECT record_id, CAST(applied AS TEXT), state FROM change
WHERE kind = :kind AND state IS NOT NULL AND record_id {} :after ORDER BY record_id, seq
"""
_PAGE = _APPLIED.format(">") + " LIMIT 20000"


class PastChange(NamedTuple):
    """A change as a history tells of it."""

    seq: int
    id: str
    op: str | None
    author: str | None
    at: str | None
    received_at: datetime
    verdict: str
    set_: dict[str, Any] | None
    prev: dict[str, Any] | None
    applied: dict[str, Any] | None


def history_of(
    session: AnySession, record_id: str, before: tuple[int, str] | None, limit: int
) -> list[PastChange]:
    """The latest changes of a record, at most `limit`, in the order in which the server took them:
    those before the one of this number and id, if given. What a phone said of it that had no right
    to it is none of them."""
    columns = [getattr(Change, name) for name in PastChange._fields]
    had_right = or_(Change.code.is_(None), Change.code != "wrong_channel")
    chosen = select(*columns).where(Change.record_id == record_id, had_right)
    if before is not None:
        chosen = chosen.where(tuple_(Change.seq, Change.id) < tuple_(*map(literal, before)))
    latest = chosen.order_by(Change.seq.desc(), Change.id.desc()).limit(limit)
    return [PastChange(*row) for row in reversed(session.execute(latest).all())]
