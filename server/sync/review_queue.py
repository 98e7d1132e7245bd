"""What is kept of a change, whatever became of it, and what waits for a person."""

from typing import Any
from uuid import uuid4

from server.database.pipeline import sync_point
from server.records.rows import Fields, NewChange, StoredRow
from server.records.store import changes, reviews
from server.records.tables import ReviewItem
from server.records.writer import Writer
from server.sync.context import BatchContext, members_of
from server.sync.kept_items import MOST_LINKS
from server.sync.push_limiter import KEPT, LINK, current_permit
from server.sync.settlements import close_item
from server.sync.store.kept_items import KeptItem
from sync.change import Change
from sync.channel import team_of
from sync.code_screening import without_told_codes, without_told_names
from sync.formats import is_uuid
from sync.kinds import member
from sync.receive import Received
from sync.repeat import is_same_body
from sync.verdict import Decision, Verdict


def result(received: Received, decision: Decision, row: StoredRow | None) -> Fields:
    """What a phone is told about a change. `record` is for the server's own use."""
    return {
        "id": received.id,
        "verdict": str(decision.verdict),
        "code": decision.code,
        "fields": list(decision.fields),
        "row": row,
    }


def enqueue(
    writer: Writer,
    context: BatchContext,
    received: Received,
    decision: Decision,
    device: str,
    trace: str | None,
) -> Fields:
    """Keeps a change for a person, whole. Under a known id only the new content is kept."""
    if decision.verdict is not Verdict.ID_REUSE:
        new = new_change(writer, received, decision, device, writer.number())
        kept = _storable(writer, context, received.body, _record_of(received))
        if kept is not received.body and new.set_values is not None:
            new = new._replace(set_values=kept.get("set"), prev_values=None)
        fields = without_told_names(new.fields, context.codes)
        writer.put_change(new._replace(trace=trace, fields=fields))
        context.learn(received, decision)
    item = _review_columns(writer, context, received, decision, device, trace)
    is_reused = decision.verdict is Verdict.ID_REUSE
    if not (is_reused and _is_kept(context, received, device)):
        writer.put_review(item)
        context.kept.note(item)
        if is_reused:
            context.note_item(item)
    if decision.verdict is Verdict.REVIEW and received.change is not None:
        close_replaced(writer, context, received, received.change)
    if decision.verdict is Verdict.HELD and received.change is not None:
        context.held.note(received.change.record)
    told = result(received, decision, None)
    return told | {"trace": trace} if trace else told


_LOOKED_BACK = 4
"""With so many contents of one id at most is a new one compared by today's rules of screening."""


def _is_kept(context: BatchContext, received: Received, device: str) -> bool:
    """Whether this very content under a known id was kept before of this phone, maybe screened by
    older rules."""
    items = [item for item in context.items_of(received.id) if item.device_id == device]
    if any(item.payload_hash == received.payload_hash for item in items):
        return True
    reused = [item for item in items if item.verdict == "id_reuse"]
    return any(is_same_body(item.body, received) for item in reused[-_LOOKED_BACK:])


def is_plainly_kept(received: Received, decision: Decision) -> bool:
    """Whether a change that waits for a person does nothing else: it closes nothing."""
    if decision.verdict not in (Verdict.REVIEW, Verdict.HELD):
        return False
    return not (isinstance(received.body, dict) and received.body.get("replaces"))


def close_what_it_settles(
    writer: Writer,
    context: BatchContext,
    change: Change,
    before: StoredRow | None,
    row: StoredRow | None,
    received: Received,
    decision: Decision,
    device: str,
) -> None:
    """A correction that went in whole closes what it replaces; a session that does not count waits
    for a person until its day is mended or it is void."""
    if decision.verdict is Verdict.APPLIED:
        close_replaced(writer, context, received, change)
    if needs_attention(before, row):
        columns = _attention_columns(writer, change, received, device)
        writer.put_review({**columns, "fits": decision.fits})
        context.kept.note(columns)
    follow_attention(writer, change, before, row, decision)


