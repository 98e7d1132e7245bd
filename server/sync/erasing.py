"""Emptying a record for ever (PROTOCOL 5.7.5). Called inside `writing`; what stands of it afterwards
is its id, its kind and that it was erased."""

from collections.abc import Iterable, Mapping

from server.audit.store import entries_about
from server.records.rows import NewChange, StoredRow
from server.records.store import changes, records, reviews
from server.records.writer import Writer
from server.sync.approval import server_change
from server.sync.own_records import separate_all
from server.sync.settlements import close_item, settle_change
from sync.channel import device as device_channel


def empty_record(writer: Writer, record_id: str, kind: str, channel: str) -> bool:
    """Empties a record with every body of its changes, what waits about it, the proposals, and what the
    audit trail tells of its values. One that is not there leaves an erased row in the channel, so that it cannot come back. Answers
    whether there was anything left to do."""
    row = writer.row(record_id)
    if row is not None and row.erased:
        return False
    if row is not None:
        writer.flush()
        separate_all(writer, record_id, row.device)
    _settle_proposals(writer, row)
    named = _settle_items(writer, record_id)
    erased = writer.put(
        row.kind if row else kind,
        record_id,
        row.channel if row else channel,
        {},
        "void",
        erased=True,
    )
    writer.flush()
    changes.empty_changes(writer.session, record_id)
    _tell_makers(writer, record_id, named)
    _empty_trail(writer, record_id)
    # The last word on the record, so that the changes alone still tell that it counts no more.
    writer.put_change(server_change(writer, erased, "erase", None, erased.ver))
    return True


def know_erased(writer: Writer, record_id: str, sent: Iterable[tuple[str, str, str]]) -> None:
    """After a restore: changes of an erased record (id, payload hash, phone) which the server does not have
    are gone, whatever record they name (5.2.9), and their phones are told as those that it knows."""
    row = writer.row(record_id)
    assert row is not None  # It was erased a moment ago.
    makers: dict[str, str] = {}
    for change, payload_hash, device in sent:
        if changes.change_by_id(writer.session, change) is None:
            makers.setdefault(device, change)
            writer.put_change(
                NewChange(
                    id=change,
                    payload_hash=payload_hash,
                    verdict="gone",
                    seq=row.ver,
                    received_at=writer.moment,
                    code="erased",
                    device_id=device,
                    kind=row.kind,
                    record_id=record_id,
                    channel=row.channel,
                )
            )
    for device, change in makers.items():
        settle_change(writer, change, record_id, device, "erased", [])


def _tell_makers(writer: Writer, record_id: str, named: Mapping[str, str]) -> None:
    """A phone that made changes of it may read the record's channel no more, and still keeps what it
    sent, under the id that it gave the record (PROTOCOL 7.5)."""
    for device, change in changes.makers_of(writer.session, record_id).items():
        settle_change(writer, change, named.get(device, record_id), device, "erased", [])


def _empty_trail(writer: Writer, record_id: str) -> None:
    """That somebody corrected it stays, and in which fields; what stood there does not."""
    for entry in entries_about(writer.session, "session_corrected", record_id):
        told = entry.details.items()
        entry.details = {name: value for name, value in told if name not in ("before", "after")}


def _settle_proposals(writer: Writer, row: StoredRow | None) -> None:
    if row is None:
        return
    for proposal in reviews.proposals_of(writer.session, row.channel, {row.id}):
        if proposal.f.get("settled") is None:
            change = changes.change_by_id(writer.session, proposal.f["change"])
            device, field = change.device_id if change else None, proposal.f["field"]
            settle_change(writer, proposal.f["change"], row.id, device, "refused", [field])
        writer.change(proposal, f={}, state="void", erased=True)


def _settle_items(writer: Writer, record_id: str) -> dict[str, str]:
    """Nobody is asked about it any more, and no reason that was given for it stays. Answers what id
    each phone gave the record whose own one is another phone's (5.2.9)."""
    items = reviews.items_of_record(writer.session, record_id)
    named = {
        item.device_id: str(item.body["record"])
        for item in items
        if item.device_id and item.body.get("record") not in (None, record_id)
    }
    for item in items:
        if item.settled_at is None:
            close_item(writer, item, "refused")
    reviews.empty_items(writer.session, record_id)
    # Of a change that met other values the proposals were settled, not an item.
    sent = {change: device for change, _, device in changes.sent_of(writer.session, record_id)}
    sent |= {item.change_id: item.device_id for item in items if item.device_id}
    for device in sorted(set(sent.values())):
        for told in records.rows_of_kind(writer.session, device_channel(device), "settlement"):
            if told.f.get("change") in sent and "reason" in told.f:
                left = {name: value for name, value in told.f.items() if name != "reason"}
                writer.change(told, f=left)
    return named
