"""What is kept of a change, whatever became of it, and what waits for a person."""

from typing import Any
from uuid import uuid4

from server.syncing.facts import Facts
from server.syncing.rows import Fields, StoredRow
from server.syncing.store import changes, reviews
from server.syncing.tables import ReviewItem
from server.syncing.writing import Writer
from sync.change import Change
from sync.channel import team_of
from sync.forms import is_uuid
from sync.reception import Received
from sync.situation import Known
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


def keep(
    writer: Writer,
    facts: Facts,
    received: Received,
    decision: Decision,
    device: str,
    trace: str | None,
) -> Fields:
    """Keeps a change for a person, whole. Under a known id only the new content is kept."""
    if decision.verdict is not Verdict.ID_REUSE:
        columns = change_columns(writer, received, decision, device, writer.number())
        changes.put_change(writer.session, **columns, trace=trace)
        facts.learn(received.id, as_known(received, decision))
    item = _review_columns(writer, facts, received, decision, device, trace)
    reviews.put_review(writer.session, **item)
    if decision.verdict is Verdict.HELD:
        facts.hold(ReviewItem(**item))
    told = result(received, decision, None)
    return told | {"trace": trace} if trace else told


def close_what_it_settles(
    writer: Writer,
    change: Change,
    before: StoredRow | None,
    row: StoredRow | None,
    received: Received,
    device: str,
) -> None:
    """A correction closes what it replaces; a session whose day does not fit waits for a person
    until somebody mends the day."""
    if change.replaces:
        for item in reviews.open_items_of_change(writer.session, change.replaces):
            if item.device_id == device and item.author == change.author:
                reviews.settle_item(writer.session, item.id, writer.moment, None, "replaced")
    was, now = (each.state if each else None for each in (before, row))
    if was != "attention" and now == "attention":
        reviews.put_review(writer.session, **_attention_columns(writer, change, received, device))
    elif was == "attention" and now != "attention":
        for item in reviews.open_items_of_record(writer.session, change.record, "bad_day"):
            reviews.settle_item(writer.session, item.id, writer.moment, None, "applied")


def change_columns(
    writer: Writer, received: Received, decision: Decision, device: str, seq: int
) -> dict[str, Any]:
    """The columns of the table `change` for a decided change."""
    change, body = received.change, received.body
    columns: dict[str, Any] = {
        "id": received.id,
        "payload_hash": received.payload_hash,
        "verdict": str(decision.verdict),
        "code": decision.code,
        "fields": list(decision.fields),
        "seq": seq,
        "device_id": device,
        "author": _uuid_in(body, "author"),
        "record_id": _uuid_in(body, "record"),
        "received_at": writer.moment,
    }
    if change is not None:
        columns |= {
            "no": change.no,
            "kind": change.kind,
            "channel": change.channel,
            "op": change.op,
            "schema": change.schema,
            "at": change.at,
        }
    if change is not None and decision.verdict is not Verdict.GONE:
        columns |= {"set_values": change.set, "prev_values": change.prev or None}
    return columns


def as_known(received: Received, decision: Decision) -> Known:
    """The verdict as it will be given back when the change comes again."""
    return Known(received.payload_hash, str(decision.verdict), decision.code, decision.fields)


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
    facts: Facts,
    received: Received,
    decision: Decision,
    device: str,
    trace: str | None,
) -> dict[str, Any]:
    body = received.body if isinstance(received.body, dict) else {"value": received.body}
    author = _uuid_in(body, "author")
    return {
        "id": str(uuid4()),
        "change_id": received.id,
        "payload_hash": received.payload_hash,
        "verdict": str(decision.verdict),
        "code": decision.code or "bad_shape",
        "team_id": _team_to_ask(facts, device, body, author),
        "record_id": _uuid_in(body, "record"),
        "device_id": device,
        "author": author,
        "body": body,
        "trace": trace,
        "received_at": writer.moment,
    }


def _team_to_ask(facts: Facts, device: str, body: Fields, author: str | None) -> str | None:
    """Whose lead shall look: the team that the change names if the phone has to do with it, else
    the team of its author, else any team of the phone."""
    _, enrolments = facts.phone(device)
    channel = body.get("channel")
    named = team_of(channel) if isinstance(channel, str) else None
    if any(each.team == named for each in enrolments):
        return named
    own = [each.team for each in enrolments if each.member == author]
    return next(iter([*own, *(each.team for each in enrolments)]), None)


def _uuid_in(body: Any, name: str) -> str | None:
    value = body.get(name) if isinstance(body, dict) else None
    return value if is_uuid(value) else None