def needs_attention(before: StoredRow | None, row: StoredRow | None) -> bool:
    """Whether somebody has to be asked now how a session counts."""
    was, now = (each.state if each else None for each in (before, row))
    return was != "attention" and now == "attention"


def follow_attention(
    writer: Writer,
    change: Change,
    before: StoredRow | None,
    row: StoredRow | None,
    decision: Decision,
) -> None:
    """What is asked already about a session is true of it as it stands now, or is asked no more."""
    if before is None or row is None or before.state != "attention":
        return
    if row.state in ("counted", "void"):
        close_attention(writer, change.record)
    elif "day" in (decision.apply or {}):
        offer_day(writer, change.record, decision.fits)


def close_attention(writer: Writer, *record_ids: str) -> None:
    """How sessions count is clear now, so nobody has to say it."""
    for item in reviews.open_attention_items(writer.session, *record_ids):
        close_item(writer, item, "applied")


def offer_day(writer: Writer, record_id: str, day: str | None) -> None:
    """What was offered for the day that the session had is no offer for the one that it has."""
    for item in reviews.open_attention_items(writer.session, record_id):
        reviews.offer_day(writer.session, item.id, day)


def close_replaced_late(
    writer: Writer, context: BatchContext, received: Received, decision: Decision
) -> None:
    """Closes what a repeated correction replaces. After a restore another phone may bring the correction first;
    the phone that made both then closes the first one, so the server has to do the same."""
    change = received.change
    if change and change.replaces and decision.verdict in (Verdict.APPLIED, Verdict.REVIEW):
        with writer.unbuffered(), sync_point(writer.session):
            close_replaced(writer, context, received, change)


def close_replaced(
    writer: Writer, context: BatchContext, received: Received, change: Change
) -> None:
    """One item stands for one matter: what a change replaces is closed, and what that replaced,
    link by link, `MOST_LINKS` of them. What it does not say anew stays open, or a later word on it
    would be lost. Each link costs the phone, and each item that is closed."""
    # An item keeps the author's id that the phone sent; merging members does not change it.
    author = _uuid_in(received.body, "author")
    name, followed, cost = change.replaces, {change.id}, 0
    while name and name not in followed and len(followed) <= MOST_LINKS:
        followed.add(name)
        cost += LINK
        ours = [each for each in context.kept.of_change(name) if each.author == author]
        for item in ours:
            if context.kept.is_closable(item) and _says_anew(change, item):
                context.kept.finish(item)
                cost += KEPT
                _replace(writer, item.id)
        name = next((each.replaces for each in ours if each.verdict != "id_reuse"), None)
    permit = current_permit()
    if permit is not None:
        permit.charge(cost)


def _says_anew(change: Change, item: KeptItem) -> bool:
    """Whether a change sets all that a kept one would have set."""
    if item.record != change.record or item.op != change.op:
        return False
    return change.op == "create" or (item.names is not None and item.names <= change.set.keys())


def _replace(writer: Writer, item_id: str) -> None:
    """Closes what is replaced, unless it was closed meanwhile or its change stands."""
    item = reviews.item(writer.session, item_id)
    if item is not None and item.settled_at is None and not _went_in(writer, item):
        close_item(writer, item, "replaced")


def _went_in(writer: Writer, item: ReviewItem) -> bool:
    """Whether the item's change went in, and only how its record counts is open."""
    stored = changes.change_by_id(writer.session, item.change_id)
    went_in = stored is not None and stored.verdict in ("applied", "conflict")
    return went_in and item.verdict == "review"


def new_change(
    writer: Writer,
    received: Received,
    decision: Decision,
    device: str,
    seq: int,
    applied: Fields | bytes | None = None,
    state: str | None = None,
) -> NewChange:
    """A decided change as it is kept: `applied` went in by it (as values, or as JSON in canonical spelling),
    and its record counts as `state`."""
    change, body = received.change, received.body
    if change is None:
        return NewChange(
            received.id, received.payload_hash, str(decision.verdict), seq, writer.moment,
            decision.code, decision.fields, device,
            author=_uuid_in(body, "author"), record_id=_uuid_in(body, "record"),
        )  # fmt: skip
    is_gone = decision.verdict is Verdict.GONE
    return NewChange(
        received.id, received.payload_hash, str(decision.verdict), seq, writer.moment,
        decision.code, decision.fields, device,
        change.author, change.no, change.kind, change.record, change.channel, change.op,
        change.schema, change.at,
        None if is_gone else change.set, None if is_gone else change.prev or None,
        applied, state,
    )  # fmt: skip


def _attention_columns(
    writer: Writer, change: Change, received: Received, device: str
) -> dict[str, Any]:
    row = writer.row(change.record)
    return {
        "id": str(uuid4()),
        "change_id": received.id,
        "payload_hash": received.payload_hash,
        "verdict": str(Verdict.REVIEW),
        "code": "bad_day",
        "team_id": row.f.get("team") if row else None,
        "record_id": change.record,
        "device_id": device,
        "author": change.author,
        "body": received.body,
        "received_at": writer.moment,
    }


def _review_columns(
    writer: Writer,
    context: BatchContext,
    received: Received,
    decision: Decision,
    device: str,
    trace: str | None,
) -> dict[str, Any]:
    body = received.body if isinstance(received.body, dict) else {"value": received.body}
    record = _record_of(received)
    kept = _storable(writer, context, body, record)
    author = _uuid_in(body, "author")
    return {
        "id": str(uuid4()),
        "change_id": received.id,
        "payload_hash": received.payload_hash,
        "verdict": str(decision.verdict),
        "code": decision.code or "bad_shape",
        "team_id": _team_of_item(context, device, body, author),
        "record_id": record,
        "device_id": device,
        "author": author,
        "body": kept,
        "trace": trace,
        "received_at": writer.moment,
    }


def _storable(writer: Writer, context: BatchContext, body: Any, record: str | None) -> Any:
    """What of a body may be kept for a person."""
    return without_told_codes(_without_erased(writer, context, body, record), context.codes)


def _without_erased(writer: Writer, context: BatchContext, body: Any, record: str | None) -> Any:
    """Of a record that was erased nothing is kept again, of a volunteer whose name was no name."""
    row = writer.row(record) if record else None
    if row is not None and row.erased:
        return {}
    parts = (body.get("set"), body.get("prev")) if isinstance(body, dict) else ()
    if not any(isinstance(part, dict) and "name" in part for part in parts):
        return body
    said = row.f.get("member") if row is not None and row.kind == member.NAME else record
    whom = members_of(body, said)
    names = context.member_names(whom)
    if all(names[each] != member.ERASED_NAME for each in whom):
        return body
    return body | {part: member.nameless(body[part]) for part in ("set", "prev") if part in body}


def _record_of(received: Received) -> str | None:
    """The record that a change speaks of; one that was not understood has only the id that it names."""
    change = received.change
    return change.record if change is not None else _uuid_in(received.body, "record")


def _team_of_item(
    context: BatchContext, device: str, body: Fields, author: str | None
) -> str | None:
    """Whose lead shall look: the team that the change names if the phone has to do with it, else
    the team of its author, else any team of the phone."""
    _, enrolments = context.phone(device)
    channel = body.get("channel")
    named = team_of(channel) if isinstance(channel, str) else None
    if any(each.team == named for each in enrolments):
        return named
    own = [each.team for each in enrolments if each.member == author]
    return next(iter([*own, *(each.team for each in enrolments)]), None)


def _uuid_in(body: Any, name: str) -> str | None:
    value = body.get(name) if isinstance(body, dict) else None
    return value if is_uuid(value) else None
